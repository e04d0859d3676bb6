"""Notices of sanctions: a sentence that tells of measures, then numbered entries of those under them.

"The persons below have been designated. 1. X, commander of …. 2. Y. A holding …": as governments and
unions publish them, and as agencies pass them on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.neighbours import mention_from
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

SANCTIONED = "sanctionedBy"
LISTED = f"{SANCTIONED}/listed"
"""The pattern of those whom a list puts under sanctions that are told beside it."""
POWERS = frozenset({"State", "GovernmentBody", "IntergovernmentalOrganization"})
NUMBER = re.compile(r"^[ \t]*(?:\d{1,3}[.)]|\([a-z\d]{1,3}\)|[•–*-])[ \t]+", re.MULTILINE)
OPENING = 4
"""Words at most before the name of an entry: "Major General", "The"."""
LISTS = frozenset({"list", "regime", "sanctions"})
"""What bears the name of whom it is about: "the X list"."""
CLOSING = frozenset({",", ".", "(", ";", ":", "–", "—", "-"})


def read_notices(document: Document, tree: Tree) -> Iterator[Candidate]:
    """Those whom the entries behind a notice name, under the sanctions of who gives notice."""
    places = [token.idx for token in document.doc]
    starts = [bisect_left(places, match.end()) for match in NUMBER.finditer(document.article.text)]
    if not starts:
        return
    cue = _notice(tree)
    power = None if cue is None else _power(cue, document, tree)
    if cue is None or power is None:
        return
    for start in starts:
        mention = _entry(start, document, tree) if start > cue else None
        if mention is not None and mention.actor is not power:
            ends, sentence = (mention.head.i, -1), tree.sentence[cue]
            yield Candidate(mention.actor, SANCTIONED, power, sentence, (cue,), ends, LISTED)


def _notice(tree: Tree) -> int | None:
    """The word that tells of measures in the first two sentences that put those below under them."""
    for number, (start, end) in enumerate(tree.spans):
        if words(SANCTIONED, "noticing").isdisjoint(tree.lower[start:end]):
            continue
        low, high = tree.spans[max(0, number - 1)][0], tree.spans[min(number + 1, len(tree.spans) - 1)][1]
        for index in (*range(start, high), *range(low, start)):
            if tree.lower[index] in words(SANCTIONED, "noticed"):
                return int(index)
    return None


def _power(cue: int, document: Document, tree: Tree) -> Actor | None:
    """Who gives notice: the subject of its sentence, else the first power named, or the state it is of."""
    start, end = tree.spans[tree.sentence[cue]]
    verbs = [index for index in range(start, end) if tree.pos[index] == "VERB"]
    subjects = [at for verb in verbs if not tree.is_passive(verb) for at in tree.kids(verb, "nsubj")]
    for index in [*subjects, *range(start)]:
        mention = document.mention_of.get(index)
        if mention is not None and mention.form == "name" and mention.actor.kind in POWERS:
            behind = mention.span.end
            about = tree.lower[max(0, mention.span.start - 1)] in ("in", "on", "against")
            if about or (behind < tree.end and tree.lower[behind] in LISTS):
                continue
            state = (
                mention_from(behind + 1, document)
                if behind < tree.end and tree.lower[behind] == ","
                else None
            )
            return state.actor if state is not None and state.actor.kind == "State" else mention.actor
    return None


def _entry(start: int, document: Document, tree: Tree) -> Mention | None:
    """Whom an entry names first, if its name stands alone: "X, born 1971", "X (“Y”). A company"."""
    for index in range(start, min(tree.end, start + OPENING)):
        mention = document.mention_of.get(index)
        if mention is not None and mention.form == "name":
            end = mention.span.end
            alone = end >= tree.end or tree.lower[end] in CLOSING or tree.pos[end] == "SPACE"
            return mention if alone and mention.actor.kind not in ("State", "Source") else None
    return None
