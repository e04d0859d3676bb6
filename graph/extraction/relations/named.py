"""The people named at a place of a text, past the titles before their names."""

from __future__ import annotations

from graph.extraction.document import Document, Mention
from graph.extraction.relations.bodies import QUOTES, past_bracket
from graph.extraction.relations.post import title_words
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

DESCRIBED = 9
"""Words that tell of somebody between a post and the name, at most."""
ABBREVIATED = 4
"""Letters of a title that a full stop shortens, at most: "Brig.", "Capt."."""
RETIRED = frozenset({"r", "ret", "retd", "ret'd", "rtd", "retired"})
"""In brackets behind a rank: "Lt Gen (retd) X"."""
OPENING = words("words", "former") | {"a", "an", "the"}
"""With what, beside a title, the words begin that tell of somebody."""
GOING_BY = words("posts", "going_by") | QUOTES
"""What may stand before the name that somebody goes by."""


class Names:
    """The names of people in one text."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self.document, self.tree = document, tree
        self.mention_of = document.mention_of

    def person(self, mention: Mention | None) -> Mention | None:
        return mention if mention is not None and mention.names_person else None

    def named(self, index: int) -> Mention | None:
        """The person whose name starts at a word."""
        mention = self.person(self.mention_of.get(index))
        return mention if mention and not self.document.doc[index].is_space else None

    def skip_titles(self, index: int) -> int:
        """Past further titles, abbreviations and quotes before a name: "Gen. X", "(HOCSF), Dr. X"."""
        tree, start = self.tree, index
        while index < tree.end and index - start < 6:
            if index > start and self._begins_anew(index):
                return start
            if self.person(self.mention_of.get(index)):
                return index
            lower = tree.lower[index]
            if lower == "(" and self._is_retired(index):
                index = past_bracket(index, tree.end, tree)
            elif lower.rstrip(".") in title_words() or lower in QUOTES or lower in (".", "-", "[", "]"):
                index += 1
            else:
                return index
        return index

    def described(self, start: int, high: int) -> Mention | None:
        """The name behind what tells of its bearer: "Its leader, a former wrestler known as X"."""
        if start >= high:
            return None
        first = self.tree.lower[start].rstrip(".")
        if first not in title_words() and first not in OPENING:
            return None
        for index in range(start + 1, min(high, start + DESCRIBED)):
            mention = self.named(index)
            if mention is not None:
                return mention
            telling = self.tree.tag[index].startswith(("NN", "JJ", "RB", "VBN", "HYPH", "CD"))
            if not telling and self.tree.lower[index] not in ("as", "of", ","):
                return None
        return None

    def going_by(self, start: int, high: int) -> Mention | None:
        """The name that somebody goes by: "Its spokesman, known as X", "… who goes by the name of X"."""
        for index in range(start, min(high, start + DESCRIBED)):
            mention = self.named(index)
            if mention is not None:
                return mention
            if self.tree.lower[index] not in GOING_BY:
                return None
        return None

    def _is_retired(self, opening: int) -> bool:
        """Whether the bracket that opens here only tells that a rank was held before: "(retd.)"."""
        inside = self.tree.lower[opening + 1 : past_bracket(opening, self.tree.end, self.tree) - 1]
        return "".join(inside).rstrip(".") in RETIRED

    def _begins_anew(self, index: int) -> bool:
        """Whether a sentence begins with a word, and not only behind an abbreviated title: "Gen."."""
        lower, sentence = self.tree.lower, self.tree.sentence
        if lower[index - 1] != "." or sentence[index] == sentence[index - 1]:
            return False
        title = self.document.doc[index - 2].text
        return len(title) > ABBREVIATED or title.islower() or title.lower() not in title_words()
