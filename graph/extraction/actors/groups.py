"""Finds the noun phrases that describe a party instead of naming it: "Haftar's forces", "the group"."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.extents import BEFORE_ADJECTIVE, Extents
from graph.extraction.actors.group import Group
from graph.extraction.actors.lexicon import DASHES, phrase, words_of
from graph.extraction.actors.name import Name
from graph.extraction.actors.scan import places
from graph.extraction.actors.statehood import is_part_of_state

_SIDING = frozenset({"pro", "anti", "non", "counter"})
_BEFORE_NOUN = BEFORE_ADJECTIVE | {"WP$"}
_SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson"})
"""They speak for the body that stands before: "a foreign ministry spokesman"."""
_WAGING = frozenset({"wage", "wag", "launch", "mount", "lead", "start", "begin", "stage"})
"""Verbs before a war ("waged an insurgency", which lemmatizers take for a form of "wag")."""
LONGEST_NOUN = 4
"""In tokens: no party's noun is longer."""


def find_groups(doc: Doc, names: list[Name]) -> list[Group]:
    """Every described party, in the order of the text."""
    inside: dict[int, Name] = {}
    for name in names:  # outer before inner: the inner one stays
        for token in name.span:
            known = inside.get(token.i)
            if known is None or len(name.span) > len(known.span):
                inside[token.i] = name
    finder = _Finder(doc, inside)
    found: list[Group] = []
    reached = 0
    for position in places(doc, "LOWER", finder.table.firsts.__contains__):
        if position < reached:
            continue
        reached = finder.noun_end(position)
        if reached > position:
            found.extend(finder.groups_at(position, reached))
    return found


class _Finder:
    """Finds the nouns of parties in one text; `inside` gives the name that a token is part of."""

    def __init__(self, doc: Doc, inside: dict[int, Name]) -> None:
        self.doc = doc
        self.inside = inside
        self.table = lexicon.groups()
        self.titles = lexicon.titles()
        self.extents = Extents(doc, inside)

    def noun_end(self, start: int) -> int:
        """Where a party's noun that starts at a token ends; the start itself where none does."""
        doc = self.doc
        if start in self.inside:
            return start
        words = words_of(doc[start : start + LONGEST_NOUN])
        for size in range(len(words), 0, -1):
            end = start + size
            text = phrase(words[:size])
            if (text in self.table.kinds or text in self.titles.roles) and self.inside.keys().isdisjoint(
                range(start, end)
            ):
                common = doc[start].is_lower and lexicon.demonym(text) is not None  # "poles"
                return end if self._is_noun(start, end) and not common else start
        return start

    def _is_noun(self, start: int, end: int) -> bool:
        last = self.doc[end - 1]
        if end < len(self.doc) and self.doc[end].text in DASHES and not last.whitespace_:
            return False  # "militia-backed"
        before = self.doc[start - 1] if start else None
        hyphened = before is not None and before.text in DASHES and not before.whitespace_
        if hyphened and end - start == 1 and last.tag_ == "VBN":
            return False
        return (
            end - start > 1
            or last.tag_.startswith("NN")
            or (
                last.tag_ in ("", "JJ", "FW")
                and (last.lower_ not in self.table.adjectives or self._owned(start, end))
            )
            or (last.lower_ == "accused" and self._is_defendant(end))
        )

    def _is_defendant(self, end: int) -> bool:
        """Whether "accused" is a noun: "the accused", not "the panel accused the army of"."""
        before, after = self.doc[end - 2 : end - 1], self.doc[end : end + 1]
        if not any(token.tag_ in _BEFORE_NOUN for token in before):
            return False
        return not any(token.tag_ in ("DT", "PRP$", "NNP") or token.lower_ == "of" for token in after)

    def _owned(self, start: int, end: int) -> bool:
        """Whether an adjective stands for a force: "Nigerian military officer", "the military said"."""
        before = start - 1
        owned = (before in self.inside and self.inside[before].adjective) or (
            before >= 0 and self.doc[before].lower_ == "the"
        )
        following = self.doc[end] if end < len(self.doc) else None
        if following is None or not owned:
            return False
        return following.lower_ in self.titles.roles or (
            following.tag_.startswith(("V", "MD")) and self.doc[before].lower_ == "the"
        )

    def groups_at(self, start: int, end: int) -> list[Group]:
        """The description that has such a noun; none where no party is meant."""
        noun = phrase(words_of(self.doc[start:end]))
        if noun in self.table.sites and self._is_site(start):
            return []
        if start > 1 and self.doc[start - 1].text in DASHES and self.doc[start - 2].lower_ in _SIDING:
            return []  # "pro-government militias", "the pro-junta Red Shirts"
        if is_part_of_state(self.doc[start]) and self.doc[end : end + 1].text == "of":
            return []  # "the southern state of X"
        if noun == "insurgency" and self.doc[end - 1].head.lemma_ in _WAGING:
            return []  # "waged an insurgency against Y": a war
        if noun == "force" and self._is_violence(start):
            return []
        if self._modifies(end):
            plural = self.doc[end - 1].tag_ == "NNS"
            acting = noun in self.table.collective or noun in self.table.state
            acting |= self.table.kinds.get(noun) == "GovernmentBody" and self.doc[end].lower_ in _SPEAKING
            if plural or not acting or self.doc[end].lower_ in self.table.belongings:
                return []
            return [self.extents.describe(start, end, noun, compound=True)]
        if noun in self.table.aircraft and start and self.doc[start - 1].lower_ in self.table.armies:
            return []  # "army drones": the army
        return [self.extents.describe(start, end, noun)]

    def _is_violence(self, start: int) -> bool:
        """Whether "force" is what is used on somebody, no troops: "excessive force", "used force"."""
        told = start > 0 and self.doc[start - 1].lower_ in self.table.violent
        force = self.doc[start]
        return told or (force.dep_ in ("obj", "nmod") and force.head.lemma_ == "use")

    def _is_site(self, start: int) -> bool:
        """Whether a noun names a place by what stands before it: "the X camp", "a refugee camp"."""
        name = self.inside.get(start - 1)
        if name is not None:
            return not name.adjective and name.kind != "Person"
        return start > 0 and self.doc[start - 1].lower_ in self.table.sheltered

    def _modifies(self, end: int) -> bool:
        """Whether the noun only modifies the one that follows ("police station", "army chief")."""
        doc = self.doc
        if end >= len(doc) or not doc[end - 1].whitespace_:
            return False
        last, after = doc[end - 1], doc[end]
        if end in self.inside:
            return last.lower_ in self.titles.all and last.tag_ != "NNS"
        if after.tag_ not in ("NN", "NNS") or not after.is_alpha:
            return False
        if last.tag_ == "NNS":
            return last.lower_ in lexicon.words().plural_modifiers and last.dep_ == "compound"
        return (
            (last.dep_ in ("compound", "amod", "nmod", "nmod:poss") and last.head.i >= end)
            or after.lower_ in self.table.kinds
            or after.lower_ in self.titles.roles
        )
