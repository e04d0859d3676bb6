"""Finds second names that a text tells outright: "X, also known as Y", "paramilitaries known as the Y"."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.extraction.actors.capitals import OPENING
from graph.extraction.actors.lexicon import generic_kinds
from graph.extraction.actors.names import Name

_ADVERBS = frozenset(
    {"also", "better", "best", "more", "widely", "commonly", "locally", "formerly", "previously", "popularly"}
)
_BEFORE = _ADVERBS | {",", "(", "or", "and"}


def told_before(doc: Doc, start: int) -> int:
    """The last token before "(, also) known as (the)" where that stands before `start`; else -1."""
    index = start - 1
    while index > 1 and (doc[index].text in OPENING or doc[index].lower_ == "the"):
        index -= 1
    if index < 2 or doc[index].lower_ != "as" or doc[index - 1].lower_ != "known":
        return -1
    index -= 2
    while index > 0 and doc[index].lower_ in _BEFORE:
        index -= 1
    return index


def told_behind(doc: Doc, end: int) -> int:
    """Where what stands behind "(, also) known as (the)" starts; `end` where no such words follow."""
    index = end
    while index < len(doc) and doc[index].lower_ in _BEFORE:
        index += 1
    if index + 2 >= len(doc) or doc[index].lower_ != "known" or doc[index + 1].lower_ != "as":
        return end
    index += 2
    while index < len(doc) - 1 and (doc[index].text in OPENING or doc[index].lower_ == "the"):
        index += 1
    return index


def bynames(doc: Doc, names: list[Name]) -> dict[Name, Name]:
    """The names that stand for another name of the text, each with that one."""
    found: dict[Name, Name] = {}
    at = {token.i: name for name in names if not name.adjective for token in name.span}
    for name in names:
        index = told_before(doc, name.span.start) if not name.adjective else -1
        if index < 0:
            continue
        known = next(t for t in reversed(doc[index + 1 : name.span.start]) if t.lower_ == "known")
        noun = known.head
        noun = noun.head if noun.dep_ == "appos" else noun  # "X, a warlord known as Y"
        body = at.get(index - 1) if doc[index].lower_ in generic_kinds() else None  # "the X movement"
        whole = at.get(index) or (at.get(noun.i) if known.dep_.startswith("acl") else None) or body
        if whole is not None and whole is not name and _agree(whole, name):
            found[name] = whole
    return found


def _agree(whole: Name, name: Name) -> bool:
    """Whether two names may be one party's; one whose own words tell nothing takes the other's kind."""
    if whole.kind in ("Place", "State", "Event", None) or name.kind in ("State", "Event"):
        return False
    if name.kind != whole.kind and "Person" in (name.kind, whole.kind):
        if name.certain:
            return False
        name.kind = whole.kind
    return True
