"""Who is proposed for standing near the words of a relation."""

from graph.extraction.english import prepare
from graph.extraction.relations import find_candidates
from graph.reading import article_from_text


def parties(text: str) -> set[str]:
    found = find_candidates(*prepare(article_from_text(text, id="text")))
    return {c.subject.name for c in found} | {str(getattr(c.object, "name", c.object)) for c in found}


def test_nobody_is_met_inside_the_name_of_another() -> None:
    found = parties(
        "Khalifa Haftar's Libyan National Army has been fighting the Government of National Accord."
    )
    assert {"Libyan National Army", "Government of National Accord"} <= found
    assert "Libya" not in found
