"""Who is told by a body alone that they are of it: "X of the Y movement", "X (Harbour Party)"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.bodies import body_behind, has_members
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.holders import Holders
from graph.extraction.relations.standing import Standing
from graph.extraction.relations.tree import Tree

ATTACHING = frozenset({"both", "all", "also", "then", "formerly", "originally", "previously", "late"})
"""What may stand between a name with its comma and "of"."""


class Attached:
    """The people of one article whose names a body stands beside."""

    def __init__(self, standing: Standing, holders: Holders) -> None:
        self.standing, self.holders = standing, holders
        self.document: Document = standing.document
        self.tree: Tree = standing.tree
        self.mention_of = standing.document.mention_of

    def read(self) -> Iterator[Candidate]:
        """Everybody so told: "X of the Y movement", "X, of the Y", "X (Y)"."""
        tree = self.tree
        for person in self.document.mentions:
            if not person.names_person:
                continue
            start, end = person.span.start, person.span.end
            if end + 1 < tree.end and tree.lower[end] in ("(", "["):
                yield from self._bracketed(person, end + 1)
            comma = end + 1 < tree.end and tree.lower[end] == ","
            end += comma
            if comma and end + 2 < tree.end and tree.lower[end].isdigit() and tree.lower[end + 1] == ",":
                end += 2  # "X, 33, of the Y"
            end += comma and end + 1 < tree.end and tree.lower[end] in ATTACHING
            if end >= tree.end or tree.lower[end] not in ("of", "from", "with"):
                continue
            if tree.sentence[start] != tree.sentence[end] or (comma and tree.lower[end] == "from"):
                continue
            high = tree.spans[tree.sentence[start]][1]
            body = body_behind(end + 1, high, self.document, tree)[0]
            if body is not None and body.actor.kind not in ("State", "Court"):
                others = self._joined_before(start)
                second = self._respective(body, high) if others else None
                for one in (person, *others):
                    whose = second if second is not None and one is person else body
                    how = self._attachment(one.actor, whose.actor)
                    if how:
                        yield self.standing.candidate("memberOf", one, whose, one.head.i, how)

    def _respective(self, body: Mention, high: int) -> Mention | None:
        """The second of two bodies that two people are told to be of in turn: "of A and B respectively"."""
        end = body.span.end
        if end + 1 >= high or self.tree.lower[end] != "and":
            return None
        second, _ = body_behind(end + 1, high, self.document, self.tree)
        return second if second is not None and "respectively" in self.tree.lower[end:high] else None

    def _joined_before(self, start: int) -> list[Mention]:
        """The person joined to the one who starts at a word: "X and Y of the Z", "X, 33, and Y"."""
        lower, last = self.tree.lower, start - 2
        if last < 0 or lower[start - 1] != "and":
            return []
        aged = last > 2 and lower[last] == lower[last - 2] == "," and lower[last - 1].isdigit()
        other = self.holders.person(self.mention_of.get(last - 3 if aged else last))
        return [other] if other is not None else []

    def _bracketed(self, person: Mention, index: int) -> Iterator[Candidate]:
        """The body in brackets behind a name: "X (Harbour Party)"."""
        body = self.mention_of.get(index)
        if body is None or body.form != "name" or body.actor.kind not in ("Organization", "ArmedGroup"):
            return
        closed = body.span.end < self.tree.end and self.tree.lower[body.span.end] in (")", "]")
        if closed and body.span.start == index:
            yield self.standing.candidate("memberOf", person, body, person.head.i, "attached-bracket")

    def _attachment(self, person: Actor, body: Actor) -> str:
        if body.kind == "ArmedGroup" or has_members(body):
            return "attached"
        if body.kind == "GovernmentBody":
            return "attached-official"
        told = body.kind in ("Organization", "MediaOrganization")
        return "attached-silent" if told and id(person) not in self.standing.speakers else ""
