"""Reading a claims store for the resources of the service."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from api.links import Links
from api.records.memory import Memory
from graph.decisions import Decisions
from graph.errors import UnknownActorError
from graph.finding import find_actor, is_iri
from graph.iris import article_iri, vocabulary
from graph.judgements import read_judgements
from graph.sparql import Term, bind
from graph.store import Solutions, Store
from graph.vocabulary import reference_actors
from graph.withholding import Held
from ontology import VOCABULARY
from queries import lists

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What orders an article among others."""

    iri: str
    published: str
    publisher: str | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor of the store: its name, its kinds, and how many standing claims are about it."""

    iri: str
    name: str
    kinds: tuple[str, ...]
    claims: int
    accusations: int


@dataclass(frozen=True, slots=True)
class Named:
    """What an actor is called, and its kinds."""

    name: str
    kinds: tuple[str, ...]


class Reader:
    """One request's view of the store. What many requests need is kept in memory until the store changes."""

    def __init__(self, store: Store, memory: Memory, version: int, links: Links) -> None:
        self.store = store
        self.links = links
        self._memory = memory
        self._version = version

    def select(
        self, name: str, values: Mapping[str, Term | Sequence[Term]], flags: Collection[str] = ()
    ) -> Solutions:
        """The answer to a query of `queries/lists`; `flags` switch lines on that take no value."""
        return self.store.select(bind(lists.read(name, {*values, *flags}), values))

    def kept(
        self,
        name: str,
        values: Mapping[str, Term | Sequence[Term]] | None = None,
        flags: Collection[str] = (),
    ) -> Solutions:
        """As `select`, from memory where the store has not changed since."""
        query = bind(lists.read(name, {*(values or {}), *flags}), values or {})
        return self.keep(query, lambda: self.store.select(query), len)

    def keep(self, key: object, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """What `make` gives, from memory where the store has not changed since."""
        return self._memory.get(key, self._version, make, size)

    def describe(self, name: str, values: Mapping[str, Term | Sequence[Term]]) -> list[Triple]:
        """The answer to a CONSTRUCT query of `queries/lists`."""
        return self.store.construct(bind(lists.read(name, values), values))

    @cached_property
    def decisions(self) -> Decisions:
        """What people decided."""

        return self._judgements[0]

    @cached_property
    def withheld(self) -> Mapping[NamedNode, NamedNode]:
        """The article of each withheld claim, as extracted."""
        base = self.links.base
        return {claim: article_iri(base, held.article) for claim, held in self._judgements[1].items()}

    @cached_property
    def _judgements(self) -> tuple[Decisions, Held]:
        def read() -> tuple[Decisions, Held]:
            return read_judgements(self.store, self.links.base)

        return self.keep("decisions", read, lambda known: len(known[0].taken))

    @cached_property
    def articles(self) -> Mapping[str, ArticleRow]:
        """Every article by its IRI."""

        def read() -> dict[str, ArticleRow]:
            return {
                (iri := text(solution["article"])): ArticleRow(
                    iri, text(solution.get("published")), find_text(solution.get("publisher"))
                )
                for solution in self.store.select(lists.read("articles"))
            }

        return self.keep("articles", read, len)

    @cached_property
    def actors(self) -> Mapping[str, ActorRow]:
        """Every actor that articles name, by its IRI."""

        def read() -> dict[str, ActorRow]:
            claims = self._counts("actor-counts", "claims")
            accusations = self._counts("accused-counts", "accusations")
            return {
                (iri := text(solution["actor"])): ActorRow(
                    iri,
                    text(solution["name"]),
                    _kinds(solution["kinds"]),
                    claims.get(iri, 0),
                    accusations.get(iri, 0),
                )
                for solution in self.store.select(lists.read("actors"))
            }

        return self.keep("actors", read, len)

    def named(self, iris: Iterable[str]) -> Mapping[str, Named]:
        """Those of the actors that articles name, by IRI: for a few, where the table of all is not needed."""
        asked = nodes(dict.fromkeys(iris))
        return {
            text(solution["actor"]): Named(text(solution["name"]), _kinds(solution["kinds"]))
            for solution in (self.select("actors", {"actors": asked}) if asked else ())
            if "actor" in solution
        }

    def find_actor(self, given: str) -> NamedNode:
        """The actor of that id, IRI, name or alias. Raises UnknownActorError, AmbiguousActorError."""
        if not is_iri(given):
            possible = [self.links.iri("actors", given), reference(given)]
            known = self.named(iri.value for iri in possible if iri is not None)
            for iri in possible:
                if iri is not None and iri.value in known:
                    return iri
        return find_actor(self.store, given)

    def actor(self, identifier: str) -> NamedNode:
        """The actor of that id alone. Raises UnknownActorError."""
        for iri in (self.links.iri("actors", identifier), reference(identifier)):
            if iri is not None and (iri in reference_actors() or self.named([iri.value])):
                return iri
        raise UnknownActorError(f"no actor has the id {identifier[:200]!r}")

    def _counts(self, name: str, counted: str) -> dict[str, int]:
        return {
            text(solution["actor"]): number(solution[counted])
            for solution in self.store.select(lists.read(name))
            if "actor" in solution
        }


def reference(identifier: str) -> NamedNode | None:
    """The IRI that a reference actor of that id has; None where no IRI can be made of it."""
    try:
        return vocabulary(f"actor/{identifier}")
    except ValueError:
        return None


def _kinds(term: Term) -> tuple[str, ...]:
    """Kinds by their names, of IRIs one a line."""
    return tuple(sorted(kind.removeprefix(VOCABULARY) for kind in text(term).split("\n")))


def find_text(term: Term | None) -> str | None:
    """An IRI, or what a literal says; None for nothing."""
    return term.value if isinstance(term, NamedNode | Literal) else None


def text(term: Term | None) -> str:
    """An IRI, or what a literal says; empty for nothing."""
    return find_text(term) or ""


def number(term: Term | None) -> int:
    """A count; 0 for nothing."""
    return int(text(term) or 0)


def nodes(iris: Iterable[str]) -> list[NamedNode]:
    """IRIs as terms."""
    return [NamedNode(iri) for iri in iris]
