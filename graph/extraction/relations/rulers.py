"""Which states somebody of a name has ruled, by the table rulers.toml."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from graph.extraction.actors.keys import Key, key_of
from graph.extraction.relations.tables import table


def states_ruled(name: str) -> frozenset[str]:
    """The states, in lower case, that a head of state or government so named has had.

    A single word may be any part of their names ("Trump", "Abiy"); of several, the last must be their last.
    """
    key = key_of(name.split())
    known = _known()
    if len(key) == 1:
        return known.get(key, frozenset())
    return frozenset.intersection(*(known.get((word, key[-1]), frozenset()) for word in key[:-1]))


@cache
def _known() -> dict[Key, frozenset[str]]:
    """The states by each word of each name, and by each with its last."""
    found: defaultdict[Key, set[str]] = defaultdict(set)
    for state, names in table("rulers").items():
        for name in names:
            key = key_of(name.split())
            for word in key:
                found[word,].add(state)
                found[word, key[-1]].add(state)
    return {key: frozenset(states) for key, states in found.items()}
