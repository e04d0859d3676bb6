"""Whom an opposition and protesters are against, where no clause tells of both sides."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import OPPOSES, Candidate
from graph.extraction.relations.tables import table, words
from graph.extraction.relations.tree import Tree

RULER = "leads/ruler-"
REACH = 5
"""Words between "opposition" and the name of whom it tells."""


def read_opposition(document: Document, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Opponents, each against the ruler whom the article names most, and protesters."""
    yield from _protests(document, tree)
    posts = [
        c
        for c in found
        if c.pattern.startswith(RULER) and "former" not in tree.lower[max(0, c.cue[0] - 3) : c.cue[0]]
    ]
    rulers = sorted({(c.subject, c.object): None for c in posts}, key=lambda ruling: -len(ruling[0].mentions))
    told: set[int] = set()
    for cue in range(tree.end):
        if tree.lower[cue] not in words(OPPOSES, "opposing"):
            continue
        opponent = _behind(cue, document, tree) or _before(cue, document, tree)
        if opponent is None or id(opponent.actor) in told:
            continue
        told.add(id(opponent.actor))
        state = _state_before(cue, document, tree)
        against = (r for r, ruled in rulers if state in (None, ruled) and r is not opponent.actor)
        target = next(against, state)
        if target is not None:
            ends, sentence = (opponent.head.i, -1), tree.sentence[cue]
            pattern = f"{OPPOSES}/opposition{'-state' if target is state else ''}"
            yield Candidate(opponent.actor, OPPOSES, target, sentence, (cue,), ends, pattern)


def _protests(document: Document, tree: Tree) -> Iterator[Candidate]:
    """The protesters of an article, against or for whom its protests are: "protests against X"."""
    people = words(OPPOSES, "protesters")
    crowds = [a for a in document.actors if a.name.rsplit(" ", 1)[-1].lower() in people]
    crowd = max(crowds, key=lambda actor: len(actor.mentions), default=None)
    if crowd is None:
        return
    for cue in range(tree.end):
        if tree.lower[cue] not in words(OPPOSES, "protests"):
            continue
        for side, relation in table(OPPOSES)["protesting"].items():
            start = cue + 2 + side.count(" ")
            if " ".join(tree.lower[cue + 1 : start]) != side:
                continue
            target = _target(start, document, tree)
            if target is not None and target.actor is not crowd:
                ends, sentence = (-1, target.head.i), tree.sentence[cue]
                pattern = f"{relation}/protests"
                yield Candidate(crowd, relation, target.actor, sentence, (cue,), ends, pattern)


def _target(start: int, document: Document, tree: Tree) -> Mention | None:
    """The party named from a word on: "imprisoned opposition leader X"."""
    sided = table(OPPOSES)["kinds"]["protested"].split()
    for index in range(start, min(tree.end, start + REACH)):
        mention = document.mention_of.get(index)
        if mention is not None and mention.form != "demonym" and mention.actor.kind in sided:
            end = mention.span.end
            owns = end < tree.end and (tree.tag[end].startswith("NN") or tree.tag[end] == "POS")
            return None if owns else mention  # "police brutality"
        rule = tree.lower[index] == "of" and tree.lower[index - 1] in words(OPPOSES, "ruling")
        if not rule and not tree.tag[index].startswith(("NN", "JJ", "VBN", "HYPH", "DT", "PRP$")):
            return None
    return None


def _state_before(cue: int, document: Document, tree: Tree) -> Actor | None:
    """The state whose opposition is told of: "the Chadian opposition", "Chad's largest opposition party"."""
    for index in range(cue - 1, max(-1, cue - REACH), -1):
        mention = document.mention_of.get(index)
        if mention is not None and mention.actor.kind == "State":
            return mention.actor
        if tree.tag[index] not in ("JJ", "JJS", "RBS", "POS"):
            break
    return None


def _behind(cue: int, document: Document, tree: Tree) -> Mention | None:
    """X of "opposition leader X", "the opposition activist, X", "the opposition party X"."""
    high = tree.spans[tree.sentence[cue]][1]
    for index in range(cue + 1, min(high, cue + REACH)):
        mention = document.mention_of.get(index)
        if mention is not None and mention.form == "name":
            body = not words(OPPOSES, "opposing_bodies").isdisjoint(tree.lower[cue + 1 : index])
            kind = mention.actor.kind
            return mention if kind == "Person" or (body and kind != "State") else None
        if not tree.tag[index].startswith(("NN", "JJ", "HYPH")) and tree.lower[index] not in (",", "the"):
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
    return mention if mention is not None and mention.names_person else None
