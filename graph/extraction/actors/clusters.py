"""Decides which names of one article are one actor.

Names are taken from the fullest to the shortest, so that "Haftar" finds "Khalifa Haftar" wherever it
stands. A short form that fits two actors equally well becomes an actor of its own.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections import defaultdict

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.cluster import Cluster
from graph.extraction.actors.forms import (
    gender_of,
    initials,
    is_acronym,
    numbers,
    part_level,
    patronymics,
    provincial,
    size_of,
    without_small_words,
)
from graph.extraction.actors.governments import RULED, rules
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.actors.name import Name
from graph.extraction.actors.naming import call, state_of
from graph.extraction.actors.second_names import second_names
from graph.extraction.actors.short_forms import ShortForms
from graph.extraction.document import Actor
from graph.model import ActorKind

MOST = 100
"""Actors sharing a word among whom a short form's is looked for: no article has more."""
NEARBY = 1500
"""Characters back within which the last bearer of an ambiguous surname is taken for meant."""
OF_RULER = RULED | {"loyalists"}
"""Behind a surname these are of the bearer who rules."""


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
        aliases = second_names(self.doc, self.names)
        full = set(aliases.values())
        order = {name: (name not in full, name not in aliases) for name in self.names}

        def fullest_first(name: Name) -> tuple[int, bool, bool, int]:
            return (-size_of(name), *order[name], name.span.start)

        people = [n for n in self.names if n.kind == "Person"]
        for name in sorted(people, key=fullest_first):
            self._add_person(name, aliases)
        bodies = [n for n in self.names if n.kind not in ("Person", "State", "Place", "Event", None)]
        short_forms = ShortForms(self.doc, self.names, bodies, {key_of(name.words) for name in full})
        for name in sorted(bodies, key=fullest_first):
            self._add_body(name, aliases, short_forms)
        for cluster in self.clusters:
            call(cluster.actor, cluster.names)
        return {name: cluster.actor for name, cluster in self.of.items()}

    # States

    def _add_state(self, name: Name) -> None:
        reference = state_of(name)
        identity = reference.iri.value if reference is not None else " ".join(key_of(name.words[-1:]))
        cluster = self.states.get(identity)
        if cluster is None:
            cluster = self.states[identity] = self._new(name)
            cluster.actor.kind = "State"
            if reference is None and len(name.words) > 2 and "for" not in name.words:
                self._note(cluster, name, key_of(name.words))  # "the DPR"
        self._join(cluster, name)

    # People

    def _add_person(self, name: Name, aliases: dict[Name, Name]) -> None:
        key = key_of(name.words)
        full = self.of.get(aliases.get(name, name))
        same = [c for c in self.exact.get(key, ()) if c.actor.kind == "Person" and self._agrees(c, name)]
        bearers = [] if same and len(key) > 1 else self._bearers(key, name)
        found = self._nearest(bearers, name) if len(bearers) > 1 else next(iter(bearers or same), None)
        found = full or found or next(iter(same), None)
        sure = len(bearers) < 2 or full is not None
        if found is None:
            sure = True
            found = self._new(name)
        if found is full or not found.names:
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
            if any(part_level(key, whole) == 0 for whole in c.keys) and not (bare and key[0] in c.fathers)
        ]
        known = [c for c in candidates if not (bare and self._is_kin(name) and self._comes_later(c, name))]
        return ends or [c for c in known if any(part_level(key, whole) in (1, 2) for whole in c.keys)]

    def _is_kin(self, name: Name) -> bool:
        """Whether somebody is told by whose kin they are: "their father, Omar"."""
        start = name.span.start
        start -= start > 1 and self.doc[start - 1].text == ","
        return start > 0 and self.doc[start - 1].lower_ in lexicon.titles().gender

    def _comes_later(self, cluster: Cluster, name: Name) -> bool:
        return name.span.start_char < cluster.starts[0]

    def _nearest(self, candidates: list[Cluster], name: Name) -> Cluster | None:
        """Who of the candidates is meant: the ruler, before "regime", or the only one named nearby before.

        Of several nearby it is the only one whom the text has called so already.
        """
        start, end = name.span.start_char, name.span.end
        if end < len(self.doc) and self.doc[end].lower_ in OF_RULER:
            ruling = [c for c in candidates if any(rules(other) for other in c.names)]
            if len(ruling) == 1:
                return ruling[0]
        near = []
        for cluster in candidates:
            index = bisect(cluster.starts, start)
            if index and start - cluster.starts[index - 1] <= NEARBY:
                near.append(cluster)
        if len(near) > 1:
            key = key_of(name.words)
            near = [c for c in near if any(key_of(other.words) == key for other in c.names)]
        return near[0] if len(near) == 1 else None

    def _agrees(self, cluster: Cluster, name: Name) -> bool:
        gender = gender_of(name)
        return gender is None or cluster.gender is None or gender == cluster.gender

    # Bodies

    def _add_body(self, name: Name, aliases: dict[Name, Name], short_forms: ShortForms) -> None:
        key = key_of(name.words)
        full = aliases.get(name)
        found = self.of.get(full) if full is not None else None
        found = found or self._body_of(key, name, short_forms) or self._new_body(name, key)
        if key not in found.keys:
            for form in provincial(key):
                self.exact[form].append(found)
            if full is not None:
                self._note_words(found, key)
                if len(key) > 1:
                    self._note_initials(found, name)  # a second full name, in another language
            found.keys.append(key)
            self.exact[key].append(found)
        self._join(found, name)

    def _new_body(self, name: Name, key: Key) -> Cluster:
        cluster = self._new(name)
        self._note(cluster, name, key)
        return cluster

    def _note(self, cluster: Cluster, name: Name, key: Key) -> None:
        """Makes a body known by the words and the initials of one of its names."""
        self._note_words(cluster, key)
        self._note_initials(cluster, name)

    def _note_words(self, cluster: Cluster, key: Key) -> None:
        for word in dict.fromkeys(key):
            if cluster not in self.by_word[word]:
                self.by_word[word].append(cluster)

    def _note_initials(self, cluster: Cluster, name: Name) -> None:
        for letters in sorted(initials(name.words)):
            if cluster not in self.by_initials[letters]:
                self.by_initials[letters].append(cluster)

    def _body_of(self, key: Key, name: Name, short_forms: ShortForms) -> Cluster | None:
        reference = lexicon.reference(name.phrase)
        if reference is not None:
            known = self.states.get(reference.iri.value)
            if known is None:
                known = self.states[reference.iri.value] = self._new_body(name, key)
            return known
        forms = (*numbers(key), *provincial(key))
        exact = [c for form in forms for c in self.exact.get(form, ()) if c.actor.kind != "Person"]
        if exact:
            return exact[0]
        if is_acronym(name.text) and len(key) == 1:
            fits = self.by_initials.get(key[0], []) or self._said_in_full(key[0])
            return fits[0] if len(fits) == 1 else None
        bare = without_small_words(key)
        governed = name.certain and name.kind == "GovernmentBody" and lexicon.body_kind(name.phrase) is None
        if not bare or governed:
            return None
        fits = [
            c
            for form in numbers(bare[-1:])
            for c in self.by_word.get(form[0], ())[:MOST]
            if c.actor.kind not in ("Person", "State")
            and any(short_forms.shortens(bare, whole, c) for whole in c.keys)
        ]
        return fits[0] if len(set(map(id, fits))) == 1 else None

    def _said_in_full(self, letters: str) -> list[Cluster]:
        """Bodies whose name adds only their sort to an acronym: "NSO" of "NSO Group"."""
        descriptors = lexicon.words().descriptors
        longer = ((letters, descriptor) for descriptor in descriptors)
        found = (c for key in longer for c in self.exact.get(key, ()) if c.actor.kind != "Person")
        return list(dict.fromkeys(found))

    # Both

    def _new(self, name: Name) -> Cluster:
        kind: ActorKind = name.kind if name.kind not in (None, "Place", "Event") else "Organization"  # type: ignore[assignment]
        cluster = Cluster(Actor(name.text, kind), [])
        self.clusters.append(cluster)
        return cluster

    def _join(self, cluster: Cluster, name: Name) -> None:
        cluster.names.append(name)
        cluster.fathers.update(patronymics(name))
        insort(cluster.starts, name.span.start_char)
        cluster.gender = cluster.gender or gender_of(name)
        self.of[name] = cluster
