"""People's decisions on a claims store: each is kept, and takes effect in the same atomic update.

An undone decision stays on the record; every graph but `graph/decisions` is then what it was before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime

from pyoxigraph import NamedNode

import queries
from graph.correcting import corrected
from graph.decisions import Decision, Decisions, Matter, Review, ReviewState, Undoing
from graph.errors import (
    IdentityError,
    UnknownActorError,
    UnknownClaimError,
    UsageError,
)
from graph.extraction.gate import ground
from graph.identity import Apart, Same
from graph.iris import ACTORS, claim_iri, is_mention
from graph.model import ActorKind, Article, ArticleRecord
from graph.nodes import nodes_of
from graph.sparql import bind
from graph.store import Store
from graph.terms import KIND
from graph.texts import TextFolder
from graph.vocabulary import RDF_TYPE, kinds_by_term, reference_actors
from graph.writer import Writer


def read_decisions_of(store: Store) -> Decisions:
    """All decisions of a store, and what stands of them."""
    return Writer(store).decisions


def review_claim(
    store: Store,
    claim: NamedNode,
    state: ReviewState,
    *,
    author: str,
    reason: str,
    time: datetime | None = None,
) -> Decision:
    """Accept, reject or withhold a claim; a rejected one no longer bears out its triple, a withheld one is no
    longer in any graph.

    Raises UnknownClaimError, and UsageError without author or reason. To correct one, `correct_claim`.
    """
    if state == "corrected":
        raise UsageError("a correction says what stands in the claim's place")
    writer = Writer(store)
    article = _article_of(writer, claim)
    return _decide(writer, Review(claim=claim, state=state), author, reason, time, articles=[article])


def correct_claim(
    store: Store,
    claim: NamedNode,
    changes: Mapping[str, str],
    texts: TextFolder,
    *,
    author: str,
    reason: str,
    time: datetime | None = None,
) -> Decision:
    """Put a claim with these values of its fields (`correcting.corrected`) in the place of an extracted one.

    Its quote stays; its extractor becomes the review. Raises UnknownClaimError, CorrectionError for the
    changes, GroundingError where the article does not bear the correction out, UnknownTextError, and
    UsageError without author or reason.
    """
    writer = Writer(store)
    article = _article_of(writer, claim)
    record, claims = writer.read(article)
    extracted = {claim_iri(writer.base, each): each for each in claims}
    if claim not in extracted:
        raise UnknownClaimError(f"{claim.value} is a correction: correct the claim that it corrects")
    number = len(writer.decisions.taken) + 1
    correction = replace(corrected(extracted[claim], claims, changes), extractor=f"review/{number}")
    ground(correction, _article(record, texts))
    matter = Review(claim=claim, state="corrected", correction=correction)
    return _decide(writer, matter, author, reason, time, articles=[article])


def merge_actors(
    store: Store,
    one: NamedNode,
    other: NamedNode,
    *,
    author: str,
    reason: str,
    time: datetime | None = None,
) -> Decision:
    """Decide that an actor, or a mention of one article, is the actor `other`.

    Raises UnknownActorError, and IdentityError where that contradicts what stands: they are kept apart,
    are a person and a body, two reference actors, or one already.
    """
    writer = Writer(store)
    identity = writer.decisions.identity
    classes = [_class(writer, iri) for iri in (one, other)]
    if is_mention(other):
        raise IdentityError(f"{other.value} is a mention: it can be merged, but nothing into it")
    if not classes[0] == classes[1]:
        raise IdentityError(f"{one.value} and {other.value} are a {' and a '.join(classes)}, never one")
    if is_mention(one):
        if any(
            isinstance(taken.matter, Same) and taken.matter.one == one for taken in writer.decisions.standing
        ):
            raise IdentityError(f"it stands decided whom {one.value} means: undo that first")
        matter = Same(one, identity.canonical(other))
    else:
        matter = Same(identity.canonical(one), identity.canonical(other))
        if matter.one == matter.other:
            raise IdentityError(f"{one.value} and {other.value} are one already")
    return _decide(writer, matter, author, reason, time, touching=matter)


def keep_apart(
    store: Store,
    one: NamedNode,
    other: NamedNode,
    *,
    author: str,
    reason: str,
    time: datetime | None = None,
) -> Decision:
    """Decide that an actor, or a mention of one article, is not the actor `other`.

    A mention then stays inside its article; actors cannot be merged as long as this stands. Raises
    UnknownActorError, and IdentityError where it stands decided that they are one: undo that first.
    """
    writer = Writer(store)
    for iri in (one, other):
        _class(writer, iri)
    if is_mention(other):
        raise IdentityError(f"{other.value} is a mention: name it first, then the actor it is not")
    return _decide(writer, Apart(one, other), author, reason, time, touching=Apart(one, other))


def undo_decision(
    store: Store, decision: NamedNode, *, author: str, reason: str, time: datetime | None = None
) -> Decision:
    """Take a standing decision back. Raises UnknownDecisionError where none of that IRI stands."""
    writer = Writer(store)
    matter = writer.decisions.find_standing(decision).matter
    undoing = Undoing(decision=decision)
    if isinstance(matter, Same | Apart):
        return _decide(writer, undoing, author, reason, time, touching=matter)
    assert isinstance(matter, Review)
    articles = writer.articles_of(matter.claim)
    return _decide(writer, undoing, author, reason, time, articles=articles)


def _decide(
    writer: Writer,
    matter: Matter,
    author: str,
    reason: str,
    time: datetime | None,
    *,
    articles: Iterable[NamedNode] = (),
    touching: Same | Apart | None = None,
) -> Decision:
    if not author.strip() or not reason.strip():
        raise UsageError("a decision needs its author and its reason")
    try:
        (author + reason).encode()
    except UnicodeEncodeError as error:
        raise UsageError("author and reason of a decision are text in UTF-8") from error
    time = (time or datetime.now(UTC)).replace(microsecond=0)
    if time.tzinfo is None:
        raise UsageError(f"the time of a decision needs its time zone: {time.isoformat()}")
    after = writer.decisions.take(matter, author=author, time=time, reason=reason)
    actors: set[NamedNode] = set()
    touched = list(articles)
    if touching is not None:
        for iri in (touching.one, touching.other):
            if is_mention(iri):
                touched += [NamedNode(iri.value.partition("#")[0])]
            else:
                actors |= {iri, writer.decisions.identity.canonical(iri)}
    writer.decide(after, sorted(actors, key=lambda actor: actor.value), touched)
    return after.taken[-1]


def _article_of(writer: Writer, claim: NamedNode) -> NamedNode:
    articles = writer.articles_of(claim)
    if not articles:
        raise UnknownClaimError(f"no claim {claim.value} is stored")
    return articles[0]


def read_kinds(store: Store, iri: NamedNode) -> set[ActorKind]:
    """The kinds of an actor, or of a mention. Raises UnknownActorError."""
    if (reference := reference_actors().get(iri)) is not None:
        return {reference.kind}
    graph_name = NamedNode(iri.value.partition("#")[0]) if is_mention(iri) else ACTORS
    query = bind(queries.text("store", "node-triples"), {"graph": graph_name, "node": [iri]})
    node = nodes_of(store.construct(query)).get(iri)
    if node is None:
        raise UnknownActorError(f"nobody is known by {iri.value}")
    terms = kinds_by_term()
    return {terms[kind] for kind in (*node.iris(KIND), *node.iris(RDF_TYPE)) if kind in terms}


def _class(writer: Writer, iri: NamedNode) -> str:
    """Whether an actor or mention is a person or a body. Raises UnknownActorError, IdentityError."""
    kinds = read_kinds(writer.store, iri)
    if "Source" in kinds:
        raise IdentityError(f"{iri.value} is a source of its article alone, never an actor")
    return "person" if "Person" in kinds else "body"


def _article(record: ArticleRecord, texts: TextFolder) -> Article:
    known = {field.name for field in fields(Article)} & {field.name for field in fields(ArticleRecord)}
    return Article(text=texts.read(record.text_sha256), **{name: getattr(record, name) for name in known})
