"""Who takes part in what a word tells of: who does it, and whom it is done to."""

from __future__ import annotations

from graph.extraction.relations.parse import OBJECTS, OBLIQUES, PASSIVE_SUBJECTS, SUBJECTS, Parse
from graph.extraction.relations.tables import words

RELATIVE = frozenset({"who", "which", "that", "whom"})
PLACING = frozenset({"where", "when", "why"})
"""These open clauses about a place or time, which nothing is done to: "the town where they met X"."""
OPEN_CLAUSES = frozenset({"xcomp", "advcl", "ccomp"})
GIVING = frozenset({"deny", "give", "grant", "hand", "offer", "refuse", "serve", "show"})
"""Verbs whose passive keeps an object: "were beaten and given electric shocks"."""
COMMANDING = words("words", "commanding")
OBJECT_CONTROL = words("words", "object_control")
"""Verbs whose object does what their open clause tells of: "ordered them to fire"."""
CAUSING = frozenset({"have", "get", "order", "want"})
"""Verbs by which somebody has something done to their object: "had the newspaper closed"."""
UPON = ("on", "upon")
"""What leads to whoever is to do what an open clause tells of: "prevailed on X to act"."""
ASKED = {"call": (*UPON, "for")}
"""The same for verbs that have more than these: "called for X to act"."""


