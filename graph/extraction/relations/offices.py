"""Whose the measures of an office are: its department's, in "the Treasury's Office of Foreign Measures"."""

from __future__ import annotations

from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Actor, Document
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.tree import Tree

OFFICES = ("Office of", "Bureau of", "Directorate of")


def lay_to_departments(found: list[Candidate], document: Document, tree: Tree) -> None:
    """Lays, in place, the sanctions of an office to the department that the text names as its owner."""
    owners: dict[int, Actor] = {}
    for candidate in found:
        office = candidate.object
        if candidate.relation != "sanctionedBy" or not isinstance(office, Actor):
            continue
        if office.name.startswith(OFFICES):
            if id(office) not in owners:
                owners[id(office)] = _owner(office, document, tree)
            candidate.object = owners[id(office)]
    found[:] = [candidate for candidate in found if candidate.subject is not candidate.object]


def _owner(office: Actor, document: Document, tree: Tree) -> Actor:
    """The department behind whose name, as its own, an office is named; the office itself where none is."""
    for mention in office.mentions:
        before = mention.span.start - 1
        if before > 0 and tree.lower[before] in POSSESSIVES:
            owner = document.mention_of.get(before - 1)
            if owner is not None and owner.actor.kind == "GovernmentBody":
                return owner.actor
    return office
