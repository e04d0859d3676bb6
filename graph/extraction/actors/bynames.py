"""Finds second names that a text tells outright: "X, also known as Y", "paramilitaries known as the Y"."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.extraction.actors.capitals import OPENING

ADVERBS = frozenset(
    {"also", "better", "best", "more", "widely", "commonly", "locally", "formerly", "previously", "popularly"}
    | {"collectively", "simply"}
)
"""Before "known as"."""
_BEFORE = ADVERBS | {",", "(", "or", "and"}


def told_before(doc: Doc, start: int) -> int:
    """The last token before "(, also) known as (the)" where that stands before `start`; else -1."""
    index = start - 1
    while index > 1 and (doc[index].text in OPENING or doc[index].lower_ == "the"):
        index -= 1
    if index < 2 or doc[index].lower_ != "as":
        return -1
    index -= 1 + (doc[index - 1].lower_ in ADVERBS)  # "known locally as"
    if doc[index].lower_ != "known":
        return -1
    index -= 1
    while index > 0 and doc[index].lower_ in _BEFORE:
        index -= 1
    return index


def told_behind(doc: Doc, end: int) -> int:
    """Where what stands behind "(, also) known as (the)" starts; `end` where no such words follow."""
    index = end
    while index < len(doc) and doc[index].lower_ in _BEFORE:
        index += 1
    if index + 3 >= len(doc) or doc[index].lower_ != "known":
        return end
    index += 1 + (doc[index + 1].lower_ in ADVERBS)
    if doc[index].lower_ != "as":
        return end
    index += 1
    while index < len(doc) - 1 and (doc[index].text in OPENING or doc[index].lower_ == "the"):
        index += 1
    return index
