"""Which other body "it" or "they" may mean of that somebody leads: what the sentence before is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.extraction.document import Actor, Document
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.implied import Implied
from graph.extraction.relations.tree import Tree

POINTING = frozenset({"it", "they", "them", "its", "their"})


def other_bodies(found: list[Candidate], implied: Implied) -> Iterator[Candidate]:
    """A leader told of a pronoun, of the body that was the subject of the sentence before."""
    tree = implied.tree
    for candidate in found:
        if (
            candidate.relation != "leads"
            or not candidate.is_linked
            or not isinstance(candidate.object, Actor)
        ):
            continue
        at = candidate.ends[1]
        if at < 0 or tree.lower[at] not in POINTING:
            continue
        if is_named_before(at, candidate.object, implied.document, tree):
            continue
        opening = tree.spans[tree.sentence[at]][0]
        if tree.lower[at] == "its" and opening < at and is_of_subject(opening, at, candidate.object, implied):
            continue  # "The front is led by X, while its commander is Y"
        subject = implied.subject_before(opening) if opening else None
        if subject is not None and subject.kind == "State" != candidate.object.kind:
            continue  # a state has no founder or commander as that body has
        if subject is not None and subject is not candidate.object and subject is not candidate.subject:
            yield replace(candidate, object=subject, pattern="leads/it-subject")


def is_of_subject(opening: int, at: int, body: Actor, implied: Implied) -> bool:
    """Whether a sentence's first subject, before a pronoun, is the body that this is taken for."""
    subjects = (i for i in range(opening, at) if implied.tree.dep[i].startswith("nsubj"))
    told = (implied.document.mention_of.get(i) for i in subjects)
    return next((m.actor is body and m.form != "pronoun" for m in told if m is not None), False)


def is_named_before(pronoun: int, body: Actor, document: Document, tree: Tree) -> bool:
    """Whether a body is named right before what is its: "X and its owner", "X (Y), including its owner"."""
    place = pronoun - 2
    if tree.lower[pronoun - 1] in ("through", "including") and place > 1 and tree.lower[place] == ",":
        place -= 2 if tree.lower[place - 1] in (")", "]") else 1
    elif tree.lower[pronoun - 1] != "and":
        return False
    named = document.mention_of.get(place)
    return named is not None and named.actor is body
