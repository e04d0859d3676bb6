"""What people decided about the record: reviews of claims and identity of actors, who, when and why.

A decision is never changed. Undoing one is a decision too; it takes back a review, merge or separation,
never an undoing. Of one claim the last standing review holds. Pure: see `graph.deciding` for the store.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal as OneOf
from typing import get_args

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.claim_json import read_claim, write_claim
from graph.errors import DataError, UnknownDecisionError
from graph.identity import Apart, Identity, Same
from graph.iris import decision_iri, vocabulary
from graph.model import Claim
from graph.nodes import Node, nodes_of
from graph.terms import date_time
from graph.vocabulary import RDF_TYPE

ReviewState = OneOf["accepted", "rejected", "corrected", "withheld"]

DECISION = vocabulary("Decision")
REVIEW = vocabulary("Review")
REVIEW_OF = vocabulary("reviewOf")
SET_ASIDE_BY = vocabulary("setAsideBy")
REVIEW_STATE = vocabulary("reviewState")
CORRECTION = vocabulary("correction")
MERGE = vocabulary("Merge")
KEEP_APART = vocabulary("KeepApart")
CONCERNS = vocabulary("concerns")
COMPARED_WITH = vocabulary("comparedWith")
UNDOES = vocabulary("undoes")
DECIDED_BY = vocabulary("decidedBy")
DECIDED_AT = vocabulary("decidedAt")
REASON = vocabulary("reason")
JSON = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person thinks of a claim as it was extracted; `correction` goes with "corrected" alone."""

    claim: NamedNode
    state: ReviewState
    correction: Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """That an earlier decision no longer stands."""

    decision: NamedNode


