"""Deterministic IRIs, without blank nodes. The same input gives the same IRI on every machine.

Vocabulary, codes and reference actors stand under one constant base; articles, claims, actors and
sources under the data base that a store is created with.
"""

import re
import unicodedata
from hashlib import sha256
from itertools import filterfalse

from pyoxigraph import NamedNode

from graph.model import SYMMETRIC, Claim, Party
from ontology import VOCABULARY

DEFAULT_BASE = VOCABULARY + "data/"
"""Data base of a store that is created without another."""

DIRECT = NamedNode(VOCABULARY + "graph/direct")
ACTORS = NamedNode(VOCABULARY + "graph/actors")
EDGES = NamedNode(VOCABULARY + "graph/edges")
ORDER = NamedNode(VOCABULARY + "graph/order")
DECISIONS = NamedNode(VOCABULARY + "graph/decisions")
ONTOLOGY = NamedNode(VOCABULARY + "graph/ontology")
WITHHELD = NamedNode(VOCABULARY + "graph/withheld")
"""Of exports alone: what `Store.withheld` holds."""
OWN_GRAPHS = frozenset({DIRECT, ACTORS, EDGES, ORDER, DECISIONS, ONTOLOGY})
"""The graphs of a claims store that are no article's."""

SIMPLE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
HASH_LENGTH = 24  # hex digits: 96 bits, no collision to be expected below 10^12 claims


def digest(*fields: str | None) -> str:
    """Hash of the fields as 24 hex digits; a missing field differs from an empty one."""
    joined = "\x1f".join("\x00" if field is None else field for field in fields)
    return sha256(joined.encode()).hexdigest()[:HASH_LENGTH]


def fold_name(name: str) -> str:
    """A name without what does not tell two actors apart: case, accents, articles, punctuation.

    A name of nothing else stays as it is.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(filterfalse(unicodedata.combining, decomposed)).casefold()
    plain = re.sub(r"['’]s?\b", "", plain)
    words = re.findall(r"\w+", plain)
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words) or name


def slug(name: str, length: int = 40) -> str:
    """ASCII words of a name joined by hyphens, for people who read addresses; may be empty."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name)[:length].strip("-")


def local_id(identifier: str) -> str:
    """The path segment for an article id: itself where it can stand in a path, else slug and hash."""
    if SIMPLE_ID.fullmatch(identifier):
        return identifier
    return "-".join(filter(None, (slug(identifier), digest(identifier)[:16])))


def vocabulary(name: str) -> NamedNode:
    """The term of that local name: `supports`, `Person`, `asserts`."""
    return NamedNode(VOCABULARY + name)


def violation(code: str) -> NamedNode:
    return NamedNode(f"{VOCABULARY}violation/{code}")


def support_kind(code: str) -> NamedNode:
    return NamedNode(f"{VOCABULARY}support-kind/{code}")


_SYMMETRIC = frozenset(vocabulary(name) for name in SYMMETRIC)


def article_iri(base: str, identifier: str) -> NamedNode:
    """The article, which is also the name of its graph."""
    return NamedNode(f"{base}articles/{local_id(identifier)}")


def mention_iri(base: str, article: str, party: Party) -> NamedNode:
    """A party as this article names it: a fragment of the article."""
    return NamedNode(f"{article_iri(base, article).value}#{digest(party.name, party.kind)}")


def is_mention(iri: NamedNode) -> bool:
    """Whether an IRI of this project is a mention's: the only ones with a fragment."""
    return "#" in iri.value


def source_iri(base: str, article: str, name: str) -> NamedNode:
    """A speaker of one article alone, never merged with another article's."""
    return NamedNode(f"{base}sources/{_readable(name, digest(article, fold_name(name)))}")


def actor_iri(base: str, party: Party, *, article: str | None = None) -> NamedNode:
    """The actor of that full name; with `article`, one that is known there alone."""
    kind = "person" if party.kind == "Person" else "body"
    return NamedNode(f"{base}actors/{_readable(party.name, digest(article, kind, fold_name(party.name)))}")


def claim_iri(base: str, claim: Claim) -> NamedNode:
    """The claim: a hash of its article, its parties' names, relation, stance, speaker and quoted words.

    Never of actor IRIs, offsets, times or extractor versions: a citation survives merged actors, and
    another extractor too as long as that reads the same names and quotes the same words.
    """
    asserter = claim.asserter.name if claim.asserter else None
    fields = (claim.article, claim.subject.name, claim.object_name, asserter)
    return NamedNode(f"{base}claims/{digest(*fields, claim.relation, claim.stance, claim.quote.exact)}")


def revision_iri(base: str, original: NamedNode, revision: Claim) -> NamedNode:
    """What a person put in the place of a claim: `revision.extractor` names the decision."""
    return NamedNode(f"{base}claims/{digest(original.value, revision.extractor)}")


def edge_key(subject: NamedNode, predicate: NamedNode, target: NamedNode) -> str:
    """The value of `onus:edge`: equal for claims of one triple, and for a symmetric one both ways."""
    ends = [subject.value, target.value]
    if predicate in _SYMMETRIC:
        ends.sort()
    return digest(ends[0], predicate.value, ends[1])


def edge_iri(base: str, key: str) -> NamedNode:
    """What a direct triple rests on, by the edge key of its claims."""
    return NamedNode(f"{base}edges/{key}")


def decision_iri(base: str, number: int) -> NamedNode:
    """The nth decision of people about this store, counted from 1."""
    return NamedNode(f"{base}decisions/{number}")


def _readable(name: str, key: str) -> str:
    """Slug and key; of the folded name, so that spellings which fold to one key give one IRI."""
    return "-".join(filter(None, (slug(fold_name(name)), key[:12])))
