"""The codes are those of the annotation guidelines, and their labels can be read as a lexicon."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import SKOS, Graph, Namespace, URIRef

import ontology

ONUS = Namespace(ontology.VOCABULARY)
VIOLATION = Namespace(ONUS["violation/"])
SUPPORT_KIND = Namespace(ONUS["support-kind/"])
TOP = None
HUMAN_RIGHTS, WAR_CRIMES = "humanRightsViolations", "warCrimes"
CODES: dict[str, tuple[str | None, list[str]]] = {
    "humanRightsViolations": (TOP, []),
    "warCrimes": (HUMAN_RIGHTS, ["8"]),
    "crimesAgainstHumanity": (HUMAN_RIGHTS, ["7"]),
    "genocide": (HUMAN_RIGHTS, ["6"]),
    "aggression": (HUMAN_RIGHTS, ["8 bis"]),
    "unlawfulKilling": (HUMAN_RIGHTS, ["7(1)(a)", "8(2)(a)(i)"]),
    "extrajudicialExecution": ("unlawfulKilling", ["8(2)(c)(iv)"]),
    "attackOnCivilians": (WAR_CRIMES, ["8(2)(b)(i)"]),
    "indiscriminateAttack": ("attackOnCivilians", []),
    "attackOnProtectedObjects": (WAR_CRIMES, ["8(2)(b)(ix)"]),
    "attackOnHumanitarianPersonnel": (WAR_CRIMES, ["8(2)(b)(iii)"]),
    "torture": (HUMAN_RIGHTS, ["7(1)(f)"]),
    "illTreatment": (HUMAN_RIGHTS, []),
    "sexualViolence": (HUMAN_RIGHTS, ["7(1)(g)"]),
    "enforcedDisappearance": (HUMAN_RIGHTS, ["7(1)(i)"]),
    "arbitraryDetention": (HUMAN_RIGHTS, ["7(1)(e)"]),
    "abduction": (HUMAN_RIGHTS, ["8(2)(c)(iii)"]),
    "forcedDisplacement": (HUMAN_RIGHTS, ["7(1)(d)"]),
    "starvation": (WAR_CRIMES, ["8(2)(b)(xxv)"]),
    "denialOfHumanitarianAid": (WAR_CRIMES, []),
    "pillage": (WAR_CRIMES, ["8(2)(b)(xvi)"]),
    "destructionOfProperty": (WAR_CRIMES, []),
    "childSoldiers": (WAR_CRIMES, ["8(2)(b)(xxvi)"]),
    "forcedRecruitment": (HUMAN_RIGHTS, []),
    "enslavement": (HUMAN_RIGHTS, ["7(1)(c)"]),
    "prohibitedWeapons": (
        WAR_CRIMES,
        ["8(2)(b)(xix)", "8(2)(b)(xvii)", "8(2)(b)(xviii)", "8(2)(b)(xx)"],
    ),
    "persecution": (HUMAN_RIGHTS, ["7(1)(h)", "7(1)(j)"]),
    "useOfMercenaries": (HUMAN_RIGHTS, []),
    "armsEmbargoViolation": (TOP, []),
    "ceasefireViolation": (TOP, []),
    "terrorism": (HUMAN_RIGHTS, []),
    "excessiveForce": (HUMAN_RIGHTS, []),
    "intimidation": (HUMAN_RIGHTS, []),
    "censorship": (HUMAN_RIGHTS, []),
    "unfairTrial": (HUMAN_RIGHTS, []),
    "corruption": (TOP, []),
    "complicity": (HUMAN_RIGHTS, []),
    "otherViolation": (TOP, []),
}
SUPPORT_KINDS = [
    "troops",
    "jointOperations",
    "accessToTerritory",
    "weapons",
    "materiel",
    "training",
    "funding",
    "intelligence",
    "political",
    "other",
    "unknown",
]
GUIDELINES = Path(__file__).parents[3] / "shared" / "eval" / "GUIDELINES.md"


def test_every_code_has_its_place(vocabulary: Graph) -> None:
    codes = {}
    for concept in vocabulary.subjects(SKOS.inScheme, ONUS.violations):
        broader = [str(term).removeprefix(VIOLATION) for term in vocabulary.objects(concept, SKOS.broader)]
        assert len(broader) <= 1
        notations = sorted(map(str, vocabulary.objects(concept, SKOS.notation)))
        codes[str(concept).removeprefix(VIOLATION)] = (broader[0] if broader else TOP, notations)
    assert codes == CODES


@pytest.mark.skipif(not GUIDELINES.exists(), reason="../shared/eval is not there")
def test_the_guidelines_have_the_same_codes() -> None:
    section = GUIDELINES.read_text(encoding="utf-8").split("## Violation codes")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \|.*\| (\w*) ?\|$", section, flags=re.MULTILINE)
    assert {code: broader or TOP for code, broader in rows} == {
        code: place[0] for code, place in CODES.items()
    }


@pytest.mark.parametrize(
    ("scheme", "concepts"),
    [
        (ONUS.violations, [VIOLATION[code] for code, place in CODES.items() if place[0] is TOP]),
        (ONUS.supportKinds, [SUPPORT_KIND[code] for code in SUPPORT_KINDS]),
    ],
)
def test_top_concepts(vocabulary: Graph, scheme: URIRef, concepts: list[URIRef]) -> None:
    assert set(vocabulary.objects(scheme, SKOS.hasTopConcept)) == set(concepts)
    assert set(vocabulary.subjects(SKOS.topConceptOf, scheme)) == set(concepts)


def test_every_support_kind_is_there(vocabulary: Graph) -> None:
    kinds = set(vocabulary.subjects(SKOS.inScheme, ONUS.supportKinds))
    assert kinds == {SUPPORT_KIND[code] for code in SUPPORT_KINDS}


@pytest.mark.parametrize("file", ["violations.ttl", "support_kinds.ttl"])
def test_a_label_names_one_concept(file: str) -> None:
    """The same noun, or the same verb, on two concepts is an error unless one is the broader."""
    graph = Graph().parse(ontology.path(file))
    for predicates in ([SKOS.prefLabel, SKOS.altLabel], [ONUS.verbLabel]):
        concepts: defaultdict[str, set[URIRef]] = defaultdict(set)
        for predicate in predicates:
            for concept, label in graph.subject_objects(predicate):
                assert isinstance(concept, URIRef)
                concepts[str(label).casefold()].add(concept)
        assert concepts
        clashes = {label: found for label, found in concepts.items() if not in_one_line(graph, found)}
        assert not clashes


def in_one_line(graph: Graph, concepts: set[URIRef]) -> bool:
    """Whether each of the concepts is broader than the next, in some order."""
    return any(concepts <= set(graph.transitive_objects(concept, SKOS.broader)) for concept in concepts)


def test_labels_with_victims_have_victims(vocabulary: Graph) -> None:
    """Victims complete the labels of their concept; without such labels they would do nothing."""
    assert vocabulary.value(ONUS.violations, ONUS.victimLabel)
    with_victims = {
        *vocabulary.subjects(ONUS.verbLabelWithVictims),
        *vocabulary.subjects(ONUS.nounLabelWithVictims),
    }
    assert VIOLATION.unlawfulKilling in with_victims
    for concept in set(vocabulary.subjects(ONUS.victimLabel)) - {ONUS.violations}:
        assert concept in with_victims, concept


def test_what_needs_victims_does_not_name_a_violation_alone(vocabulary: Graph) -> None:
    """A label that by itself may be lawful is not given, on the same concept, as naming it by itself."""
    for alone, together in (
        (ONUS.verbLabel, ONUS.verbLabelWithVictims),
        (SKOS.altLabel, ONUS.nounLabelWithVictims),
    ):
        for concept, label in vocabulary.subject_objects(together):
            assert (concept, alone, label) not in vocabulary, (concept, label)


@pytest.mark.parametrize("file", ["violations.ttl", "support_kinds.ttl"])
def test_labels_are_tidy(file: str) -> None:
    graph = Graph().parse(ontology.path(file))
    predicates = [SKOS.prefLabel, SKOS.altLabel, ONUS.verbLabel, ONUS.verbLabelWithVictims]
    for predicate in (*predicates, ONUS.nounLabelWithVictims, ONUS.victimLabel):
        for concept, label in graph.subject_objects(predicate):
            assert getattr(label, "language", None) == "en", (concept, label)
            assert str(label) == " ".join(str(label).split()), (concept, label)
    for concept in graph.subjects(SKOS.inScheme):
        assert graph.value(concept, SKOS.prefLabel), concept


@pytest.mark.parametrize("code", list(CODES))
def test_every_code_has_words(vocabulary: Graph, code: str) -> None:
    assert len(list(vocabulary.objects(VIOLATION[code], SKOS.altLabel))) >= 2
    verbs = [ONUS.verbLabel, ONUS.verbLabelWithVictims]
    assert any(vocabulary.value(VIOLATION[code], predicate) for predicate in verbs)
