"""What the closed lists of the TOML files beside this module hold, table by table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.model import ActorKind

Gender = Literal["male", "female"]
NameKind = ActorKind | Literal["Place", "Event"]
"""What a name may be: an actor's kind, or what is no actor."""


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
    shared: frozenset[str]
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
