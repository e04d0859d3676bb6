"""Settles what sort of thing each name names, by what its words and all its places in the text tell."""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.evidence import evidence, fights
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.actors.lexicon import DASHES
from graph.extraction.actors.name import Name
from graph.extraction.actors.peoples import tell_peoples
from graph.extraction.actors.states import promote_states
from graph.extraction.actors.tables import NameKind
from graph.extraction.actors.told import called_behind


def settle_kinds(doc: Doc, names: list[Name]) -> None:
    """Gives every name a kind, in place; "Place", "Event" and None are no actors."""
    groups: dict[Key, list[Name]] = defaultdict(list)
    for name in names:
        groups[key_of(name.words)].append(name)
    surnames = _surnames(doc, groups)
    wholes = _described(groups)
    for key, group in groups.items():
        kind = _kind(doc, key, group, surnames)
        if kind is None and len(key) == 1 and (f"{key[0]}s",) in groups:  # "Houthi", "the Houthis"
            kind = _kind(doc, (f"{key[0]}s",), groups[(f"{key[0]}s",)], surnames)
        if kind in (None, "Person") and key in wholes and not any(name.title for name in group):
            kind = wholes[key]
        armed = kind == "Organization" and any(fights(doc, name) for name in group)
        for name in group:
            if armed and name.kind in (None, "Organization"):
                name.kind = "ArmedGroup"
            elif not name.certain or name.kind == "Event":
                name.kind = kind
    _tell_firms(groups, surnames)
    tell_peoples(doc, groups, surnames, fights)
    promote_states(doc, names, surnames)


def _tell_firms(groups: dict[Key, list[Name]], surnames: frozenset[str]) -> None:
    """Takes what a firm's name begins with for the firm, not for a person: "Wagner" of "Wagner Group"."""
    for key in [key for key in groups if len(key) > 1 and key[-1] in _FIRMS]:
        kind = groups[key][0].kind
        for name in groups.get(key[:1], ()) if key[0] not in surnames else ():
            if kind in _FIRM_KINDS and name.title is None and not (name.certain or name.adjective):
                name.kind = kind


def _surnames(doc: Doc, groups: dict[Key, list[Name]]) -> frozenset[str]:
    """Words of the longer names that look like persons'."""
    words: set[str] = set()
    for key, group in groups.items():
        if len(key) > 1 and _kind(doc, key, group, frozenset()) == "Person":
            words.update((key[0], key[-1], *(word for word in key[1:-1] if len(word) > 3)))
    return frozenset(words)


def _described(groups: dict[Key, list[Name]]) -> dict[Key, NameKind]:
    """What the words are that another name adds a sort of body to: "Wagner" beside "Wagner Group"."""
    found: dict[Key, NameKind] = {}
    for key, group in groups.items():
        told = next((name.kind for name in group if name.certain), None)
        if len(key) > 1 and key[-1] in lexicon.words().descriptors and told not in (None, "Person"):
            found[key[:-1]] = told
    return found


def _kind(doc: Doc, key: Key, group: list[Name], surnames: frozenset[str]) -> NameKind | None:
    certain = Counter(name.kind for name in group if name.certain)
    if certain:
        kind = certain.most_common(1)[0][0]
        told = (called_behind(doc, name.span.end) for name in group if kind == "Event")
        return next((other for other in told if other is not None), kind)
    if any(c.isdigit() for c in group[0].text) and all(_is_weapon(doc, name) for name in group):
        return None
    own = next((name.kind for name in group if name.kind is not None), None)
    if own is not None and not (
        own in ("Place", "Event", "Person") or (len(key) == 1 and key[0] in surnames)
    ):
        return own
    if len(key) == 1 and key[0] in surnames and not group[0].text.isupper():
        return "Person"
    scores: defaultdict[NameKind, float] = defaultdict(float)
    if own is not None:
        scores[own] += 1.5
    for name in group:
        for kind, points in evidence(doc, name).items():
            scores[kind] += points
    first = group[0]
    letters = [word for word in first.words if word not in DASHES]
    if (first.text.isupper() and len(first.text) > 1 and (len(letters) == 1 or "-" in first.text)) or (
        any(c.isupper() for c in first.text[1:]) and len(letters) == 1 and "-" not in first.text
    ):
        scores["Organization"] += 4
    elif 2 <= len(letters) <= 4 and all(word[0].isalpha() for word in letters):
        scores["Person"] += 1
    if len(letters) > 5:
        scores["Organization"] += 3
    best = max(sorted(scores), key=lambda kind: scores[kind], default=None)
    if best is None or scores[best] <= 0:
        return "Organization" if len(letters) == 1 and len(group) > 1 else None
    return best


def _is_weapon(doc: Doc, name: Name) -> bool:
    """Whether a name is that of a weapon's make: "Kh-101 cruise missiles"."""
    return any(token.lower_ in _WEAPONS for token in doc[name.span.end : name.span.end + 2])


_WEAPONS = frozenset(
    word + ending
    for word in ("missile", "drone", "rocket", "jet", "helicopter", "tank", "howitzer", "rifle", "bomber")
    for ending in ("", "s")
)


_FIRMS = frozenset({"company", "corporation", "group", "holding", "holdings"})
_FIRM_KINDS: tuple[NameKind, ...] = ("ArmedGroup", "Organization")
