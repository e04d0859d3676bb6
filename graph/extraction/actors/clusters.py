"""Decides which names of one article are one actor, and what it is called and is.

Names are taken from the fullest to the shortest, so that "Haftar" finds "Khalifa Haftar" wherever it
stands. A short form that fits two actors equally well becomes an actor of its own.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.actors.lexicon import Gender
from graph.extraction.actors.names import Name
from graph.extraction.document import Actor
from graph.iris import fold_name
from graph.model import ActorKind
from graph.vocabulary import ReferenceActor

SMALL_WORDS = frozenset({"of", "the", "for", "and", "on", "in", "to", "&", "de", "du", "des", "'s", "'", "-"})
MOST = 100
"""Actors sharing a word among whom a short form's is looked for: no article has more."""
NEARBY = 1500
"""Characters back within which the last bearer of an ambiguous surname is taken for meant."""


@dataclass(eq=False, slots=True)
class Cluster:
    """Names that are one actor, while they are gathered."""

    actor: Actor
    keys: list[Key]
    names: list[Name] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    fathers: set[str] = field(default_factory=set)
    gender: Gender | None = None


def cluster_names(doc: Doc, names: list[Name]) -> dict[Name, Actor]:
    """The actor of each name; names of places and events have none."""
    return _Clusters(doc, names).actors()


