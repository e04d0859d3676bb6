"""Which names of a text are told to be others in short, or in other words: "X (Y)", "X, also known as Y"."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.extraction.actors.aliases import other_names
from graph.extraction.actors.forms import size_of
from graph.extraction.actors.keys import key_of
from graph.extraction.actors.name import Name

_CLOSING = frozenset(')],"\u201d')


def second_names(doc: Doc, names: list[Name]) -> dict[Name, Name]:
    """The full name of each shorter or second one; what one tells of the other's kind is set in place."""
    pairs = _bracketed(doc, names)
    for name, other in other_names(doc, names):
        if other.kind != name.kind and not other.certain:
            other.kind, other.certain = name.kind, True
        elif name.kind != other.kind and not name.certain:
            name.kind = other.kind
        full, short = (name, other) if size_of(name) >= size_of(other) else (other, name)
        pairs.setdefault(short, full)
    _spread(names, pairs)
    return pairs


def _bracketed(doc: Doc, names: list[Name]) -> dict[Name, Name]:
    """Short forms given in brackets behind a name, and names in brackets behind a short form."""
    pairs: dict[Name, Name] = {}
    by_end = {name.span.end: name for name in names if not name.adjective}
    for name in names:
        start, end = name.span.start, name.span.end
        if start < 2 or end >= len(doc) or doc[end].text not in _CLOSING:
            continue
        before = by_end.get(_end_before(doc, start))
        if before is None or before.kind in ("Place", "State", "Event"):
            if before is not None and before.kind == "Event" and before.certain:
                _drop(names, name)  # "Executive Order (E.O.)"
            continue
        opens = before.words[: len(name.words)] == name.words
        if name.kind == "Person" != before.kind and (name.certain or len(name.words) > 1) and not opens:
            continue
        if before.kind == "Person" != name.kind and (name.certain or before.certain):
            continue  # "Mr X (Harbour Party)"
        short, full = sorted((before, name), key=lambda n: (len(key_of(n.words)), len(n.text)))
        if short.kind == "State" or short is full:
            continue
        if short.kind in (None, "Place", "Organization") or not short.certain:
            short.kind, short.certain = full.kind or "Organization", True
        if full.kind is None or full.kind == "Place":
            full.kind = short.kind
        pairs[short] = full
    return pairs


def _end_before(doc: Doc, start: int) -> int:
    """Where the name ends behind which a bracket opens: "X (Y)", "X (the Y)", "X (or Y)"; or -1."""
    opening = start - 1
    if doc[opening].text in {"the", "or"}:
        opening -= 1
    return opening if opening > 0 and doc[opening].text in ("(", "[") else -1


def _drop(names: list[Name], short: Name) -> None:
    """Takes a short form for no actor's, wherever it stands."""
    key = key_of(short.words)
    for name in names:
        if key_of(name.words) == key:
            name.kind = "Event"


def _spread(names: list[Name], pairs: dict[Name, Name]) -> None:
    """Takes a name that is once told to be somebody's other one for that wherever it stands."""
    meant = {key_of(short.words): (short, full) for short, full in pairs.items()}
    for name in names:
        short, full = meant.get(key_of(name.words), (name, name))
        if short.kind is None or short is name or name.adjective or name.certain:
            continue
        if name.kind in (None, "Person", "Organization"):
            name.kind = short.kind
            if "Person" in (full.kind, short.kind):
                pairs.setdefault(name, full)
