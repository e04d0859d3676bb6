"""Backing told of a description, laid to whom it may mean: "the rebels", "the army"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import OPPOSES, SUPPORTS, Candidate, pair_of
from graph.extraction.relations.kinds import BANDS, states_told
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

BEFORE = 3
"""Sentences back in which the group is named that "the rebels" are; one on is looked at, too."""


def read_standins(document: Document, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Backers with whom else those they back may be, and whom they back with whose part the backer may be."""
    told = [c for c in found if c.relation == SUPPORTS and c.is_linked]
    if not told:
        return
    known = {(id(c.subject), id(c.object)) for c in found if c.relation == SUPPORTS}
    apart = {pair_of(c.subject, c.object) for c in found if c.relation == OPPOSES}
    named = sorted((m for m in document.mentions if m.form != "pronoun"), key=lambda m: m.span.start)
    named = [m for m in named if not is_described(m.actor)]
    main = next(iter(states_told(document)), None)
    for c in told:
        assert isinstance(c.object, Actor)
        pairs = [(c.subject, other, "backed") for other in _backed(c, named, main, tree)]
        pairs += [(other, c.object, "backer") for other in _backers(c, named)]
        for subject, target, side in pairs:
            pair = (id(subject), id(target))
            if subject is target or pair in known or pair_of(subject, target) in apart:
                continue
            known.add(pair)
            ends = (c.ends[0], -1) if side == "backed" else (-1, c.ends[1])
            yield Candidate(
                subject, SUPPORTS, target, c.sentence, c.cue, ends, f"{SUPPORTS}/implied-{side}-standin"
            )


def _backed(c: Candidate, named: list[Mention], main: Actor | None, tree: Tree) -> Iterator[Actor]:
    """Who else those may be who are backed: the group or state described."""
    assert isinstance(c.object, Actor)
    if not is_described(c.object):
        return
    noun = c.object.name.split()[-1].lower()
    if noun in words(SUPPORTS, "forces") and main is not None:
        yield main
    elif noun in words(SUPPORTS, "bands"):
        groups = [
            m for m in named if m.actor.kind in BANDS and -BEFORE <= tree.sentence[m.head.i] - c.sentence <= 1
        ]
        place = max(c.ends[1], c.anchor) if c.ends[1] < 0 else c.ends[1]
        yield from [m.actor for m in groups if m.head.i < place][-1:]
        yield from [m.actor for m in groups if m.head.i > place][:1]


def _backers(c: Candidate, named: list[Mention]) -> Iterator[Actor]:
    """The state whose ministry, service or forces back somebody, where only these are told."""
    if not is_described(c.subject) or c.subject.name.split()[-1].lower() not in words(SUPPORTS, "branches"):
        return
    yield from [m.actor for m in named if m.actor.kind == "State" and m.head.i < c.anchor][-1:]
