"""The people named at a place of a text, past the titles before their names."""

from __future__ import annotations

from graph.extraction.document import Document, Mention
from graph.extraction.relations.bodies import QUOTES
from graph.extraction.relations.post import title_words
from graph.extraction.relations.tree import Tree

ABBREVIATED = 4
"""Letters of a title that a full stop shortens, at most: "Brig.", "Capt."."""


class Names:
    """The names of people in one text."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self.document, self.tree = document, tree
        self.mention_of = document.mention_of

    def person(self, mention: Mention | None) -> Mention | None:
        named = mention is not None and mention.form == "name" and mention.actor.kind == "Person"
        return mention if named else None

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
            if lower.rstrip(".") in title_words() or lower in QUOTES or lower in (".", "-", "[", "]"):
                index += 1
            else:
                return index
        return index

    def _begins_anew(self, index: int) -> bool:
        """Whether a sentence begins with a word, and not only behind an abbreviated title: "Gen."."""
        lower, sentence = self.tree.lower, self.tree.sentence
        if lower[index - 1] != "." or sentence[index] == sentence[index - 1]:
            return False
        title = self.document.doc[index - 2].text
        return len(title) > ABBREVIATED or title.islower() or title.lower() not in title_words()
