"""Whom a description means that the text has named or called so before: "the group", "the army"."""

from __future__ import annotations

from graph.extraction.actors import lexicon
from graph.extraction.actors.armies import Armies
from graph.extraction.actors.group import Group
from graph.extraction.actors.name import Name
from graph.extraction.actors.prominence import tells
from graph.extraction.actors.scene import BODIES, Scene, Seen
from graph.extraction.document import Actor
from graph.model import ActorKind

RECENT = 5
"""Sentences back in which "the group" finds the group that was named."""


class Recall:
    """Finds the parties of one text again by the nouns of their names and descriptions."""

    def __init__(self, scene: Scene, names: list[Name], actors: dict[Name, Actor]) -> None:
        self.scene = scene
        self.table = lexicon.groups()
        self.armies = Armies(names, actors)
        self.named_bodies: dict[str, dict[Actor, None]] = {}
        for name, actor in actors.items():
            if actor.kind in BODIES and len(name.words) > 1:
                for noun in name.heads:
                    if noun not in self.table.armies or actor not in self.armies.rebellious:
                        self.named_bodies.setdefault(noun, {})[actor] = None
        for army in self.armies.by_state.values():
            for noun in self.table.armies:
                self.named_bodies.setdefault(noun, {})[army] = None

    def known(self, group: Group) -> Actor | None:
        """Whom a description that tells nothing more means: "the group", "the insurgents"."""
        return self._pointed_at(group) or self._called(group) or self._band(group)

    def just_told(self, group: Group) -> Actor | None:
        """Whom "the Iran-backed group" means: somebody of the sentences right before, not of its own."""
        known = self._pointed_at(group) or self._called(group)
        if known is None and group.noun in self.table.insurgents:
            told = [band for band in self.armies.bands if band.mentions]
            known = told[0] if len(told) == 1 else None
        told_of = (seen for seen in self.scene.back() if seen.actor is known)
        last = next((seen.sentence for seen in told_of if seen.mention.form != "pronoun"), None)
        here = self.scene.sentence_of[group.head.i]
        return known if last is not None and here - 2 <= last < here else None

    def again(self, group: Group) -> Actor | None:
        """Whoever the article has called so, or the one body whose name the noun ends: "the association"."""
        bodies = self.named_bodies.get(group.noun, {})
        named = next(iter(bodies)) if len(bodies) == 1 and group.head.tag_ == "NN" else None
        told = named is not None and bool(named.mentions)
        return self._called(group) or (named if told else None)

    def ending_so(self, group: Group) -> Actor | None:
        """The body named before whose name ends in just these words: "the bar association"."""
        text = group.span.text
        if group.article != "definite" or group.head.tag_ != "NN" or " " not in text or group.possessor:
            return None
        ends = f" {text.lower()}"
        bodies = self.named_bodies.get(group.head.lower_, {})
        return self.scene.salient(
            group.head,
            lambda seen: (
                seen.mention.form == "name"
                and seen.actor in bodies
                and f" {seen.actor.name.lower()}".endswith(ends)
            ),
            self.scene.sentence_of[group.head.i],
        )

    def _called(self, group: Group) -> Actor | None:
        """Whoever the article has called by this noun."""
        called = self.scene.described.get(group.noun, {})
        another = group.article == "indefinite" and group.head.tag_ == "NN"  # "a faction under X"
        if not called or another or (group.counted and group.noun in self.table.weak_nouns):
            return None
        fits = [actor for actor in called if actor.kind != "Person" or group.article == "definite"]
        fits = [actor for actor in fits if actor in self.scene.topics] or fits
        if len(fits) <= 1:
            return (self._named_since(group, fits[0]) or fits[0]) if fits else None
        return next((seen.actor for seen in self.scene.back() if seen.actor in fits), fits[-1])

    def _named_since(self, group: Group, called: Actor) -> Actor | None:
        """The armed group just named that "the rebels" means, where who was called so is long past."""
        if called.kind != "ArmedGroup" or group.noun not in self.table.members:
            return None
        here = self.scene.sentence_of[group.head.i]
        if any(seen.actor is called and here - seen.sentence <= RECENT for seen in self.scene.back()):
            return None
        insurgent = group.noun in self.table.insurgents  # no navy's
        return self.scene.salient(
            group.head,
            lambda seen: (
                seen.actor.kind == "ArmedGroup"
                and seen.mention.form == "name"
                and (not insurgent or seen.actor in self.armies.bands)
                and _may_be(seen.actor, group)
            ),
            2,
        )

    def _pointed_at(self, group: Group) -> Actor | None:
        """The body that a definite noun points back at ("the group", "the army")."""
        definite = group.article == "definite" or (group.compound and group.article == "none")
        bodies = self._named_by(group.noun)
        headline = group.noun in self.table.armies and group.article == "none" and group.possessor is None
        if (definite or headline) and len(bodies) == 1 and group.noun not in self.scene.described:
            body = next(iter(bodies))
            if not self.armies.is_foreign(body, self.scene):
                return body
        if not definite:
            return None
        kinds = lexicon.generic_kinds().get(group.noun)
        if kinds is None:
            rivals = bodies if len(bodies) > 1 else ()
            return self.scene.salient(group.head, lambda seen: seen.actor in rivals, RECENT)
        return self._of_kinds(group, kinds)

    def _named_by(self, noun: str) -> dict[Actor, None]:
        """The bodies whose names a noun may shorten."""
        bodies = self.named_bodies.get(noun, {})
        if noun not in self.table.armies:
            return bodies
        return {body: None for body in bodies if self.armies.is_told_of(body, self.scene)}

    def _of_kinds(self, group: Group, kinds: frozenset[ActorKind]) -> Actor | None:
        """The most salient of those whom a general noun may mean, or who were called by it."""
        nouns = _SORTS if group.noun in _SORTS and group.noun not in self.scene.described else [group.noun]
        called = {actor: None for noun in nouns for actor in self.scene.described.get(noun, {})}
        sort = bool(called) and group.noun in _SORTS

        def agrees(seen: Seen) -> bool:
            if seen.actor in called:
                return True
            known = seen.actor in self.scene.topics and seen.actor not in self.armies.regular
            return not sort and seen.actor.kind in kinds and known and _may_be(seen.actor, group)

        if kinds == {"MediaOrganization"} and called:  # "the newspaper" is no agency named since
            told = self.scene.salient(group.head, lambda seen: seen.actor in called, RECENT)
            if told is not None:
                return told
        if "ArmedGroup" in kinds and not tells(group):
            fighting = self.scene.salient(
                group.head, lambda seen: agrees(seen) and seen.actor.kind not in _TELLERS, RECENT, called
            )
            if fighting is not None:
                return fighting
        return self.scene.salient(group.head, agrees, RECENT, called)

    def _band(self, group: Group) -> Actor | None:
        """The one armed group that the article names, where "the extremists" follow close on it."""
        bands = self.armies.bands
        if group.article != "definite" or group.noun not in self.table.insurgents or len(bands) != 1:
            return None
        return self.scene.salient(group.head, lambda seen: seen.actor in bands, RECENT)


def _may_be(actor: Actor, group: Group) -> bool:
    """Whether a body may be meant by its name: no "Stability Support Force" is a gang."""
    return group.noun not in _GANGS or actor.name.rsplit(" ", 1)[-1].lower() not in _OFFICIAL


_GANGS = frozenset({"gang", "cartel", "mafia", "syndicate"})
_OFFICIAL = frozenset({"force", "forces", "army", "police", "guard", "mission", "navy", "military"})
_SORTS = ("alliance", "coalition")
"""Whoever was called so, or by the other of them, is meant, not another body of its kind."""
_TELLERS: frozenset[ActorKind] = frozenset({"NonGovernmentalOrganization", "MediaOrganization"})
