"""Closed lists and gazetteers behind the reading of names, from the TOML files beside this module.

Everything is looked up by lower-case words joined by single blanks, as `words_of` gives them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from spacy.tokens import Span, Token

from graph.iris import fold_name
from graph.model import ActorKind
from graph.vocabulary import ReferenceActor, actors_by_name, reference_actors

Gender = Literal["male", "female"]
NameKind = ActorKind | Literal["Place", "Event"]
"""What a name may be: an actor's kind, or what is no actor."""

APOSTROPHES = str.maketrans("\u2018\u2019\u02bc`", "''''")
DASHES = frozenset("-\u2010\u2011\u2012\u2013")
LONGEST_PHRASE = 6
"""In words: no title, head or state's name of the lists is longer."""
LONGEST_NAME = 10
"""In words: no name of a reference actor is longer."""


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles and roles of persons: `all` those that may stand before a name."""

    all: frozenset[str]
    modifiers: frozenset[str]
    part_of_name: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    courtesy: frozenset[str]
    surnames: frozenset[str]
    roles: frozenset[str]
    gender: Mapping[str, Gender]


@dataclass(frozen=True, slots=True)
class Words:
    """Function words of names and the capitalised words that are none."""

    particles: frozenset[str]
    hyphen_particles: frozenset[str]
    suffixes: frozenset[str]
    inner_possessors: frozenset[str]
    plural_owners: frozenset[str]
    agent_endings: frozenset[str]
    plural_modifiers: frozenset[str]
    fields: frozenset[str]
    general: frozenset[str]
    numbered_units: frozenset[str]
    joined_peoples: frozenset[str]
    links: frozenset[str]
    branching: frozenset[str]
    causes: frozenset[str]
    regional: frozenset[str]
    descriptors: frozenset[str]
    not_names: frozenset[str]
    function_words: frozenset[str]
    name_openers: frozenset[str]
    forenames: frozenset[str]
    hyphen_tails: frozenset[str]
    of_heads: frozenset[str]
    never_first: frozenset[str]
    inquiries: frozenset[str]
    dates: frozenset[str]
    locative: frozenset[str]
    continents: frozenset[str]


@dataclass(frozen=True, slots=True)
class States:
    """Words by which a place is known for a state."""

    saying: frozenset[str]
    national: frozenset[str]
    sovereign: frozenset[str]
    regional: frozenset[str]
    ruled: frozenset[str]
    several: frozenset[str]
    abroad: frozenset[str]
    ruling_titles: frozenset[str]
    provinces: frozenset[str]
    country_endings: frozenset[str]
    governed: frozenset[str]
    governing: frozenset[str]
    senders: frozenset[str]
    backing: frozenset[str]
    realms: frozenset[str]
    local_posts: frozenset[str]
    addressed: frozenset[str]
    sided: frozenset[str]
    possessed: frozenset[str]
    adjective_endings: frozenset[str]
    fighters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Groups:
    """Nouns of described parties. `kinds` gives the kind by noun; `state` those that mean a state.

    `firsts` are first words of the nouns; `openers` words that open a description, capital or not.
    """

    kinds: Mapping[str, ActorKind]
    state: frozenset[str]
    documents: frozenset[str]
    weak_nouns: frozenset[str]
    weak_modifiers: frozenset[str]
    quantities: frozenset[str]
    collective: frozenset[str]
    telling_adjectives: frozenset[str]
    participles: frozenset[str]
    tying: frozenset[str]
    single: frozenset[str]
    voices: frozenset[str]
    posts: frozenset[str]
    heads: frozenset[str]
    heading: frozenset[str]
    loyal: frozenset[str]
    linked: frozenset[str]
    adjectives: frozenset[str]
    members: frozenset[str]
    appointed: frozenset[str]
    armies: frozenset[str]
    aircraft: frozenset[str]
    insurgents: frozenset[str]
    again: frozenset[str]
    rebellious: frozenset[str]
    irregular: frozenset[str]
    sites: frozenset[str]
    sheltered: frozenset[str]
    violent: frozenset[str]
    ranks: frozenset[str]
    state_modifiers: frozenset[str]
    not_alone: frozenset[str]
    belongings: frozenset[str]
    firsts: frozenset[str]
    openers: frozenset[str]


def is_hanging(token: Token) -> bool:
    """Whether a word goes on with the second half of a later one: "Saudi-" of "Saudi- and UAE-led"."""
    return token.text[-1] in DASHES and len(token.text) > 1


@cache
def titles() -> Titles:
    table = _read("titles")
    male, female = table["honorifics_male"], table["honorifics_female"]
    gender: dict[str, Gender] = dict.fromkeys((*male, *table["male_roles"]), "male")
    gender |= dict.fromkeys((*female, *table["female_roles"]), "female")
    return Titles(
        all=frozenset((*male, *female, *table["titles"])),
        modifiers=frozenset(table["modifiers"]),
        part_of_name=frozenset(table["part_of_name"]),
        strong=frozenset(table["strong"]),
        weak=frozenset(table["weak"]),
        courtesy=frozenset(table["courtesy"]),
        surnames=frozenset(table["surnames"]),
        roles=frozenset(table["roles"]),
        gender=gender,
    )


@cache
def words() -> Words:
    table = _read("words")
    return Words(**{name: frozenset(table[name]) for name in Words.__slots__})


@cache
def states() -> States:
    table = _read("states")
    return States(**{name: frozenset(table[name]) for name in States.__slots__})


@cache
def groups() -> Groups:
    table = _read("groups")
    kinds: dict[str, ActorKind] = {}
    for kind in get_args(ActorKind):
        for noun in table.get(kind, {}).get("nouns", ()):
            kinds.setdefault(noun, kind)
    for noun in table["Source"]["documents"]:
        kinds.setdefault(noun, "Source")
    for noun in table["state"]["nouns"]:
        kinds.setdefault(noun, "GovernmentBody")
    lists = {name: frozenset(table["words"][name]) for name in Groups.__slots__ if name in table["words"]}
    nouns = (*kinds, *_read("titles")["roles"])
    return Groups(
        kinds=kinds,
        state=frozenset(table["state"]["nouns"]),
        documents=frozenset(table["Source"]["documents"]),
        openers=lists["members"] | lists["weak_modifiers"] | lists["telling_adjectives"],
        firsts=frozenset(noun.partition(" ")[0].partition("-")[0] for noun in nouns),
        **lists,
    )


@cache
def generic_kinds() -> Mapping[str, frozenset[ActorKind]]:
    """Nouns that point back at a named body, with the kinds it may have ("the group")."""
    return {noun: frozenset(kinds) for noun, kinds in _read("groups")["generic"].items()}


@cache
def owner_kinds() -> Mapping[str, frozenset[ActorKind]]:
    """By what somebody has, the kinds that its owner may be of ("its troops")."""
    found: dict[str, frozenset[ActorKind]] = {}
    for entry in _read("groups")["owners"]:
        found |= dict.fromkeys(entry["nouns"], frozenset(entry["kinds"]))
    return found


def words_of(tokens: Iterable[Token] | Span) -> list[str]:
    """The words in lower case, with plain apostrophes and no closing full stop; lone dashes stay."""
    return [_plain(token.lower_) for token in tokens]


_CLOSING = ".)]" + "".join(DASHES)
"""What hangs on words: the dash too of "Saudi- and UAE-led"."""


@lru_cache(50_000)
def _plain(word: str) -> str:
    return word.translate(APOSTROPHES).rstrip(_CLOSING) or word


def phrase(words: Iterable[str]) -> str:
    """Words as the lists hold them: joined by blanks, none about a dash or before "'s"."""
    text = ""
    for word in words:
        glued = not text or word in DASHES or word.startswith("'") or text[-1] in DASHES
        text += word if glued else f" {word}"
    return text


@lru_cache(20_000)
def body_kind(name: str) -> NameKind | None:
    """What the head word of a body's name tells ("libyan national army" → ArmedGroup)."""
    heads, firsts = _heads()
    every = name.split(" ")
    whole = [heads.get(" ".join(every[-size:])) for size in (4, 3)]  # "panel of experts"
    whole += [firsts.get(" ".join(every[:2]))] if len(every) > 2 else []  # "union of …"
    if told := next((kind for kind in whole if kind), None):
        return told
    head = name
    for link in (" of ", " for ", " on ", " against ", " to ", " in "):
        head = head.partition(link)[0]
    parts = head.split(" ")
    for size in range(min(4, len(parts)), 0, -1):
        found = heads.get(" ".join(parts[-size:]))
        if found:
            return found
    if len(parts) > 1 and every[0] in firsts:
        return firsts[every[0]]
    if len(parts) == 2 and demonym(parts[1]) and (demonym(parts[0]) or reference(parts[0])):
        return "Organization"  # a people within a state: "Bosnian Serbs"
    if len(parts) > 2 and reference(parts[-1]) is not None:
        return body_kind(" ".join(parts[:-1]))  # "Human Rights Centre Somaliland"
    return None


