"""What a sentence adds to a claim: status in law, mode, victims, place, date, kind of support."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span

from graph.extraction.document import Actor, Document
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.harmed import find_harmed
from graph.extraction.relations.tables import table, words
from graph.extraction.relations.tree import Tree
from graph.model import ACCUSATION, Mode, Status
from graph.vocabulary import support_kinds

CONVICTED = words("words", "convicting_verbs")
CONVICTION_WORDS = words("words", "conviction")
CHARGED = words("words", "charging_verbs")
CHARGE_WORDS = words("words", "charge")
ACQUITTED = words("words", "acquitting_verbs")
ACQUITTAL_WORDS = words("words", "acquittal")

ORDERED = words("words", "ordering")
COMMANDED = words("words", "commanding")
AIDED = words("words", "aiding")
OF_COURTS = frozenset(
    {"arbitraryDetention", "unfairTrial", "persecution", "censorship", "humanRightsViolations"}
)
COMPLICITY = frozenset({"complicity", "armsEmbargoViolation"})

FORMER = words("words", "former")
MONTHS = {name: number for number, names in enumerate(table("words")["months"], 1) for name in names.split()}
NEAR = 25
"""Words around an act within which words of the law are of it."""
YEAR = re.compile(r"(?:19|20)\d\d$")


def status_of(candidate: Candidate, tree: Tree) -> Status:
    """How far an accusation has got in law, by the words that lay it to the actor.

    Verbs that have the actor as their object tell it. Words of the law near by tell it of people alone, and
    never where the act is one that courts and gaolers are accused of: there they tell of its victims.
    """
    frame = candidate.tie.path.partition(":")[2].split("/")[0]
    if frame in ACQUITTED:
        return "acquitted"
    if frame in CONVICTED:
        return "convicted"
    if frame in CHARGED:
        return "charged"
    if candidate.object in OF_COURTS or not _may_be_tried(candidate.subject):
        return "alleged"
    start, end = tree.spans[candidate.sentence]
    around = range(max(start, candidate.anchor - NEAR), min(end, candidate.anchor + NEAR))
    pleas = {i for i in around if tree.lower[i - 1 : i + 1] == ["not", "guilty"]}
    near = {tree.lower[i] for i in around if i not in pleas}
    if near & {"nobody", "none"} or {"no", "one"} <= near:
        return "alleged"  # "nobody has been convicted of it"
    if near & ACQUITTAL_WORDS and _is_cleared_of_another(candidate.anchor, start, end, tree):
        return "convicted"
    if near & ACQUITTAL_WORDS:  # of somebody else, where the actor does not stand in the sentence
        return "acquitted" if start <= candidate.ends[0] < end else "alleged"
    if near & CONVICTION_WORDS:
        return "convicted"
    return "charged" if near & CHARGE_WORDS else "alleged"


def _is_cleared_of_another(act: int, start: int, end: int, tree: Tree) -> bool:
    """Whether somebody is convicted of an act "but acquitted of" another, or the other way round."""
    lower = tree.lower
    cleared = next((i for i in range(start, end) if lower[i] in ACQUITTAL_WORDS), end)
    convicted = next((i for i in range(start, act) if lower[i] in CONVICTION_WORDS), end)
    if convicted < act < cleared:
        return "but" in lower[act:cleared] and "of" in lower[cleared : cleared + 4]
    return cleared < convicted < act and "but" in lower[cleared:convicted]


def _may_be_tried(actor: Actor) -> bool:
    """Whether an actor is a person or people, no body: "X", "four men", "the suspects"."""
    return actor.kind == "Person" or (actor.name.islower() and actor.kind in ("ArmedGroup", "Organization"))


def mode_of(candidate: Candidate, tree: Tree) -> Mode | None:
    """Whether the actor committed, ordered, commanded or aided the act, where the words tell."""
    if candidate.object in COMPLICITY:
        return "aided"
    if candidate.relation != ACCUSATION:
        return None
    above = {tree.lemma[word] for _, word in zip(range(4), tree.ancestors(candidate.anchor), strict=False)}
    above.add(tree.lemma[candidate.anchor])
    if above & ORDERED:
        return "ordered"
    if candidate.tie.how in ("subject", "by", "does", "possessor"):
        if above & COMMANDED:
            return "commanded"
        return "aided" if above & AIDED else "committed"
    return None


def victims_of(candidate: Candidate, document: Document, tree: Tree) -> str | None:
    """The words for those the act was done to."""
    found = find_harmed(candidate.anchor, tree)
    told = set(candidate.cue) | {word for word in found if tree.lemma[word] in words("words", "times")}
    found = [word for word in found if word not in told and tree.pos[word] != "PRON"]
    if not found or any(word == candidate.ends[0] for word in found):
        return None
    start = min(tree.subtree(found[0]))
    while start < found[0] and tree.dep[start] in ("case", "punct", "det"):
        if tree.lower[start + 1] in ("least", "most"):  # "at least 27 civilians"
            break
        start += 1
    stop = _name_end(found[0], tree)
    for other in found[1:6]:
        if other > stop and other - stop < 8:
            stop = _name_end(other, tree)
    text = document.doc[start:stop].text.strip(" \n\t,;:'\"“”‘’")
    return text if 0 < len(text) <= 120 and "\n" not in text else None


def _name_end(head: int, tree: Tree) -> int:
    """Where the name ends that a word heads or has right behind it: "the nurse Maria Kovac"."""
    end = head + 1
    for child in tree.kids(head, "flat", "appos", "compound", "nmod:desc"):
        if min(tree.subtree(child)) <= end <= child + 1 and not tree.common[child]:
            end = _name_end(child, tree)
    return end


def place_of(candidate: Candidate, document: Document, tree: Tree) -> str | None:
    """Where the act happened: a place name after "in", "at" or "near" in the cue's own clause."""
    start, end = tree.spans[candidate.sentence]
    best: tuple[int, str] | None = None
    for entity in _places(document.doc, start, end):
        before = tree.lower[entity.start - 1] if entity.start > start else ""
        if before in ("the",) and entity.start - 1 > start:
            before = tree.lower[entity.start - 2]
        if before in ("in", "at", "near", "outside", "around", "across", "inside"):
            distance = abs(entity.start - candidate.anchor)
            if distance <= 20 and (best is None or distance < best[0]):
                best = (distance, entity.text)
    return best[1] if best and "\n" not in best[1] else None


