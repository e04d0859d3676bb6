"""Coup makers against those they toppled, told apart: "Colonel X seized power", "the ousted president, Y".

News names the toppled in one clause, and those behind the coup in others. Likely only, for the classifier.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Document, Mention
from graph.extraction.relations.candidates import OPPOSES, Candidate, pair_of
from graph.extraction.relations.kinds import GROUPS
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

TOPPLED = frozenset({"Person", "GovernmentBody"})
MAKERS = GROUPS | {"Person"}
BESIDE = 4
"""Words between "coup leader", "junta" and whom it tells of."""
MOST = 3
"""Coup makers of one article."""


def read_coups(document: Document, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Each of the coup makers with each who is toppled, but pairs that words tie already."""
    toppled: dict[int, tuple[Mention, int]] = {}
    for word in range(tree.end):
        if tree.lemma[word] in words(OPPOSES, "fallen") or tree.lower[word] in words(OPPOSES, "fallen"):
            by = tree.agents(word) if tree.pos[word] == "VERB" else []
            if any(at in document.mention_of for at in by):
                continue  # the clause tells who did it
            for mention in _toppled(word, document, tree):
                toppled.setdefault(id(mention.actor), (mention, word))
    makers = list(_makers(document, tree)) if toppled else []
    known = {pair_of(c.subject, c.object) for c in found if c.relation == OPPOSES}
    for mention, cue in toppled.values():
        others = [maker for maker in makers if id(maker.actor) not in toppled]
        for maker in others[:MOST]:
            if maker.actor.kind == mention.actor.kind == "GovernmentBody":
                continue
            if pair_of(maker.actor, mention.actor) not in known:
                ends = (maker.head.i, mention.head.i)
                if tree.sentence[ends[0]] != tree.sentence[ends[1]]:
                    ends = (-1, ends[1])
                sentence = tree.sentence[cue]
                yield Candidate(
                    maker.actor, OPPOSES, mention.actor, sentence, (cue,), ends, f"{OPPOSES}/implied-coup"
                )


def _toppled(cue: int, document: Document, tree: Tree) -> Iterator[Mention]:
    """Who falls by a word: patient of "overthrew", and whoever is "the ousted president, X"."""
    heads = tree.patients(cue) if tree.pos[cue] == "VERB" else []
    heads += tree.marked(cue, ("of",), "nmod") + tree.kids(cue, "nmod:poss")
    if tree.dep[cue] in ("amod", "acl"):
        heads.append(tree.head[cue])
    for head in list(heads):
        heads += tree.kids(head, "appos", "flat", "compound", "nmod:desc")
        if tree.dep[head] in ("compound", "appos", "nmod:desc"):
            heads.append(tree.head[head])
    for head in heads:
        mention = document.mention_of.get(head)
        if mention is not None and mention.actor.kind in TOPPLED:
            yield mention


def _makers(document: Document, tree: Tree) -> Iterator[Mention]:
    """Those behind a coup: "coup leader X", "X, who led the coup", "X seized power", "X's junta"."""
    told: set[int] = set()
    for word in range(tree.end):
        if tree.lemma[word] not in words(OPPOSES, "coups") and not _takes_power(word, tree):
            continue
        low, high = tree.spans[tree.sentence[word]]
        doers = [word, *(tree.agents(word) if tree.pos[word] == "VERB" else ())]
        near = range(max(low, word - BESIDE), min(high, word + BESIDE + 1))
        above = [agent for verb in _verbs_above(word, tree) for agent in tree.agents(verb)]
        for index in (*doers, *above, *near):
            mention = document.mention_of.get(index)
            if (
                mention is not None
                and mention.actor.kind in MAKERS
                and id(mention.actor) not in told
                and (mention.form == "name" or (index == word and mention.form == "description"))
            ):
                told.add(id(mention.actor))
                yield mention


def _verbs_above(word: int, tree: Tree) -> list[int]:
    """The verb that a coup is the object of: "X led the coup", "X took part in the coup"."""
    head = tree.head[word]
    led = tree.dep[word] in ("obj", "obl") and tree.lemma[head] in words(OPPOSES, "waging")
    return [head] if led else []


def _takes_power(word: int, tree: Tree) -> bool:
    if tree.lemma[word] not in words(OPPOSES, "grabbing"):
        return False
    return any(tree.lemma[child] in words(OPPOSES, "grabbed") for child in tree.kids(word, "obj"))