Matter = Review | Same | Apart | Undoing


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision: its number in the store from 1, what was decided, and by whom, when (aware) and why."""

    number: int
    matter: Matter
    author: str
    time: datetime
    reason: str

    def iri(self, base: str) -> NamedNode:
        return decision_iri(base, self.number)


@dataclass(frozen=True)
class Decisions:
    """All decisions of a store, in the order they were taken, and what stands of them.

    Raises IdentityError where those on identity contradict each other.
    """

    base: str
    taken: tuple[Decision, ...] = ()
    identity: Identity = field(init=False, compare=False)

    def __post_init__(self) -> None:
        matters = [decision.matter for decision in self.standing]
        identity = Identity(
            self.base,
            tuple(matter for matter in matters if isinstance(matter, Same)),
            tuple(matter for matter in matters if isinstance(matter, Apart)),
        )
        object.__setattr__(self, "identity", identity)

    @cached_property
    def standing(self) -> tuple[Decision, ...]:
        """Those that nobody has undone, undoings left out."""
        undone = {decision.matter.decision for decision in self.taken if isinstance(decision.matter, Undoing)}
        return tuple(
            decision
            for decision in self.taken
            if not isinstance(decision.matter, Undoing) and decision.iri(self.base) not in undone
        )

    @cached_property
    def reviews(self) -> Mapping[NamedNode, Review]:
        """The review that holds of each reviewed claim."""
        matters = ((claim, decision.matter) for claim, decision in self._reviews.items())
        return {claim: matter for claim, matter in matters if isinstance(matter, Review)}

    @cached_property
    def set_aside(self) -> Mapping[NamedNode, NamedNode]:
        """Claims that bear out no direct triple, and the review that rejects, withholds or corrects each."""
        return {
            claim: review.iri(self.base)
            for claim, review in self._reviews.items()
            if self.reviews[claim].state != "accepted"
        }

    @cached_property
    def _reviews(self) -> Mapping[NamedNode, Decision]:
        """The review that holds of each reviewed claim: the last that stands."""
        return {
            decision.matter.claim: decision
            for decision in self.standing
            if isinstance(decision.matter, Review)
        }

    def corrections(self, article: str) -> dict[NamedNode, Claim]:
        """What stands in the place of claims of that article (its id), by their IRIs."""
        return self._corrections.get(article, {})

    @cached_property
    def _corrections(self) -> Mapping[str, dict[NamedNode, Claim]]:
        by_article: dict[str, dict[NamedNode, Claim]] = {}
        for claim, review in self.reviews.items():
            if review.correction is not None:
                by_article.setdefault(review.correction.article, {})[claim] = review.correction
        return by_article

    def find_standing(self, decision: NamedNode) -> Decision:
        """The standing decision of that IRI. Raises UnknownDecisionError."""
        for candidate in self.standing:
            if candidate.iri(self.base) == decision:
                return candidate
        raise UnknownDecisionError(f"no decision {decision.value} stands: there is none, or it is undone")

    def take(self, matter: Matter, *, author: str, time: datetime, reason: str) -> "Decisions":
        """These and one more. Raises IdentityError where it contradicts them."""
        decision = Decision(
            number=len(self.taken) + 1, matter=matter, author=author, time=time, reason=reason
        )
        return Decisions(self.base, (*self.taken, decision))


def decisions_triples(decisions: Decisions) -> Iterator[Triple]:
    """All that `graph/decisions` says of decisions, and what follows from them."""
    for decision in decisions.taken:
        yield from decision_triples(decision, decisions.base)
    yield from set_aside_triples(decisions)


def decision_triples(decision: Decision, base: str) -> Iterator[Triple]:
    """A decision as `graph/decisions` keeps it."""
    iri = decision.iri(base)
    yield Triple(iri, RDF_TYPE, DECISION)
    match decision.matter:
        case Review(claim=claim, state=state, correction=correction):
            yield Triple(iri, RDF_TYPE, REVIEW)
            yield Triple(iri, REVIEW_OF, claim)
            yield Triple(iri, REVIEW_STATE, vocabulary(state))
            if correction is not None:
                yield Triple(iri, CORRECTION, Literal(write_claim(correction), datatype=JSON))
        case Same(one=one, other=other) | Apart(one=one, other=other):
            yield Triple(iri, RDF_TYPE, MERGE if isinstance(decision.matter, Same) else KEEP_APART)
            yield Triple(iri, CONCERNS, one)
            yield Triple(iri, COMPARED_WITH, other)
        case Undoing(decision=undone):
            yield Triple(iri, UNDOES, undone)
    yield Triple(iri, DECIDED_BY, Literal(decision.author))
    yield Triple(iri, DECIDED_AT, date_time(decision.time))
    yield Triple(iri, REASON, Literal(decision.reason))


def set_aside_triples(decisions: Decisions) -> Iterator[Triple]:
    """What follows from reviews, kept beside them so that queries need one pattern to leave claims out."""
    for claim, review in decisions.set_aside.items():
        yield Triple(claim, SET_ASIDE_BY, review)


def read_decisions(triples: Iterable[Triple | Quad], base: str) -> Decisions:
    """The decisions that `decision_triples` wrote. Raises DataError for what is none."""
    taken = [_read_decision(node) for node in nodes_of(triples).values() if node.is_a(DECISION)]
    return Decisions(base, tuple(sorted(taken, key=lambda decision: decision.number)))


def _read_decision(node: Node) -> Decision:
    number = re.search(r"/([1-9][0-9]{0,8})$", node.iri.value)
    if number is None:
        raise DataError(f"the decision {node.iri.value} has no number")
    return Decision(
        number=int(number[1]),
        matter=_read_matter(node),
        author=node.text(DECIDED_BY),
        time=node.moment(DECIDED_AT),
        reason=node.text(REASON),
    )


def _read_matter(node: Node) -> Matter:
    if node.is_a(REVIEW):
        states: tuple[ReviewState, ...] = get_args(ReviewState)
        correction = node.find_text(CORRECTION)
        return Review(
            claim=node.iri_of(REVIEW_OF),
            state=node.one_of(REVIEW_STATE, states),
            correction=read_claim(correction) if correction else None,
        )
    if node.is_a(MERGE):
        return Same(node.iri_of(CONCERNS), node.iri_of(COMPARED_WITH))
    if node.is_a(KEEP_APART):
        return Apart(node.iri_of(CONCERNS), node.iri_of(COMPARED_WITH))
    return Undoing(decision=node.iri_of(UNDOES))
