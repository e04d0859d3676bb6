"""Passages that are cut out of articles."""

from hypothesis import given
from hypothesis import strategies as st

from training.passages import SHORTEST, cut_passages

ARTICLE = "\n\n".join(
    f"Paragraph {n} tells of a village, of its mayor and of the road to it." for n in range(40)
)


@given(st.text(alphabet="ab .\n", max_size=400), st.text(max_size=5))
def test_passages_follow_one_another_and_are_long_enough(text: str, seed: str) -> None:
    before = 0
    for start, end in cut_passages(text, seed):
        assert before <= start <= end - SHORTEST
        assert end <= len(text)
        before = end


def test_they_begin_and_end_with_paragraphs() -> None:
    found = [ARTICLE[start:end] for start, end in cut_passages(ARTICLE, "id")]
    assert found
    assert all(text.startswith("Paragraph ") and text.endswith("to it.") for text in found)
    assert {text.count("\n\n") for text in found} <= {0, 1, 2}


def test_the_same_seed_cuts_the_same() -> None:
    assert cut_passages(ARTICLE, "id") == cut_passages(ARTICLE, "id")
    assert cut_passages(ARTICLE, "id") != cut_passages(ARTICLE, "other")
