"""Dependency trees as plain lists of token indices.

Labels are Universal Dependencies. All functions take and give token indices of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
OBJECTS = frozenset({"obj", "dobj", "iobj"})
OBLIQUES = frozenset({"obl", "obl:agent", "nmod", "obl:unmarked", "obl:arg"})
EXAMPLES = frozenset({"including", "like", "such", "notably", "namely", "mainly", "particularly"})
COMPOUNDED = frozenset({"according", "because", "due", "instead", "owing", "prior", "thanks"})
"""First words of prepositions whose second says nothing by itself: "according to", "because of"."""
MISREAD = {"bases": "base"}
"""Lemmas that are others in conflicts: armies have bases, lemmatizers give "basis"."""


class Parse:
    """The parse of one document, read once into lists: what hangs on a word, and what is joined to it."""

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

    def members(self, index: int) -> list[int]:
        """Those a word takes in: conjuncts, and examples of it ("countries, including France and Egypt")."""
        found = self.conjuncts(index)
        for known in list(found):
            for child in self.kids(known, "nmod", "obl", "acl"):
                if self.markers(child) & EXAMPLES or self.lower[child] in EXAMPLES:
                    found.extend(self.conjuncts(child))
        return found

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
