"""Sanctions and warrants whose author stands elsewhere: "Those sanctioned include X", "X was listed too"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.extraction.actors.together import NUMBERS
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.lists import modifies, names_listed
from graph.extraction.relations.notices import POWERS, SANCTIONED, read_notices
from graph.extraction.relations.patterns import one_sided
from graph.extraction.relations.releases import read_releases
from graph.extraction.relations.standing import is_police
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

WANTED = "wantedBy"
BOUNTY = frozenset({"bounty", "reward"})
OPENING = 12
"""Words that may tell of the first of a list before its name: "including the former police chief X"."""
REACH = 24
"""Words behind a word of sanctions within which a list of those under them opens."""
CLAUSAL = ("VBD", "VBZ", "VBP", "MD", "CC")
"""Tags of words before which a list must have opened."""
RECENT = 3
"""Sentences back in which those stand whom others are wanted or listed "as well" as."""


def read_sanctions(document: Document, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Those sanctioned or wanted by whom another sentence tells: laid to whom it names nearest or most."""
    for relation in (SANCTIONED, WANTED):
        yield from _Elsewhere(relation, document, tree, found).read()
    yield from read_notices(document, tree)
    yield from read_releases(document, tree)


def without_sanctioners(found: list[Candidate]) -> list[Candidate]:
    """The candidates without posts that are only implied of who has the holder under sanctions."""
    told = (
        c for c in found if c.relation == SANCTIONED and c.ends[1] >= 0 and not c.pattern.endswith("/near")
    )
    against = {(id(c.subject), id(c.object)) for c in told}
    return [
        c
        for c in found
        if c.relation != "leads" or "implied" not in c.pattern or (id(c.subject), id(c.object)) not in against
    ]


class _Elsewhere:
    def __init__(self, relation: str, document: Document, tree: Tree, found: list[Candidate]) -> None:
        self.relation, self.document, self.tree, self.found = relation, document, tree, found
        self.known = [c for c in found if c.relation == relation and not c.pattern.endswith("/near")]
        self.told = {id(c.subject) for c in self.known}
        self.powers = Counter(c.object for c in self.known if isinstance(c.object, Actor))
        if relation == SANCTIONED:
            self.powers = _imposing(document, tree) + self.powers
        powers = ((m.head.i, order, m.actor) for order, m in enumerate(document.mentions))
        self.placed = sorted(place for place in powers if place[2] in self.powers)

    def read(self) -> Iterator[Candidate]:
        document, tree = self.document, self.tree
        here: dict[int, list[Actor]] = {}
        for candidate in self.known:
            if isinstance(candidate.object, Actor):
                here.setdefault(candidate.cue[-1], []).append(candidate.object)
            first = self._named_at(candidate.ends[0], candidate.subject)
            if first is not None:
                listed = names_listed(first, document, tree, mixed=self.relation == SANCTIONED)[1:]
                yield from self._under(listed, here[candidate.cue[-1]], candidate.cue[-1], "listed")
        for cue in range(tree.end):
            if tree.lower[cue] in words(self.relation, "told"):
                yield from self._under(_listed(cue, document, tree), here.get(cue), cue, "listed")
        for cue, at, actor in one_sided(self.relation, document, tree):
            mention = self._named_at(at, actor) or document.mention_of.get(at)
            if mention is None or modifies(mention, tree):
                continue
            listed = names_listed(mention, document, tree) if mention.form == "name" else [mention]
            told = self._counted(cue) or self._sanctioners(cue, actor)
            if told:
                yield from self._under(listed, told, cue, "alike")
            elif self._is_alike(cue):
                yield from self._under(listed, None, cue, "alike")
            elif self._has_near(cue, "told"):
                yield from self._under([mention], None, cue, "implied")

    def _named_at(self, at: int, actor: Actor) -> Mention | None:
        """The name of whom a word stands for, there or soon behind: "its leader, X", "two men, X and Y"."""
        near = range(at, min(at + OPENING, self.tree.spans[self.tree.sentence[at]][1]))
        found = (self.document.mention_of.get(index) for index in near)
        return next((m for m in found if m is not None and m.form == "name" and m.actor is actor), None)

    def _counted(self, cue: int) -> list[Actor]:
        """The powers named just before that "all three" or "both" have imposed sanctions: as many of them."""
        tree, here = self.tree, self.tree.sentence[cue]
        number = next((NUMBERS[tree.lower[w]] for w in self._imposers(cue) if tree.lower[w] in NUMBERS), 0)
        for sentence in (here, max(0, here - 1)) if number else ():
            named = (self.document.mention_of.get(index) for index in range(tree.spans[sentence][0], cue))
            powers = dict.fromkeys(
                m.actor for m in named if m and m.form == "name" and m.actor.kind in POWERS
            )
            if number == len(powers):
                return list(powers)
        return []

    def _sanctioners(self, cue: int, actor: Actor) -> list[Actor]:
        """Who has somebody under sanctions, where a bounty on them is told in the same breath."""
        if self.tree.lemma[cue] not in BOUNTY:
            return []
        here = (c for c in self.found if c.sentence == self.tree.sentence[cue] and c.subject is actor)
        return [c.object for c in here if c.relation == SANCTIONED and isinstance(c.object, Actor)]

    def _imposers(self, cue: int) -> list[int]:
        verb = next((w for w in (cue, *self.tree.ancestors(cue)) if self.tree.pos[w] == "VERB"), cue)
        return [] if self.tree.is_passive(verb) else self.tree.agents(verb)

    def _under(
        self, mentions: list[Mention], powers: list[Actor] | None, cue: int, how: str
    ) -> Iterator[Candidate]:
        """Candidates of those who are not told to be sanctioned or wanted elsewhere."""
        for mention in mentions:
            actor = mention.actor
            known = id(actor) in self.told or actor in self.powers or _speaks(mention, self.tree)
            if known or actor.kind in ("Source", "State"):
                continue
            self.told.add(id(actor))
            for power in dict.fromkeys(powers or self._power_at(cue)):
                ends, sentence = (mention.head.i, -1), self.tree.sentence[cue]
                pattern = f"{self.relation}/{how}"
                yield Candidate(actor, self.relation, power, sentence, (cue,), ends, pattern)

    def _power_at(self, cue: int) -> list[Actor]:
        """Whose measures a cue tells of: the power named last before it, else the one told of most."""
        before = [actor for at, _, actor in self.placed if at < cue][-1:]
        return before or [power for power, _ in self.powers.most_common(1)]

    def _is_alike(self, cue: int) -> bool:
        """Whether a cue puts more beside those told of shortly before: "were listed as well"."""
        here = self.tree.sentence[cue]
        recent = any(0 < here - c.sentence <= RECENT for c in self.known)
        return recent and self._has_near(cue, "alike")

    def _has_near(self, cue: int, key: str) -> bool:
        """Whether a word of a list stands near, and none that makes it another thing: "search warrant"."""
        low, high = self.tree.spans[self.tree.sentence[cue]]
        near = self.tree.lower[max(low, cue - 4) : min(high, cue + 7)]
        other = words(self.relation, "other")
        return not words(self.relation, key).isdisjoint(near) and other.isdisjoint(near)


