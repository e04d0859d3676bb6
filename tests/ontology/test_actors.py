"""The reference actors: complete, unambiguous, and what their tables say."""

import csv
import re
from collections import defaultdict
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import RDF, SKOS, Graph, Namespace, URIRef

import ontology
from graph.iris import fold_name

ONUS = Namespace(ontology.VOCABULARY)
ACTOR = Namespace(ONUS["actor/"])
WIKIDATA = "http://www.wikidata.org/entity/"
WITHOUT_CODE = {
    ACTOR[slug]
    for slug in (
        "somaliland",
        "northern-cyprus",
        "abkhazia",
        "south-ossetia",
        "transnistria",
        "yugoslavia",
    )
}
WITHOUT_CAPITAL = {ACTOR["hong-kong"], ACTOR["northern-cyprus"], ACTOR["yugoslavia"]}


@pytest.fixture(scope="module")
def generator(folder: Path) -> ModuleType:
    spec = spec_from_file_location("generate_actors", folder / "generate_actors.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def actors() -> Graph:
    return Graph().parse(ontology.path("actors.ttl"))


def test_the_committed_file_is_what_the_tables_give(generator: ModuleType) -> None:
    assert generator.actors_turtle() == ontology.path("actors.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Newspaper,The Example,,,", "no kind of reference actor is named 'Newspaper'"),
        ("Court,The Example,,12,", "'12' is no Wikidata identifier"),
        ("Court,The Example,,,\nCourt,The example,,,", "two reference actors have the slug 'the-example'"),
    ],
)
def test_the_generator_refuses_bad_tables(
    generator: ModuleType, folder: Path, tmp_path: Path, row: str, complaint: str
) -> None:
    header = (folder / "actors" / "states.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "states.csv").write_text(header + "\n", encoding="utf-8")
    (tmp_path / "bodies.csv").write_text(f"kind,name,aliases,wikidata,note\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        generator.actors_turtle(tmp_path)


def test_every_state_of_the_united_nations_is_there(folder: Path) -> None:
    with (folder / "actors" / "states.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len([row for row in rows if not row["note"]]) == 193


def test_every_state_is_complete(actors: Graph) -> None:
    states = set(actors.subjects(RDF.type, ONUS.State))
    for state in states:
        assert actors.value(state, SKOS.prefLabel), state
        assert actors.value(state, ONUS.demonym) or actors.value(state, ONUS.ambiguousDemonym), state
        matches = [str(match).removeprefix(WIKIDATA) for match in actors.objects(state, SKOS.exactMatch)]
        assert len(matches) == 1, state
        assert re.fullmatch(r"Q\d+", matches[0]), state
        if state not in WITHOUT_CAPITAL:
            assert actors.value(state, ONUS.capital) or actors.value(state, ONUS.ambiguousCapital), state
        if state not in WITHOUT_CODE:
            assert re.fullmatch("[A-Z]{2}", str(actors.value(state, ONUS.isoCode))), state
            assert re.fullmatch("[A-Z]{3}", str(actors.value(state, ONUS.isoAlpha3))), state
    assert states >= WITHOUT_CODE | WITHOUT_CAPITAL


@pytest.mark.parametrize("term", [SKOS.exactMatch, ONUS.isoCode, ONUS.isoAlpha3])
def test_identifiers_are_of_one_actor(actors: Graph, term: URIRef) -> None:
    values = list(actors.objects(None, term))
    assert values
    assert len(values) == len(set(values))


def test_no_two_actors_share_a_name(actors: Graph) -> None:
    """Neither as other names do (fold case), nor as the graph compares them (`fold_name`)."""
    owners: defaultdict[str, set[URIRef]] = defaultdict(set)
    for predicate in (SKOS.prefLabel, SKOS.altLabel):
        for actor, name in actors.subject_objects(predicate):
            assert isinstance(actor, URIRef)
            owners[str(name).casefold()].add(actor)
            owners[fold_name(str(name))].add(actor)
    assert not {name: found for name, found in owners.items() if len(found) > 1}


def test_what_stands_for_a_state_stands_for_one(actors: Graph) -> None:
    """No demonym or capital is another actor's, nor another actor's name."""
    owners: defaultdict[str, set[URIRef]] = defaultdict(set)
    for predicate in (SKOS.prefLabel, SKOS.altLabel, ONUS.demonym, ONUS.capital):
        for actor, name in actors.subject_objects(predicate):
            assert isinstance(actor, URIRef)
            owners[fold_name(str(name))].add(actor)
    assert not {name: found for name, found in owners.items() if len(found) > 1}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("UAE", "united-arab-emirates"),
        ("U.S.", "united-states"),
        ("Burma", "myanmar"),
        ("Ivory Coast", "ivory-coast"),
        ("DR Congo", "democratic-republic-of-the-congo"),
        ("DRC", "democratic-republic-of-the-congo"),
        ("ICC", "international-criminal-court"),
        ("HRW", "human-rights-watch"),
        (
            "MONUSCO",
            "united-nations-organization-stabilization-mission-in-the-democratic-republic-of-the-congo",
        ),
        ("AFP", "agence-france-presse"),
        ("Türkiye", "turkey"),
    ],
)
def test_well_known_names(actors: Graph, name: str, slug: str) -> None:
    owners = {
        actor
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for actor, label in actors.subject_objects(predicate)
        if str(label) == name
    }
    assert owners == {ACTOR[slug]}


@pytest.mark.parametrize(
    ("term", "name", "slug"),
    [
        (ONUS.capital, "Kigali", "rwanda"),
        (ONUS.capital, "Abu Dhabi", "united-arab-emirates"),
        (ONUS.demonym, "Emirati", "united-arab-emirates"),
        (ONUS.demonym, "Congolese", "democratic-republic-of-the-congo"),
        (ONUS.ambiguousCapital, "Kingston", "jamaica"),
        (ONUS.ambiguousCapital, "Victoria", "seychelles"),
        (ONUS.ambiguousCapital, "Georgetown", "guyana"),
    ],
)
def test_well_known_metonyms(actors: Graph, term: URIRef, name: str, slug: str) -> None:
    owners = {actor for actor, label in actors.subject_objects(term) if str(label) == name}
    assert owners == {ACTOR[slug]}
