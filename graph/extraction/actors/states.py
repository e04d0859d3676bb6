"""Finds the states that no list has, and the places where a capital means its government.

A place that governs is taken for a state ("Zelmara's foreign ministry", "the government of Puntland",
"Tarapay denied"), and an adjective made from its name for its demonym ("Zelmari").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.forms import initials
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.actors.lexicon import DASHES
from graph.extraction.actors.name import Name
from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.actors.scene import first_listed
from graph.extraction.actors.statehood import (
    governs,
    is_federal,
    is_governed,
    is_locative,
    is_told_of,
    located,
    rulers_end,
)

SHORT = 5
"""The most letters of an acronym that no list has: a party's, and no state's ("the ANC's president")."""


def promote_states(doc: Doc, names: list[Name], surnames: frozenset[str]) -> None:
    """Marks, in place, the names of places and capitals that act as states, and their adjectives.

    `surnames` are words of persons' names, which have governments too ("Rutte's government").
    """
    named = _promote_told(doc, names)
    parts = {key_of(name.words) for name in names if is_federal(doc, name)}
    places = _unsure(doc, names, surnames, parts)
    states = named | _elected(doc, names, places)
    stems = _Stems(key[0] for key in states if len(key) == 1)
    states -= {key for key in states if len(key) == 1 and stems.of(key[0])}  # "the Zelmari prime minister"
    governed = rulers_end(names, local=True)
    for name in names:
        if name.certain:
            continue
        key = key_of(name.words)
        free = name.kind != "State" and name.title is None
        if key in states and free:
            name.kind, name.certain = "State", True
        elif len(key) == 1 and (stem := stems.of(key[0])):
            name.kind, name.certain, name.adjective = "State", True, True
            name.words = [stem]
        elif free and is_governed(doc, name, governed):
            name.kind, name.certain = "GovernmentBody", True
        elif name.kind != "State" and key in parts:
            name.kind = "Place"
    _tell_towns(doc, names)


def _tell_towns(doc: Doc, names: list[Name]) -> None:
    """Marks as places the governed towns where the text only tells where something is: "near X's square"."""
    governed = {
        key_of(name.words) for name in names if name.kind == "GovernmentBody" and len(name.words) == 1
    }
    for name in names:
        if not name.certain and key_of(name.words) in governed and is_locative(doc, name):
            name.kind, name.certain = "Place", True


def _promote_told(doc: Doc, names: list[Name]) -> set[Key]:
    """Marks republics, kingdoms and the capitals that act; gives the places that a realm is told to be of."""
    realms = lexicon.states().realms
    named = set()
    people = (n for n in names if n.kind == "Person" and len(n.words) > 1 and not lexicon.capital(n.phrase))
    lasts = {key_of(name.words)[-1] for name in people}
    for name in names:
        realm = next((i for i, word in enumerate(name.words[:3]) if word in realms), -1)
        if realm >= 0 and len(name.words) > realm + 2 and name.words[realm + 1] == "of":
            name.kind, name.certain = "State", True
            named.add(key_of(name.words[realm + 2 :]))
        elif _is_republic(name):
            name.kind, name.certain = "State", True
        elif name.kind == "Person" and key_of(name.words)[-1] in lasts and not located(doc, name):
            continue  # Muscat, in an article about Joseph Muscat
        elif name.kind != "State" and lexicon.capital(name.phrase) is not None:
            name.kind, name.certain = ("State", True) if _acts(doc, name) else ("Place", True)
    return named


def _unsure(doc: Doc, names: list[Name], surnames: frozenset[str], parts: set[Key]) -> list[Name]:
    """The names that may be a state's that no list has."""
    provinces = lexicon.states().provinces
    acronyms = {letters for n in names if len(n.words) > 1 for letters in initials(n.words)}
    outside = _short_forms(doc, names) | parts
    return [
        n
        for n in names
        if n.kind in ("Place", None, "Organization", "Person")
        and not n.certain
        and len(n.words) <= 3
        and n.phrase not in provinces
        and not any(letter.isdigit() for letter in n.phrase)
        and surnames.isdisjoint(key_of(n.words))
        and not (n.text.isupper() and (len(n.text) <= SHORT or n.phrase in acronyms))
        and key_of(n.words) not in outside
    ]


