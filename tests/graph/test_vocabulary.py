import pytest

from graph.errors import UnknownTermError
from graph.iris import VOCABULARY, fold_name
from graph.model import ACCUSATION, SYMMETRIC
from graph.vocabulary import (
    actors_by_name,
    broader_codes,
    reference_actors,
    reference_triples,
    relation,
    relations,
    states_by_metonym,
    support_kinds,
    violation,
    violations,
)


def test_relations_are_labelled_both_ways_and_symmetric_as_the_model_has_them() -> None:
    assert len(relations()) == 8
    assert {name for name, known in relations().items() if known.symmetric} == SYMMETRIC
    assert relation("supports").inverse_label == "supported by"
    assert all(known.label and known.inverse_label and known.definition for known in relations().values())
    assert ACCUSATION in relations()


def test_violations_have_the_words_of_news() -> None:
    assert len(violations()) == 38
    assert violation("pillage").broader == "warCrimes"
    assert violation("torture").notation
    assert "loot" in violation("pillage").verb_labels
    assert all(known.label and known.definition for known in violations().values())
    assert all(known.victims for known in violations().values() if known.verbs_with_victims)


def test_codes_above_come_nearest_first() -> None:
    assert broader_codes("indiscriminateAttack") == (
        "attackOnCivilians",
        "warCrimes",
        "humanRightsViolations",
    )
    assert broader_codes("corruption") == ()


def test_support_kinds() -> None:
    assert {"troops", "weapons", "funding", "unknown"} < set(support_kinds())


@pytest.mark.parametrize(
    ("find", "name"), [(relation, "adores"), (violation, "rudeness"), (broader_codes, "")]
)
def test_what_the_vocabulary_lacks_is_an_error(find: object, name: str) -> None:
    assert callable(find)
    with pytest.raises(UnknownTermError, match=repr(name)):
        find(name)


def test_reference_actors_are_found_by_each_of_their_names() -> None:
    for actor in reference_actors().values():
        for name in actor.names:
            assert actor in actors_by_name()[fold_name(name)]
        assert reference_triples()[actor.iri]


def test_capitals_and_demonyms_stand_for_states_without_being_their_names() -> None:
    (rwanda,) = states_by_metonym()["kigali"]
    assert rwanda.iri.value == VOCABULARY + "actor/rwanda"
    assert rwanda.kind == "State"
    assert fold_name("Kigali") not in actors_by_name()
    assert rwanda in states_by_metonym()["rwandan"]


def test_nobody_can_change_it() -> None:
    for table in (relations(), violations(), support_kinds(), reference_actors(), actors_by_name()):
        with pytest.raises(TypeError):
            table["new"] = None  # type: ignore[index]
