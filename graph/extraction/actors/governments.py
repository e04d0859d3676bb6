"""Which state the words for those who govern mean: "the Russian government", "Sadek's regime"."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.group import Group
from graph.extraction.actors.name import Name
from graph.extraction.actors.rulers import REGIMES, label_of, states_ruled
from graph.extraction.actors.scene import Scene
from graph.extraction.document import Actor

RULERS = frozenset(
    {"president", "minister", "premier", "chancellor", "king", "leader", "prince", "ruler", "dictator"}
    | {"emir"}
)
"""Words in the titles of those who rule a state, or are its ministers."""
RULED = REGIMES | {"government", "administration"}
"""What rulers lead: "Sadek's government", "the Sadek administration"."""
FIRST = 1.5
"""How many times as often as any other the state is named that an article is about, where it comes first."""


class Governments:
    """The states of one text, and who rules which."""

    def __init__(self, doc: Doc, names: list[Name], actors: dict[Name, Actor]) -> None:
        states = Counter(actors[name] for name in names if name in actors and name.kind == "State")
        self.states = list(states)
        self.table = lexicon.groups()
        self.main_state = _dominant(states)
        self.homes = _homes(doc, names, actors)
        for ruler in _rulers(names, actors):
            home = self._ruled_by(ruler)
            if home is not None:
                self.homes.setdefault(ruler, home)
        self.served: dict[Actor, Actor] = {}
        self.regime: Actor | None = None
        self.ending = {name.span.end: actor for name, actor in actors.items() if name.kind == "State"}
        self.scenes = _scenes(doc, names, actors)
        self.last: Actor | None = None
        self.last_at = 0

    def _ruled_by(self, person: Actor, *, known: bool = False) -> Actor | None:
        """The state that somebody of this name has ruled; else, if not `known`, the article's own."""
        ruled = states_ruled(person.name)
        if not ruled:
            return None if known else self.main_state
        return next((state for state in self.states if label_of(state) in ruled), None)

    def settle(self, actor: Actor, group: Group, owner: Actor | None) -> None:
        """Remembers the state of a person told to rule or serve it ("Mali's president, Omar Sadek")."""
        if actor.kind != "Person" or owner is None or owner.kind != "State":
            return
        if group.noun in RULERS:
            self.homes.setdefault(actor, owner)
        elif group.is_role:
            self.served.setdefault(actor, owner)

    def home_of(self, person: Actor, otherwise: Actor) -> Actor:
        """The state that somebody is told to rule, or to hold a post of."""
        return self.homes.get(person) or self.served.get(person, otherwise)

    def ruler_of(self, state: Actor, noun: str, scene: Scene) -> Actor | None:
        """The one whom "the Russian leader" means: told before as the state's president, else its premier."""
        if noun not in _LEADERS or state.kind != "State":
            return None
        for posts in _RULING:
            called = {actor for post in posts for actor in scene.described.get(post, ())}
            rulers = [actor for actor, home in self.homes.items() if home is state and actor in called]
            if rulers:
                return rulers[0] if len(rulers) == 1 else None
        return None

    def meant_by(self, group: Group, owner: Actor | None) -> Actor | None:
        """The state that "the Russian government", "authorities in Kigali" or "the government" means."""
        extra = [word for word in group.own_modifiers if word not in self.table.state_modifiers]
        if owner is not None and owner.kind == "Person":
            return self._of_ruler(group, owner, extra)
        if owner is None and not group.names and group.article == "definite":
            realm = self._realm(" ".join((*extra, group.noun)))
            if realm is not None:
                return realm
        if extra:
            return None
        if owner is not None and owner.kind == "State":
            self.last, self.last_at = owner, group.head.i
            return owner
        if owner is not None:
            return None
        if group.names or group.article == "indefinite" or group.noun in _NOT_THE_STATE:
            return None
        if group.complement is not None and group.noun == "government":
            return None  # of a province: "the government of X"
        if group.noun in _REALMS and (group.article != "definite" or group.noun == "republic"):
            return None  # a republic may well be one within a state
        if group.noun == "regime" and group.article == "definite" and self.regime is not None:
            return self.regime  # of the ruler last named
        last = self.last if group.article == "definite" and group.noun in RULED else None
        here = ((start, state) for start, end, state in self.scenes if start < group.head.i < end)
        start, scene = next(here, (-1, None))
        scene = self._told_where(group) or scene
        if last is not None and start < self.last_at and self._is_next(group):
            return last
        return scene or self.main_state or last

    def _told_where(self, group: Group) -> Actor | None:
        """X of "X, where the authorities": the state that a clause tells of."""
        doc = group.head.doc
        for index in range(group.full.start - 1, group.head.sent.start + 1, -1):
            if doc[index].lower_ == "where":
                return self.ending.get(index - (doc[index - 1].text == ","))
        return None

    def _of_ruler(self, group: Group, owner: Actor, extra: list[str]) -> Actor | None:
        """The state that "Sadek's government" or "the Sadek administration" means."""
        if group.noun not in RULED or not self.table.telling_adjectives.isdisjoint(extra):
            return None
        owned = group.noun == "government" and isinstance(group.possessor, Token)
        own = owned or group.noun in REGIMES
        whose = self.homes.get(owner)
        if whose is None and group.noun != "administration":
            whose = self._ruled_by(owner, known=not own)
        if whose is not None:
            self.regime = self.last = whose
            self.last_at = group.head.i
        return whose

    def _realm(self, called: str) -> Actor | None:
        """The one state of the text that is called so in full: "the kingdom", "the Islamic republic"."""
        if called.split()[-1] not in ("kingdom", "republic") or called == "republic":
            return None
        full = {state: f"{called} of {label_of(state)}" for state in self.states if label_of(state)}
        fits = [state for state, name in full.items() if lexicon.reference(name) is not None]
        if self.main_state in fits:
            return self.main_state
        return fits[0] if len(fits) == 1 else None

    def _is_next(self, group: Group) -> bool:
        """Whether a state's government was told in this sentence or the one before, so that it is meant."""
        here = group.head.sent.start
        return here <= self.last_at or (here > 0 and group.head.doc[here - 1].sent.start <= self.last_at)


