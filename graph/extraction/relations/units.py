"""Which larger body a body is told to be a part of: "the army's Fourth Division", "Brigade of the X Army"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.bodies import ARTICLES, before_whose, is_body
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.nearby import BODIES
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.standing import Standing
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

OWNERS = BODIES - {"Court"}
OWNED = BODIES - {"Court", "State", "MediaOrganization"}
FORCES = frozenset({"ArmedGroup", "GovernmentBody"})
OFFICES = words("posts", "departments")
NO_PART = OFFICES | words("posts", "houses")
TELLING = ("JJ", "NN", "HYPH", "VBN")
APART = 4
"""Words between an owner and the unit that is theirs."""


class Units:
    """The parts of larger bodies in one article, by how the text names them."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.document: Document = standing.document
        self.tree: Tree = standing.tree
        self.seen: set[int] = set()

    def read(self) -> Iterator[Candidate]:
        """What stands before the names of units, and within them."""
        for unit in self.document.mentions:
            if unit.form != "name" or unit.actor.kind == "State":
                continue
            owned = list(self._owned(unit))
            yield from owned or self._of_an_army(unit)
        yield from self._nested()

    def _owned(self, unit: Mention) -> Iterator[Candidate]:
        """Units told by their larger body: "the police's Holdup Squad", "its elite 4th Brigade"."""
        if not is_body(unit):
            return
        owner, how = self._owner(unit)
        if owner is None or owner.actor.kind not in OWNERS or owner.actor is unit.actor:
            return
        force = unit.actor.kind in FORCES and owner.actor.kind == "State"
        if not force and not _ends_as_unit(unit.span.text):
            return  # "Haftar's Libyan National Army"
        loose = how != "owned" or owner.actor.kind == "State"
        if not (NO_PART if loose else OFFICES).isdisjoint(unit.actor.name.lower().split()):
            return  # it stands for the state, or for its people
        if owner.actor.kind == "State":
            how = "state" if how == "owned" else f"{how}-state"
        yield self.standing.candidate("memberOf", unit, owner, unit.head.i, f"unit-{how}")

    def _of_an_army(self, unit: Mention) -> Iterator[Candidate]:
        """The army of a battalion or brigade told without one: the last that the article speaks of."""
        if unit.actor.kind != "ArmedGroup" or id(unit.actor) in self.seen:
            return
        self.seen.add(id(unit.actor))
        last = unit.span.text.lower().split()[-1]
        if last not in words("posts", "army_units") or self.standing.is_placed(unit.actor):
            return
        army = self.standing.army(unit.span.start)
        if army is not None and army is not unit.actor:
            yield self.standing.candidate("memberOf", unit, army, unit.head.i, "implied-army-unit")

    def _owner(self, unit: Mention) -> tuple[Mention | None, str]:
        tree, index = self.tree, unit.span.start - 1
        low = max(tree.spans[tree.sentence[unit.span.start]][0], index - APART)
        while index > low and tree.tag[index].startswith(TELLING) and not self._is_capital(index):
            index -= 1
        if index < low:
            return None, ""
        if tree.lower[index] in POSSESSIVES and index > low:
            return self.document.mention_of.get(index - 1), "owned"
        if tree.lower[index] == "whose":
            return before_whose(index, self.document, tree), "whose"
        owner = self.document.mention_of.get(index)
        its = owner is not None and owner.form == "pronoun" and tree.lower[index] in ("its", "their")
        return (owner, "its") if its else (None, "")

    def _is_capital(self, index: int) -> bool:
        return self.document.doc[index].text[:1].isupper()

    def _nested(self) -> Iterator[Candidate]:
        """Units named with their larger body: "the 9th Brigade of the Lowland Army"."""
        named: dict[str, Actor] = {}
        for actor in self.document.actors:
            if actor.kind in OWNERS - {"State"} and not is_described(actor):
                for name in (actor.name, *actor.aliases):
                    named.setdefault(_plain(name), actor)
        for unit in self.document.actors:
            if unit.kind not in OWNED or " of " not in unit.name:
                continue
            first, _, rest = unit.name.partition(" of ")
            body = named.get(_plain(rest))
            if body is None or body is unit or not _ends_as_unit(first):
                continue
            mention = next((m for m in unit.mentions if m.form == "name"), None)
            if mention is not None:
                yield self.standing.candidate("memberOf", mention, body, mention.head.i, "unit-within")


def _ends_as_unit(name: str) -> bool:
    parts = name.lower().split()
    return bool(parts) and not words("posts", "unit").isdisjoint((parts[0], parts[-1]))


def _plain(name: str) -> str:
    """A body's name without an article before it."""
    first, _, rest = name.lower().partition(" ")
    return rest if first in ARTICLES and rest else name.lower()
