"""Who speaks where a text quotes: who says "he" or "they" means somebody else."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from spacy.tokens import Token

from graph.extraction.actors.name import Name
from graph.extraction.document import Actor, Document
from graph.extraction.voice.quotation import find_quotations
from graph.extraction.voice.tables import verb_forms

CLOSE = 3
"""Tokens between a quotation and who is told to speak, at most: a comma and marks."""
BACK = 4
"""Paragraphs back in which the speaker is told of one that only quotes."""


class Quoted:
    """The quotations of one text, and who is told to speak in each."""

    def __init__(self, document: Document, actors: dict[Name, Actor]) -> None:
        self.doc, self.mention_of = document.doc, document.mention_of
        self.named = {name.span.root.i: actor for name, actor in actors.items() if not name.adjective}

    def speaker_of(self, token: Token) -> Actor | None:
        """Whose words a token is one of, where whole sentences are quoted."""
        place = self._place(token.i)
        if place < 0:
            return None
        subject = self._subjects[place]
        if subject is None:
            return None
        told = self.mention_of.get(subject.i)
        return told.actor if told is not None else self.named.get(subject.i)

    def told_by(self, token: Token) -> range:
        """The tokens of the quotation behind which a pronoun tells who spoke: "… ran," he said."""
        verb = token.head
        if token.dep_ != "nsubj" or verb.lower_ not in verb_forms() or self._place(token.i) >= 0:
            return range(0)
        place = bisect_right(self._passages, (token.i, 0)) - 1
        if place < 0 or min(token.i, verb.i) - self._passages[place][1] > CLOSE:
            return range(0)
        return range(*self._passages[place])

    def _place(self, index: int) -> int:
        """Which of the quotations a token is in, or -1."""
        place = bisect_right(self._passages, (index, len(self.doc))) - 1
        return place if place >= 0 and index < self._passages[place][1] else -1

    @cached_property
    def _passages(self) -> list[tuple[int, int]]:
        """Where whole sentences are quoted, as token indices: in parts of them "his" may be the speaker's."""
        found = []
        for quotation in find_quotations(self.doc.text):
            span = self.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
            if span is not None and (span.text[:1].isupper() or quotation.continued):
                found.append((span.start, span.end))
        return found

    @cached_property
    def _paragraphs(self) -> list[tuple[int, int]]:
        """The paragraphs that hold anything, as token indices."""
        breaks = [token.i for token in self.doc if token.is_space and "\n" in token.text]
        bounds = zip([0, *(i + 1 for i in breaks)], [*breaks, len(self.doc)], strict=True)
        return [(start, end) for start, end in bounds if start < end]

    @cached_property
    def _tellings(self) -> list[list[Token]]:
        """The verbs in each paragraph by which somebody is told to say something, outside of quotations."""
        forms = verb_forms()
        return [
            [
                token
                for token in self.doc[start:end]
                if token.lower_ in forms and _subject_of(token) is not None and self._place(token.i) < 0
            ]
            for start, end in self._paragraphs
        ]

    @cached_property
    def _subjects(self) -> list[Token | None]:
        """Who is told to speak in each quotation: in its paragraph, else in one before it."""
        return [self._subject(start, end) for start, end in self._passages]

    def _subject(self, start: int, end: int) -> Token | None:
        own = bisect_right(self._paragraphs, (start, len(self.doc))) - 1
        if self._tellings[own]:
            near = min(self._tellings[own], key=lambda verb: max(start - verb.i, verb.i - end))
            subject = _subject_of(near)
            again = subject is not None and subject.i > end and subject.lower_ in ("he", "she")
            return self._told_before(start, own) if again else subject
        for place in range(own - 1, max(-1, own - BACK), -1):
            if self._tellings[place]:
                return _subject_of(self._tellings[place][-1])
            if self._place(self._paragraphs[place][0] + 1) < 0:
                return None  # a paragraph between that quotes nobody
        return None

    def _told_before(self, start: int, own: int) -> Token | None:
        """Whom "he said" behind a quotation goes on with: who was told to speak right before it."""
        near = [verb for place in (own - 1, own) if place >= 0 for verb in self._tellings[place]]
        before = [verb for verb in near if verb.i < start]
        return _subject_of(before[-1]) if before else None


def _subject_of(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)
