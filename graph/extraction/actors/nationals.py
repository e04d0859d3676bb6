"""Tells somebody of a nation from its state: "an Iraqi was arrested", "the 37-year-old Honduran"."""

from __future__ import annotations

from graph.extraction.actors.lexicon import DASHES
from graph.extraction.actors.name import Name

_SEVERAL = ("s", "sh", "ch", "ese")
"""How words end that stand for all of a people, and so for their state: "the Saudis", "the British"."""
_ATTRIBUTES = frozenset({"amod", "compound", "flat"})
_ONE = frozenset({"a", "an", "another", "one", "the"})
_JOINED = DASHES | {"and", "or", "/"}
"""Behind an adjective that only begins what is told: "the Iranian and the Syrian army"."""


def is_national(name: Name) -> bool:
    """Whether the adjective of a state is a noun for one person here."""
    word, doc = name.span[-1], name.span.doc
    if not name.adjective or len(name.span) > 1 or word.lower_.endswith(_SEVERAL):
        return False
    if word.dep_ in _ATTRIBUTES or not any(child.lower_ in _ONE for child in word.lefts):
        return False
    if word.i + 1 == len(doc):
        return True
    after = doc[word.i + 1]
    return after.text not in _JOINED and not after.tag_.startswith(("NN", "JJ"))