def _places(doc: Doc, start: int, end: int) -> Iterator[Span]:
    """The names of places in a stretch; `Span.ents` would go through those of the whole text."""
    for index in range(start, end):
        token = doc[index]
        if token.ent_iob_ == "B" and token.ent_type_ == "LOC":
            stop = index + 1
            while stop < end and doc[stop].ent_iob_ == "I":
                stop += 1
            yield doc[index:stop]


def date_of(candidate: Candidate, document: Document, tree: Tree) -> str | None:
    """The ISO date, month or year that the sentence gives in full, the one nearest the cue."""
    start, end = tree.spans[candidate.sentence]
    found: list[tuple[int, str]] = []
    for index in range(start, end):
        word = tree.lower[index].rstrip(".")
        if word in MONTHS and document.doc[index].text[:1].isupper():
            found += [(index, date) for date in _dates_at(index, tree, end, document.article.published)]
        elif YEAR.match(word) and (
            index == start or tree.lower[index - 1] in ("in", "since", "during", "of", "from")
        ):
            found.append((index, word))
    if not found:
        return None
    return min(found, key=lambda item: (abs(item[0] - candidate.anchor), item[0]))[1]


def _dates_at(month: int, tree: Tree, end: int, published: str | None) -> list[str]:
    """The date around the name of a month; a year left out is the year of publication."""
    number = MONTHS[tree.lower[month].rstrip(".")]
    around = [tree.lower[i] if 0 <= i < end else "" for i in (month - 1, month + 1, month + 2, month + 3)]
    before, after, second, third = around
    day = next((int(m) for m in (_day(after), _day(before)) if m), None)
    year = next((word for word in (after, second, third) if YEAR.match(word)), None)
    if year is None and (day is None or published is None):
        return []
    told = _date(int(year or str(published)[:4]), number, day)
    if year is None and told[: len(str(published))] > str(published)[:10]:  # "December 28", told in January
        told = _date(int(told[:4]) - 1, number, day)
    return [told]


def _date(year: int, month: int, day: int | None) -> str:
    """An ISO date, or the month alone where it has no such day."""
    if day is None or day > monthrange(year, month)[1]:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}"


def _day(word: str) -> int:
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", word)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else 0


def support_kind_of(candidate: Candidate, tree: Tree) -> str | None:
    """What the support consists of, by the words around its cue."""
    start, end = tree.spans[candidate.sentence]
    low, high = max(start, candidate.anchor - 10), min(end, candidate.anchor + 14)
    text = f" {' '.join(tree.lemma[low:high])} "
    for phrase, code in _support_words():
        if f" {phrase} " in text:
            return code
    return None


@cache
def _support_words() -> tuple[tuple[str, str], ...]:
    """Words for kinds of support, the longest first."""
    found = {
        label.lower(): kind.code
        for kind in support_kinds().values()
        if kind.code not in ("other", "unknown")
        for label in (kind.label, *kind.alt_labels)
    }
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def is_former(candidate: Candidate, tree: Tree) -> bool:
    """Whether a post or membership is said to have ended."""
    anchor = candidate.anchor
    start = tree.spans[candidate.sentence][0]
    before = tree.lower[max(start, anchor - 4) : anchor]
    own = {tree.lower[child] for child in tree.children[anchor]}
    return bool(FORMER & (set(before) | own))