@lru_cache(20_000)
def reference(name: str) -> ReferenceActor | None:
    """The one reference actor that bears this name or nickname, or has its seat there."""
    found = actors_by_name().get(fold_name(name), ())
    if len(found) == 1:
        return found[0]
    return None if found else _seats().get(name)


@cache
def reference_starts() -> frozenset[str]:
    """First words of the reference actors' longer names."""
    names = (name for actor in reference_actors().values() for name in actor.names)
    return frozenset(name.lower().split()[0] for name in names if " " in name)


@lru_cache(20_000)
def demonym(word: str) -> ReferenceActor | None:
    """The state of a demonym in singular or plural ("emirati", "russians")."""
    return _demonyms().get(word)


@lru_cache(20_000)
def capital(name: str) -> ReferenceActor | None:
    """The state whose capital this is."""
    return _capitals().get(name)


@cache
def _heads() -> tuple[dict[str, NameKind], dict[str, NameKind]]:
    heads: dict[str, NameKind] = {}
    firsts: dict[str, NameKind] = {}
    for kind, table in _read("bodies").items():
        for head in table["heads"]:
            heads.setdefault(head, cast(NameKind, kind))
        for first in table["first"]:
            firsts.setdefault(first, cast(NameKind, kind))
    return heads, firsts


def is_head(text: str) -> bool:
    """Whether several words are no more than what is told to be something: "executive order"."""
    return " " in text and text in _heads()[0]


@cache
def _demonyms() -> dict[str, ReferenceActor]:
    found: dict[str, ReferenceActor] = {}
    for actor in _states():
        for word in actor.demonyms:
            for form in (word.lower(), word.lower() + "s"):
                found.setdefault(form, actor)
    return found


@cache
def _capitals() -> dict[str, ReferenceActor]:
    return {word.lower(): actor for actor in _states() for word in actor.capitals}


@cache
def _seats() -> dict[str, ReferenceActor]:
    by_label = {actor.label: actor for actor in _states()}
    return {seat: by_label[state] for seat, state in _read("words")["seats"].items() if state in by_label}


def _states() -> list[ReferenceActor]:
    return [actor for actor in reference_actors().values() if actor.kind == "State"]


@cache
def _read(name: str) -> dict[str, Any]:
    with (Path(__file__).parent / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
