"""Triples by subject, read strictly."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.errors import DataError
from graph.model import Quote
from graph.terms import Passage
from graph.vocabulary import RDF_TYPE

T = TypeVar("T")


def nodes_of(triples: Iterable[Triple | Quad]) -> "dict[NamedNode, Node]":
    """Each subject with its values. Raises DataError for a blank node or a triple term."""
    nodes: defaultdict[NamedNode, defaultdict[NamedNode, list[NamedNode | Literal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for triple in triples:
        subject, target = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(target, NamedNode | Literal):
            raise DataError(f"only IRIs and literals stand in the record, not {triple}")
        nodes[subject][triple.predicate].append(target)
    return {iri: Node(iri, values) for iri, values in nodes.items()}


class Node:
    """One subject and its values.

    The plain methods raise DataError where there is no value or more than one; `find_` ones give None
    where there is none.
    """

    def __init__(self, iri: NamedNode, values: Mapping[NamedNode, list[NamedNode | Literal]]) -> None:
        self.iri = iri
        self._values = values

    def is_a(self, kind: NamedNode) -> bool:
        return kind in self._values.get(RDF_TYPE, ())

    def has(self, predicate: NamedNode) -> bool:
        return predicate in self._values

    def iris(self, predicate: NamedNode) -> list[NamedNode]:
        return [value for value in self._values.get(predicate, ()) if isinstance(value, NamedNode)]

    def texts(self, predicate: NamedNode) -> list[str]:
        return [value.value for value in self._values.get(predicate, ())]

    def find_text(self, predicate: NamedNode) -> str | None:
        values = self.texts(predicate)
        if len(values) > 1:
            raise DataError(f"{self.iri.value} has {len(values)} values of {predicate.value}")
        return values[0] if values else None

    def text(self, predicate: NamedNode) -> str:
        value = self.find_text(predicate)
        if value is None:
            raise DataError(f"{self.iri.value} lacks {predicate.value}")
        return value

    def iri_of(self, predicate: NamedNode) -> NamedNode:
        """The one IRI there is for the property."""
        iris = self.iris(predicate)
        if len(iris) != 1:
            raise DataError(f"{self.iri.value} has {len(iris)} IRIs for {predicate.value} instead of one")
        return iris[0]

    def find_term(self, predicate: NamedNode) -> str | None:
        """The local name of a vocabulary term."""
        value = self.find_text(predicate)
        return value and value.rsplit("/", 1)[-1]

    def term(self, predicate: NamedNode) -> str:
        return self.text(predicate).rsplit("/", 1)[-1]

    def one_of(self, predicate: NamedNode, choices: tuple[T, ...]) -> T:
        """The local name of a vocabulary term, as that one of the choices."""
        name = self.term(predicate)
        for choice in choices:
            if choice == name:
                return choice
        raise DataError(f"{self.iri.value} has {name!r} for {predicate.value}")

    def passage(self, passage: Passage) -> Quote:
        return Quote(
            exact=self.text(passage.exact), start=self._number(passage.start), end=self._number(passage.end)
        )

    def find_number(self, predicate: NamedNode) -> int | None:
        return None if self.find_text(predicate) is None else self._number(predicate)

    def find_moment(self, predicate: NamedNode) -> datetime | None:
        return None if self.find_text(predicate) is None else self.moment(predicate)

    def moment(self, predicate: NamedNode) -> datetime:
        value = self.text(predicate)
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise DataError(f"{self.iri.value} has {value!r} where a time stands") from None

    def _number(self, predicate: NamedNode) -> int:
        value = self.text(predicate)
        try:
            return int(value)
        except ValueError:
            raise DataError(f"{self.iri.value} has {value!r} where a number stands") from None
