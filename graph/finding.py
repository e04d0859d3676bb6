"""Finding what people mean by a name, a code or an id: actors, violations, articles, claims."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

import queries
from graph.errors import (
    AmbiguousActorError,
    ParameterError,
    UnknownActorError,
    UnknownArticleError,
    UnknownClaimError,
    UnknownTermError,
)
from graph.iris import DEFAULT_BASE, fold_name, is_mention
from graph.iris import violation as violation_iri
from graph.projection import ACTOR
from graph.sparql import Term, bind
from graph.store import Store
from graph.terms import ARTICLE, CLAIM
from graph.vocabulary import actors_by_name, reference_actors, states_by_metonym, violations
from graph.writer import Writer, find_data_base
from ontology import VOCABULARY


def find_actor(store: Store, text: str) -> NamedNode:
    """The actor of that name, alias, IRI or id: one of the store's, or a reference actor even if unused.

    A preferred name comes before an alias, an exact name before one of other case, accents or articles, and
    any name before an id (the last part of an IRI, with or without what tables show before it).
    Raises UnknownActorError (with near names) and AmbiguousActorError (with the candidates).
    """
    if is_iri(text):
        return _known_actor(store, read_iri(text))
    name = " ".join(text.split())
    for candidates in (_actors_named(store, name), _actors_called_like(store, name)):
        if candidates:
            return _only(text, candidates)
    if re.fullmatch(r"(actors/)?[\w.~%-]+", name):
        for iri in (_of_id(store, "actors/", name), VOCABULARY + "actor/" + name):
            if _is_known(store, actor := read_iri(iri)):
                return actor
    near = _near_names(store, name)
    message = f"no actor is known as {name[:80]!r}"
    raise UnknownActorError(message, did_you_mean(near), given=text, near=[(each, each) for each in near])


def read_mention(text: str) -> NamedNode | None:
    """The mention that a text is the IRI of, stored or not; None for any other text."""
    if is_iri(text) and is_mention(iri := read_iri(text)):
        return iri
    return None


def find_violation(text: str) -> NamedNode:
    """The violation of that code, label or IRI. Raises UnknownTermError, with near codes."""
    codes = violations()
    if is_iri(text) and text.removeprefix(VOCABULARY + "violation/") in codes:
        return NamedNode(text)
    folded = fold_name(text)
    by_name = {fold_name(code): code for code in codes}
    by_name |= {fold_name(each.label): code for code, each in codes.items()}
    if folded in by_name:
        return violation_iri(by_name[folded])
    aliases = [code for code, each in codes.items() if folded in map(fold_name, each.alt_labels)]
    if len(aliases) == 1:
        return violation_iri(aliases[0])
    near = dict.fromkeys(
        aliases or [by_name[each] for each in get_close_matches(folded, by_name, n=3, cutoff=0.6)]
    )
    message = f"no violation code {text[:80]!r}"
    suggested = [(codes[code].label, code) for code in near]
    raise UnknownTermError(message, did_you_mean(near), given=text, near=suggested)


def find_article(store: Store, text: str) -> NamedNode:
    """The article of that id or IRI. Raises UnknownArticleError."""
    found = store.select(bind(queries.text("store", "article-by-id"), {"id": Literal(text)}))
    for solution in found:
        if isinstance(article := solution["article"], NamedNode):
            return article
    if is_iri(text) and _is_of_class(store, read_iri(text), ARTICLE):
        return read_iri(text)
    raise UnknownArticleError(f"no article {text[:200]!r} is stored", given=text)


def find_claim(store: Store, text: str) -> NamedNode:
    """The claim of that IRI or id (the last part of its IRI, with or without what tables show before it),
    withheld or not.

    Raises UnknownClaimError.
    """
    iri = _of_id(store, "claims/", text) if re.fullmatch(r"(claims/)?[0-9a-f]+", text) else text
    if is_iri(iri):
        claim = read_iri(iri)
        is_there = _is_of_class(store, claim, CLAIM)
        if is_there or (find_data_base(store) and Writer(store).articles_of(claim)):
            return claim
    raise UnknownClaimError(f"no claim {text[:200]!r} is stored", given=text)


@dataclass(frozen=True, slots=True)
class _Candidate:
    actor: NamedNode
    name: str
    kind: str
    preferred: bool


def _of_id(store: Store, folder: str, text: str) -> str:
    """The IRI under the store's data base that has this id in a folder."""
    return (find_data_base(store) or DEFAULT_BASE) + folder + text.removeprefix(folder)


