"""Closed lists and gazetteers behind the reading of names, from the TOML files beside this module.

Everything is looked up by lower-case words joined by single blanks, as `words_of` gives them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast, get_args

from spacy.tokens import Span, Token

from graph.extraction.actors.tables import Gender, Groups, NameKind, States, Titles, Words
from graph.iris import fold_name
from graph.model import ActorKind
from graph.vocabulary import ReferenceActor, actors_by_name, reference_actors

APOSTROPHES = str.maketrans("\u2018\u2019\u02bc`", "''''")
DASHES = frozenset("-\u2010\u2011\u2012\u2013")
LONGEST_PHRASE = 6
"""In words: no title, head or state's name of the lists is longer."""
LONGEST_NAME = 10
"""In words: no name of a reference actor is longer."""


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
    for noun in _demonyms():
        if noun.endswith("s"):
            kinds.setdefault(noun, "Organization")  # "two Russians", where they are no name
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
    return None if found else seats().get(name)


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
def seats() -> dict[str, ReferenceActor]:
    by_label = {actor.label: actor for actor in _states()}
    return {seat: by_label[state] for seat, state in _read("words")["seats"].items() if state in by_label}


def _states() -> list[ReferenceActor]:
    return [actor for actor in reference_actors().values() if actor.kind == "State"]


@cache
def _read(name: str) -> dict[str, Any]:
    with (Path(__file__).parent / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
