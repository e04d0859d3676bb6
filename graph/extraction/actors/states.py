"""Finds the states that no list has, and the places where a capital means its government.

A place that governs is taken for a state ("Zelmara's foreign ministry", "the government of Puntland",
"Tarapay denied"), and an adjective made from its name for its demonym ("Zelmari").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.actors.lexicon import DASHES, phrase, words_of
from graph.extraction.actors.names import Name
from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.actors.scene import first_listed


def promote_states(doc: Doc, names: list[Name], surnames: frozenset[str]) -> None:
    """Marks, in place, the names of places and capitals that act as states, and their adjectives.

    `surnames` are words of persons' names, which have governments too ("Rutte's government").
    """
    table = lexicon.states()
    named = set()
    for name in names:
        if len(name.words) > 2 and name.words[0] in table.realms and name.words[1] == "of":
            name.kind, name.certain = "State", True
            named.add(key_of(name.words[2:]))
        elif name.kind != "State" and lexicon.capital(name.phrase) is not None:
            name.kind, name.certain = ("State", True) if _acts(doc, name) else ("Place", True)
    places = [
        n
        for n in names
        if n.kind in ("Place", None, "Organization", "Person")
        and not n.certain
        and len(n.words) <= 3
        and not surnames.intersection(key_of(n.words))
    ]
    votes: Counter[Key] = Counter()
    seats: Counter[Key] = Counter()
    for name in places:
        key = key_of(name.words)
        votes[key] += _governs(doc, name)
        seats[key] += _located(doc, name)
    for key in _with_adjectives(doc, names, seats):
        votes[key] += 2
    states = named | {key for key in votes if votes[key] >= 1 and (seats[key] >= 1 or votes[key] >= 2)}
    stems = _Stems(key[0] for key in states if len(key) == 1)
    for name in names:
        key = key_of(name.words)
        if key in states and not name.certain and name.kind != "State" and name.title is None:
            name.kind, name.certain = "State", True
        elif not name.certain and len(key) == 1 and (stem := stems.of(key[0])):
            name.kind, name.certain, name.adjective = "State", True, True
            name.words = [stem]
        elif not name.certain and name.kind != "State" and name.title is None and _is_governed(doc, name):
            name.kind, name.certain = "GovernmentBody", True


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
    if (before in lexicon.words().locative and before != "between") or (
        before in (",", "of") and not root.dep_.startswith(("conj", "nsubj"))
    ):
        return False
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


def _governs(doc: Doc, name: Name) -> int:
    """How plainly a place acts as a state here."""
    table = lexicon.states()
    start, end = name.span.start, name.span.end
    after = doc[end].lower_ if end < len(doc) else ""
    if name.title is not None:
        return 0
    if after in POSSESSIVES and end + 1 < len(doc) and doc[end + 1].lower_ in table.national:
        return 2
    if after in DASHES and end + 1 < len(doc) and doc[end + 1].lower_ in table.backing:
        return 1
    if start >= 2 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in table.governing:
        return 2
    if start >= 2 and doc[start - 1].lower_ == "from" and doc[start - 2].lower_ in table.senders:
        return 1
    if _is_realm(doc, end):
        return 2
    if after in table.saying and name.kind == "Place":
        return 1
    if name.kind == "Place" and name.span.root.dep_ in ("nsubj", "obl:agent"):
        return 1
    return 0


def _is_governed(doc: Doc, name: Name) -> bool:
    """Whether a town or province is named with its governor or mayor, and stands for who governs it."""
    posts, start, end = lexicon.states().local_posts, name.span.start, name.span.end
    end += end < len(doc) and doc[end].text in POSSESSIVES
    if name.kind != "Person" and any(phrase(words_of(doc[end : end + size])) in posts for size in (1, 2)):
        return True
    before = start - 1
    before -= before > 0 and doc[before].lower_ == "the"
    if before < 1 or doc[before].lower_ != "of":
        return False
    return any(phrase(words_of(doc[before - size : before])) in posts for size in (1, 2) if size <= before)


def _is_realm(doc: Doc, end: int) -> bool:
    """Whether an apposition calls a place a state ("Karvossia, a distant republic")."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in ("a", "an", "the"):
        return False
    words = {token.lower_ for token in doc[end + 2 : end + 5]}
    return not words.isdisjoint(lexicon.states().realms | {"country", "state", "nation"})


def _located(doc: Doc, name: Name) -> int:
    start = name.span.start
    return int(
        (bool(start) and doc[start - 1].lower_ in lexicon.words().locative)
        or any(t.ent_type_ == "LOC" for t in name.span)
    )


def _with_adjectives(doc: Doc, names: list[Name], places: Iterable[Key]) -> set[Key]:
    """Places that have an adjective of their own beside what governs: "the Tessaran foreign ministry"."""
    table = lexicon.states()
    stems = _Stems(key[0] for key in places if len(key) == 1)
    found: set[Key] = set()
    for name in names:
        first = key_of(name.words)[0]
        end = name.span.end
        governing = (end < len(doc) and doc[end].lower_ in table.governed and len(name.words) == 1) or (
            len(name.words) > 1 and name.kind in ("GovernmentBody", "ArmedGroup")
        )
        if governing and (stem := stems.of(first)):
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
        for name in self.by_start.get(word[:4], ()):
            shared = next(
                (i for i, (a, b) in enumerate(zip(name, word, strict=False)) if a != b),
                min(len(name), len(word)),
            )
            if (
                name != word
                and shared >= 4
                and len(name) - shared <= 2
                and word[shared:] in lexicon.states().adjective_endings
            ):
                return name
        return ""
