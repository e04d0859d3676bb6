"""Those who are named together, whom later words mean together: "they", "both", "the four"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extraction.document import Actor, Mention

NUMBERS = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"both": 2, "pair": 2, "duo": 2, "couple": 2, "trio": 3},
}
REACH = 8
"""Sentences back in which "the four" finds a list of four."""


@dataclass(eq=False, slots=True)
class Listed:
    """People of one list; `head` is the first one's, `end` where the last one's name ends."""

    actors: list[Actor]
    head: Token
    end: int
    sentence: int


class Lists:
    """The lists of people so far."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.all: list[Listed] = []

    def note(self, mention: Mention, sentence: int) -> None:
        """Adds the name of a person, to the list that it goes on with or as the start of another."""
        last = self.all[-1] if self.all else None
        if last is not None and last.sentence == sentence and self._goes_on(last, mention):
            if mention.actor not in last.actors:
                last.actors.append(mention.actor)
            last.end = mention.span.end
        else:
            self.all.append(Listed([mention.actor], mention.head, mention.span.end, sentence))

    def _goes_on(self, last: Listed, mention: Mention) -> bool:
        """Whether only commas, ages and titles stand between a list and a further name."""
        post = mention.head.head if mention.head.dep_ == "appos" else None  # "X and his deputy, Y"
        between = self.doc[last.end : mention.span.start]
        joined = {token.lower_ for token in between} & {",", "and", ";", "&"}
        return bool(joined) and all(
            token.is_punct
            or token.is_digit
            or token.lower_ == "and"
            or token == post
            or token.dep_ in ("compound", "amod", "flat", "nmod:desc", "nmod:poss")
            for token in between
        )

    def latest(self, sentence: int, reach: int) -> Listed | None:
        """The last list of several people, if it is at most so many sentences back."""
        several = (listed for listed in reversed(self.all[-20:]) if len(listed.actors) > 1)
        found = next(several, None)
        return found if found is not None and sentence - found.sentence <= reach else None

    def counted(self, number: int, sentence: int) -> list[Actor]:
        """The people of the last list of so many."""
        for listed in reversed(self.all[-40:]):
            if sentence - listed.sentence > REACH:
                break
            if len(listed.actors) == number:
                return listed.actors
        return []
