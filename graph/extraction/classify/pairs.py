"""What the classifier is told of the two parties of a triple, and of what else is said of the same two."""

from __future__ import annotations

from collections import defaultdict

from graph.extraction.classify.context import Context
from graph.extraction.document import Actor
from graph.extraction.relations import Candidate, is_trusted

KINDS = ("Person", "State", "ArmedGroup", "GovernmentBody", "Court", "IntergovernmentalOrganization")
NONE = -1.0
"""Stands for what an accusation, which has one party, cannot tell."""
WIDTH = 20
"""Figures of a pair."""

Pair = tuple[int, int]


class Pairs:
    """The pairs of actors that the triples of one article are about."""

    def __init__(self, groups: dict[tuple[object, object, object], list[Candidate]]) -> None:
        self._scores: defaultdict[Pair, dict[tuple[object, object, object], float]] = defaultdict(dict)
        for triple, places in groups.items():
            if isinstance(places[0].object, Actor):
                best = max(place.score for place in places)
                self._scores[_pair(places[0])][triple] = best

    def figures(
        self, triple: tuple[object, object, object], places: list[Candidate], context: Context
    ) -> list[float]:
        """WIDTH figures: the kind and weight of the object; how both are named, met, otherwise related."""
        target = places[0].object
        if not isinstance(target, Actor):
            return [NONE] * WIDTH
        subject = places[0].subject
        scores = self._scores[_pair(places[0])]
        relation = triple[0]
        turned = [s for other, s in scores.items() if other[0] == relation and other != triple]
        others = [s for other, s in scores.items() if other[0] != relation]
        apart = [abs(c.ends[0] - c.ends[1]) for c in places if min(c.ends) >= 0]
        linked = {c.pattern for c in places if c.is_linked}
        return [
            *(float(target.kind == kind) for kind in KINDS),
            float(subject.kind == target.kind),
            float(context.count.get(id(target), 0)),
            float(min(context.rank.get(id(target), 30), 30)),
            float(id(target) in context.in_headline),
            float(id(target) in context.speaks),
            float(_is_described(subject)),
            float(_is_described(target)),
            float(any(is_trusted(c) for c in places)),
            float(len(linked)),
            float(min(apart, default=40)),
            max(turned, default=0.0),
            max(others, default=0.0),
            float(_shares_a_word(subject, target)),
            float(any("/implied" in c.pattern or "-implied" in c.pattern for c in places)),
        ]


def _pair(place: Candidate) -> Pair:
    first, second = sorted((id(place.subject), id(place.object)))
    return first, second


def _is_described(actor: Actor) -> bool:
    return actor.name.rsplit(" ", 1)[-1][:1].islower()


def _shares_a_word(subject: Actor, target: Actor) -> bool:
    """Whether one name holds a word of the other: "Iran" and "Iranian army" do not, "Rukota's men" does."""
    return not set(subject.name.lower().split()).isdisjoint(target.name.lower().split())
