"""Parties that a text describes and never names: "two masked gunmen", "Chad's army"."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.group import Group
from graph.extraction.actors.lexicon import DASHES, phrase, words_of
from graph.extraction.actors.scene import Scene
from graph.extraction.document import Actor


class Described:
    """The parties that one text has only descriptions for."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.by_key: dict[tuple[object, ...], Actor] = {}
        self.forms: dict[Actor, list[str]] = {}

    def same(self, group: Group, owner: Actor | None) -> Actor | None:
        """The party that was described alike before."""
        return self.by_key.get(_key(group, owner))

    def police(self) -> Actor | None:
        """The police that were described as nobody's."""
        return self.by_key.get(("police", None, (), ""))

    def new(self, group: Group, owner: Actor | None) -> Actor:
        """A party of its own."""
        actor = Actor(_text(group, owner), group.kind)
        if (
            (group.noun not in lexicon.groups().collective and group.head.tag_ in ("NNS", "NNPS"))
            or group.noun in _PLURALS
            or group.noun.endswith("men")
        ):
            self.scene.several.add(actor)
        self.by_key[_key(group, owner)] = actor
        return actor

    def note(self, actor: Actor, group: Group) -> None:
        """Remembers how much a further description tells of its party."""
        if not group.names and (actor.name == group.text or actor in self.forms):
            self.forms.setdefault(actor, []).append(group.full_text)

    def name_fully(self) -> None:
        """Names in full those whom every description tells something more of: "masked gunmen"."""
        for actor, forms in self.forms.items():
            if actor.name not in forms and all(mention.form != "name" for mention in actor.mentions):
                actor.aliases = [actor.name, *(other for other in actor.aliases if other != forms[0])]
                actor.name = forms[0]


def _key(group: Group, owner: Actor | None) -> tuple[object, ...]:
    """By what a party is the same wherever it is described."""
    rest = tuple(group.own_modifiers)
    of_state = owner is not None and owner.kind == "State"
    noun = _FORCES if group.noun in _FORCES and of_state else group.noun
    return (noun, owner, rest, group.text if group.counted and not rest else "")


def _text(group: Group, owner: Actor | None) -> str:
    """What a party is called by its description, with whose it is where that is a pronoun or noun."""
    text, possessor = group.text, group.possessor
    of_one = group.bond == "of" and owner is not None and group.head.tag_ == "NNS"
    if group.noun in _CULPRITS:
        return text
    if (
        (isinstance(possessor, Token) or of_one)
        and owner is not None
        and owner.kind in ("Person", "ArmedGroup")
        and (group.kind == "ArmedGroup" or group.noun in ("men", "people"))
    ):
        return f"{owner.name}'s {text[:1].lower() + text[1:] if of_one else text}"
    if (
        isinstance(possessor, Token)
        and possessor.tag_.startswith("N")
        and (owner is None or (owner.kind == "Source" and possessor.tag_ == "NN"))
        and group.noun in lexicon.groups().weak_nouns
    ):
        doc, start = possessor.doc, possessor.i
        while start and (
            (doc[start - 1].dep_ in ("amod", "compound") and doc[start - 1].head.i == start)
            or phrase(words_of(doc[start - 1 : start + 1])) in lexicon.titles().all
        ):
            start -= 1  # "prosecutor general's office"
        start -= 2 if start > 1 and doc[start - 1].text in DASHES else 0
        return " ".join(doc[start : group.span.end].text.split())
    return text


_CULPRITS = frozenset(
    {"captors", "abductors", "kidnappers", "hijackers", "attackers", "assailants", "killers", "murderers"}
    | {"rapists", "torturers", "tormentors", "jailers", "captor", "abductor", "kidnapper", "attacker"}
)
"""They are somebody's as those who have wronged them, and none of theirs: "his captors"."""
_FORCES = frozenset({"forces", "soldiers", "troops", "servicemen"})
"""By any of these a text means the same forces of a state: "Eritrean troops", "Eritrean soldiers"."""
_PLURALS = frozenset({"police", "people", "security forces"})
