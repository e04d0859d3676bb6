"""Dependency trees as plain lists of token indices, and who takes part in what a word tells of.

Labels are Universal Dependencies. All functions take and give token indices of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from graph.extraction.relations.tables import words

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
OBJECTS = frozenset({"obj", "dobj", "iobj"})
OBLIQUES = frozenset({"obl", "obl:agent", "nmod", "obl:unmarked", "obl:arg"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
PLACING = frozenset({"where", "when", "why"})
"""These open clauses about a place or time, which nothing is done to: "the town where they met X"."""
OPEN_CLAUSES = frozenset({"xcomp", "advcl", "ccomp"})
EXAMPLES = frozenset({"including", "like", "such", "notably", "namely", "mainly", "particularly"})
GIVING = frozenset({"deny", "give", "grant", "hand", "offer", "refuse", "serve", "show"})
"""Verbs whose passive keeps an object: "were beaten and given electric shocks"."""
COMPOUNDED = frozenset({"according", "because", "due", "instead", "owing", "prior", "thanks"})
"""First words of prepositions whose second says nothing by itself: "according to", "because of"."""
MISREAD = {"bases": "base"}
"""Lemmas that are others in conflicts: armies have bases, lemmatizers give "basis"."""
COMMANDING = words("words", "commanding")
OBJECT_CONTROL = words("words", "object_control")
"""Verbs whose object does what their open clause tells of: "ordered them to fire"."""

CAUSING = frozenset({"have", "get", "order", "want"})
"""Verbs by which somebody has something done to their object: "had the newspaper closed"."""

ASKED = {"call": ("on", "upon", "for")}
"""What leads to whoever is to do what an open clause tells of, where it is not "on": "called for X to act".
"""


class Tree:
    """The parse of one document, read once into lists."""

    __slots__ = (
        "children",
        "common",
        "dep",
        "end",
        "head",
        "lemma",
        "lower",
        "pos",
        "sentence",
        "spans",
        "tag",
        "verb",
    )

    def __init__(self, doc: Doc) -> None:
        tokens = list(doc)
        self.head = [token.head.i for token in tokens]
        self.dep = [token.dep_ for token in tokens]
        self.lower = [token.lower_ for token in tokens]
        self.lemma = [MISREAD.get(token.lower_) or token.lemma_.lower() or token.lower_ for token in tokens]
        self.pos = [token.pos_ for token in tokens]
        self.common = [token.text[:1].islower() or token.is_sent_start is True for token in tokens]
        self.tag = [token.tag_ for token in tokens]
        self.children: list[list[int]] = [[] for _ in self.head]
        for index, head in enumerate(self.head):
            if head != index:
                self.children[head].append(index)
        self.spans: list[tuple[int, int]] = [(sent.start, sent.end) for sent in doc.sents]
        self.sentence = [number for number, (start, end) in enumerate(self.spans) for _ in range(start, end)]
        self.end = len(self.head)
        self.verb = [self._verb(index) for index in range(self.end)]

    def _verb(self, index: int) -> str:
        """The verb that a word is the form of: its lemma, or what a noun between two parties would be.

        Taggers take "finances" in "Norway finances the militia" for a noun, "back" for an adverb where the
        parser gives it subject and object; empty where it is none.
        """
        if self.pos[index] == "VERB":
            return self.lemma[index]
        lower, tag = self.lower[index], self.tag[index]
        if tag == "VBZ" or (
            tag in ("NNS", "NN") and (self._stands_as_verb(index) or self._joins_verb(index))
        ):
            if lower.endswith("ies"):
                return lower[:-3] + "y"
            return lower[:-1] if lower.endswith("s") else lower
        if tag in ("RB", "RP", "IN", "JJ") and self.kids(index, "nsubj") and self.kids(index, "obj"):
            return lower
        return ""

    def _stands_as_verb(self, index: int) -> bool:
        if not 0 < index < self.end - 1 or not self.common[index]:
            return False
        before, after = self.pos[index - 1], self.tag[index + 1]
        return before == "PROPN" and (after in ("DT", "PRP$", "PRP") or self.pos[index + 1] == "PROPN")

    def _joins_verb(self, index: int) -> bool:
        """Whether a noun stands for the second verb of two: "served X and guards Y", "pays and equips"."""
        if self.tag[index] != "NNS" or self.dep[index] != "conj" or not self.common[index]:
            return False
        first = self.head[index]
        return self.pos[first] == "VERB" and (self.tag[first] == "VBZ" or bool(self.kids(index, "obj")))

    def kids(self, index: int, *deps: str) -> list[int]:
        """Children with one of these labels, subtypes included."""
        return [
            child
            for child in self.children[index]
            if self.dep[child] in deps or self.dep[child].split(":")[0] in deps
        ]

    def markers(self, index: int) -> set[str]:
        """Prepositions and subordinators of a phrase: "by", "of", "accused of".

        Parsers may hang them on what stands before the noun: of "an ally of President X" on "President".
        """
        found: set[str] = set()
        for child in self.children[index]:
            if self.dep[child] in ("case", "mark"):
                found.add(self.lower[child])
                for other in self.children[child] if self.lower[child] not in COMPOUNDED else ():
                    if self.dep[other] == "fixed":
                        found.add(self.lower[other])
            elif self.dep[child] in ("nmod:desc", "compound", "amod") and child < index:
                for other in self.children[child]:
                    if self.dep[other] == "case" and self.tag[other] in ("IN", "TO"):
                        found.add(self.lower[other])
        return found

    def marked(self, index: int, prepositions: Iterable[str], *deps: str) -> list[int]:
        """Children with one of these labels that one of the prepositions introduces."""
        wanted = set(prepositions)
        return [child for child in self.kids(index, *deps) if wanted & self.markers(child)]

    def conjuncts(self, index: int) -> list[int]:
        """The word with all coordinated below it: France → France, Russia; not Y of "by X, and Y by Z"."""
        found = [index]
        for known in found:
            joined = [other for other in self.kids(known, "conj") if not self._is_excepted(other)]
            if joined and self.tag[known] == "PRP":
                joined = [other for other in joined if not self._is_gapped(known, other)]
            if joined and "by" in self.markers(known):
                joined = [other for other in joined if not self.marked(other, ("by",), "nmod")]
            found += joined
            if len(found) > 60:
                break
        return found

    def _is_excepted(self, other: int) -> bool:
        """Whether a conjunct is named as no part of the rest: Y of "sanctions on X but not on Y"."""
        nominal = self.pos[other] in ("NOUN", "PROPN", "PRON")
        return nominal and any(self.lower[child] == "not" for child in self.children[other] if child < other)

    def _is_gapped(self, pronoun: int, other: int) -> bool:
        """Whether a name goes on what is told instead of a pronoun: Y of "X hit him in May and Y in June"."""
        between = range(pronoun + 1, other)
        return any(self.head[w] == self.head[pronoun] and self.dep[w] in OBLIQUES for w in between)

    def first_conjunct(self, index: int) -> int:
        """The first word of the coordination that the word is in."""
        while self.dep[index] == "conj":
            index = self.head[index]
        return index

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
            return (
                self.agents(head, depth + 1) if not self.is_passive(head) else self.patients(head, depth + 1)
            )
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
                patients = self.marked(
                    head, ASKED.get(self.lemma[head], ("on", "upon")), "obl"
                ) or self.patients(head, depth + 1)
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

    def members(self, index: int) -> list[int]:
        """Those a word takes in: conjuncts, and examples of it ("countries, including France and Egypt")."""
        found = self.conjuncts(index)
        for known in list(found):
            for child in self.kids(known, "nmod", "obl", "acl"):
                if self.markers(child) & EXAMPLES or self.lower[child] in EXAMPLES:
                    found.extend(self.conjuncts(child))
        return found

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

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a word, nearest first."""
        while self.head[index] != index:
            index = self.head[index]
            yield index

    def subtree(self, index: int) -> list[int]:
        """The word and all below it, in text order."""
        found = [index]
        for known in found:
            found.extend(self.children[known])
        return sorted(found)

    def path(self, source: int, target: int) -> tuple[list[int], list[int]] | None:
        """Words up from the source to the common ancestor, then down to the target (both inclusive)."""
        up = [source, *self.ancestors(source)]
        place = {index: depth for depth, index in enumerate(up)}
        down = [target]
        while down[-1] not in place:
            if self.head[down[-1]] == down[-1]:
                return None
            down.append(self.head[down[-1]])
        return up[: place[down[-1]] + 1], down[-2::-1]
