"""What the classifier is told of the two parties of a triple, and what is enough for it."""

from math import isfinite

import pytest

from graph.extraction.classify.context import Context
from graph.extraction.classify.model import load_model
from graph.extraction.classify.pairs import WIDTH, Pairs
from graph.extraction.classify.triples import Triple, group_triples
from graph.extraction.document import Actor
from graph.extraction.english import prepare
from graph.extraction.relations import Candidate, find_candidates
from graph.model import ACCUSATION
from graph.reading import article_from_text

TEXT = """Rwanda backs the Lowland Front. Adam Lane leads the Lowland Front, and soldiers of Malawi
fought it near the town. The Lowland Front killed 12 villagers, Malawi said."""


@pytest.fixture(scope="module")
def read() -> tuple[Context, dict[Triple, list[Candidate]]]:
    document, tree = prepare(article_from_text(TEXT, id="pairs"))
    return Context(document, tree), group_triples(find_candidates(document, tree))


def test_every_triple_has_as_many_figures(read: tuple[Context, dict[Triple, list[Candidate]]]) -> None:
    context, groups = read
    pairs = Pairs(groups)
    for triple, places in groups.items():
        found = pairs.figures(triple, places, context)
        assert len(found) == WIDTH
        assert all(map(isfinite, found))


def test_accusations_have_one_party(read: tuple[Context, dict[Triple, list[Candidate]]]) -> None:
    context, groups = read
    pairs = Pairs(groups)
    alike = {tuple(pairs.figures(t, p, context)) for t, p in groups.items() if t[0] == ACCUSATION}
    assert len(alike) == 1


def test_pairs_tell_what_else_the_same_two_are(read: tuple[Context, dict[Triple, list[Candidate]]]) -> None:
    context, groups = read
    backing = next(
        (triple, places)
        for triple, places in groups.items()
        if triple[0] == "supports"
        and places[0].subject.name == "Rwanda"
        and isinstance(places[0].object, Actor)
        and places[0].object.name == "Lowland Front"
    )
    before = Pairs(groups).figures(*backing, context)
    for places in groups.values():
        for place in places:
            place.score = 0.5
    assert Pairs(groups).figures(*backing, context) != before


def test_rare_relations_in_words_need_less() -> None:
    model = load_model()
    assert model.enough("opposes", linked=True) < model.enough("opposes", linked=False)
    assert model.enough(ACCUSATION, linked=True) == model.enough("leads", linked=True) == model.threshold