def _elected(doc: Doc, names: list[Name], places: list[Name]) -> set[Key]:
    """Those of some places that the text tells plainly enough to be states."""
    votes: Counter[Key] = Counter()
    seats: Counter[Key] = Counter()
    ruled = rulers_end(names)
    for name in places:
        key = key_of(name.words)
        votes[key] += governs(doc, name, ruled)
        seats[key] += located(doc, name)
    for key in _with_adjectives(doc, names, seats):
        votes[key] += 2
    return {key for key in votes if votes[key] >= 1 and (seats[key] >= 1 or votes[key] >= 2)}


def _short_forms(doc: Doc, names: list[Name]) -> set[Key]:
    """What stands in brackets behind the name of a body, and so is no state's: "the X Council (XC)"."""
    bodies = {name.span.end for name in names if name.kind not in ("State", "Place", "Event", None)}
    return {
        key_of(name.words)
        for name in names
        if name.text.isupper() and name.span.start - 1 in bodies and doc[name.span.start - 1].text == "("
    }


def _is_republic(name: Name) -> bool:
    """Whether a name is of a republic that no list has ("Zelmara Republic"), no "Third Republic"."""
    if len(name.words) < 2 or name.words[-1] != "republic" or name.kind == "State":
        return False
    return (len(name.words) > 2 or name.words[0] not in _ORDINALS) and lexicon.demonym(name.words[0]) is None


def _acts(doc: Doc, name: Name) -> bool:
    """Whether a capital stands for its government here ("Kigali denied", "backed by Moscow")."""
    table = lexicon.states()
    start, end = name.span.start, name.span.end
    before = doc[start - 1].lower_ if start else ""
    after = doc[end].lower_ if end < len(doc) else ""
    behind = doc[end + 1].lower_ if end + 1 < len(doc) else ""
    root = name.span.root
    first = first_listed(root)
    if first.head.lower_ in table.sided and any(case.lower_ in ("of", "to", "with") for case in first.lefts):
        return True
    if before == "in" and start > 1 and doc[start - 2].lower_ in _GOVERNING:
        return True
    if (before in lexicon.words().locative and before != "between") or (
        before in (",", "of") and not root.dep_.startswith(("conj", "nsubj"))
    ):
        return False
    if before in ("ally", "backer", "foe", "patron", "rival"):
        return True
    if start > 1 and before in DASHES and doc[start - 2].lower_ in ("pro", "anti"):
        return True
    if root.dep_ in ("obj", "iobj") and root.head.lemma_.lower() in table.addressed:
        return True
    if after in POSSESSIVES:
        return behind in table.governed or behind in table.possessed
    if after in DASHES:
        return behind in table.backing
    if (after == "and" and behind == "its") or (before == "on" and after == "to"):
        return True
    return (
        before in ("by", "with", "against", "between")
        or root.dep_.startswith("nsubj")
        or (root.dep_ == "conj" and root.head.dep_ == "nsubj")
        or after in table.saying
    )


def _with_adjectives(doc: Doc, names: list[Name], places: Counter[Key]) -> set[Key]:
    """Places that have an adjective of their own beside what governs: "the Tessaran foreign ministry"."""
    table = lexicon.states()
    stems = _Stems(key[0] for key in places if len(key) == 1)
    found: set[Key] = set()
    for name in names:
        first = key_of(name.words)[0]
        end = name.span.end
        alone = len(name.words) == 1 and end < len(doc)
        governing = (alone and doc[end].lower_ in table.governed) or (
            len(name.words) > 1 and name.kind in ("GovernmentBody", "ArmedGroup")
        )
        told = alone and is_told_of(doc[end])
        if (governing or told) and (stem := stems.of(first)) and (governing or places[stem,]):
            found.add((stem,))
    return found


class _Stems:
    """Names of states, found again in the adjectives made from them ("zelmari" of "zelmara")."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_start: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if name not in self.by_start[name[:4]]:
                self.by_start[name[:4]].append(name)

    def of(self, word: str) -> str:
        """The name that an adjective is made from, or ""."""
        table = lexicon.states()
        for name in self.by_start.get(word[:4], ()):
            shared = next(
                (i for i, (a, b) in enumerate(zip(name, word, strict=False)) if a != b),
                min(len(name), len(word)),
            )
            if name == word or shared < 4:
                continue
            if len(name) - shared <= 2 and word[shared:] in table.adjective_endings:
                return name
            if name[shared:] in table.country_endings and word[shared:] in ("", *table.adjective_endings):
                return name
        return ""


_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "islamic", "people's"})
"""Before "republic" in what is no state's name."""
_GOVERNING = frozenset({"authorities", "government", "regime", "junta", "rulers", "leadership"})
"""Those who govern from a capital: "the regime in Damascus"."""
