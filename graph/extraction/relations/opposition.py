"""Whom the people of an opposition oppose, where no sentence tells: who rules the country of the article."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.tree import Tree

OPPOSING = frozenset({"opposition", "anti-government", "anti-regime"})
RULERS = ("leads/ruler-title", "leads/ruler-apposition", "leads/ruler-copula", "leads/ruler-implied0")
REACH = 5
"""Words between "opposition" and the name of whom it tells."""


def read_opposition(document: Document, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Opponents, each against the ruler whom the article names most."""
    posts = [
        c
        for c in found
        if c.pattern in RULERS and "former" not in tree.lower[max(0, c.cue[0] - 3) : c.cue[0]]
    ]
    rulers = sorted({(c.subject, c.object): None for c in posts}, key=lambda ruling: -len(ruling[0].mentions))
    told: set[int] = set()
    for cue in range(tree.end):
        if tree.lower[cue] not in OPPOSING:
            continue
        person = _behind(cue, document, tree) or _before(cue, document, tree)
        if person is None or id(person.actor) in told:
            continue
        told.add(id(person.actor))
        state = document.mention_of.get(cue - 1)
        for ruler, ruled in rulers:
            there = state is None or state.actor.kind != "State" or state.actor is ruled
            if there and ruler is not person.actor:
                ends, sentence = (person.head.i, -1), tree.sentence[cue]
                yield Candidate(person.actor, "opposes", ruler, sentence, (cue,), ends, "opposes/opposition")
                break


def _behind(cue: int, document: Document, tree: Tree) -> Mention | None:
    """X of "opposition leader X", "the opposition activist, X"."""
    high = tree.spans[tree.sentence[cue]][1]
    for index in range(cue + 1, min(high, cue + REACH)):
        mention = document.mention_of.get(index)
        if mention is not None and mention.form == "name":
            return mention if mention.actor.kind == "Person" else None
        if not tree.tag[index].startswith(("NN", "JJ", "HYPH")) and tree.lower[index] != ",":
            return None
    return None


def _before(cue: int, document: Document, tree: Tree) -> Mention | None:
    """X of "X, an opposition leader"."""
    index = cue - 1
    while index > 0 and tree.tag[index].startswith(("DT", "JJ", "NN", "RB")) and index > cue - REACH:
        index -= 1
    if tree.lower[index] not in (",", "is", "was"):
        return None
    mention = document.mention_of.get(index - 1)
    named = mention is not None and mention.form == "name" and mention.actor.kind == "Person"
    return mention if named else None