class _Clusters:
    def __init__(self, doc: Doc, names: list[Name]) -> None:
        self.doc = doc
        self.names = names
        self.clusters: list[Cluster] = []
        self.of: dict[Name, Cluster] = {}
        self.states: dict[str, Cluster] = {}
        self.exact: dict[Key, list[Cluster]] = defaultdict(list)
        self.by_word: dict[str, list[Cluster]] = defaultdict(list)
        self.by_initials: dict[str, list[Cluster]] = defaultdict(list)

    def actors(self) -> dict[Name, Actor]:
        for name in self.names:
            if name.kind == "State":
                self._add_state(name)
        aliases = self._bracketed()
        people = [n for n in self.names if n.kind == "Person"]
        for name in sorted(people, key=self._fullest_first):
            self._add_person(name)
        bodies = [n for n in self.names if n.kind not in ("Person", "State", "Place", "Event", None)]
        for name in sorted(bodies, key=self._fullest_first):
            self._add_body(name, aliases)
        for cluster in self.clusters:
            self._finish(cluster)
        return {name: cluster.actor for name, cluster in self.of.items()}

    def _fullest_first(self, name: Name) -> tuple[int, int]:
        size = len(key_of(name.words))
        if name.kind != "Person" and name.text.isupper() and size == 1:
            size = 0
        return (-size, name.span.start)

    # States

    def _add_state(self, name: Name) -> None:
        reference = state_of(name)
        identity = reference.iri.value if reference is not None else " ".join(key_of(name.words[-1:]))
        cluster = self.states.get(identity)
        if cluster is None:
            cluster = self.states[identity] = self._new(name)
            cluster.actor.kind = "State"
        self._join(cluster, name)

    # People

    def _add_person(self, name: Name) -> None:
        key = key_of(name.words)
        same = [c for c in self.exact.get(key, ()) if c.actor.kind == "Person" and self._agrees(c, name)]
        bearers = [] if same and len(key) > 1 else self._bearers(key, name)
        found = self._nearest(bearers, name) if len(bearers) > 1 else next(iter(bearers or same), None)
        if found is None and same:
            found = same[0]
        sure = len(bearers) < 2
        if found is None:
            sure = True
            found = self._new(name)
            for word in dict.fromkeys(key):
                self.by_word[word].append(found)
        if sure and key not in found.keys:
            found.keys.append(key)
            self.exact[key].append(found)
        self._join(found, name)

    def _bearers(self, key: Key, name: Name) -> list[Cluster]:
        """The people whose fuller name these words are part of: its end, else another part of it."""
        candidates = [c for c in self.by_word.get(key[-1], ())[:MOST] if self._agrees(c, name)]
        bare = len(name.words) == 1
        ends = [
            c
            for c in candidates
            if any(_part_level(key, whole) == 0 for whole in c.keys) and not (bare and key[0] in c.fathers)
        ]
        return ends or [c for c in candidates if any(_part_level(key, whole) in (1, 2) for whole in c.keys)]

    def _nearest(self, candidates: list[Cluster], name: Name) -> Cluster | None:
        """The only one of the candidates who was named nearby before this place."""
        start = name.span.start_char
        near = []
        for cluster in candidates:
            index = bisect(cluster.starts, start)
            if index and start - cluster.starts[index - 1] <= NEARBY:
                near.append(cluster)
        return near[0] if len(near) == 1 else None

    def _agrees(self, cluster: Cluster, name: Name) -> bool:
        gender = _gender(name)
        return gender is None or cluster.gender is None or gender == cluster.gender

    # Bodies

    def _bracketed(self) -> dict[Name, Name]:
        """Short forms given in brackets behind a name, and names in brackets behind a short form."""
        pairs: dict[Name, Name] = {}
        by_end = {name.span.end: name for name in self.names if not name.adjective}
        for name in self.names:
            start, end = name.span.start, name.span.end
            if start < 2 or end >= len(self.doc) or self.doc[end].text not in _CLOSING:
                continue
            opening = start - 1
            if self.doc[opening].text in {"the", "or"}:
                opening -= 1
            if opening < 1 or self.doc[opening].text not in ("(", "["):
                continue
            before = by_end.get(opening)
            if before is None or before.kind in ("Place", "State", "Event"):
                continue
            if name.kind == "Person" != before.kind and (name.certain or len(name.words) > 1):
                continue
            short, full = sorted((before, name), key=lambda n: (len(key_of(n.words)), len(n.text)))
            if short.kind == "State" or short is full:
                continue
            if short.kind in (None, "Place", "Organization") or not short.certain:
                short.kind, short.certain = full.kind or "Organization", True
            if full.kind is None or full.kind == "Place":
                full.kind = short.kind
            pairs[short] = full
        return pairs

    def _add_body(self, name: Name, aliases: dict[Name, Name]) -> None:
        key = key_of(name.words)
        full = aliases.get(name)
        found = self.of.get(full) if full is not None else None
        found = found or self._body_of(key, name) or self._new_body(name, key)
        if key not in found.keys:
            found.keys.append(key)
            self.exact[key].append(found)
        self._join(found, name)

    def _new_body(self, name: Name, key: Key) -> Cluster:
        cluster = self._new(name)
        for word in dict.fromkeys(key):
            self.by_word[word].append(cluster)
        for letters in sorted(_initials(name.words)):
            self.by_initials[letters].append(cluster)
        return cluster

    def _body_of(self, key: Key, name: Name) -> Cluster | None:
        reference = lexicon.reference(name.phrase)
        if reference is not None:
            known = self.states.get(reference.iri.value)
            if known is None:
                known = self.states[reference.iri.value] = self._new_body(name, key)
            return known
        exact = [c for form in _numbers(key) for c in self.exact.get(form, ()) if c.actor.kind != "Person"]
        if exact:
            return exact[0]
        if name.text.isupper() and len(key) == 1:
            fits = self.by_initials.get(key[0], [])
            return fits[0] if len(fits) == 1 else None
        bare = tuple(word for word in key if word not in SMALL_WORDS)
        if not bare:
            return None
        fits = [
            c
            for c in self.by_word.get(bare[-1], ())[:MOST]
            if c.actor.kind not in ("Person", "State")
            and any(_is_short_form(bare, whole) for whole in c.keys)
        ]
        return fits[0] if len(fits) == 1 else None

    # Both

    def _new(self, name: Name) -> Cluster:
        kind: ActorKind = name.kind if name.kind not in (None, "Place", "Event") else "Organization"  # type: ignore[assignment]
        cluster = Cluster(Actor(name.text, kind), [])
        self.clusters.append(cluster)
        return cluster

    def _join(self, cluster: Cluster, name: Name) -> None:
        cluster.names.append(name)
        cluster.fathers.update(_patronymics(name))
        insort(cluster.starts, name.span.start_char)
        cluster.gender = cluster.gender or _gender(name)
        self.of[name] = cluster

    def _finish(self, cluster: Cluster) -> None:
        """Names the actor by its fullest form and lists its other forms."""
        actor = cluster.actor
        forms = list(
            dict.fromkeys(
                _shown(name)
                for name in sorted(cluster.names, key=lambda n: n.span.start)
                if not name.adjective
            )
        )
        if actor.kind == "State":
            reference = state_of(cluster.names[0])
            shown = Counter(_shown(name) for name in cluster.names if not name.adjective)
            label = reference.label if reference is not None else None
            same = [form for form in forms if label is not None and fold_name(form) == fold_name(label)]
            own = [
                form
                for form in forms
                if reference is not None and fold_name(form) in map(fold_name, reference.names)
            ]
            if same:
                actor.name = same[0] if not same[0].isupper() else label or same[0]
            elif own or (forms and not (label and any(name.adjective for name in cluster.names))):
                actor.name = max(own or forms, key=lambda form: (shown[form], len(form)))
            else:
                actor.name = label or cluster.names[0].words[0].title()
            actor.aliases = [
                form
                for form in dict.fromkeys(
                    (*forms, *(n.text for n in cluster.names if n.adjective and not forms))
                )
                if form != actor.name
            ]
            return
        if forms:
            full = [f for f in forms if not (f.isupper() and len(f) < 8)] or forms
            measure = _key_size if actor.kind == "Person" else len
            actor.name = max(full, key=lambda form: (not (form.isupper() and " " in form), measure(form)))
        for name in cluster.names:
            if (
                name.certain
                and name.kind not in (None, "Organization", "Place", "Event")
                and actor.kind == "Organization"
            ):
                actor.kind = name.kind  # type: ignore[assignment]
        actor.aliases = [form for form in forms if form != actor.name]


