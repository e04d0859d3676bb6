"""Other names that a text gives somebody in words: "X, also known as Y", "X, or YPG"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.bynames import ADVERBS
from graph.extraction.actors.name import Name
from graph.extraction.actors.runs import CLOSING, POSSESSIVES
from graph.extraction.actors.scan import places

LONGEST_WAY = 6
"""In tokens: how long "his nom de guerre" may be, between "known by" and the name."""
_TELLING = frozenset({"known", "nicknamed", "aka", "a.k.a", "a.k.a.", "alias"})
_BEFORE = ADVERBS | {"sometimes", "often", "who", "which", "is", "was", "are", "were", "and"}
_OPENING = frozenset({"the", "simply", '"', "\u201c", "'", "\u2018"})
_CALLED = frozenset(
    {"guerre", "nickname", "name", "alias", "pseudonym", "moniker"}
    | {"initials", "acronym", "acronyms", "abbreviation"}
)
_QUOTES = frozenset({'"', "\u201c", "\u2018"})
_CLOSING = frozenset({",", ".", ")", ";", "(", ":"})


def other_names(doc: Doc, names: list[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of a name and another of the same bearer that directly follows it."""
    ending = {name.span.end: name for name in names if not name.adjective}
    starting = {name.span.start: name for name in names if not name.adjective}
    for place in places(doc, "LOWER", _TELLING.__contains__):
        first, second = ending.get(_end_before(doc, place)), starting.get(_start_behind(doc, place))
        if first is not None and second is not None and _is_whole(doc, second) and _may_be_one(first, second):
            yield first, second
    for place in places(doc, "ORTH", _QUOTES.__contains__):
        first, second = ending.get(place - 1), starting.get(place + 1)
        if first is not None and second is not None and _is_nickname(doc, first, second):
            yield first, second
    for place in places(doc, "LOWER", "or".__eq__):
        if 1 < place < len(doc) - 2 and doc[place - 1].text == ",":
            first = ending.get(place - 1)
            second = starting.get(place + 2 if doc[place + 1].lower_ == "the" else place + 1)
            if first is not None and second is not None and _explains(doc, first, second):
                yield first, second


def _end_before(doc: Doc, place: int) -> int:
    """Where the name would end that is told to have another one."""
    while place and doc[place - 1].lower_ in _BEFORE:
        place -= 1
    told = place  # "X, a former warlord known as"
    while (
        told and doc[told - 1].tag_ in ("NN", "JJ") and doc[told - 1].is_lower and place - told < LONGEST_WAY
    ):
        told -= 1
    if 1 < told < place and doc[told - 1].lower_ in ("a", "an", "the") and doc[told - 2].text == ",":
        place = told - 1
    place -= place > 0 and doc[place - 1].text in (",", "(")
    bracketed = place > 3 and doc[place - 1].text == ")" and doc[place - 3].text == "("
    return place - 3 if bracketed else place


def _start_behind(doc: Doc, place: int) -> int:
    """Where the other name would start; -1 where the words tell of none."""
    start = place + 1
    if doc[place].lower_ == "known":
        start += start < len(doc) and doc[start].lower_ in ADVERBS  # "known locally as"
        link = doc[start].lower_ if start < len(doc) else ""
        start += 1
        if link == "by":
            way = [token.lower_ for token in doc[start : start + LONGEST_WAY]]
            start += max((i + 1 for i, word in enumerate(way) if word in _CALLED), default=len(doc))
            start += start < len(doc) and doc[start].lower_ in ("of", "as", ",")
        elif link != "as":
            return -1
    titles = lexicon.titles()
    while start < len(doc) and (
        doc[start].lower_ in _OPENING or doc[start].lower_.rstrip(".") in titles.strong
    ):
        start += 1
    return start


def _is_whole(doc: Doc, name: Name) -> bool:
    """Whether a name stands for its bearer, not before a noun or as its owner: "known as X's chef"."""
    end = name.span.end
    if end >= len(doc):
        return True
    after = doc[end]
    return after.text not in POSSESSIVES and (
        not after.tag_.startswith(("NN", "HYPH")) or after.lower_ in lexicon.generic_kinds()
    )


def _is_nickname(doc: Doc, person: Name, other: Name) -> bool:
    """Whether quotes alone give a person another name: X of "X, 'the Boss', fled"."""
    end = other.span.end + (doc[min(other.span.end, len(doc) - 1)].text == ",")
    closed = end < len(doc) and doc[end].text in CLOSING
    set_off = doc[person.span.end].text == "," and person.kind == "Person" and len(person.words) > 1
    return closed and set_off and _may_be_one(person, other)


def _explains(doc: Doc, first: Name, second: Name) -> bool:
    """Whether "X, or Y" gives one body's two names: an apposition, one of them an acronym."""
    closed = second.span.end < len(doc) and doc[second.span.end].text in _CLOSING
    listed = first.span.start and doc[first.span.start - 1].text == ","
    bodies = "Person" not in (first.kind, second.kind) or second.text.isupper()
    short = (
        second.text.isupper() or first.text.isupper() or doc[min(second.span.end, len(doc) - 1)].text == "("
    )
    return bool(closed and not listed and bodies and short) and _may_be_one(first, second)


def _may_be_one(first: Name, second: Name) -> bool:
    """Whether two names may be of one sort of bearer; states and places have their own names."""
    kinds = (first.kind, second.kind)
    if first.kind in (None, "State", "Place", "Event") or second.kind in ("State", "Event"):
        return False
    if not (first.certain and second.certain):
        return True
    return ("Person" in kinds) == (kinds == ("Person", "Person"))
