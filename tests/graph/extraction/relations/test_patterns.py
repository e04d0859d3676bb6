"""The patterns of relations: every example that a table gives of a pattern is met by it."""

import pytest

from graph.extraction.english import prepare
from graph.extraction.relations.paths import parse_path
from graph.extraction.relations.patterns import Pattern, match_patterns, read_patterns
from graph.reading import article_from_text


def examples() -> list[object]:
    return [
        pytest.param(pattern, example, id=f"{pattern.name}: {example[:50]}")
        for pattern in read_patterns()
        for example in pattern.examples
    ]


@pytest.mark.parametrize(("pattern", "example"), examples())
def test_an_example_is_met_by_its_pattern(pattern: Pattern, example: str) -> None:
    document, tree = prepare(article_from_text(example, id="example"))
    assert pattern.name in {candidate.pattern for candidate in match_patterns(document, tree)}


def test_every_pattern_has_an_example_and_a_name_of_its_own() -> None:
    names = [pattern.name for pattern in read_patterns()]
    assert len(names) == len(set(names))
    assert all(pattern.examples for pattern in read_patterns())


def test_a_step_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no path step"):
        parse_path("obj nmod(of")
