"""Relations and alleged acts: candidates read from one parsed article, to be weighed afterwards."""

from __future__ import annotations

from graph.extraction.document import Actor, Document
from graph.extraction.relations.accusations import DENIED_NEAR, read_accusations
from graph.extraction.relations.agency import find_agents
from graph.extraction.relations.candidates import FARTHEST, SUPPORTS, Candidate
from graph.extraction.relations.coups import read_coups
from graph.extraction.relations.harmed import find_harmed
from graph.extraction.relations.kinds import ORGANIZATIONS
from graph.extraction.relations.nearby import mentions_by_sentence, near_pairs
from graph.extraction.relations.offices import lay_to_departments
from graph.extraction.relations.opposition import read_opposition
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.patterns import match_patterns
from graph.extraction.relations.reporters import without_reporters
from graph.extraction.relations.roles import read_roles
from graph.extraction.relations.sanctions import read_sanctions, without_sanctioners
from graph.extraction.relations.sides import read_sides
from graph.extraction.relations.standins import read_standins
from graph.extraction.relations.strife import read_strife
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree
from graph.extraction.relations.trust import is_outright, is_trusted
from graph.extraction.relations.unsaid import read_unsaid
from graph.model import ACCUSATION

__all__ = [
    "DENIED_NEAR",
    "FARTHEST",
    "Candidate",
    "Tree",
    "find_agents",
    "find_candidates",
    "find_harmed",
    "is_outright",
    "is_trusted",
]

OF_THE_NAMED = frozenset({"leads", "wantedBy"})
"""Relations in which the subject is somebody with a name."""


def find_candidates(document: Document, tree: Tree) -> list[Candidate]:
    """Every triple that the article may bear out, by patterns and by what only stands near."""
    found = [candidate for candidate in match_patterns(document, tree) if "Source" not in _kinds(candidate)]
    by_sentence = mentions_by_sentence(document, tree)
    unsaid = list(read_unsaid(document, tree, found, by_sentence))
    found += near_pairs(found, by_sentence, tree)
    found += unsaid
    found += read_roles(document, tree, found)
    found += read_standins(document, tree, found)
    found = without_sanctioners([*found, *read_sanctions(document, tree, found)])
    lay_to_departments(found, document, tree)
    found += read_opposition(document, tree, found)
    found += read_sides(document, tree, found)
    found += read_coups(document, tree, found)
    found += read_strife(document, tree, found, by_sentence)
    found += read_accusations(document, tree, found, by_sentence)
    doer = _unspecific(document)
    side = doer | words("people", "unspecific_side")
    found = [c for c in found if _are_told_apart(c, doer if c.relation == ACCUSATION else side)]
    return without_reporters(found, document, tree)


def _parties(candidate: Candidate) -> list[Actor]:
    return [actor for actor in (candidate.subject, candidate.object) if isinstance(actor, Actor)]


def _kinds(candidate: Candidate) -> set[str]:
    return {actor.kind for actor in _parties(candidate)}


def _unspecific(document: Document) -> frozenset[str]:
    """Nouns that alone tell of nobody: a sort of people or things; of a body, where the article names one."""
    nouns = words("people", "unspecific")
    named = any(actor.kind in ORGANIZATIONS and not is_described(actor) for actor in document.actors)
    return nouns | words("people", "unspecific_body") if named else nouns


def _are_told_apart(candidate: Candidate, unspecific: frozenset[str]) -> bool:
    """Whether it is known who the parties are: no "a man" or "his brother" who is never named, no "officers"
    who lead an army or are wanted, no "countries" of which nothing more is told.
    """
    described = [actor for actor in _parties(candidate) if is_described(actor)]
    if candidate.relation in OF_THE_NAMED and candidate.subject in described:
        return False
    if candidate.relation == SUPPORTS and candidate.object in described:
        last = candidate.object.name.rsplit(" ", 1)[-1].lower()
        if last in words("people", "machines"):
            return False
    return not any(actor.kind == "Person" or actor.name.lower() in unspecific for actor in described)
