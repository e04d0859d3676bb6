"""What the classifier is told of a whole triple: figures over its places and its rivals in the article."""

from __future__ import annotations

from collections import Counter, defaultdict

from graph.extraction.classify.context import Context
from graph.extraction.relations import Candidate
from graph.model import ACCUSATION, SYMMETRIC
from graph.vocabulary import broader_codes

Triple = tuple[object, object, object]
"""Relation, subject and object: actors by identity, violations by code."""

RELATIONS = ("supports", "leads", "memberOf", ACCUSATION, "opposes", "wantedBy", "sanctionedBy", "metWith")
KINDS = ("Person", "State", "ArmedGroup", "GovernmentBody")
HOWS = (
    frozenset({"subject", "by", "possessor", "compound", "acl"}),
    frozenset({"accused", "liable", "doer", "doer-of", "predicate", "denier"}),
    frozenset({"does", "verb"}),
    frozenset({"before", "after", "previous"}),
)
"""Ways an actor hangs on an act, from its own doing to merely standing near."""
LIKELY = 0.4
"""Score of a place that counts as one that says the triple."""


def group_triples(candidates: list[Candidate]) -> dict[Triple, list[Candidate]]:
    """Candidates by triple, in the order of their first places."""
    groups: defaultdict[Triple, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[triple_of(candidate)].append(candidate)
    return dict(groups)


def triple_of(candidate: Candidate) -> Triple:
    """The same for candidates that say the same, in either order where the relation holds both ways."""
    target = candidate.object if isinstance(candidate.object, str) else id(candidate.object)
    if candidate.relation in SYMMETRIC:
        assert not isinstance(candidate.object, str)
        # By name, not by identity: where the memory puts an actor must not decide anything.
        first, second = sorted(
            (candidate.subject, candidate.object), key=lambda actor: (actor.name, actor.kind)
        )
        return candidate.relation, id(first), id(second)
    return candidate.relation, id(candidate.subject), target


def triple_figures(
    groups: dict[Triple, list[Candidate]],
    context: Context,
    accused: dict[int, float],
    told: dict[str, float],
) -> list[list[float]]:
    """One row of figures a triple, from scores: of its places, its actor as accused, its code as told."""
    best = {triple: max(c.score for c in places) for triple, places in groups.items()}
    of_object: defaultdict[tuple[object, object], dict[object, float]] = defaultdict(dict)
    of_subject: defaultdict[tuple[object, object], dict[object, float]] = defaultdict(dict)
    for (relation, subject, target), score in best.items():
        of_object[relation, target][subject] = score
        of_subject[relation, subject][target] = score
    acts: Counter[object] = Counter(
        code
        for _, code in {
            (c.anchor, c.object) for places in groups.values() for c in places if c.relation == ACCUSATION
        }
    )
    everything = max(1, sum(acts.values()))
    harmed = context.times_harmed(c for places in groups.values() for c in places)
    rows = []
    for triple, places in groups.items():
        relation, who, what = triple
        anchors = sorted({c.anchor for c in places})
        scores = sorted((c.score for c in places), reverse=True)
        linked = [c.score for c in places if c.is_linked]
        subject = places[0].subject
        rivals = [score for other, score in of_object[relation, what].items() if other != who]
        siblings = {other: score for other, score in of_subject[relation, who].items() if other != what}
        narrower = broader = 0.0
        if relation == ACCUSATION:
            above = broader_codes(str(what))
            broader = max((score for code, score in siblings.items() if code in above), default=0.0)
            narrower = max(
                (s for code, s in siblings.items() if what in broader_codes(str(code))), default=0.0
            )
        rows.append(
            [
                *[*scores, 0.0, 0.0][:3],
                min(sum(scores), 10.0),
                float(len(scores)),
                float(len(linked)),
                max(linked, default=0.0),
                float(sum(score > LIKELY for score in scores)),
                float(len({c.sentence for c in places})),
                min(c.sentence for c in places) / context.sentences,
                float(context.count.get(id(subject), 0)),
                float(min(context.rank.get(id(subject), 30), 30)),
                float(id(subject) in context.in_headline),
                float(id(subject) in context.speaks),
                max(rivals, default=0.0),
                scores[0] - max(rivals, default=0.0),
                max(siblings.values(), default=0.0),
                float(sum(score > LIKELY for score in siblings.values())),
                float(sum(score > LIKELY for score in rivals)),
                *(float(subject.kind == kind) for kind in KINDS),
                *(float(relation == name) for name in RELATIONS),
                float(len(context.document.actors)),
                narrower,
                broader,
                float(acts.get(what, 0)),
                acts.get(what, 0) / everything,
                float(len(acts)),
                float(context.sentences),
                context.located.get(id(subject), 0.0),
                float(sum(who in context.harmed(a) for a in anchors)),
                float(harmed[who]),
                *(max((c.score for c in places if _how(c) in hows), default=0.0) for hows in HOWS),
                float(sum(context.voice(a)[0] == "asserts" for a in anchors)) / max(1, len(anchors)),
                float(any(context.voice(a)[1] is not None for a in anchors)),
                float(any(c.links[3] == "named" for c in places)) if relation == ACCUSATION else -1.0,
                accused.get(id(subject), 0.0) if relation == ACCUSATION else -1.0,
                told.get(str(what), 0.0) if relation == ACCUSATION else -1.0,
                *(_around(anchors, who, context) if relation == ACCUSATION else (-1.0, -1.0)),
            ]
        )
    return rows


def _around(anchors: list[int], who: object, context: Context) -> tuple[float, float]:
    """The share of acts that somebody else is tied to as doing them, and of those done to the charged."""
    others = sum(bool(context.agents(anchor) - {who}) for anchor in anchors)
    charged = sum("CHARGED" in context.patients(anchor) for anchor in anchors)
    return others / len(anchors), charged / len(anchors)


def _how(candidate: Candidate) -> str:
    return candidate.links[0] if candidate.links else ""
