"""Asking a store a shipped query, with parameters as people write them.

An actor is given by name, alias or IRI, a violation by code, label or IRI, a date in ISO 8601. Text
becomes a term here and nowhere else, and reaches the query by `graph.sparql.bind` alone.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import get_args

from pyoxigraph import Literal, NamedNode

import queries
from graph.errors import ParameterError, UnknownQueryError, UnknownTermError
from graph.finding import (
    did_you_mean,
    find_actor,
    find_article,
    find_claim,
    find_violation,
    is_iri,
    read_iri,
)
from graph.iris import fold_name, vocabulary
from graph.model import DATE, ActorKind, Stance, Status
from graph.sparql import Term, bind, parameters
from graph.store import Solutions, Store
from graph.vocabulary import relations
from ontology import VOCABULARY
from queries import Parameter, ShippedQuery

__all__ = [
    "Given",
    "ask",
    "bind_text",
    "find_actor",
    "find_query",
    "prepare",
    "read_term",
]

Given = Mapping[str, str | Sequence[str]]
"""Parameters by name, as text; several values as a sequence."""


EMPTY = Literal("")
"""The default of a parameter that, left out, matches anything."""


def ask(store: Store, name: str, given: Given | None = None) -> Solutions:
    """The answer to the shipped SELECT query of that name.

    Raises UnknownQueryError, ParameterError, UnknownActorError, AmbiguousActorError, UnknownTermError,
    UnknownArticleError and UnknownClaimError for what was given, and what the store raises.
    """
    return store.select(prepare(store, name, given))


def prepare(store: Store, name: str, given: Given | None = None) -> str:
    """The SPARQL of that query with its parameters bound. Raises as `ask`; the store finds the actors."""
    query = find_query(name)
    given = given or {}
    known = {parameter.name: parameter for parameter in query.parameters}
    for unknown in given.keys() - known.keys():
        listing = ", ".join(known) or "none"
        raise ParameterError(f"{name} has no parameter {unknown!r} (it has: {listing})")
    values = {
        parameter.name: _terms(store, parameter, texts)
        for parameter in query.parameters
        if (texts := _texts(parameter, given.get(parameter.name)))
    }
    asked = {name for name, value in values.items() if value != EMPTY}
    text = queries.fitting(query.text, asked)
    values = {name: value for name, value in values.items() if name in parameters(text)}
    return bind(text, values, required=[each.name for each in query.parameters if each.required])


def bind_text(text: str, given: Given) -> str:
    """SPARQL of a user's own with its `$name` parameters bound.

    A value is an IRI where it is one, or a vocabulary term written `onus:supports`; a number of digits
    alone is an integer; anything else is a string. Raises ParameterError.
    """
    values: dict[str, Term | Sequence[Term]] = {}
    for name, value in given.items():
        values[name] = read_term(value) if isinstance(value, str) else [read_term(each) for each in value]
    return bind(text, values, required=parameters(text))


def read_term(text: str) -> NamedNode | Literal:
    """The term that a text stands for where nothing tells its type (see `bind_text`)."""
    if text.startswith("onus:") and re.fullmatch(r"[\w/-]+", text[5:]):
        return vocabulary(text[5:])
    if is_iri(text):
        return read_iri(text)
    if re.fullmatch(r"-?\d+", text, re.ASCII):
        return Literal(int(text))
    return Literal(text)


def find_query(name: str) -> ShippedQuery:
    """The shipped query of that name. Raises UnknownQueryError, with the nearest names."""
    try:
        return queries.read(name)
    except KeyError:
        near = get_close_matches(name, queries.names(), n=3, cutoff=0.5)
        raise UnknownQueryError(f"no query {name[:80]!r}{did_you_mean(near)}") from None


def _texts(parameter: Parameter, given: str | Sequence[str] | None) -> tuple[str, ...]:
    if given is None:
        return parameter.default or ()
    texts = (given,) if isinstance(given, str) else tuple(given)
    if len(texts) > 1 and not parameter.many:
        raise ParameterError(f"the parameter {parameter.name!r} takes one value, not {len(texts)}")
    return texts


def _terms(store: Store, parameter: Parameter, texts: Sequence[str]) -> Term | list[Term]:
    terms = [_term(store, parameter, text) for text in texts]
    return terms if parameter.many else terms[0]


def _term(store: Store, parameter: Parameter, text: str) -> Term:
    in_store: dict[str, Callable[[Store, str], NamedNode]] = {
        "actor": find_actor,
        "article": find_article,
        "claim": find_claim,
    }
    if parameter.type in in_store:
        return in_store[parameter.type](store, text)
    match parameter.type:
        case "violation":
            return find_violation(text)
        case "integer":
            if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
                message = f"the parameter {parameter.name!r} is a whole number, not {text[:80]!r}"
                raise ParameterError(message, given=text)
            return Literal(int(text))
        case "date":
            if text and not re.fullmatch(DATE, text, re.ASCII):
                forms = "2019-09-18, 2019-09 or 2019"
                message = f"the parameter {parameter.name!r} is a date like {forms}, not {text[:80]!r}"
                raise ParameterError(message, given=text)
            return Literal(text)
        case "text":
            return Literal(text)
        case "relation":
            labels = {fold_name(each.label): name for name, each in relations().items()}
            return _choice(parameter, text, relations(), labels)
        case _:
            return _choice(parameter, text, _CHOICES[parameter.type])


_CHOICES: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "status": get_args(Status),
    "kind": get_args(ActorKind),
}


def _choice(
    parameter: Parameter, text: str, choices: Iterable[str], labels: Mapping[str, str] | None = None
) -> NamedNode:
    name = text.removeprefix(VOCABULARY)
    name = (labels or {}).get(fold_name(name), name)
    by_name = {choice.casefold(): choice for choice in choices}
    if name.casefold() not in by_name:
        raise UnknownTermError(
            f"the parameter {parameter.name!r} is one of {', '.join(by_name.values())}, not {text[:80]!r}",
            given=text,
        )
    return vocabulary(by_name[name.casefold()])
