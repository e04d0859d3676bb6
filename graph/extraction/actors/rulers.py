"""Which states somebody of a name has ruled, by the table rulers.toml."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files

from graph.extraction.actors import lexicon
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.document import Actor

REGIMES = frozenset({"dictatorship", "regime"})
"""Governments that are named after who rules."""


def states_ruled(name: str) -> frozenset[str]:
    """The states, in lower case, that a head of state or government so named has had.

    A single word may be any part of their names ("Trump", "Abiy"); of several, the last must be their last.
    """
    key = key_of(name.split())
    known = _known()
    if len(key) == 1:
        return known.get(key, frozenset())
    return frozenset.intersection(*(known.get((word, key[-1]), frozenset()) for word in key[:-1]))


def label_of(state: Actor) -> str | None:
    """The usual name of a state, in lower case; None where it is not listed."""
    found = lexicon.reference(state.name.lower())
    return found.label.lower() if found else None


@cache
def _known() -> dict[Key, frozenset[str]]:
    """The states by each word of each name, and by each with its last."""
    found: defaultdict[Key, set[str]] = defaultdict(set)
    text = (files(__package__) / "rulers.toml").read_text(encoding="utf-8")
    for state, names in tomllib.loads(text).items():
        for name in names:
            key = key_of(name.split())
            for word in key:
                found[word,].add(state)
                found[word, key[-1]].add(state)
    return {key: frozenset(states) for key, states in found.items()}
