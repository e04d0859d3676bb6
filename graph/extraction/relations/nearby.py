"""Candidates beyond the patterns: who else could be meant, for the classifier to weigh.

Parses err and news leaves things out: an actor elsewhere in the sentence of a cue, the subject of the
sentence before, the state a president presides over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.agency import is_one_member
from graph.extraction.relations.candidates import OPPOSES, Candidate
from graph.extraction.relations.kinds import BODIES, FORCES, GROUPS
from graph.extraction.relations.neighbours import tells_holder
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.patterns import patterns_at
from graph.extraction.relations.tables import table, words
from graph.extraction.relations.tree import Tree
from graph.model import SYMMETRIC

WINDOW = 14
"""Words between a cue and somebody near it."""
EACH_SIDE = 3
ACTIVE = frozenset({"supports", "leads", "memberOf"})
"""Relations whose subject does what their cue tells, and does not undergo it."""
OWNING = ("nmod", "nmod:poss")
NAMING = ("appos", "flat", "compound", "nmod:desc")
TRANSIT = frozenset({"via", "through"})
"""They lead to where something passes, to nobody who backs or is backed."""
ACTING_FORCES = FORCES | {"State"}
"""Those to whom the deeds of their people may well be laid."""
PEACEFUL = frozenset({"MediaOrganization", "Court", "IntergovernmentalOrganization"})
"""Kinds of bodies that news seldom tells to fight anybody."""


def near_pairs(
    found: list[Candidate], by_sentence: Mapping[int, list[Mention]], tree: Tree
) -> Iterator[Candidate]:
    """Pairs of actors around the cue of a relation that no pattern has put together."""
    known = {(c.relation, c.cue[0], id(c.subject), id(c.object)) for c in found}
    for cue in range(tree.end):
        relations = {
            pattern.relation
            for pattern in patterns_at(cue, tree)
            if not pattern.weak and not _draws_nobody(pattern.relation, cue, tree)
        }
        if not relations:
            continue
        around = by_sentence.get(tree.sentence[cue], [])
        mentions = nearest(cue, [m for m in around if TRANSIT.isdisjoint(tree.markers(m.head.i))])
        acting = {word for agent in tree.agents(cue) for word in tree.members(agent)}
        undergoing = {word for patient in tree.patients(cue) for word in tree.members(patient)}
        only_acting, only_undergoing = acting - undergoing, undergoing - acting
        for relation in sorted(relations):
            for first in mentions:
                for second in mentions:
                    if first.actor is second.actor or not fits(relation, first.actor, second.actor):
                        continue
                    if relation in SYMMETRIC and first.head.i > second.head.i:
                        continue
                    if relation in ACTIVE and (
                        second.head.i in only_acting or first.head.i in only_undergoing
                    ):
                        continue  # "X is backed by Y" does not say that X backs Y
                    if relation == OPPOSES and tree.first_conjunct(first.head.i) == tree.first_conjunct(
                        second.head.i
                    ):
                        continue  # "X and Y launched the offensive"
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
        return target.kind in BODIES and (subject.kind == "Person" or subject.kind in GROUPS)
    if relation in ("wantedBy", "sanctionedBy"):
        return target.kind in BODIES
    return relation != "opposes" or not any(
        actor.kind in PEACEFUL or (actor.kind == "Organization" and is_described(actor))
        for actor in (subject, target)
    )


def _draws_nobody(relation: str, cue: int, tree: Tree) -> bool:
    """Whether a cue of a relation mostly tells of others: "the opposition", "the Second World War"."""
    tags, lemmas = _alone(relation)
    return tree.pos[cue] in tags or tree.lemma[cue] in lemmas


@cache
def _alone(relation: str) -> tuple[frozenset[str], frozenset[str]]:
    """The parts of speech and the lemmas of a relation's cues that draw nobody near."""
    alone = table(relation).get("alone", {})
    return frozenset(alone.get("pos", "").split()), frozenset(alone.get("lemmas", "").split())


def nearest(cue: int, mentions: list[Mention]) -> list[Mention]:
    """The mentions around a cue, the nearest few on each side, in text order."""
    before = [m for m in mentions if m.head.i <= cue and cue - m.head.i <= WINDOW][-EACH_SIDE:]
    after = [m for m in mentions if m.head.i > cue and m.head.i - cue <= WINDOW][:EACH_SIDE]
    return [*before, *after]


def tells_whose(mention: Mention, agents: Sequence[Mention], tree: Tree) -> bool:
    """Whether somebody is named only to tell whose or of what one person is: "X's brother", "a member of X".

    A person is not so of a force, but of "X's killers": what "X's army" does may well be laid to X.
    """
    head = mention.head.i
    if tells_holder(mention, tree):
        return True
    if mention.actor.kind != "Person":
        return tree.dep[head] in (*OWNING, "compound") and is_one_member(tree.head[head], tree)
    while tree.dep[head] in NAMING and tree.head[head] != head:
        head = tree.head[head]  # "the son of President X"
    if tree.dep[head] not in OWNING:
        return False
    owned = tree.head[head]
    alone = tree.lemma[owned] in words("people", "criminals")
    return any(agent.head.i == owned and (alone or agent.actor.kind not in ACTING_FORCES) for agent in agents)


def mentions_by_sentence(document: Document, tree: Tree) -> dict[int, list[Mention]]:
    """The mentions of each sentence, in text order, but none in another name: "Libyan National Army"."""
    longest: dict[int, int] = {}
    for mention in document.mentions:
        if mention.form == "name":
            for index in range(mention.span.start, mention.span.end):
                longest[index] = max(longest.get(index, 0), len(mention.span))
    found: dict[int, list[Mention]] = {}
    for mention in sorted(document.mentions, key=lambda m: (m.span.start, m.span.end)):
        if len(mention.span) >= longest.get(mention.head.i, 0):
            found.setdefault(tree.sentence[mention.head.i], []).append(mention)
    return found
