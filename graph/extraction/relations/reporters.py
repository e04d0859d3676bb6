"""Which candidates make a party of who only tells: "According to X, Egypt backs Y", "X accused Y of Z"."""

from __future__ import annotations

from collections import defaultdict

from graph.extraction.document import Document
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.charges import MUTUAL
from graph.extraction.relations.harmed import find_harmed
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree
from graph.model import ACCUSATION

AFTER_CUE = 4
"""Words behind a verb of saying, itself the first, among which its subject may stand: "said the BBC"."""
SHORT_NAME = 7
"""Words behind "according", itself the first, among which stands who is named as telling."""
TOLD_BY_VERBS = ("supports", "opposes", "metWith")
"""Relations whose lists of parties are easily read on into who tells of them."""


def without_reporters(candidates: list[Candidate], document: Document, tree: Tree) -> list[Candidate]:
    """Those that make no party of who tells of it, accuses of it, judges it or polices it.

    Left out is X of "According to X, Egypt backs Y" and of "X accused Y of torture", the tribunal of "was
    convicted of genocide by the tribunal" and the police of "police arrested two robbers".
    """
    reporters = _Reporters(document, tree)
    return [candidate for candidate in candidates if not reporters.are_party_to(candidate)]


class _Reporters:
    """Who tells of what in one article."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self.tree = tree
        self.told: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        """By sentence, where words end before their verb of saying: their start and end, how far that is."""
        self.polices: dict[int, bool] = {}
        """By the word of an arrest, whether it is of criminals only."""
        self.accusers: set[tuple[int, int]] = set()
        """Each speaker who accuses, with each word of the accusation."""
        for speech in document.speeches:
            for part in speech.content:
                if speech.kind == "says" and part.end <= speech.cue.i < part.sent.end:
                    for sentence in range(tree.sentence[part.start], tree.sentence[part.end - 1] + 1):
                        self.told[sentence].append((part.start, part.end, speech.cue.i + AFTER_CUE))
                elif speech.kind == "accuses":
                    judges = tree.lemma[speech.cue.i] in words("words", "convicting_verbs")
                    told = (i for i in range(part.start, part.end) if not judges or tree.lemma[i] != "trial")
                    self.accusers |= {(id(speech.speaker), index) for index in told}

    def are_party_to(self, candidate: Candidate) -> bool:
        """Whether a party of a candidate is one that tells of it."""
        if candidate.relation == ACCUSATION:
            accuses = (id(candidate.subject), candidate.anchor) in self.accusers
            accuses = accuses and candidate.tie.how != MUTUAL
            return accuses or _judges(candidate, self.tree) or self._polices(candidate)
        if candidate.relation not in TOLD_BY_VERBS:
            return False
        return self._tell_behind(*sorted(candidate.ends)) or any(
            _follows_according_to(place, self.tree) for place in candidate.ends
        )

    def _polices(self, accusation: Candidate) -> bool:
        """Whether it is an arrest of criminals only, that nobody calls unlawful: "arrested two robbers"."""
        if accusation.object != "arbitraryDetention" or accusation.tie.strength == "named":
            return False
        arrest = accusation.anchor
        if arrest not in self.polices:
            held = {self.tree.lemma[word] for word in find_harmed(arrest, self.tree)}
            self.polices[arrest] = bool(held) and held <= words("people", "criminals")
        return self.polices[arrest]

    def _tell_behind(self, first: int, last: int) -> bool:
        """Whether the first of two words is told, and the last stands by the verb of saying behind it."""
        if first < 0:
            return False
        told = self.told.get(self.tree.sentence[first], ())
        return any(start <= first < end <= last < until for start, end, until in told)


def _judges(accusation: Candidate, tree: Tree) -> bool:
    """Whether "by X" tells who judges rather than who did it: "was convicted of genocide by the tribunal"."""
    anchor, low = accusation.anchor, tree.spans[accusation.sentence][0]
    return (
        accusation.tie.how in ("by", "behind")
        and anchor < accusation.ends[0]
        and any(
            tree.lemma[i] in words("accusedOf", "accuse") and tree.is_passive(i) for i in range(low, anchor)
        )
    )


def _follows_according_to(place: int, tree: Tree) -> bool:
    before = tree.lower[max(0, place - SHORT_NAME) : max(0, place)]
    rest = before[before.index("according") :] if "according" in before else []
    return rest[1:2] == ["to"] and "," not in rest
