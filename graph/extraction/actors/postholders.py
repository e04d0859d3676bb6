"""Whom the holder of a post means ("the general", "the Lakes Front chief"): somebody told before in it."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors.governments import Governments
from graph.extraction.actors.group import Group
from graph.extraction.actors.scene import BODIES, Scene
from graph.extraction.document import Actor, Document, Mention

_HEADS = frozenset({"leader", "chief", "commander", "boss", "strongman", "warlord", "chairman", "director"})
"""Nouns that one who heads a body may be called by, whichever the text has used."""
_HEADING = _HEADS | {"founder", "co-founder", "head", "chairwoman", "president", "owner"}


def holder_meant(group: Group, owner: Actor | None, scene: Scene, governments: Governments) -> Actor | None:
    """The person called so before, who is told to head no other party, or the owner's only head."""
    if group.article != "definite" and (owner is None or group.article == "indefinite"):
        return None  # "a commander of the Lakes Front"
    called = scene.described.get(group.noun, {})
    for seen in scene.back():
        known = seen.actor.kind == "Person" and seen.actor in called
        known = known and not scene.terms.holds_still(seen.actor, group)
        if known and not _is_of_another(seen.actor, owner, scene.document, governments):
            return seen.actor
    if owner is None:
        return None
    return governments.ruler_of(owner, group.noun, scene) or _leader_of(owner, group.noun, scene.document)


def _is_of_another(person: Actor, owner: Actor | None, document: Document, governments: Governments) -> bool:
    """Whether somebody is told to head another state or body, and not the one that is spoken of."""
    if owner is None or owner.kind == "Person":
        return False
    if owner.kind == "State":
        return governments.home_of(person, owner) is not owner
    if person in _heads_of(owner, document):
        return False
    others = (other for other in document.actors if other.kind in BODIES)
    return any(person in _heads_of(other, document) for other in others)


def _leader_of(body: Actor, noun: str, document: Document) -> Actor | None:
    """The one person told before as head of a body, where a noun may mean its head."""
    if noun not in _HEADS or body.kind not in BODIES:
        return None
    told = _heads_of(body, document)
    return next(iter(told)) if len(told) == 1 else None


def _heads_of(body: Actor, document: Document) -> dict[Actor, None]:
    return dict.fromkeys(actor for mention in body.mentions if (actor := _head_told(mention, document)))


def _head_told(mention: Mention, document: Document) -> Actor | None:
    """X of "X, the founder of the body", "body chief X"."""
    post, behind = mention.head.head, mention.span.end
    if behind + 1 < len(document.doc) and document.doc[behind].lower_ in _HEADING:
        person = document.mention_of.get(behind + 1)
        return person.actor if person is not None and person.names_person else None
    if post.lower_ not in _HEADING:
        return None
    tokens: list[Token] = [post.head] if post.dep_ in ("appos", "compound") else []
    tokens += [child for child in post.children if child.dep_ in ("appos", "flat")]
    people = (document.mention_of.get(token.i) for token in tokens)
    return next((person.actor for person in people if person is not None and person.names_person), None)
