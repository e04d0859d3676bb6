"""Whom a description means: somebody called so before, the state it belongs to, or a party of its own."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.appositions import Appositions
from graph.extraction.actors.armies import army_told
from graph.extraction.actors.belonging import is_its_sort, owner_of
from graph.extraction.actors.described import Described
from graph.extraction.actors.governments import Governments
from graph.extraction.actors.group import Group
from graph.extraction.actors.later import Later
from graph.extraction.actors.name import Name
from graph.extraction.actors.postholders import holder_meant
from graph.extraction.actors.prominence import (
    is_amount,
    is_others,
    is_passing,
    is_plain,
    is_prominent,
    stands_alone,
    told_by_backer_alone,
    told_by_seat_alone,
)
from graph.extraction.actors.recall import Recall
from graph.extraction.actors.scene import BODIES, Scene
from graph.extraction.actors.together import NUMBERS
from graph.extraction.document import Actor


class Descriptions:
    """Resolves the descriptions of one text, in its order."""

    def __init__(
        self, scene: Scene, names: list[Name], actors: dict[Name, Actor], groups: list[Group]
    ) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.actor_of = actors
        self.table = lexicon.groups()
        self.appositions = Appositions(scene, actors)
        self.wholes = {group.head.head.i: group for group in groups if group.head.dep_ == "nmod"}
        self.later = Later(scene)
        self.parts: dict[Group, Group] = {}
        self.governments = Governments(self.doc, names, actors)
        self.recall = Recall(scene, names, actors)
        self.described = Described(scene)

    def read(self, group: Group) -> None:
        """Adds the mention of a description to the scene, if it means anybody."""
        beside = None if group.compound else self.appositions.beside(group)
        if beside is not None:
            self._call(beside, group)
            self.governments.settle(beside, group, owner_of(group, self.actor_of, self.scene.document))
            self.scene.add(group.span, group.head, "description", beside, quiet=True)
            return
        whole = self.wholes.get(group.head.i)
        if whole is not None and self._is_part(group, whole):
            self.parts[whole] = group
            return
        several = self.appositions.listed(group) or self._several(group)
        if several:
            self.scene.add_together(group.span, group.head, "description", several)
            return
        actor = self._meant(group)
        self.later.note(group, actor)
        part = self.parts.get(group)
        if actor is None and part is not None:
            actor, group, part = self._meant(part), part, None
        if actor is not None:
            if actor.kind != "State":
                self._call(actor, group)
            self.described.note(actor, group)
            self.scene.add(group.span, group.head, "description", actor, quiet=group.compound)
            if part is not None:
                self.scene.add(part.span, part.head, "description", actor, quiet=True)

    def _is_part(self, group: Group, whole: Group) -> bool:
        """Whether "members of the secret police", "a group of hooligans" means those behind "of"."""
        plain = group.possessor is None and group.complement is None and not (group.names or group.modifiers)
        if not plain or group.compound or self.doc[group.span.end].lower_ != "of":
            return False
        if any(child.dep_ == "cop" for child in group.head.children):
            return False  # "Chad is not a member of the court"
        plural = whole.head.tag_ == "NNS" and whole.noun not in self.table.collective
        return plural if group.noun in _BANDS else group.noun in _MEMBERS and whole.kind in BODIES

    def _several(self, group: Group) -> list[Actor]:
        """The people of a list that "the two men" or "both journalists" means."""
        if group.head.tag_ != "NNS" or group.kind == "GovernmentBody" or group.names:
            return []
        left = self.doc[max(0, group.full.start - 2, group.head.i - 4) : group.head.i]
        both = any(token.lower_ == "both" for token in left)
        if group.noun in _PAIRED:
            two = both or (group.article == "definite" and any(token.lower_ == "two" for token in left))
            return self.scene.bodies_before(group.head) if two and not group.modifiers else []
        if group.kind == "ArmedGroup":
            return []
        if not both and (group.article != "definite" or not group.counted):
            return []
        number = next((NUMBERS[token.lower_] for token in left if token.lower_ in NUMBERS), 0)
        listed = self.scene.lists.counted(number, self.scene.sentence_of[group.head.i])
        return listed or (self.scene.pair_before(group.head) if number == 2 and group.noun in _PEOPLE else [])

    def _call(self, actor: Actor, group: Group) -> None:
        self.scene.call(actor, group.noun)
        last = group.noun.rsplit(" ", 1)[-1]
        self.scene.terms.note(actor, last, (token.lower_ for token in group.full))
        if last != "police":  # "the police" are not the secret or riot police of before
            self.scene.call(actor, last)

    # Who is meant

    def _meant(self, group: Group) -> Actor | None:
        if is_others(group):
            return self.described.new(group, None)
        owner = owner_of(group, self.actor_of, self.scene.document)
        telling = (
            not told_by_seat_alone(group)
            or owner is not None
            or (isinstance(group.possessor, Token) and group.possessor.tag_.startswith("N"))
        )
        if group.noun in self.table.state:
            state = self.governments.meant_by(group, owner)
            if state is not None:
                return state
        theirs = self._theirs(group, owner) if owner is not None else None
        if theirs is not None:
            return theirs
        ending = self.recall.ending_so(group) if owner is None else None
        if ending is not None:
            return ending
        if not telling and is_passing(group):
            return None
        if group.is_role:
            person = holder_meant(group, owner, self.scene, self.governments)
            if person is not None or not stands_alone(group, telling):
                return person
        if group.noun in self.table.not_alone and not (telling or group.counted or is_prominent(group)):
            return self.recall.again(group) if group.article == "definite" else None
        if not telling and group.noun in self.table.ranks and not group.counted:
            army = army_told(self.scene)
            if army is not None:
                return army
        if not telling and not is_amount(group) and not self._is_of_others(group):
            known = self.recall.known(group)
            pointing = group.article == "definite" or group.possessor is not None
            if known is not None or (
                pointing and group.noun in lexicon.generic_kinds() and group.noun not in _OWN_BODIES
            ):
                return known
        same = self.described.same(group, owner) or self._its_police(group, owner)
        if same is None and owner is None and told_by_backer_alone(group):
            same = self.recall.just_told(group)
        return same or self.described.new(group, owner)

    def _its_police(self, group: Group, owner: Actor | None) -> Actor | None:
        """The police told of before, where those of the state are meant that the article is about."""
        own = owner is not None and owner is self.governments.main_state
        return self.described.police() if own and group.noun == "police" and is_plain(group) else None

    def _is_of_others(self, group: Group) -> bool:
        """Whether bare "members of X's office" are none of the members that were told of before."""
        behind = self.doc[group.span.end : group.span.end + 1].text
        return group.noun in _MEMBERS and group.article == "none" and behind == "of"

    def _theirs(self, group: Group, owner: Actor) -> Actor | None:
        """The owner itself or its army, where a description means no more: "M23 rebels", "its judges"."""
        if is_its_sort(group, owner):
            return owner
        members = group.noun in self.table.members or _are_its_judges(group, owner)
        asked = owner.kind == "IntergovernmentalOrganization" and group.noun in self.table.appointed
        if members and owner.kind in BODIES and group.bond != "linked" and not asked and is_plain(group):
            return owner
        armies = self.recall.armies.by_state
        if owner in armies and group.noun in self.table.armies and is_plain(group):
            return armies[owner]
        return owner if group.bond == "for" and owner.kind != "Person" else None


def _are_its_judges(group: Group, owner: Actor) -> bool:
    """Whether a court's own judges are meant, who are the court: "its judges", "ICC judges"."""
    its = isinstance(group.possessor, Token) and group.possessor.tag_ == "PRP$"
    return owner.kind == group.kind == "Court" and (its or (group.possessor is None and bool(group.names)))


_OWN_BODIES = frozenset(
    {"court", "church", "university", "party", "company", "junta", "newspaper", "ministry", "militia"}
    | {"coalition", "paramilitary", "paramilitaries"}
)
"""Bodies that may be told of for the first time as if they were known: "the court"."""
_PEOPLE = frozenset({"men", "women", "commanders", "officers", "leaders", "defendants", "generals"})
_PAIRED = frozenset(
    {"groups", "militias", "factions", "movements", "organisations", "organizations", "parties", "companies"}
    | {"firms", "brigades", "armed groups", "rebel groups", "militant groups"}
)
"""What two bodies are that were named together: "both groups"."""
_BANDS = frozenset({"group", "groups", "gang", "gangs", "crowd", "mob"})
_MEMBERS = frozenset({"members", "member", "fighters", "soldiers", "officers", "officials", "personnel"})
