"""Titles inside runs of capitals: where they stand, and which are none but part of a name."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import PERSON
from graph.extraction.actors.lexicon import DASHES, LONGEST_PHRASE, phrase, words_of
from graph.extraction.actors.runs import POSSESSIVES

_OF = frozenset({"of", "for", "from", "at", "on", "to"})
_ADJECTIVES = frozenset({"international", "national", "public", "internal", "external", "foreign", "civil"})
_CHOSEN = frozenset({"elect", "designate"})
_JOINING = frozenset({"and", "of", "the", ","})
BODIES = ("GovernmentBody", "Court", "NonGovernmentalOrganization", "ArmedGroup")
Inner = tuple[int, int, str]
"""A title inside a run: its start, its end, its words."""


class RunTitles:
    """The titles in the runs of one text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = lexicon.words()
        self.titles = lexicon.titles()

    def separating(self, start: int, end: int) -> Inner | None:
        """The title that separates a body or state from a person in a run; None where it holds none."""
        text = phrase(words_of(self.doc[start:end]))
        inner = None if lexicon.reference(text) else self.inner_title(start, end)
        if inner is None or self._is_surname(start, end, inner) or self._is_general(end, inner):
            return None
        if self._is_of_office(start, end, inner):
            return None
        if inner[2] in self.titles.weak and self._opens_body(start, end, inner):
            return None
        kind = lexicon.body_kind(text)
        joined = inner[1] < end and self.doc[inner[1]].lower_ == "and"
        if kind and inner[2] in self.words.fields and (joined or inner[1] + 1 == end):
            return None  # "Justice Movement", "Justice and Development Party"
        if kind in BODIES or (kind and inner[2] in self.titles.weak):
            return None if self._is_of_body(start, end, inner) else inner
        return inner

    def inner_title(self, start: int, end: int) -> Inner | None:
        """The title inside a run nearest its end, as (its start, its end, its words)."""
        doc, titles = self.doc, self.titles
        for left in range(start, end):
            if left > start and doc[left - 1].text in DASHES:
                continue
            for size in range(min(LONGEST_PHRASE, end - left), 0, -1):
                words = phrase(words_of(doc[left : left + size]))
                right = left + size
                if words not in titles.all or (right < end and doc[right].text in POSSESSIVES):
                    continue  # no post of "Prosecutor General's Office"
                if words in _OF_BODIES and any(
                    self.is_body(left, stop) for stop in range(right + 1, min(end, right + 3) + 1)
                ):
                    continue
                if right < end and doc[right].text in DASHES:
                    if right + 1 == end or doc[right + 1].lower_ not in _CHOSEN:
                        continue
                    right += 2  # "President-elect X"
                further = self.inner_title(right, end)
                if further is not None and further[0] == right:
                    right, words = further[1], further[2]
                while left > start and doc[left - 1].lower_ in titles.modifiers:
                    if left - 1 > start and self._heads(doc[left - 1]):
                        break  # "Niger State Governor", "Labour Party MP"
                    left -= 1
                return left, right, words
        return None

    def _heads(self, token: Token) -> bool:
        """Whether a word before a title is the head of a body's or province's name."""
        return token.is_title and lexicon.body_kind(token.lower_) is not None

    def title_before(self, start: int) -> str | None:
        """The lower-case title directly before a run ("commander Khalifa Haftar")."""
        for size in range(min(4, start), 0, -1):
            words = phrase(words_of(self.doc[start - size : start]))
            if words in self.titles.all:
                return words
        return None

    def person_behind(self, start: int, end: int) -> tuple[int, str] | None:
        """Where a person's name follows that of the body whose post it tells, and the post.

        "president of Hill University Omar Sadek": the run that begins behind "of" holds both.
        """
        post = self._post_before(start)
        if post is None or end - start < 3:
            return None
        if any(self._is_cause(index) for index in range(start + 1, end - 1)):
            return None  # "spokesman for the Committee to Free Omar Sadek"
        for left in range(start + 1, end - 1):
            told = all(self.doc[i].ent_type_ == PERSON for i in range(left, end))
            if told and self.doc[left - 1].ent_type_ != PERSON:
                return left, post
        for left in (end - 2, end - 3):
            if left > start and self._may_employ(start, left) and self._may_be_person(left, end):
                return left, post
        return None

    def _is_cause(self, index: int) -> bool:
        """Whether "to" stands in a name before what a body is for."""
        return self.doc[index].lower_ == "to" and self.doc[index + 1].lower_ in self.words.causes

    def _post_before(self, start: int) -> str | None:
        """The post that a run completes: "minister" before "of Health", "MP" before "from Aligarh"."""
        index = start - 1
        owned = index > 1 and self.doc[index].text in POSSESSIVES
        if owned and self.doc[index - 1].lower_ in self.words.inner_possessors:
            index -= 2  # "Commissioner for Children's Rights X"
        index -= index > 0 and self.doc[index].lower_ == "the"
        if index < 1 or self.doc[index].lower_ not in _OF:
            return None
        for token in reversed(self.doc[max(0, index - 5) : index]):
            if token.is_punct or token.is_space:
                return None
            word = token.lower_
            if word in self.titles.all or word in self.titles.roles:
                return word
        return None

    def _may_employ(self, start: int, end: int) -> bool:
        words = words_of(self.doc[start:end])
        text = phrase(words)
        if (actor := lexicon.reference(text)) is not None:
            return actor.kind != "State" or self.doc[start - 1].lower_ != "the"
        if all(word in self.words.fields or word in _JOINING for word in words):
            return words[-1] not in _ADJECTIVES
        if len(words) == 1:
            return self.doc[start].is_upper and len(words[0]) > 2
        return lexicon.body_kind(text) not in (None, "Place", "Event")

    def _may_be_person(self, start: int, end: int) -> bool:
        named = all(t.is_alpha and t.tag_.startswith("N") for t in self.doc[start:end])
        placed = any(t.ent_type_ == "LOC" and t.ent_iob_ == "B" for t in self.doc[start:end])
        known = any(self.is_body(i, j) for i in range(start, end) for j in range(i + 1, end + 1))
        telling = any(t.lower_ in self.words.fields for t in self.doc[start:end])
        return named and not (placed or known or telling)

    def _is_of_body(self, start: int, end: int, inner: Inner) -> bool:
        """Whether a title is part of a body's name, instead of standing between the body and a person."""
        left, right, title = inner
        return title not in self.titles.strong and not (
            right + 1 < end and self.is_body(start, left) and not self.is_body(right, end)
        )

    def _is_surname(self, start: int, end: int, inner: Inner) -> bool:
        """Whether a person is called by a title: "Martin Luther King Jr." """
        left, right, title = inner
        last = right == end or (
            right == end - 1 and self.doc[right].lower_.rstrip(".") in self.words.suffixes
        )
        return last and start < left and title in self.titles.surnames and not self.is_body(start, left)

    def _is_of_office(self, start: int, end: int, inner: Inner) -> bool:
        """Whether a title only tells whose office is named: "Office of the UN High Commissioner for Y"."""
        office = self.doc[start].lower_ == "office" and self.doc[start + 1].lower_ == "of"
        return office and (inner[1] == end or self.doc[inner[1]].ent_type_ != PERSON)

    def _is_general(self, end: int, inner: Inner) -> bool:
        """Whether "general" or "private" is no rank: "General Security", "Private Military Company X"."""
        _, right, title = inner
        if title == "private" and right < end:
            return self.doc[right].lower_ in ("military", "security")
        rest = words_of(self.doc[right:end])
        if title != "general" or not rest or rest[0] not in self.words.general:
            return False
        linked = len(rest) > 2 and rest[1] in ("for", "of")  # "General Directorate for Internal Security"
        return linked or (len(rest) < 4 and all(word in self.words.general for word in rest))

    def _opens_body(self, start: int, end: int, inner: Inner) -> bool:
        """Whether a weak title is a body's first word: "National Unity Platform", "Citizen Lab"."""
        left, right, _ = inner
        if left != start or right == end or any(token.ent_type_ == PERSON for token in self.doc[right:end]):
            return False
        before = self.doc[start - 1].lower_ if start else ""
        return before == "the" or all(token.ent_type_ == "ORG" for token in self.doc[start:end])

    def is_body(self, start: int, end: int) -> bool:
        """Whether words name a state or a body by their own."""
        text = phrase(words_of(self.doc[start:end]))
        return bool(lexicon.body_kind(text) or lexicon.reference(text) or lexicon.demonym(text))


_OF_BODIES = frozenset({"republican", "democratic", "national", "federal", "youth", "student"})
"""Open names of bodies as well: "Republican People's Party", "National Assembly"."""
