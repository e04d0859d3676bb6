"""Whom an act is done to, where that tells what act it is: "shelled a village", "shot protesters"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from graph.extraction.document import Document
from graph.extraction.relations.neighbours import DASHES
from graph.extraction.relations.parse import OBJECTS, PASSIVE_SUBJECTS
from graph.extraction.relations.tables import table, words
from graph.extraction.relations.tree import Tree
from graph.vocabulary import violations

Strength = Literal["named", "victim", "near", "bare"]
"""The label names the act alone; with a victim among its arguments; in its sentence; with none."""
LONGEST = 5
"""The most words of a victim's label that begins with its noun: "camp for displaced people"."""
NEAR, FARTHER = 15, 40
"""The most words from an act to its victim, and to one that a pronoun points back at."""
POINTING = frozenset({"it", "them"})
TOLD_BY_VICTIM = frozenset(
    [
        "abduction",
        "aggression",
        "armsEmbargoViolation",
        "attackOnHumanitarianPersonnel",
        "attackOnProtectedObjects",
        "ceasefireViolation",
        "childSoldiers",
        "corruption",
        "denialOfHumanitarianAid",
        "destructionOfProperty",
        "enforcedDisappearance",
        "enslavement",
        "excessiveForce",
        "extrajudicialExecution",
        "forcedRecruitment",
        "genocide",
        "humanRightsViolations",
        "otherViolation",
        "persecution",
        "pillage",
        "prohibitedWeapons",
        "torture",
        "useOfMercenaries",
    ]
)
"""Violations whose labels with victims tell nothing without one: only the victim sets them apart."""
TOLD_BY_ITS_OWN = frozenset({"aggression", "armsEmbargoViolation", "useOfMercenaries"})
"""Of these, violations told by no victim that merely stands in the sentence: "sent", "weapons"."""
ABDUCTION = "abduction"
OF_ANYBODY = frozenset({ABDUCTION, "enforcedDisappearance"})
"""Of these, where anybody at all is the victim: "took the engineer away", "have not seen him since"."""
CHILDREN, GROWN_UP = "childSoldiers", 18
HELD = "extrajudicialExecution"
PEOPLE = words("people", "civilians") | words("people", "critics")
PHRASES = ("nmod", "obl", "compound", "amod")
SAYING_WHO = frozenset({"by", "according"})
"""What introduces who does an act, or says so, and no victim: "killed by rioters"."""
OF_MEDIA = frozenset({"censorship", "intimidation"})
"""Violations whose victim is any newspaper or station that is named: "suspended the BBC"."""


@cache
def victims_by_code() -> dict[str, frozenset[str]]:
    """The victims that each violation has labels for, in lower case."""
    return {
        code: frozenset(label.lower().replace("-", " ") for label in violation.victims)
        for code, violation in violations().items()
    }


@cache
def _openers(victims: frozenset[str]) -> frozenset[str]:
    """The first words of those victims that are told by several: "place" of "place of worship"."""
    return frozenset(label.split(" ", 1)[0] for label in victims if " " in label)


def told_victim(code: str, anchor: int, document: Document, tree: Tree) -> Strength:
    """How a victim word of the violation stands to an act."""
    victims = victims_by_code()[code]
    patients = tree.patients(anchor) if tree.pos[anchor] in ("VERB", "ADJ") else []
    objects = [child for child in tree.children[anchor] if tree.dep[child] in OBJECTS | PASSIVE_SUBJECTS]
    phrases = [each for each in tree.kids(anchor, *PHRASES) if tree.markers(each).isdisjoint(SAYING_WHO)]
    if code == ABDUCTION and tree.pos[anchor] == "VERB":
        phrases = []  # "took part with villagers"
    for argument in (*patients, *objects, *phrases):
        for word in tree.conjuncts(argument):
            if any(_is_victim(each, victims, tree) for each in (word, *_said_of(word, tree))):
                return "victim"
            if f"un {tree.lemma[word]}" in victims and _is_of_the_un(word, document, tree):
                return "victim"
            held = {tree.lower[child] for child in tree.kids(word, "amod")} & words("accusedOf", "helpless")
            mention = document.mention_of.get(word)
            kind = mention.actor.kind if mention is not None else None
            known = held or (kind == "Person" and word in patients)
            if known and code not in TOLD_BY_VICTIM:
                return "victim"
            if (held and code == HELD) or (code in OF_ANYBODY and _is_somebody(word, code, kind, tree)):
                return "victim"
            if kind == "MediaOrganization" and code in OF_MEDIA:
                return "victim"
    if code in TOLD_BY_ITS_OWN:
        return "bare"
    start, end = tree.spans[tree.sentence[anchor]]
    start = max(start, anchor - NEAR)
    if any(tree.lower[word] in POINTING for word in patients):
        start = max(tree.spans[max(tree.sentence[anchor] - 1, 0)][0], anchor - FARTHER)
    for word in range(start, min(end, anchor + NEAR)):
        if _is_victim(word, victims, tree) or (code == CHILDREN and is_age_of_child(word, tree)):
            return "near"
    return "bare"


def _is_somebody(word: int, code: str, kind: str | None, tree: Tree) -> bool:
    """Whether a word is for people: "him", "two nuns"; no mere name, which may be a place's: "seized X"."""
    if tree.tag[word] == "PRP":
        return tree.lower[word] not in ("it", "itself")
    named = tree.pos[word] == "PROPN"
    told = [tree.lemma[each] for each in (tree.children[word] if named and code == ABDUCTION else [word])]
    return not PEOPLE.isdisjoint(told) or (kind == "Person" and not (named and code == ABDUCTION))


def is_age_of_child(word: int, tree: Tree) -> bool:
    """Whether a numeral tells how young somebody is: "as young as 12", "aged 13", "under the age of 15"."""
    if tree.pos[word] != "NUM" or word < 2:
        return False
    text = tree.lower[word]
    age = int(text) if text.isdecimal() else table("words")["numbers"].get(text, GROWN_UP)
    before = tree.lower[max(0, word - 3) : word]
    told = before[-1] in ("aged", "under", "below") or before[-2:] in (["young", "as"], ["age", "of"])
    return told and age <= GROWN_UP


def _said_of(word: int, tree: Tree) -> Iterator[int]:
    """What stands with a noun, and what its clauses tell: "people who had come out to protest"."""
    for child in tree.children[word]:
        yield child
        if tree.dep[child].startswith("acl"):
            yield from tree.kids(child, "xcomp", "advcl")


def _is_of_the_un(word: int, document: Document, tree: Tree) -> bool:
    """Whether people or premises are of the UN or a like body by its name: "offices of UNICEF"."""
    of = (document.mention_of.get(child) for child in tree.children[word])
    names = [m.actor.name for m in of if m is not None and m.actor.kind == "IntergovernmentalOrganization"]
    return any(name.lower() not in words("accusedOf", "alliances") for name in names)


def _is_victim(word: int, victims: frozenset[str], tree: Tree) -> bool:
    lemma = tree.lemma[word]
    if lemma == "march" and not tree.common[word]:
        return False  # the month
    before = word - 2 if word > 1 and tree.lower[word - 1] in DASHES else word - 1
    if lemma in victims or (before >= 0 and f"{tree.lower[before]} {lemma}" in victims):  # "non-combatant"
        return True
    if lemma not in _openers(victims):
        return False
    end = min(word + LONGEST, tree.spans[tree.sentence[word]][1])
    behind = (" ".join((lemma, *tree.lower[word + 1 : stop])) for stop in range(word + 2, end + 1))
    return any(phrase in victims for phrase in behind)  # "place of worship"
