"""Who fights whom where a clause of combat has one side do it, and the other anywhere in its reach.

"The League rejected this, saying the army's shells set the fires", "X seized a town 40 km from Y's capital":
no pattern has the words, yet whom one clause of combat names are often its two sides. Weak, for the
classifier to weigh; its patterns tell how plain the words are, and whether they are met again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import OPPOSES, Candidate, pair_of
from graph.extraction.relations.kinds import GROUPS
from graph.extraction.relations.nearby import fits
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

LONGEST = 5
"""Steps in the tree between two sides of one clause."""
PLACING = frozenset({"in", "near", "inside", "across", "around", "at", "outside", "over", "throughout"})
BESIDE = frozenset({"with", "alongside", "beside", "from"})
LOOSE = frozenset({"parataxis", "appos", "list", "dep", "ROOT", "vocative"})
"""Where a state stands that only tells the place: "SHALBAGH, Kharistan"."""
ALLIED = frozenset({"supports", "memberOf", "leads", "metWith"})


def read_strife(
    document: Document, tree: Tree, found: list[Candidate], by_sentence: Mapping[int, list[Mention]]
) -> Iterator[Candidate]:
    """Pairs in clauses of combat and enmity, not those whom words already tie, as foes or friends."""
    known = {
        pair_of(c.subject, c.object)
        for c in found
        if c.relation == OPPOSES or (c.relation in ALLIED and c.is_linked)
    }
    met: dict[frozenset[int], Candidate] = {}
    for number, (low, high) in enumerate(tree.spans):
        named = [m for m in by_sentence.get(number, ()) if _is_side(m, tree)]
        if len(named) < 2 or not any(_is_strife(word, tree) for word in range(low, high)):
            continue
        for place, first in enumerate(named):
            for second in named[place + 1 :]:
                pair = pair_of(first.actor, second.actor)
                if len(pair) < 2 or pair in known or not _may_fight(first.actor, second.actor):
                    continue
                cue = _cue_between(first, second, tree)
                if cue is None:
                    continue
                if pair in met:
                    met[pair].pattern = f"{OPPOSES}/implied-strife-again"
                    continue
                ends = (first.head.i, second.head.i)
                met[pair] = Candidate(
                    first.actor, OPPOSES, second.actor, number, (cue,), ends, f"{OPPOSES}/implied-strife"
                )
    yield from met.values()


def _is_strife(word: int, tree: Tree) -> bool:
    return tree.lemma[word] in words(OPPOSES, "strife")


def _is_side(mention: Mention, tree: Tree) -> bool:
    """Whether a mention may be of a side: no state that only tells where, no camp or crowd."""
    actor, head = mention.actor, mention.head.i
    if actor.kind == "State":
        return tree.dep[head] not in LOOSE and PLACING.isdisjoint(tree.markers(head))
    if not is_described(actor):
        return actor.kind in GROUPS or actor.kind == "Person"
    called = {tree.lemma[head], tree.lower[head], actor.name.split()[-1].lower()}
    lists = ("warring", "rebels", "ruling_forces")
    return actor.kind in GROUPS and any(not words(OPPOSES, key).isdisjoint(called) for key in lists)


def _may_fight(first: Actor, second: Actor) -> bool:
    """Whether two may be foes: one of them an armed group, or both states, or both people."""
    kinds = {first.kind, second.kind}
    if kinds == {"Person"} or kinds == {"State"}:
        return True
    if "Person" in kinds or "ArmedGroup" not in kinds or not fits(OPPOSES, first, second):
        return False
    if "Organization" in kinds and (is_described(first) or is_described(second)):
        return False
    names = sorted((first.name.lower(), second.name.lower()), key=len)
    return names[0][:5] not in names[1]


def _cue_between(first: Mention, second: Mention, tree: Tree) -> int | None:
    """The word of combat between two in the tree, where one of them is a subject on the way."""
    way = tree.path(first.head.i, second.head.i)
    if way is None:
        return None
    up, down = way
    if len(up) + len(down) - 1 > LONGEST:
        return None
    if tree.first_conjunct(first.head.i) == tree.first_conjunct(second.head.i):
        return None  # "raided by the police, the marshals and the army"
    inner = [*up[1:], *down[:-1]]
    if not any("subj" in tree.dep[word] or tree.dep[word] == "obl:agent" for word in (*up[:-1], *down)):
        return None
    if {first.actor.kind, second.actor.kind} == {"Person"}:
        return next((word for word in inner if tree.lemma[word] in words(OPPOSES, "enmity")), None)
    cue = next((word for word in inner if _is_strife(word, tree)), None)
    if cue is None:
        return None
    vague = tree.lemma[cue] in words(OPPOSES, "vague")
    if vague and first.actor.kind == second.actor.kind == "State":
        return None
    together = any(not BESIDE.isdisjoint(tree.markers(word)) for word in (*up[:-1], *down))
    return None if together and tree.lemma[cue] not in words(OPPOSES, "facing") else cue
