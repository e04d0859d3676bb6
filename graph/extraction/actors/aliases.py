"""Finds the other names that a text gives somebody: in brackets, or behind "known as"."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.extraction.actors.acronyms import CLOSING, LONGEST, OPENING
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.actors.names import Name

_QUOTES = frozenset("\"'\u201c\u201d\u2018\u2019")
_CLOSED = CLOSING | {",", '"', "\u201d"}
_ADVERBS = ("also", "best", "better", "widely", "commonly", "locally", "popularly", "formerly", "previously")
_HOW = frozenset({*_ADVERBS, "more", "otherwise", "often", "now", "who", "which", "is", "was", "were", "are"})
_BY = frozenset({"acronym", "acronyms", "initials", "abbreviation", "name", "nickname", "guerre", "alias"})
"""Last words of what somebody is known by: "by its French acronym X", "by his nom de guerre X"."""
MOST_BETWEEN = 7
"""In tokens: the longest way of saying "by the", as in "known by its initials in French as"."""


def find_aliases(doc: Doc, names: list[Name]) -> dict[Name, Name]:
    """The name that each other name is given for, fuller or before it. Gives names so told their kind."""
    pairs: dict[Name, Name] = {}
    by_end = {name.span.end: name for name in names if not name.adjective}
    for name in names:
        end = _bracket_before(doc, name)
        known = end is None
        if end is None:
            end = _known_before(doc, name)
        before = by_end.get(end) if end is not None else None
        if before is None or before.kind in ("Place", "State", "Event"):
            continue
        opens = before.words[: len(name.words)] == name.words
        if name.kind == "Person" != before.kind and (name.certain or len(name.words) > 1) and not opens:
            continue
        if before.kind == "Person" and (not known or (name.kind != "Person" and _is_body(doc, name))):
            continue
        short, full = sorted((before, name), key=lambda n: (len(key_of(n.words)), len(n.text)))
        if short.kind == "State" or short is full:
            continue
        if short.kind in (None, "Place", "Organization") or not short.certain:
            short.kind, short.certain = full.kind or "Organization", True
        if full.kind is None or full.kind == "Place":
            full.kind = short.kind
        pairs[short] = full
    return pairs


def spread(names: list[Name], pairs: dict[Name, Name]) -> dict[Key, Name]:
    """What each name so told stands for wherever it is met, by its words; gives all its places its kind."""
    meant: dict[Key, Name] = {}
    for short, full in pairs.items():
        meant.setdefault(key_of(short.words), full)
    kinds = {key_of(short.words): short.kind for short in pairs}
    for name in names:
        kind = kinds.get(key_of(name.words))
        if kind is not None and name.kind in (None, "Person", "Place") and not name.certain:
            name.kind = kind
    return meant


def _is_body(doc: Doc, name: Name) -> bool:
    """Whether an article or the name's own words tell that it is no person's."""
    return name.certain or (name.span.start > 0 and doc[name.span.start - 1].lower_ == "the")


def _bracket_before(doc: Doc, name: Name) -> int | None:
    """Where what a name in brackets is given for ends: "X (Y)", "X (the Y)"; None where it stands in none."""
    start, end = name.span.start, name.span.end
    if start < 2 or end >= len(doc) or doc[end].text not in _CLOSED:
        return None
    if doc[end].text == "," and doc[min(end + 1, len(doc) - 1)].lower_ != "or":
        return None
    opening = start - 1
    if doc[opening].text in {"the", "or"}:
        opening -= 1
    if opening < 1 or doc[opening].text not in OPENING:
        return None
    return opening


def _known_before(doc: Doc, name: Name) -> int | None:
    """Where the name ends of whom another name is told: "X, also known as Y", "X, or XYZ"."""
    index = name.span.start - 1
    if index > 0 and doc[index].lower_ == "or" and doc[index - 1].text == ",":
        short = name.span.text.isupper() and 1 < len(name.span.text) <= LONGEST
        return index - 1 if short else None
    while index > 1 and (doc[index].text in _QUOTES or doc[index].lower_ in ("the", ",")):
        index -= 1
    verb = next(
        (i for i in range(index, max(index - MOST_BETWEEN, 0), -1) if doc[i].lower_ == "known"),
        None,
    )
    if verb is None or not _introduces([token.lower_ for token in doc[verb + 1 : index + 1]]):
        return None
    index = verb - 1
    while index > 0 and doc[index].lower_ in _HOW:
        index -= 1
    if index > 0 and (doc[index].text == "," or doc[index].text in OPENING):
        index -= 1
    if index > 2 and doc[index].text in CLOSING and doc[index - 2].text in OPENING:
        index -= 3
    return index + 1


def _introduces(words: list[str]) -> bool:
    """Whether words behind "known" open a name: "as", "in Arabic as", "by its French acronym"."""
    if not words:
        return False
    if words[0] == "by":
        return words[-1] in _BY or (words[-1] == "as" and not _BY.isdisjoint(words))
    return words[-1] == "as" and (len(words) < 3 or words[0] == "in")