def _rulers(names: list[Name], actors: dict[Name, Actor]) -> dict[Actor, None]:
    """The people whom titles tell to rule a state, or to be ministers."""
    return {actors[name]: None for name in names if name in actors and rules(name)}


def rules(name: Name) -> bool:
    """Whether somebody's title is that of one who rules a state, or of a minister."""
    return name.kind == "Person" and name.title is not None and any(word in name.title for word in RULERS)


def _homes(doc: Doc, names: list[Name], actors: dict[Name, Actor]) -> dict[Actor, Actor]:
    """The state of each person whom the text calls its president or minister."""
    homes: dict[Actor, Actor] = {}
    named = [name for name in names if name in actors]
    for index, name in enumerate(named):
        if not rules(name) or name.title is None:
            continue
        before, after = named[max(0, index - 1)], named[min(index + 1, len(named) - 1)]
        end = name.span.end
        gap = name.span.start - before.span.end
        if before.kind == "State" and gap <= len(name.title.split()) + 2:
            homes.setdefault(actors[name], actors[before])
        elif after.kind == "State" and after.span.start == end + 1 and doc[end].lower_ == "of":
            homes.setdefault(actors[name], actors[after])
    return homes


def _scenes(doc: Doc, names: list[Name], actors: dict[Name, Actor]) -> list[tuple[int, int, Actor]]:
    """The stretches told of one state, from "In Chad, …" to the paragraph's end, the latest first."""
    found: list[tuple[int, int, Actor]] = []
    for name in names:
        index = name.span.start - 1
        while index > 0 and doc[index].lower_ in _BESIDE:
            index -= 1
        if name.kind != "State" or name.adjective or name not in actors or index < 0:
            continue
        if doc[index].text == "In" and doc[name.span.end : name.span.end + 1].text == ",":
            inside = takewhile(lambda token: "\n" not in token.text, doc[name.span.end :])
            found.insert(0, (index, max(token.i for token in inside) + 1, actors[name]))
    return found


def _dominant(states: Counter[Actor]) -> Actor | None:
    """The state that an article is about, if one clearly is."""
    ranked = states.most_common(2)
    if not ranked or ranked[0][1] < 2:
        return None
    first = next(iter(states)) is ranked[0][0]
    if len(ranked) > 1 and ranked[0][1] < (FIRST if first else 2) * ranked[1][1]:
        return None
    return ranked[0][0]


_LEADERS = frozenset({"leader", "strongman", "ruler", "autocrat", "dictator"})
_RULING = (
    ("president", "king", "emir", "sultan", "ruler", "dictator", "strongman", "supreme leader"),
    ("prime minister", "premier", "chancellor"),
)
"""Posts of those who rule a state, the higher first."""
_BESIDE = frozenset({"the", "nearby", "neighbouring", "neighboring"})
_REALMS = frozenset({"kingdom", "republic", "monarchy", "state"})
_NOT_THE_STATE = frozenset(
    {"officials", "leaders", "rulers", "state", "leadership", "governments", "administration"}
)
