"""Whom a description means: somebody called so before, the state it belongs to, or a party of its own."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.appositions import Appositions
from graph.extraction.actors.armies import Armies
from graph.extraction.actors.governments import Governments
from graph.extraction.actors.group import Group
from graph.extraction.actors.later import Later
from graph.extraction.actors.lexicon import DASHES, is_hanging, phrase, words_of
from graph.extraction.actors.names import Name
from graph.extraction.actors.postholders import holder_meant
from graph.extraction.actors.prominence import (
    is_amount,
    is_others,
    is_passing,
    is_plain,
    is_prominent,
    stands_alone,
    tells,
    told_by_backer_alone,
    told_by_seat_alone,
)
from graph.extraction.actors.scene import BODIES, Scene, Seen
from graph.extraction.actors.together import NUMBERS
from graph.extraction.document import Actor
from graph.model import ActorKind

RECENT = 5
"""Sentences back in which "the group" finds the group that was named."""


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
        self.by_key: dict[tuple[object, ...], Actor] = {}
        self.forms: dict[Actor, list[str]] = {}
        self.governments = Governments(self.doc, names, actors)
        self.named_bodies: dict[str, dict[Actor, None]] = {}
        armies = Armies(names, actors)
        for name, actor in actors.items():
            if actor.kind in BODIES and len(name.words) > 1:
                for noun in name.heads:
                    if noun not in self.table.armies or actor not in armies.rebellious:
                        self.named_bodies.setdefault(noun, {})[actor] = None
        self.armies = armies.by_state
        self.bands = armies.bands
        for army in self.armies.values():
            for noun in self.table.armies:
                self.named_bodies.setdefault(noun, {})[army] = None
        self.states_own = armies.regular

    def read(self, group: Group) -> None:
        """Adds the mention of a description to the scene, if it means anybody."""
        beside = None if group.compound else self.appositions.beside(group)
        if beside is not None:
            self._call(beside, group)
            self.governments.settle(beside, group, self._owner(group))
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
            if not group.names and (actor.name == group.text or actor in self.forms):
                self.forms.setdefault(actor, []).append(group.full_text)
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
        if last != "police":  # "the police" are not the secret or riot police of before
            self.scene.call(actor, last)

    # Who is meant

    def _meant(self, group: Group) -> Actor | None:
        if is_others(group):
            return self._new(group, None)
        owner = self._owner(group)
        telling = (
            not told_by_seat_alone(group)
            or owner is not None
            or (isinstance(group.possessor, Token) and group.possessor.tag_.startswith("N"))
        )
        if group.noun in self.table.state:
            state = self.governments.meant_by(group, owner)
            if state is not None:
                return state
        if (
            owner is not None
            and is_plain(group)
            and (group.noun in self.table.members or _are_its_judges(group, owner))
            and owner.kind in BODIES
            and group.bond != "linked"
            and not (owner.kind == "IntergovernmentalOrganization" and group.noun in self.table.appointed)
        ):
            return owner
        if owner in self.armies and group.noun in self.table.armies and is_plain(group):
            return self.armies[owner]
        if owner is not None and group.bond == "for" and owner.kind != "Person":
            return owner
        ending = self._ending(group) if owner is None else None
        if ending is not None:
            return ending
        if not telling and is_passing(group):
            return None
        if group.is_role:
            person = holder_meant(group, owner, self.scene, self.governments)
            if person is not None or not stands_alone(group, telling):
                return person
        if group.noun in self.table.not_alone and not (telling or group.counted or is_prominent(group)):
            return self._again(group) if group.article == "definite" else None
        if not telling and group.noun in self.table.ranks and not group.counted:
            army = self._army()
            if army is not None:
                return army
        if not telling and not is_amount(group):
            known = self._pointed_at(group) or self._called(group) or self._band(group)
            pointing = group.article == "definite" or group.possessor is not None
            if known is not None or (
                pointing and group.noun in lexicon.generic_kinds() and group.noun not in _OWN_BODIES
            ):
                return known
        same = self.by_key.get(self._key(group, owner))
        if same is None and owner is None and told_by_backer_alone(group):
            same = self._just_told(group)
        return same or self._new(group, owner)

    def _just_told(self, group: Group) -> Actor | None:
        """Whom "the Iran-backed group" means: somebody of the sentences right before, not of its own."""
        known = self._pointed_at(group) or self._called(group)
        if known is None and group.noun in self.table.insurgents:
            told = [band for band in self.bands if band.mentions]
            known = told[0] if len(told) == 1 else None
        told_of = (seen for seen in self.scene.back() if seen.actor is known)
        last = next((seen.sentence for seen in told_of if seen.mention.form != "pronoun"), None)
        here = self.scene.sentence_of[group.head.i]
        return known if last is not None and here - 2 <= last < here else None

    def _owner(self, group: Group) -> Actor | None:
        """Whom a described party belongs to: its possessor, complement or leading name."""
        inner = self._named_inside(group)
        if inner is not None:
            return inner
        if isinstance(group.possessor, Name):
            return self.actor_of.get(group.possessor)
        if isinstance(group.possessor, Token):
            mention = self.scene.document.mention_of.get(group.possessor.i)
            if mention is None or (mention.actor.kind == "Person" and _is_of_post(group)):
                return None
            return mention.actor
        if group.complement is not None and group.complement in self.actor_of:
            return self.actor_of[group.complement]
        for name in reversed(group.names):
            behind = self.doc[name.span.end] if name.span.end < len(self.doc) else None
            backing = is_hanging(name.span[-1]) or (behind is not None and behind.text in DASHES)
            if name in self.actor_of and not backing:
                return self.actor_of[name]  # not the backer of "Iran-backed rebels"
        return None

    def _named_inside(self, group: Group) -> Actor | None:
        """The body whose members a possessor's are: M23 of "Congo's M23 rebels"."""
        if not isinstance(group.possessor, Name) or group.noun not in self.table.members:
            return None
        last = group.names[-1]
        actor = self.actor_of.get(last)
        beside = last is not group.possessor and last.span.end == group.head.i - len(group.noun.split()) + 1
        return actor if beside and actor is not None and actor.kind in BODIES else None

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

    def _ending(self, group: Group) -> Actor | None:
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

    def _again(self, group: Group) -> Actor | None:
        """Whoever the article has called so, or the one body whose name the noun ends: "the association"."""
        bodies = self.named_bodies.get(group.noun, {})
        named = next(iter(bodies)) if len(bodies) == 1 and group.head.tag_ == "NN" else None
        told = named is not None and bool(named.mentions)
        return self._called(group) or (named if told else None)

    def _named_since(self, group: Group, called: Actor) -> Actor | None:
        """The armed group just named that "the rebels" means, where who was called so is long past."""
        if called.kind != "ArmedGroup" or group.noun not in self.table.members:
            return None
        here = self.scene.sentence_of[group.head.i]
        if any(seen.actor is called and here - seen.sentence <= RECENT for seen in self.scene.back()):
            return None
        return self.scene.salient(
            group.head, lambda seen: seen.actor.kind == "ArmedGroup" and seen.mention.form == "name", 2
        )

    def _army(self) -> Actor | None:
        """The army that the article tells of, if it tells of one: whose "soldiers" are."""
        armies = {actor: None for noun in self.table.armies for actor in self.scene.described.get(noun, {})}
        return next(iter(armies)) if len(armies) == 1 else None

    def _pointed_at(self, group: Group) -> Actor | None:
        """The body that a definite noun points back at ("the group", "the army")."""
        definite = group.article == "definite" or (group.compound and group.article == "none")
        bodies = self.named_bodies.get(group.noun, {})
        if group.noun in self.table.armies:
            bodies = {body: None for body in bodies if self._is_told_of(body)}
        headline = group.noun in self.table.armies and group.article == "none" and group.possessor is None
        if (definite or headline) and len(bodies) == 1 and group.noun not in self.scene.described:
            body = next(iter(bodies))
            if not self._is_foreign(body):
                return body
        if not definite:
            return None
        kinds = lexicon.generic_kinds().get(group.noun)
        nouns = _SORTS if group.noun in _SORTS and group.noun not in self.scene.described else [group.noun]
        called = {actor: None for noun in nouns for actor in self.scene.described.get(noun, {})}
        if kinds is None:
            rivals = bodies if len(bodies) > 1 else ()
            return self.scene.salient(group.head, lambda seen: seen.actor in rivals, RECENT)
        sort = bool(called) and group.noun in _SORTS

        def agrees(seen: Seen) -> bool:
            if seen.actor in called:
                return True
            known = seen.actor in self.scene.topics and seen.actor not in self.states_own
            return not sort and seen.actor.kind in kinds and known

        if "ArmedGroup" in kinds and not tells(group):
            fighting = self.scene.salient(
                group.head, lambda seen: agrees(seen) and seen.actor.kind not in _TELLERS, RECENT, called
            )
            if fighting is not None:
                return fighting
        return self.scene.salient(group.head, agrees, RECENT, called)

    def _is_foreign(self, army: Actor) -> bool:
        """Whether an army not told of so far is that of another state than the one most named."""
        state = next((state for state, own in self.armies.items() if own is army), None)
        if state is None or army.mentions:
            return False
        topics = self.scene.topics
        return any(other.kind == "State" and number > topics[state] for other, number in topics.items())

    def _is_told_of(self, body: Actor) -> bool:
        """Whether "the army" may mean a body: a state's, or one named before, no "White Army" militia."""
        called = self.scene.described
        if any(body in called.get(noun, ()) for noun in self.table.irregular):
            return False
        return body in self.states_own or (bool(body.mentions) and self._army() in (None, body))

    def _band(self, group: Group) -> Actor | None:
        """The one armed group that the article names, where "the extremists" follow close on it."""
        if group.article != "definite" or group.noun not in self.table.insurgents or len(self.bands) != 1:
            return None
        return self.scene.salient(group.head, lambda seen: seen.actor in self.bands, RECENT)

    # A party of its own

    def _key(self, group: Group, owner: Actor | None) -> tuple[object, ...]:
        named = {word for name in group.names for word in name.words}
        rest = tuple(word for word in group.modifiers if word not in named)
        if group.noun in _FORCES and owner is not None and owner.kind == "State":
            return (_FORCES, owner, rest, group.text if group.counted and not rest else "")
        return (group.noun, owner, rest, group.text if group.counted and not rest else "")

    def _new(self, group: Group, owner: Actor | None) -> Actor:
        text = group.text
        of_one = group.bond == "of" and owner is not None and group.head.tag_ == "NNS"
        if (
            (isinstance(group.possessor, Token) or of_one)
            and owner is not None
            and owner.kind in ("Person", "ArmedGroup")
            and (group.kind == "ArmedGroup" or group.noun in ("men", "people"))
        ):
            text = f"{owner.name}'s {text[:1].lower() + text[1:] if of_one else text}"
        elif (
            isinstance(group.possessor, Token)
            and group.possessor.tag_.startswith("N")
            and (owner is None or (owner.kind == "Source" and group.possessor.tag_ == "NN"))
            and group.noun in self.table.weak_nouns
        ):
            start = group.possessor.i
            while start and (
                (self.doc[start - 1].dep_ in ("amod", "compound") and self.doc[start - 1].head.i == start)
                or phrase(words_of(self.doc[start - 1 : start + 1])) in lexicon.titles().all
            ):
                start -= 1  # "prosecutor general's office"
            start -= 2 if start > 1 and self.doc[start - 1].text in DASHES else 0
            text = " ".join(self.doc[start : group.span.end].text.split())
        actor = Actor(text, group.kind)
        if (
            (group.noun not in self.table.collective and group.head.tag_ in ("NNS", "NNPS"))
            or group.noun in _PLURALS
            or group.noun.endswith("men")
        ):
            self.scene.several.add(actor)
        self.by_key[self._key(group, owner)] = actor
        return actor

    def name_fully(self) -> None:
        """Names in full those whom every description tells something more of: "masked gunmen"."""
        for actor, forms in self.forms.items():
            if actor.name not in forms and all(mention.form != "name" for mention in actor.mentions):
                actor.aliases = [actor.name, *(other for other in actor.aliases if other != forms[0])]
                actor.name = forms[0]


