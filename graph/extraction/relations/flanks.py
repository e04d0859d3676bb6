"""Who backs whom by where they stand: those named before and behind a word that ties nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.extraction.document import Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.patterns import applies, patterns_at
from graph.extraction.relations.tree import Tree
from graph.extraction.relations.unsaid import ASIDE, BACKING, PARTIES, is_given

OTHERWISE = frozenset({"leads", "memberOf", "opposes"})
"""Whoever is tied so is seldom told to back the other in the same article."""
ARMED = frozenset({"ArmedGroup"})
VAGUE = frozenset({"Person", "Organization"})


def read_flanks(
    document: Document, tree: Tree, found: Iterable[Candidate], by_sentence: Mapping[int, list[Mention]]
) -> Iterator[Candidate]:
    """Pairs around the cues of patterns that say on which side of them backers stand."""
    told = {c.anchor for c in found if c.relation == BACKING and c.is_linked}
    apart = {frozenset((id(c.subject), id(c.object))) for c in found if c.relation in OTHERWISE}
    known = {(id(c.subject), id(c.object)) for c in found if c.relation == BACKING}
    for cue in range(tree.end):
        ways = (
            set()
            if cue in told
            else {
                p.flanked
                for p in patterns_at(cue, tree)
                if p.flanked and (p.flanked_always or applies(p, cue, document, tree))
            }
        )
        if not ways:
            continue
        around = [m for m in by_sentence.get(tree.sentence[cue], ()) if _is_party(m, tree)]
        before = next((m for m in reversed(around) if m.head.i < cue), None)
        behind = next((m for m in around if m.head.i > cue), None)
        if before is None or behind is None:
            continue
        for way in sorted(ways):
            backer, backed = (before, behind) if way == "forward" else (behind, before)
            if ARMED.isdisjoint((backer.actor.kind, backed.actor.kind)) or backer.actor.kind == "Person":
                continue
            pair = (id(backer.actor), id(backed.actor))
            if backer.actor is not backed.actor and pair not in known and frozenset(pair) not in apart:
                known.add(pair)
                yield Candidate(
                    backer.actor,
                    BACKING,
                    backed.actor,
                    tree.sentence[cue],
                    (cue,),
                    (backer.head.i, backed.head.i),
                    f"{BACKING}/implied-{way}",
                )


def _is_party(mention: Mention, tree: Tree) -> bool:
    kind, head = mention.actor.kind, mention.head.i
    if kind not in PARTIES or (kind in VAGUE and is_described(mention.actor)):
        return False
    return not is_given(head, tree) and ASIDE.isdisjoint(tree.markers(head))
