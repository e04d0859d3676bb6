"""What the classifier is told of a whole triple: figures over its places and its rivals in the article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.extraction.classify.context import OUTRIGHT, Context
from graph.extraction.document import Actor
from graph.extraction.relations import Candidate
from graph.model import ACCUSATION, SYMMETRIC
from graph.vocabulary import broader_codes

Triple = tuple[object, object, object]
"""Relation, subject and object: actors by identity, violations by code."""

RELATIONS = ("supports", "leads", "memberOf", ACCUSATION, "opposes", "wantedBy", "sanctionedBy", "metWith")
KINDS = ("Person", "State", "ArmedGroup", "GovernmentBody")
HOWS = (
    frozenset(
        [
            "subject",
            "by",
            "possessor",
            "compound",
            "acl",
            "behind",
            "ahead",
            "means",
            "opening",
            "body",
            "custody",
        ]
    ),
    frozenset({"accused", "liable", "doer", "doer-of", "predicate", "denier", "mutual", "blamed"}),
    frozenset({"does", "verb"}),
    frozenset({"before", "after", "previous", "clause"}),
)
"""Ways an actor hangs on an act, from its own doing to merely standing near."""
BACKGROUND = frozenset({"article0", "article1", "article2", "state", "under"})
"""Ways of standing behind an act: as whom the article is about, or under whom it is done."""
CHAINED = ("here", "beside")
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


def second_states(groups: dict[Triple, list[Candidate]], chances: Iterable[float]) -> set[Triple]:
    """The triples that have somebody lead a state who likelier leads another: nobody leads two."""
    likeliest: dict[object, Triple] = {}
    chance_of = dict(zip(groups, chances, strict=True))
    found: set[Triple] = set()
    for triple, places in groups.items():
        relation, who, _ = triple
        target = places[0].object
        if relation != "leads" or isinstance(target, str) or target.kind != "State":
            continue
        rival = likeliest.setdefault(who, triple)
        if rival != triple:
            likeliest[who], weaker = sorted((rival, triple), key=chance_of.__getitem__, reverse=True)
            found.add(weaker)
    return found


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
    around = _Accusations(groups, accused, told)
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
                *(max((c.score for c in places if c.tie.how in hows), default=0.0) for hows in HOWS),
                float(sum(context.voice(a)[0] == "asserts" for a in anchors)) / max(1, len(anchors)),
                float(any(context.voice(a)[1] is not None for a in anchors)),
                float(any(c.tie.strength == "named" for c in places)) if relation == ACCUSATION else -1.0,
                accused.get(id(subject), 0.0) if relation == ACCUSATION else -1.0,
                told.get(str(what), 0.0) if relation == ACCUSATION else -1.0,
                *(_around(anchors, who, context) if relation == ACCUSATION else (-1.0, -1.0)),
                *(around.figures(places, context) if relation == ACCUSATION else NO_ACCUSATION),
            ]
        )
    return rows


class _Accusations:
    """All accusations of an article, asked how one of them stands among them."""

    def __init__(
        self, groups: dict[Triple, list[Candidate]], accused: dict[int, float], told: dict[str, float]
    ) -> None:
        self.accused, self.told = accused, told
        self.at: defaultdict[int, list[Candidate]] = defaultdict(list)
        self.doers: defaultdict[object, set[int]] = defaultdict(set)
        for candidate in (c for places in groups.values() for c in places if c.relation == ACCUSATION):
            self.at[candidate.anchor].append(candidate)
            if candidate.tie.how in OUTRIGHT:
                self.doers[candidate.object].add(id(candidate.subject))
        self.most_accused = [*sorted(accused.values(), reverse=True)[:2], 0.0, 0.0]
        self.most_told = [*sorted(told.values(), reverse=True)[:2], 0.0, 0.0]

    def figures(self, places: list[Candidate], context: Context) -> tuple[float, ...]:
        """Its rivals at its words, how far its actor and code lead, who else is tied to its act."""
        subject, what = places[0].subject, places[0].object
        who = id(subject)
        best = max(places, key=lambda place: place.score)
        leads = [self._leads(place) for place in places]
        accused, told = self.accused.get(who, 0.0), self.told.get(str(what), 0.0)
        return (
            *self._leads(best),
            max(actor for actor, _ in leads),
            max(code for _, code in leads),
            accused - self.most_accused[accused >= self.most_accused[0]],
            told - self.most_told[told >= self.most_told[0]],
            float(len(self.doers[what] - {who})),
            float(who in self.doers[what]),
            float(min(context.gap(subject, place.sentence) for place in places)),
            float(len(context.doing.get(who, ()))),
            float(any(context.chained(subject, place.sentence) in CHAINED for place in places)),
            max((place.score for place in places if place.tie.how in BACKGROUND), default=0.0),
            sum(place.tie.strength in ("named", "victim") for place in places) / len(places),
            *self._of_people(places, subject, context),
        )

    def _of_people(
        self, places: list[Candidate], subject: Actor, context: Context
    ) -> tuple[float, float, float, float]:
        """Shares of acts done to criminals, to critics, told of other states; whether a critic is accused."""
        patients = [context.patients(place.anchor) for place in places]
        others = [context.foreign(subject, place.sentence) == "others" for place in places]
        return (
            sum("CRIMINALS" in found for found in patients) / len(places),
            sum("CRITICS" in found for found in patients) / len(places),
            sum(others) / len(places) if subject.kind == "State" else -1.0,
            float(context.called(subject) == "CRITICS"),
        )

    def _leads(self, place: Candidate) -> tuple[float, float]:
        """How far a place is ahead of other actors of its act, and of other codes for its actor's act."""
        actors, codes = [0.0], [0.0]
        for other in self.at[place.anchor]:
            if other.object == place.object and other.subject is not place.subject:
                actors.append(other.score)
            elif other.object != place.object and other.subject is place.subject:
                codes.append(other.score)
        return place.score - max(actors), place.score - max(codes)


NO_ACCUSATION = (-1.0,) * 17


def _around(anchors: list[int], who: object, context: Context) -> tuple[float, float]:
    """The share of acts that somebody else is tied to as doing them, and of those done to the charged."""
    others = sum(bool(context.agents(anchor) - {who}) for anchor in anchors)
    charged = sum("CHARGED" in context.patients(anchor) for anchor in anchors)
    return others / len(anchors), charged / len(anchors)
