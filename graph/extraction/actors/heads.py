"""Finds bodies named again by their head noun alone: "the front", "the directorate's chief"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.name import Name
from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.actors.scan import places
from graph.extraction.actors.scene import Scene
from graph.extraction.document import Actor


class Heads:
    """The head nouns of the bodies that one text names, where no description has them."""

    def __init__(self, doc: Doc, actors: dict[Name, Actor]) -> None:
        self.doc = doc
        self.bearers: dict[str, dict[Actor, None]] = defaultdict(dict)
        self.inside: set[int] = set()
        nouns = lexicon.groups().again
        for name, actor in actors.items():
            self.inside.update(token.i for token in name.span)
            if len(name.words) < 2 or actor.kind in ("Person", "State", "Source"):
                continue
            for noun in name.heads:
                if noun in nouns:
                    self.bearers[noun][actor] = None

    def places(self) -> Iterator[Token]:
        """Where "the" and such a noun stand for a body, in the order of the text."""
        for index in places(self.doc, "LOWER", self.bearers.__contains__):
            token = self.doc[index]
            if index and index not in self.inside and token.is_lower and self._points_back(token):
                yield token

    def meant_by(self, scene: Scene, token: Token) -> Actor | None:
        """The body that is named again here: the most salient of those named so far that bear the noun."""
        bearers = self.bearers[token.lower_]
        return scene.salient(token, lambda seen: seen.actor in bearers, scene.sentence_of[token.i])

    def _points_back(self, token: Token) -> bool:
        doc, start = self.doc, token.i - 1
        if doc[start].lower_ not in ("the", "this", "that") or not token.tag_.startswith("NN"):
            return False
        if token.lower_ in _WHERE and start and doc[start - 1].lower_ in _PLACING:
            return False  # "at the front"
        after = doc[token.i + 1] if token.i + 1 < len(doc) else token
        if after.text in POSSESSIVES or after == token:
            return True
        if after.tag_.startswith("NN") and token.whitespace_:
            return after.lower_ in lexicon.titles().roles or after.lower_ in lexicon.groups().members
        return not (after.lower_ == "of" or after.text in lexicon.DASHES or after.i in self.inside)


_WHERE = frozenset({"front", "column", "wing"})
_PLACING = frozenset({"on", "at", "to", "along", "near", "in", "behind", "across", "off", "over"})
