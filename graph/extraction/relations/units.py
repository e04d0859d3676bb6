"""Which larger body a body is told to be a part of: "the army's Fourth Division", "Brigade of the X Army"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.bodies import ARTICLES, before_whose, is_body, past_bracket
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.kinds import BODIES, COLLECTIVES, FORCES
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.standing import Standing
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

OWNERS = BODIES - {"Court"}
OFFICES = words("posts", "departments")
NO_PART = OFFICES | words("posts", "houses")
UNITS = words("posts", "unit")
PARTS = UNITS | words("posts", "collective")
BRANCHES = UNITS - {"group"}
"""Units but mere groups: "Mali's oldest rebel group" is no part of the state."""
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
            yield from self._apposed(unit)
        yield from self._nested()
        for actor in self.document.actors:
            yield from self._of_a_state(actor)

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

    def _apposed(self, unit: Mention) -> Iterator[Candidate]:
        """Units told behind a comma by whose they are: "X, the army's elite unit", "X, Y's secret police"."""
        tree, index = self.tree, unit.span.end
        high = tree.spans[tree.sentence[unit.span.start]][1]
        if index < high and tree.lower[index] in ("(", "["):
            index = past_bracket(index, high, tree)
        if index >= high or tree.lower[index] != "," or not is_body(unit):
            return
        index += 1 + (index + 1 < high and tree.lower[index + 1] in ARTICLES)
        owner = self.document.mention_of.get(index) if index < high else None
        if owner is None or owner.actor.kind not in OWNERS or owner.actor is unit.actor:
            return
        end = owner.span.end
        owned = end < high and tree.lower[end] in POSSESSIVES
        nouns = (i for i in range(end, min(high, end + 2 * APART)) if tree.tag[i].startswith(TELLING))
        parts = PARTS if owner.actor.kind != "State" else BRANCHES
        plain = owner.actor.kind in FORCES and end < high and tree.lower[end] in BRANCHES  # "an army unit"
        if owned and self._goes_on_listing(end + 1, high):
            return
        if plain or (owned and any(tree.lower[i] in parts for i in nouns)):
            yield self.standing.candidate("memberOf", unit, owner, unit.head.i, "unit-apposed")

    def _goes_on_listing(self, start: int, high: int) -> bool:
        """Whether nouns from here on end at a conjunction, as in a list: "X, Y's rebel group or others"."""
        while start < high and self.tree.tag[start].startswith(TELLING):
            start += 1
        return start < high and self.tree.lower[start] in ("and", "or")

    def _of_a_state(self, unit: Actor) -> Iterator[Candidate]:
        """The state of an official force or office: by an adjective in its name, else the main one."""
        if unit.kind not in FORCES or not _is_official(unit.name):
            return
        mention = next((m for m in unit.mentions if m.form != "pronoun"), None)
        if mention is None or self.standing.is_placed(unit):
            return
        for how, state in self._states(unit, mention):
            if state is not unit:
                yield self.standing.candidate("memberOf", mention, state, mention.head.i, f"official-{how}")

    def _states(self, unit: Actor, mention: Mention) -> Iterator[tuple[str, Actor]]:
        """The states whose force or office a unit may be."""
        first = unit.name.split()[0].lower()
        own = next((s for s in self.standing.states if len(first) > 4 and _is_adjective(first, s)), None)
        if own is not None:
            yield "adjective", own
            return
        last = self.standing.last_state(mention.span.start)
        main = next((state for state, _ in self.standing.states.most_common(1)), None)
        if last is not None and last is main and not is_described(unit):
            yield "both", last

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
            if unit.kind not in COLLECTIVES or " of " not in unit.name:
                continue
            first, _, rest = unit.name.partition(" of ")
            body = named.get(_plain(rest))
            if body is None or body is unit or not _ends_as_unit(first):
                continue
            mention = next((m for m in unit.mentions if m.form == "name"), None)
            if mention is not None:
                yield self.standing.candidate("memberOf", mention, body, mention.head.i, "unit-within")


def _is_official(name: str) -> bool:
    """Whether a body's name is that of a force or office of a state: "National Security Agency"."""
    parts = name.lower().split()
    return len(parts) > 1 and not words("posts", "official").isdisjoint(parts) and NO_PART.isdisjoint(parts)


def _is_adjective(word: str, state: Actor) -> bool:
    """Whether a word may be of the people of a state: "Arkhazi" of Arkhaz."""
    name = state.name.lower()
    stem = name.rstrip("aeiouy")
    return len(stem) > 3 and word.startswith(stem) and len(word) <= len(name) + 4


def _ends_as_unit(name: str) -> bool:
    parts = name.lower().split()
    return bool(parts) and not UNITS.isdisjoint((parts[0], parts[-1]))


def _plain(name: str) -> str:
    """A body's name without an article before it."""
    first, _, rest = name.lower().partition(" ")
    return rest if first in ARTICLES and rest else name.lower()
