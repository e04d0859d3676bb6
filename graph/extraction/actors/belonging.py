"""Whom a described party belongs to: X of "X's forces", "the police of X", "X fighters"."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.forms import PROVINCIAL
from graph.extraction.actors.group import Group
from graph.extraction.actors.lexicon import DASHES, is_hanging
from graph.extraction.actors.name import Name
from graph.extraction.actors.scene import BODIES
from graph.extraction.document import Actor, Document


def owner_of(group: Group, actor_of: dict[Name, Actor], document: Document) -> Actor | None:
    """The possessor, complement or leading name of a description."""
    if _behind_name(group) in PROVINCIAL:
        return actor_of.get(group.names[-1])  # Kogi of "the Kogi state government of X"
    inner = _named_inside(group, actor_of)
    if inner is not None:
        return inner
    if isinstance(group.possessor, Name):
        return actor_of.get(group.possessor)
    if isinstance(group.possessor, Token):
        mention = document.mention_of.get(group.possessor.i)
        if mention is None or (mention.actor.kind == "Person" and _is_of_post(group)):
            return None
        return mention.actor
    if group.complement is not None and group.complement in actor_of:
        return actor_of[group.complement]
    doc = document.doc
    for name in reversed(group.names):
        behind = doc[name.span.end] if name.span.end < len(doc) else None
        backing = is_hanging(name.span[-1]) or (behind is not None and behind.text in DASHES)
        if name in actor_of and not backing:
            return actor_of[name]  # not the backer of "Iran-backed rebels"
    return None


def _named_inside(group: Group, actor_of: dict[Name, Actor]) -> Actor | None:
    """The body named behind its possessor: M23 of "Congo's M23 rebels", "his Herald newspaper"."""
    last = group.names[-1] if group.names else None
    if group.possessor is None or last is None or last is group.possessor:
        return None
    actor = actor_of.get(last)
    if actor is None or last.span.end != group.head.i - len(group.noun.split()) + 1:
        return None
    if group.kind == actor.kind == "MediaOrganization":
        return actor
    members = isinstance(group.possessor, Name) and group.noun in lexicon.groups().members
    return actor if members and actor.kind in BODIES else None


def is_its_sort(group: Group, owner: Actor) -> bool:
    """Whether a description only adds what sort of body its owner is: "the Kogi state government"."""
    behind = _behind_name(group)
    if behind in PROVINCIAL:
        return owner.kind in ("GovernmentBody", "Organization")
    if owner.kind == "GovernmentBody":
        return behind == "government"
    paper = owner.kind == group.kind == "MediaOrganization"
    return paper and behind == group.noun and group.head.tag_ == "NN"


def _behind_name(group: Group) -> str:
    """The words of a description behind the last name in it: "state government"."""
    doc, end = group.head.doc, group.head.i + 1
    if not group.names or (group.noun == "state" and doc[end : end + 1].text == "of"):
        return ""  # "the Gulf state of Qatar"
    return " ".join(token.lower_ for token in doc[group.names[-1].span.end : end])


def _is_of_post(group: Group) -> bool:
    """Whether a possessive is that of a post under somebody, not of the body before it: "his army chief"."""
    return group.compound and group.noun in lexicon.groups().armies
