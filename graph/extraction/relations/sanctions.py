"""Sanctions whose author another sentence tells: "Those sanctioned include X", "X was blacklisted"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.lists import modifies, names_listed
from graph.extraction.relations.notices import LISTED, POWERS, SANCTIONED, read_notices
from graph.extraction.relations.patterns import one_sided
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

NEAR, IMPLIED = f"{SANCTIONED}/near", f"{SANCTIONED}/implied"
OPENING = 10
"""Words that may tell of the first of a list before its name: "including the former police chief X"."""
REACH = 24
"""Words behind a word of sanctions within which a list of those under them opens."""


def read_sanctions(document: Document, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Those under sanctions whose author stands elsewhere: laid to whom the article names nearest or most."""
    yield from _Sanctions(document, tree, found).read()
    yield from read_notices(document, tree)


class _Sanctions:
    def __init__(self, document: Document, tree: Tree, found: list[Candidate]) -> None:
        self.document, self.tree = document, tree
        self.known = [c for c in found if c.relation == SANCTIONED and c.pattern != NEAR]
        self.told = {id(c.subject) for c in self.known}
        self.powers = _imposing(document, tree)
        self.powers.update(c.object for c in self.known if isinstance(c.object, Actor))
        powers = ((m.head.i, order, m.actor) for order, m in enumerate(document.mentions))
        self.placed = sorted(place for place in powers if place[2] in self.powers)

    def read(self) -> Iterator[Candidate]:
        document, tree = self.document, self.tree
        here: dict[int, list[Actor]] = {}
        for candidate in self.known:
            if isinstance(candidate.object, Actor):
                here.setdefault(candidate.cue[-1], []).append(candidate.object)
            first = document.mention_of.get(candidate.ends[0])
            if first is not None and first.form == "name":
                listed = names_listed(first, document, tree, mixed=True)[1:]
                yield from self._under(listed, here[candidate.cue[-1]], candidate.cue[-1], LISTED)
        for cue in range(tree.end):
            if tree.lower[cue] in words(SANCTIONED, "told"):
                yield from self._under(_listed(cue, document, tree), here.get(cue), cue, LISTED)
        for cue, at, _ in one_sided(SANCTIONED, document, tree):
            mention = document.mention_of.get(at)
            if mention is not None and _is_told(cue, tree):
                yield from self._under([mention], None, cue, IMPLIED)

    def _under(
        self, mentions: list[Mention], powers: list[Actor] | None, cue: int, pattern: str
    ) -> Iterator[Candidate]:
        """Candidates of those who are not told to be under sanctions elsewhere."""
        for mention in mentions:
            actor = mention.actor
            known = id(actor) in self.told or actor in self.powers or _speaks(mention, self.tree)
            if known or actor.kind in ("Source", "State"):
                continue
            self.told.add(id(actor))
            for power in dict.fromkeys(powers or self._power_at(cue)):
                ends, sentence = (mention.head.i, -1), self.tree.sentence[cue]
                yield Candidate(actor, SANCTIONED, power, sentence, (cue,), ends, pattern)

    def _power_at(self, cue: int) -> list[Actor]:
        """Whose sanctions a cue tells of: the power named last before it, else the one told of most."""
        before = [actor for at, _, actor in self.placed if at < cue][-1:]
        return before or [power for power, _ in self.powers.most_common(1)]


def _is_told(cue: int, tree: Tree) -> bool:
    """Whether a cue is of sanctions, or stands right beside a word of them: "the sanctions target X"."""
    low, high = tree.spans[tree.sentence[cue]]
    near = tree.lower[max(low, cue - 4) : min(high, cue + 5)]
    return not words(SANCTIONED, "told").isdisjoint(near)


def _imposing(document: Document, tree: Tree) -> Counter[Actor]:
    """Who imposes, has or announces sanctions anywhere in the article, on whomever."""
    powers: Counter[Actor] = Counter()
    for cue in range(tree.end):
        if tree.lower[cue] not in words(SANCTIONED, "told"):
            continue
        low, high = tree.spans[tree.sentence[cue]]
        for index in range(max(low, cue - REACH), min(high, cue + 4)):
            mention = document.mention_of.get(index)
            if mention is not None and mention.actor.kind in POWERS:
                powers[mention.actor] += 1
    return powers


def _listed(cue: int, document: Document, tree: Tree) -> list[Mention]:
    """The names of the list that opens soon behind a word of sanctions."""
    high = tree.spans[tree.sentence[cue]][1]
    for index in range(cue + 1, min(high, cue + REACH)):
        if tree.lower[index] in words("posts", "listing") and tree.lower[index] not in ("was", "were"):
            for word in range(index + 1, min(high, index + OPENING)):
                mention = document.mention_of.get(word)
                named = mention is not None and mention.form == "name" and mention.actor.kind != "State"
                if mention is not None and named and not modifies(mention, tree):
                    return names_listed(mention, document, tree, mixed=True)
                if tree.tag[word].startswith(("VBD", "VBZ", "VBP", "MD", "IN", "CC")):
                    break
    return []


def _speaks(mention: Mention, tree: Tree) -> bool:
    """Whether somebody at the end of a list is who tells of it: "…, the ministry said"."""
    end = mention.span.end
    return end < tree.end and tree.lower[end] in words("words", "saying")