def state_of(name: Name) -> ReferenceActor | None:
    """The reference state of a state's name, nickname, demonym or capital; None for one no list has."""
    return lexicon.reference(name.phrase) or lexicon.demonym(name.phrase) or lexicon.capital(name.phrase)


def _key_size(form: str) -> int:
    return len(key_of(form.lower().split()))


def _part_level(part: Key, whole: Key) -> int | None:
    """How well a short form fits a full name: 0 its end, 1 its start, 2 inside; None where it does not."""
    if len(part) >= len(whole):
        return None
    if whole[-len(part) :] == part:
        return 0
    if whole[: len(part)] == part:
        return 1
    rest = iter(whole)
    if all(word in rest for word in part):
        return 0 if part[-1] == whole[-1] else 2
    return None


_CLOSING = frozenset(')],"\u201d')


def _patronymics(name: Name) -> list[str]:
    """Words that stand in a name as the father's: "Salman" in "Mohammed bin Salman"."""
    return [fold_name(after) for before, after in pairwise(name.words) if before in ("bin", "ibn", "bint")]


def _is_short_form(part: Key, whole: Key) -> bool:
    """Whether words name a body in short: a run of its words, or all of them in another order."""
    words = tuple(word for word in whole if word not in SMALL_WORDS)
    if len(part) > len(words):
        return False
    if sorted(part) == sorted(words):
        return True
    if len(part) == len(words):
        return all(a.rstrip("s") == b.rstrip("s") for a, b in zip(part, words, strict=True))
    return any(words[i : i + len(part)] == part for i in range(len(words) - len(part) + 1))


def _numbers(key: Key) -> list[Key]:
    """A name as it stands, and one word's other number ("Huthi", "Huthis")."""
    word = key[0]
    if len(key) > 1 or len(word) < 5:
        return [key]
    return [key, (word[:-1],) if word.endswith("s") else (f"{word}s",)]


def _initials(words: list[str]) -> set[str]:
    """The acronyms that a name may have: with and without its small words."""
    plain = [word for word in words if word[0].isalnum()]
    letters = "".join(word[0] for word in plain)
    return {letters, "".join(word[0] for word in plain if word not in SMALL_WORDS)} - {""}


def _gender(name: Name) -> Gender | None:
    if name.title is None:
        return None
    table = lexicon.titles().gender
    return table.get(name.title) or table.get(name.title.rsplit(" ", 1)[-1])


def _shown(name: Name) -> str:
    """A name as people are shown it: with a title only where it is part of the name."""
    if name.kind == "Person" and name.title in lexicon.titles().part_of_name and len(name.words) == 1:
        start = name.span.start - len(name.title.split())
        return " ".join(name.span.doc[start : name.span.end].text.split()) if start >= 0 else name.text
    return name.text
