"""What the teacher reads and says: windows, what they tell, and the trees over them."""

from collections.abc import Sequence
from itertools import pairwise, product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from training.treebanks import Paragraph, Sentence, Token
from training.trees import best_tree
from training.windows import NONE, Reading, batches, label_numbers, make_lesson, make_window, read_paragraph

KINDS = ("PER", "ORG", "LOC")


def cut(form: str) -> Sequence[int]:
    return [200 + ord(letter) % 50 for letter in form]


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    size = draw(st.integers(1, 6))
    root = draw(st.integers(0, size - 1))
    tokens = []
    for index in range(size):
        others = [other for other in range(size) if other != index]
        head = index if index == root else draw(st.sampled_from(others))
        form = draw(st.text("abAB1.", min_size=1, max_size=4))
        label = "root" if index == root else draw(st.sampled_from(["nsubj", "obj"]))
        tag = draw(st.sampled_from(["NN", "VB"]))
        tokens.append(Token(form, form.lower(), tag[0], tag, head, label, draw(st.booleans()), ""))
    cuts = sorted(draw(st.sets(st.integers(0, size), max_size=4)))
    spans = list(pairwise(cuts))[::2]
    return Sentence(tokens, "", True, [(a, b, draw(st.sampled_from(KINDS))) for a, b in spans])


@given(st.lists(sentences(), min_size=1, max_size=4))
def test_what_a_treebank_tells_is_read_back(parts: list[Sentence]) -> None:
    for sentence in parts[1:]:
        sentence.starts_paragraph = False
    paragraph = Paragraph("made", parts)
    numbers = label_numbers([paragraph])
    window = make_lesson(paragraph, cut, numbers)
    told = dict(window.told)
    starts = [index for index, first in enumerate(told.pop("starts")) if first]
    reading = Reading(starts, told.pop("heads"), told)
    assert read_paragraph(window, reading, numbers, "made") == paragraph


def test_names_that_nobody_annotated_are_not_told() -> None:
    sentence = Sentence([Token("Maro", "maro", "N", "NN", 0, "root", True, "")], "", True)
    paragraph = Paragraph("made", [sentence])
    assert make_lesson(paragraph, cut, label_numbers([paragraph])).told["names"] == [NONE]


def test_every_piece_knows_its_word() -> None:
    window = make_window(["The", "", "Guard"], [True, False, False], cut)
    assert [window.words[first] for first in window.first] == [1, 2, 3]
    assert len(window.pieces) == len(window.words) == 2 + 3 + 1 + 5


def test_a_long_window_fits_what_the_network_knows() -> None:
    assert len(make_window(["unpronounceable"] * 160, [True] * 160, cut).pieces) <= 512


@given(st.lists(st.integers(1, 30), max_size=30), st.integers(0, 3))
def test_batches_hold_each_window_once(sizes: list[int], seed: int) -> None:
    windows = [make_window(["a"] * size, [True] * size, cut) for size in sizes]
    groups = batches(windows, 64, Random(seed))
    assert sorted(map(id, windows)) == sorted(id(window) for group in groups for window in group)
    assert all(len(group) == 1 or len(group) * len(group[-1].pieces) <= 64 for group in groups)


@given(arrays(np.float32, (4, 5), elements=st.integers(-9, 9)))
def test_the_best_tree_is_the_best_of_all(scores: NDArray[np.float32]) -> None:
    root = int(scores[:, 0].argmax())
    others = [word for word in range(4) if word != root]

    def hangs(heads: list[int], word: int) -> bool:
        for _ in heads:
            word = heads[word] if word >= 0 else word
        return word < 0

    def total(heads: Sequence[int]) -> float:
        return float(sum(scores[word, heads[word] + 1] for word in others))

    best = -np.inf
    for chosen in product(range(4), repeat=3):
        heads = [-1] * 4
        for word, head in zip(others, chosen, strict=True):
            heads[word] = head
        if all(heads[w] != w for w in others) and all(hangs(heads, w) for w in others):
            best = max(best, total(heads))
    found = best_tree(scores)
    assert found[root] == -1
    assert all(hangs(found, word) for word in others)
    assert total(found) == pytest.approx(best)