def _imposing(document: Document, tree: Tree) -> Counter[Actor]:
    """Who imposes, has or announces sanctions anywhere in the article, on whomever."""
    powers: Counter[Actor] = Counter()
    for cue in range(tree.end):
        if tree.lower[cue] not in words(SANCTIONED, "told"):
            continue
        low, high = tree.spans[tree.sentence[cue]]
        for index in range(max(low, cue - REACH), min(high, cue + 4)):
            mention = document.mention_of.get(index)
            if mention is None or mention.actor.kind not in POWERS or is_police(mention.actor):
                continue
            of_measures = tree.lower[tree.head[mention.head.i]] in words(SANCTIONED, "told")
            if mention.form != "demonym" or of_measures:  # not X of "the Xan gang was listed"
                powers[mention.actor] += 1
    return powers


def _listed(cue: int, document: Document, tree: Tree) -> list[Mention]:
    """The names of the list that opens soon behind a word of sanctions or warrants."""
    high = tree.spans[tree.sentence[cue]][1]
    for index in range(cue + 1, min(high, cue + REACH)):
        if tree.lower[index] in words("posts", "listing") and tree.lower[index] not in ("was", "were"):
            posted = False  # whether a body was passed whose post follows: "M23's chief of staff, X"
            for word in range(index + 1, min(high, index + OPENING)):
                mention = document.mention_of.get(word)
                posted = posted or (mention is not None and modifies(mention, tree))
                named = mention is not None and mention.form == "name" and mention.actor.kind != "State"
                if mention is not None and named and not modifies(mention, tree):
                    return names_listed(mention, document, tree, mixed=True)
                within = tree.lower[word] in ("of", "for") and tree.tag[word - 1].startswith("NN")
                if tree.tag[word].startswith(CLAUSAL) or (tree.tag[word] == "IN" and not posted | within):
                    break
    return []


def _speaks(mention: Mention, tree: Tree) -> bool:
    """Whether somebody at the end of a list is who tells of it: "…, the ministry said"."""
    end = mention.span.end
    return end < tree.end and tree.lower[end] in words("words", "saying")