def _is_of_post(group: Group) -> bool:
    """Whether a possessive is that of a post under somebody, not of the body before it: "his army chief"."""
    return group.compound and group.noun in lexicon.groups().armies


def _are_its_judges(group: Group, owner: Actor) -> bool:
    """Whether a court's own judges are meant, who are the court: "its judges", "ICC judges"."""
    its = isinstance(group.possessor, Token) and group.possessor.tag_ == "PRP$"
    return owner.kind == group.kind == "Court" and (its or (group.possessor is None and bool(group.names)))


_OWN_BODIES = frozenset(
    {
        "court",
        "church",
        "university",
        "party",
        "company",
        "junta",
        "newspaper",
        "ministry",
        "militia",
        "coalition",
        "paramilitary",
        "paramilitaries",
    }
)
_SORTS = ("alliance", "coalition")
"""Whoever was called so, or by the other of them, is meant, not another body of its kind."""
_PEOPLE = frozenset({"men", "women", "commanders", "officers", "leaders", "defendants", "generals"})
_PAIRED = frozenset(
    {"groups", "militias", "factions", "movements", "organisations", "organizations", "parties", "companies"}
    | {"firms", "brigades", "armed groups", "rebel groups", "militant groups"}
)
"""What two bodies are that were named together: "both groups"."""
_FORCES = frozenset({"forces", "soldiers", "troops", "servicemen"})
"""By any of these a text means the same forces of a state: "Eritrean troops", "Eritrean soldiers"."""
_TELLERS: frozenset[ActorKind] = frozenset({"NonGovernmentalOrganization", "MediaOrganization"})
_BANDS = frozenset({"group", "groups", "gang", "gangs", "crowd", "mob"})
_MEMBERS = frozenset({"members", "member", "fighters", "soldiers", "officers", "officials", "personnel"})
_PLURALS = frozenset({"police", "people", "security forces"})
