"""Whom the first sentences describe and only later ones name: "a retired army colonel", then Col. X."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graph.extraction.actors.group import Group
from graph.extraction.actors.scene import Scene
from graph.extraction.document import Actor, Mention

OPENING = 3
"""Sentences from the start, headline among them, in which somebody is described before being named."""
SOON = 12
"""Sentences after the description within which the name follows."""
NEXT = 5
"""As `SOON`, where another noun is used."""


@dataclass(eq=False, slots=True)
class _Open:
    """A description of somebody without a name so far; `actor` is its own, None where it has none."""

    group: Group
    actor: Actor | None


class Later:
    """The descriptions of one text's beginning that may mean somebody named after them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.open: list[_Open] = []

    def note(self, group: Group, actor: Actor | None) -> None:
        """Keeps one person's description of the first sentences, if nobody named is known to be meant."""
        scene = self.scene
        early = scene.sentence_of[group.head.i] < OPENING
        named = actor is not None and (actor.kind != "Person" or actor in scene.topics)
        told = group.article != "definite" or group.possessor is not None or group.complement is not None
        told = told and group.full[0].lower_ not in ("one", "another", "every", "no")
        one = group.is_role and group.head.tag_ in ("NN", "NNP") and not group.compound
        if early and told and one and not named:
            self.open.append(_Open(group, actor))

    def settle(self) -> None:
        """Gives the mentions of these descriptions to those who turn out to be meant."""
        named: dict[Actor, set[int]] = defaultdict(set)
        if self.open:
            for seen in self.scene.document.mentions:
                if seen.names_person:
                    named[seen.actor].add(self.scene.sentence_of[seen.head.i])
        for one in self.open:
            person = self._meant(one.group, named)
            if person is not None and one.actor is None:
                self.scene.add(one.group.span, one.group.head, "description", person, quiet=True)
            elif person is not None and one.actor is not None:
                self._join(one.actor, person)
            if person is not None:
                person.mentions.sort(key=_place)
        if self.open:
            self.scene.document.mentions.sort(key=_place)

    def _meant(self, group: Group, named: dict[Actor, set[int]]) -> Actor | None:
        """The only one who is called so or holds a rank, if that one's name follows soon."""
        here = self.scene.sentence_of[group.head.i]
        if any(here in sentences for sentences in named.values()):
            return None
        noun = group.noun.rsplit(" ", 1)[-1]
        for nouns, soon in (({noun}, SOON), (_RANKS if noun in _RANKS else set(), NEXT)):
            called = {actor: None for word in nouns for actor in self.scene.described.get(word, ())}
            fits = [a for a in called if a in named and not self.scene.terms.holds_still(a, group)]
            if len(fits) == 1 and any(here < sentence <= here + soon for sentence in named[fits[0]]):
                return fits[0]
            if fits:
                return None
        return None

    def _join(self, described: Actor, person: Actor) -> None:
        for mention in described.mentions:
            mention.actor = person
        person.mentions.extend(described.mentions)
        described.mentions = []
        if described in self.scene.document.actors:
            self.scene.document.actors.remove(described)


def _place(mention: Mention) -> int:
    return mention.head.i


_RANKS = frozenset(
    {
        *("general", "colonel", "major", "brigadier", "captain", "lieutenant", "officer", "marshal"),
        *("commander", "warlord", "leader", "chief", "strongman"),
    }
)
"""Of one who holds such a rank, others of them may be used."""