def _is_known(store: Store, actor: NamedNode) -> bool:
    return actor in reference_actors() or _is_of_class(store, actor, ACTOR)


def _known_actor(store: Store, actor: NamedNode) -> NamedNode:
    if _is_known(store, actor):
        return actor
    raise UnknownActorError(f"no actor {actor.value[:200]} is known", given=actor.value)


def _is_of_class(store: Store, node: NamedNode, of: NamedNode) -> bool:
    return store.ask(bind(queries.text("store", "is-of-class"), {"node": node, "class": of}))


def _actors_named(store: Store, name: str) -> list[_Candidate]:
    """Those of exactly that name, in the store or by reference."""
    found = [
        _Candidate(
            NamedNode(_text(solution["actor"])),
            _text(solution["actorName"]),
            _text(solution["kind"]).removeprefix(VOCABULARY),
            _text(solution["preferred"]) == "true",
        )
        for solution in store.select(bind(queries.read("actors-named").text, {"name": Literal(name)}))
    ]
    return found + [each for each in _reference_candidates(fold_name(name)) if each.preferred or not found]


def _actors_called_like(store: Store, name: str) -> list[_Candidate]:
    """Those of that name but for case, accents and articles, in the store."""
    folded = fold_name(name)
    alike = {label for label in _names(store) if fold_name(label) == folded}
    return [each for label in sorted(alike) for each in _actors_named(store, label)]


def _reference_candidates(folded: str) -> list[_Candidate]:
    return [
        _Candidate(actor.iri, actor.label, actor.kind, fold_name(actor.label) == folded)
        for actor in actors_by_name().get(folded, ())
    ]


def _only(text: str, candidates: Iterable[_Candidate]) -> NamedNode:
    best: dict[NamedNode, _Candidate] = {}
    for candidate in candidates:
        if candidate.actor not in best or candidate.preferred:
            best[candidate.actor] = candidate
    preferred = [each for each in best.values() if each.preferred]
    choice = preferred or list(best.values())
    if len(choice) == 1:
        return choice[0].actor
    first = sorted(choice, key=lambda each: (each.name, each.actor.value))[:10]
    listing = "; ".join(f"{each.name} ({each.kind}, {each.actor.value})" for each in first)
    raise AmbiguousActorError(
        f"{len(choice)} actors are known as {text[:80]!r}",
        f": {listing}; give an IRI",
        given=text,
        near=[(f"{each.name} ({each.kind})", each.actor.value) for each in first],
    )


def _names(store: Store) -> dict[str, None]:
    solutions = store.select(queries.read("actor-names").text)
    return dict.fromkeys(_text(solution["name"]) for solution in solutions)


def _near_names(store: Store, name: str) -> list[str]:
    """Names that somebody who wrote this could have meant, at most three."""
    folded = fold_name(name)
    known = {fold_name(label): label for label in _names(store)}
    reference = {key: actors[0].label for key, actors in actors_by_name().items()}
    metonyms = {key: actors[0].label for key, actors in states_by_metonym().items()}
    if folded in metonyms:
        return [metonyms[folded]]
    words = set(folded.split())
    sharing = [label for key, label in known.items() if words and words <= set(key.split())]
    everybody = reference | known
    near = get_close_matches(folded, everybody, n=3, cutoff=0.75)
    return list(dict.fromkeys([*sorted(sharing, key=len), *(everybody[key] for key in near)]))[:3]


def is_iri(text: str) -> bool:
    """Whether a text is meant as an IRI."""
    return re.match(r"(https?://|urn:)", text) is not None


def read_iri(text: str) -> NamedNode:
    """The IRI. Raises ParameterError where it is none."""
    try:
        return NamedNode(text)
    except ValueError:
        raise ParameterError(f"not an IRI: {text[:200]!r}") from None


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def did_you_mean(names: Iterable[str]) -> str:
    """The end of an error message that suggests names; nothing where there are none."""
    listing = ", ".join(names)
    return f"; did you mean {listing}?" if listing else ""