class Tree(Parse):
    """The parse of one document, and who takes part in what its words tell of."""

    __slots__ = ()

    def is_passive(self, verb: int) -> bool:
        """Whether the verb stands in the passive, full or reduced."""
        told = {self.dep[child] for child in self.children[verb]}
        by = "obl:agent" in told and not {"nsubj", "obj"} <= told  # "X covered up killings by Y"
        if by or told & {"aux:pass", "nsubj:pass"}:
            return not self._is_perfect(verb)
        if self.tag[verb] != "VBN":
            return False
        given = self.lemma[verb] in GIVING
        if self.dep[verb] == "conj" and not self.kids(verb, "aux", "nsubj", *(() if given else ("obj",))):
            return self.is_passive(self.head[verb])
        return self.dep[verb] in ("acl", "amod") and not self.kids(verb, "aux", "obj")

    def _by_past_name(self, event: int) -> list[int]:
        """The by-phrase of a passive where it hangs on a name before it: "held in X by the army"."""
        names = [child for child in self.kids(event, "obj", "obl") if self.tag[child] in ("NNP", "NNPS")]
        return [by for name in names for by in self.marked(name, ("by",), "nmod")]

    def _is_perfect(self, verb: int) -> bool:
        """Whether "have" alone stands by a verb, so that no by-phrase is its agent: "has stood by them"."""
        helpers = [self.lemma[child] for child in self.kids(verb, "aux")]
        return "have" in helpers and "be" not in helpers and "get" not in helpers

    def agents(self, event: int, depth: int = 0) -> list[int]:
        """Who does what the verb tells of: subject, by-phrase, relative or controlling noun."""
        if depth > 4:
            return []
        passive = self.is_passive(event)
        if passive:
            by = [
                child
                for child in self.children[event]
                if self.dep[child] == "obl:agent"
                or (self.dep[child] in OBLIQUES and "by" in self.markers(child))
            ]
            return self._expand(by or self._by_past_name(event))
        direct = [child for child in self.children[event] if self.dep[child] in SUBJECTS]
        if direct:
            return self._antecedents(event, direct)
        dep = self.dep[event]
        head = self.head[event]
        if head == event:
            return []
        if dep == "conj" and self.tag[event] == "VBG" and self.pos[head] == "NOUN":
            verb = next((word for word in self.ancestors(event) if self.pos[word] == "VERB"), event)
            return self.agents(verb, depth + 1) if self.lower[event - 1] == "," else []  # "…, looting homes"
        if dep == "conj":
            return self.patients(head, depth + 1) if self.is_passive(head) else self.agents(head, depth + 1)
        if dep == "acl" and self.tag[event] in ("VBG", "VB") and self.pos[head] in ("NOUN", "PROPN", "PRON"):
            return self._expand([head])
        if dep == "acl" and self.tag[event] in ("VBD", "VBZ", "VBP") and self.kids(event, "obj"):
            return self._expand([head])  # "The panel accused X", with the panel for the root
        if dep == "advcl" and self.tag[event] == "VBG" and (noun := self._noun_before(event)) is not None:
            return self._expand([noun])
        if dep in ("list", "parataxis") and self.pos[head] in ("NOUN", "PROPN"):
            return [head]
        if dep == "ccomp" and self.lemma[head] in OBJECT_CONTROL:
            return self.patients(head, depth + 1)
        if dep in ("xcomp", "advcl") and self.lemma[head] == "use" and self.is_passive(head):
            return self.agents(head, depth + 1)  # "spyware used by X to watch Y"
        if dep in ("xcomp", "advcl", "acl"):
            if self.lemma[head] in OBJECT_CONTROL or self.is_passive(head):
                asked = self.marked(head, ASKED.get(self.lemma[head], UPON), "obl")
                patients = asked or self.patients(head, depth + 1)
                if patients:
                    return self._expand(patients)
            return self.agents(head, depth + 1)
        return []

    def patients(self, event: int, depth: int = 0) -> list[int]:
        """Whom the verb is done to: object, passive subject, noun of a reduced or object relative."""
        if depth > 4:
            return []
        objects = [child for child in self.children[event] if self.dep[child] in OBJECTS]
        whom = any(self.lower[child] == "whom" for child in objects)
        found = self._antecedents(event, objects) if whom else self._expand(objects)
        passive = [child for child in self.children[event] if self.dep[child] in PASSIVE_SUBJECTS]
        if not passive and not found and self.is_passive(event):
            passive = [child for child in self.kids(event, "nsubj") if child < event]
        found.extend(word for word in self._antecedents(event, passive) if word not in found)
        caused = self.dep[event] == "xcomp" and self.lemma[self.head[event]] in CAUSING
        if not found and caused and self.tag[event] == "VBN":
            objects = self.kids(self.head[event], "obj")  # "had the newspaper closed", not "its paper"
            found = self._expand([each for each in objects if not self.kids(each, "nmod:poss")])
        if found:
            return found
        noun = self._set_off(event)
        if noun is not None:
            return self._expand([noun])
        dep, head = self.dep[event], self.head[event]
        if dep in ("acl", "amod", "acl:relcl") and self.is_passive(event):
            joined = self._told_of(head, event)
            if self.lemma[event] in COMMANDING:  # "the RSF and the army, led by X": of one alone
                return [max((word for word in joined if word < event), default=head)]
            return joined
        placed = any(self.lower[child] in PLACING for child in self.kids(event, "advmod"))
        if dep == "acl:relcl" and self.kids(event, "nsubj") and not placed:
            subjects = {self.lower[child] for child in self.kids(event, "nsubj")}
            if not subjects & RELATIVE:
                return self._told_of(head, event)
        if dep == "conj" and self.is_passive(event):
            return self.patients(head, depth + 1) if self.is_passive(head) else self.agents(head, depth + 1)
        if dep == "conj" and not self.is_passive(head):
            return self.patients(head, depth + 1)
        if dep in OPEN_CLAUSES and self.is_passive(event):  # "called for X to be tried"
            wanted = self.marked(head, ("for",), "obl") if self.lemma[head] == "call" else []
            return self._expand(wanted) or self.agents(head, depth + 1)
        return []

    def _set_off(self, event: int) -> int | None:
        """The noun that a participle behind a comma tells of: "the army, led by X, …", hung on the verb."""
        loose = self.tag[event] == "VBN" and self.dep[event] in ("conj", "advcl")
        if not loose or self.lower[event - 1] != "," or not self.is_passive(event):
            return None
        return None if self.kids(event, "aux", "cc", "nsubj", "mark") else self._noun_before(event - 1)

    def _antecedents(self, verb: int, subjects: list[int]) -> list[int]:
        """Subjects and their conjuncts, with a relative pronoun replaced by whom its clause is about."""
        found: list[int] = []
        for subject in subjects:
            if self.lower[subject] in RELATIVE:
                clause = verb
                while self.dep[clause] in ("conj", "xcomp", "ccomp") and clause != self.head[clause]:
                    clause = self.head[clause]
                if self.dep[clause] == "acl:relcl":
                    found += self._told_of(self.head[clause], subject)
                    continue
            found += self.conjuncts(subject)
        return list(dict.fromkeys(found))

    def _told_of(self, noun: int, clause: int) -> list[int]:
        """The noun that a clause is about with its conjuncts: not Y of "X, who fled, and Y"."""
        return [word for word in self.conjuncts(noun) if word <= noun or word < clause or clause < noun]

    def _expand(self, heads: list[int]) -> list[int]:
        """Each head with its conjuncts, once each."""
        found: dict[int, None] = {}
        for head in heads:
            for index in self.conjuncts(head):
                found[index] = None
        return list(found)

    def _noun_before(self, participle: int) -> int | None:
        """The noun right before a participle, whatever the parser hung the participle on."""
        word = participle - 1
        if word >= 0 and self.lower[word] in (")", "]"):
            while word >= 0 and self.lower[word] not in ("(", "["):
                word -= 1
            word -= 1
        if word < 0 or self.pos[word] not in ("NOUN", "PROPN"):
            return None
        while self.dep[word] in ("compound", "flat", "amod", "appos") and abs(self.head[word] - word) < 5:
            word = self.head[word]
        return word

    def beyond_clause(self, verb: int) -> set[int]:
        """Those joined behind its clause to the noun that a verb tells of: Y of "X, led by Z, and Y"."""
        while self.dep[verb] in ("conj", "xcomp") and self.pos[self.head[verb]] == "VERB":
            verb = self.head[verb]
        if self.dep[verb] not in ("acl", "acl:relcl"):
            return set()
        noun = self.head[verb]
        found = self.conjuncts(noun)
        while self.dep[noun] in ("appos", "conj"):
            noun = self.head[noun]
            found += self.conjuncts(noun)
        return {other for other in found if other > verb}
