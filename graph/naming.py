"""What a name alone tells: which reference actor it means, or whether it means one actor everywhere.

A wrong merge puts one actor's accusations on another; a missing one is mended by a decision. So where a
name could mean several, it means nobody outside its article.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from graph.iris import fold_name
from graph.model import ActorKind, Party
from graph.vocabulary import ReferenceActor, actors_by_name, states_by_metonym

_STATE_LIKE: frozenset[ActorKind] = frozenset({"State", "GovernmentBody", "Organization"})
_BODY_LIKE: frozenset[ActorKind] = frozenset(
    {
        "Court",
        "GovernmentBody",
        "IntergovernmentalOrganization",
        "NonGovernmentalOrganization",
        "Organization",
    }
)
_FITTING: Mapping[ActorKind, frozenset[ActorKind]] = {
    "State": _STATE_LIKE | {"ArmedGroup"},
    "Court": _BODY_LIKE,
    "GovernmentBody": _BODY_LIKE,
    "IntergovernmentalOrganization": _BODY_LIKE,
    "NonGovernmentalOrganization": _BODY_LIKE,
    "MediaOrganization": frozenset({"MediaOrganization", "Organization"}),
    "ArmedGroup": frozenset({"ArmedGroup", "Organization"}),
    "Organization": _BODY_LIKE,
}
"""For a reference actor's kind, the kinds that an article's party of its name may be read as."""

_SHORT_ACRONYM = 3  # letters; "SDF", "RSF" and the like each mean several bodies


@lru_cache(maxsize=100_000)
def reference_actor(party: Party) -> ReferenceActor | None:
    """The reference actor that a party's name means: by its names, and a state also by what stands for it.

    "Kigali" and "Rwandan" mean Rwanda where the party's kind is State or GovernmentBody, "Rwandan
    government" always. None where the name means none, or several.
    """
    folded = fold_name(party.name)
    fitting = [
        actor for actor in actors_by_name().get(folded, ()) if party.kind in _FITTING.get(actor.kind, ())
    ]
    if not fitting and party.kind in ("State", "GovernmentBody"):
        fitting = list(states_by_metonym().get(folded, ()))
    if not fitting and party.kind in _STATE_LIKE:
        fitting = [state] if (owner := _governed(folded)) and (state := _state(owner)) else []
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=100_000)
def full_name(party: Party) -> str | None:
    """The name under which a party is one and the same actor in every article; None where it may be another.

    It is the party's own but for what differs in wording alone: "Islamic State group" is "Islamic State",
    and "Egypt's army" and "Egyptian army" are both "Egypt army".
    """
    if party.kind == "Source":
        return None
    if party.kind == "Person":
        return party.name if _is_full_personal_name(party.name) else None
    folded = fold_name(party.name)
    for force in _words("forces"):
        if folded.endswith(" " + force) and (state := _state(folded.removesuffix(" " + force))):
            return f"{state.label} {force}"
    name = party.name.removesuffix(" group")
    if _is_distinctive(name) or _is_owned_force(name):
        return name
    return None


def _is_full_personal_name(name: str) -> bool:
    words = [word for word in name.split() if fold_name(word) not in _words("particles")]
    while words and fold_name(words[0]) in _words("titles"):
        del words[0]
    names = [word for word in words if len(fold_name(word)) > 1]
    return len(names) >= 2 and all(_is_capitalised(word) for word in names)


def _is_distinctive(name: str) -> bool:
    """Whether a body's name is a proper one, with a word that bodies elsewhere do not share."""
    small = _words("links") | _words("particles")
    words = [word for word in name.split() if fold_name(word) not in small]
    if not words or not all(_is_capitalised(word) for word in words):
        return False
    letters = words[0].replace(".", "")
    if len(words) == 1 and letters.isupper() and letters.isalpha():
        return len(letters) > _SHORT_ACRONYM
    telling = set(fold_name(name).split()) - _words("shared") - small
    return any(not word.isdigit() for word in telling)


def _is_owned_force(name: str) -> bool:
    """Whether a fully named person's force is meant: "Khalifa Haftar's forces"."""
    owner, mark, force = name.replace("’", "'").partition("'s ")
    return bool(mark) and fold_name(force) in _words("forces") and _is_full_personal_name(owner)


def _state(folded: str) -> ReferenceActor | None:
    """The one state of that name or adjective; a capital does not do ("Tripoli forces")."""
    by_name = {actor for actor in actors_by_name().get(folded, ()) if actor.kind == "State"}
    by_adjective = {
        actor
        for actor in states_by_metonym().get(folded, ())
        if folded in {fold_name(demonym) for demonym in actor.demonyms}
    }
    states = by_name | by_adjective
    return next(iter(states)) if len(states) == 1 else None


def _governed(folded: str) -> str | None:
    """What stands beside a word for government: the state's name in "government of Nigeria"."""
    if folded.startswith("government of "):
        return folded.removeprefix("government of ").removeprefix("the ")
    for tail in _words("governments"):
        if folded.endswith(" " + tail):
            return folded.removesuffix(" " + tail)
    return None


def _is_capitalised(word: str) -> bool:
    """Whether a part of the word is ("al-Werfalli"), or it has no case at all."""
    parts = re.findall(r"\w+", word)
    return any(not part[0].islower() for part in parts)


@cache
def _words(name: str) -> frozenset[str]:
    table = tomllib.loads(files("graph").joinpath("naming.toml").read_text(encoding="utf-8"))
    return frozenset(table[name])
