"""Candidates beyond the patterns: who else could be meant, for the classifier to weigh.

Parses err and news leaves things out: an actor elsewhere in the sentence of a cue, the subject of the
sentence before, the state a president presides over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.patterns import patterns_by_cue
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree
from graph.model import SYMMETRIC

WINDOW = 14
"""Words between a cue and somebody near it."""
EACH_SIDE = 3
BODIES = frozenset(
    [
        "ArmedGroup",
        "State",
        "GovernmentBody",
        "IntergovernmentalOrganization",
        "NonGovernmentalOrganization",
        "MediaOrganization",
        "Court",
        "Organization",
    ]
)
SOVEREIGN = words("words", "sovereign_titles")
RANKS = words("words", "service_ranks")
FORCES = words("words", "force_words")


def near_pairs(document: Document, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Pairs of actors around the cue of a relation that no pattern has put together."""
    known = {(c.relation, c.cue[0], id(c.subject), id(c.object)) for c in found}
    index = patterns_by_cue()
    by_sentence = mentions_by_sentence(document, tree)
    for cue in range(tree.end):
        relations: set[str] = set()
        for word in sorted({tree.lemma[cue], tree.lower[cue]}):
            for pattern in index.get(word, ()):
                if not pattern.pos or tree.pos[cue] in pattern.pos:
                    relations.add(pattern.relation)
        if not relations:
            continue
        mentions = nearest(cue, by_sentence.get(tree.sentence[cue], []))
        for relation in sorted(relations):
            for first in mentions:
                for second in mentions:
                    if first.actor is second.actor or not fits(relation, first.actor, second.actor):
                        continue
                    if relation in SYMMETRIC and first.head.i > second.head.i:
                        continue
                    key = (relation, cue, id(first.actor), id(second.actor))
                    if key in known:
                        continue
                    known.add(key)
                    yield Candidate(
                        first.actor,
                        relation,
                        second.actor,
                        tree.sentence[cue],
                        (cue,),
                        (first.head.i, second.head.i),
                        f"{relation}/near",
                    )


def fits(relation: str, subject: Actor, target: Actor) -> bool:
    """Whether the kinds of two actors allow the relation at all."""
    if "Source" in (subject.kind, target.kind):
        return False
    if relation == "leads":
        return subject.kind == "Person" and target.kind in BODIES
    if relation == "memberOf":
        return target.kind in BODIES and subject.kind in (
            "Person",
            "ArmedGroup",
            "GovernmentBody",
            "Organization",
        )
    if relation in ("wantedBy", "sanctionedBy"):
        return target.kind in BODIES
    return True


def nearest(cue: int, mentions: list[Mention]) -> list[Mention]:
    """The mentions around a cue, the nearest few on each side, in text order."""
    before = [m for m in mentions if m.head.i <= cue and cue - m.head.i <= WINDOW][-EACH_SIDE:]
    after = [m for m in mentions if m.head.i > cue and m.head.i - cue <= WINDOW][:EACH_SIDE]
    return [*before, *after]


def mentions_by_sentence(document: Document, tree: Tree) -> dict[int, list[Mention]]:
    """The mentions of each sentence, in text order."""
    found: dict[int, list[Mention]] = {}
    for mention in sorted(document.mentions, key=lambda m: (m.span.start, m.span.end)):
        found.setdefault(tree.sentence[mention.head.i], []).append(mention)
    return found


def implied_bodies(document: Document, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Titles without a body: "Prime Minister X" of the article's country, "Constable Y" of its police."""
    having = {
        id(c.subject)
        for c in found
        if c.relation in ("leads", "memberOf") and not c.pattern.endswith("/near")
    }
    counts = Counter({id(actor): len(actor.mentions) for actor in document.actors})
    states = sorted(
        (a for a in document.actors if a.kind == "State"), key=lambda a: (-counts[id(a)], a.name)
    )[:2]
    forces = sorted(
        (a for a in document.actors if a.kind in BODIES and FORCES & set(a.name.lower().split())),
        key=lambda a: (-counts[id(a)], a.name),
    )[:2]
    for mention in document.mentions:
        if mention.actor.kind != "Person" or mention.form != "name" or id(mention.actor) in having:
            continue
        start = max(mention.span.start - 3, tree.spans[tree.sentence[mention.head.i]][0])
        for index in range(start, mention.span.end):
            word = tree.lemma[index]
            bodies = states if word in SOVEREIGN else forces if word in RANKS else []
            relation = "leads" if word in SOVEREIGN else "memberOf"
            for place, body in enumerate(bodies):
                yield Candidate(
                    mention.actor,
                    relation,
                    body,
                    tree.sentence[index],
                    (index,),
                    (mention.head.i, -1),
                    f"{relation}/implied{place}",
                )
