"""What people decided about the record: reviews of claims and identity of actors, who, when and why.

A decision is never changed. Undoing one is a decision too; it takes back a review, merge or separation,
never an undoing. Of one claim the last standing review holds; one that withholds what a person put in a
claim's place withholds that claim too. Pure: see `graph.deciding` for the store.
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
from graph.iris import decision_iri, revision_iri, vocabulary
from graph.model import Claim
from graph.nodes import Node, nodes_of
from graph.terms import JSON, date_time
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

TELLING = frozenset({REVIEW_OF, CORRECTION, REASON})
"""What a decision that is hidden (`Decisions.hides`) tells only those who may see what is withheld."""


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
        """Claims in articles' graphs that bear out no direct triple, and the review that rejects or corrects
        each."""
        return {
            claim: review.iri(self.base)
            for claim, review in self._reviews.items()
            if self.reviews[claim].state != "accepted" and not self.is_withheld(claim)
        }

    @cached_property
    def withheld(self) -> frozenset[NamedNode]:
        """Claims as extracted that no graph holds, nor what people put in their place."""
        reviews = self.reviews.items()
        return frozenset(self.original(claim) for claim, review in reviews if review.state == "withheld")

    def is_withheld(self, claim: NamedNode) -> bool:
        """Whether no graph holds the claim, be it extracted or put in another's place."""
        return self.original(claim) in self.withheld

    def original(self, claim: NamedNode) -> NamedNode:
        """The claim as extracted in the place of which a person put this one; else the claim itself."""
        while claim in self._revised:
            claim = self._revised[claim]
        return claim

    @cached_property
    def _revised(self) -> Mapping[NamedNode, NamedNode]:
        """Of everything that ever was put in a claim's place, that claim."""
        reviews = (each.matter for each in self.taken if isinstance(each.matter, Review))
        return {
            revision_iri(self.base, review.claim, review.correction): review.claim
            for review in reviews
            if review.correction is not None
        }

    def hides(self, decision: Decision) -> bool:
        """Whether only those who may see what is withheld may know what the decision is about, and why."""
        return decision.number in self._hidden

    @cached_property
    def _hidden(self) -> frozenset[int]:
        """The numbers of reviews that withhold, of others of what is withheld, and of what undoes these."""
        hidden: dict[NamedNode, int] = {}
        for decision in self.taken:
            match decision.matter:
                case Review(claim=claim, state=state):
                    is_hidden = state == "withheld" or self.is_withheld(claim)
                case Undoing(decision=undone):
                    is_hidden = undone in hidden
                case _:
                    is_hidden = False
            if is_hidden:
                hidden[decision.iri(self.base)] = decision.number
        return frozenset(hidden.values())

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
        yield from shown_triples(decision, decisions)
    for claim, review in decisions.set_aside.items():
        yield Triple(claim, SET_ASIDE_BY, review)  # so that queries need one pattern to leave claims out


def shown_triples(decision: Decision, decisions: Decisions) -> Iterator[Triple]:
    """A decision as everybody may see it."""
    is_hidden = decisions.hides(decision)
    for triple in decision_triples(decision, decisions.base):
        if not is_hidden or triple.predicate not in TELLING:
            yield triple


def withheld_triples(decisions: Decisions) -> Iterator[Triple]:
    """What `graph/decisions` must not say of decisions."""
    for decision in filter(decisions.hides, decisions.taken):
        for triple in decision_triples(decision, decisions.base):
            if triple.predicate in TELLING:
                yield triple


def decision_triples(decision: Decision, base: str) -> Iterator[Triple]:
    """All of a decision."""
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


def read_decisions(triples: Iterable[Triple | Quad], base: str) -> Decisions:
    """The decisions that `decisions_triples` and `withheld_triples` wrote. Raises DataError for what is none,
    and where the latter are missing."""
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
        if not (node.has(REVIEW_OF) and node.has(REASON)):
            raise DataError(
                f"{node.iri.value} does not tell its claim or why: what is withheld is kept in a file "
                "withheld.nt with the data, which lacks it; put that file back"
            )
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
