"""Backing of which a clause tells one side only: the other stands elsewhere in it, or in the sentence before.

"Weapons came from X", behind a sentence on the rebels; "X now passes it mortars". A pattern that meets one of
its parties leaves little doubt who that is; whom it means by the other is for the classifier to weigh.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.extraction.actors import lexicon
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import SUPPORTS, Candidate
from graph.extraction.relations.kinds import BELLIGERENTS
from graph.extraction.relations.nearby import TRANSIT, WINDOW
from graph.extraction.relations.parties import MEN, NAMED_BODY, Party, is_described, meet
from graph.extraction.relations.paths import Path, follow
from graph.extraction.relations.patterns import Pattern, applies, patterns_at
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

BARE = MEN | words(SUPPORTS, "goods") | words(SUPPORTS, "nouns") | words(SUPPORTS, "rebels")
ASIDE = TRANSIT | {"about", "against", "from", "on", "over"}
"""What leads to neither side."""
HERE = 2
"""Parties of the sentence that are taken for the other side."""

Met = dict[int, tuple[int, Actor]]
"""Actors by their identity, each with the word it was met at."""


def read_unsaid(
    document: Document, tree: Tree, found: Iterable[Candidate], by_sentence: Mapping[int, list[Mention]]
) -> Iterator[Candidate]:
    """Who backs whom where the words tie one of them alone to what is told."""
    full = {c.anchor for c in found if c.relation == SUPPORTS and c.is_linked}
    for cue in range(tree.end):
        patterns = [] if cue in full else [p for p in patterns_at(cue, tree) if p.half]
        applied = [p for p in patterns if applies(p, cue, document, tree)]
        if not applied:
            continue
        subjects, objects = _sides(applied, cue, document, tree)
        known = {*subjects, *objects}
        backers, backed = list(subjects.values()), list(objects.values())
        if bool(backers) == bool(backed):
            continue
        if backers:
            kinds = _kinds(pattern.objects for pattern in applied)
            how, backed = _others(cue, known, kinds, True, by_sentence, tree)
        else:
            kinds = _kinds(pattern.subjects for pattern in applied)
            how, backers = _others(cue, known, kinds, False, by_sentence, tree)
        for at, subject in backers:
            for there, target in backed:
                if subject is not target:
                    yield Candidate(
                        subject,
                        SUPPORTS,
                        target,
                        tree.sentence[cue],
                        (cue,),
                        (at, there),
                        f"{SUPPORTS}/implied-{how}",
                    )


def _kinds(parties: Iterable[Party]) -> frozenset[str]:
    """The kinds that any pattern allows on a side, of those that may back or be backed at all."""
    allowed: set[str] = set()
    for party in parties:
        allowed |= party.kinds or BELLIGERENTS
    return BELLIGERENTS & (allowed | {"Organization"} if NAMED_BODY in allowed else allowed)


def _sides(patterns: Sequence[Pattern], cue: int, document: Document, tree: Tree) -> tuple[Met, Met]:
    """Those whom any pattern meets on one side, where nothing that is no party fills the other."""
    subjects: Met = {}
    objects: Met = {}
    for pattern in patterns:
        agents = meet(pattern.subject, cue, document, tree, pattern.subjects)
        targets = meet(pattern.object, cue, document, tree, pattern.objects)
        if agents and (targets or _is_open(pattern.object, cue, document, tree)):
            subjects.update({id(actor): (at, actor) for at, actor in agents})
        if targets and (agents or _is_open(pattern.subject, cue, document, tree)):
            objects.update({id(actor): (at, actor) for at, actor in targets})
    for key in subjects.keys() & objects.keys():  # "X and the Y, whom it arms": nobody backs himself
        apart = [side for side in (subjects, objects) if _is_pronoun(side[key][0], document)]
        for side in apart or (subjects, objects):
            del side[key]
    return subjects, objects


def _is_open(paths: Iterable[Path], cue: int, document: Document, tree: Tree) -> bool:
    """Whether nothing stands where a party would, but what is given or a bare "group"."""
    return all(
        tree.pos[word] == "PRON"
        or tree.lemma[word] in BARE
        or tree.lower[word] in BARE
        or bool(lexicon.body_kind(tree.lower[word]))
        for path in paths
        for word in follow(path, cue, document, tree)
    )


def _is_given(head: int, tree: Tree) -> bool:
    """Whether a word is what is given, tells its kind ("Mirage jets"), or whom it is used against."""
    above = tree.head[head]
    modifies = tree.dep[head] in ("compound", "amod") and tree.lemma[above] in BARE
    fought = tree.dep[head] in ("obj", "nsubj:pass") and tree.lemma[above] in words(SUPPORTS, "against")
    return tree.lemma[head] in BARE or modifies or fought


def _is_pronoun(index: int, document: Document) -> bool:
    mention = document.mention_of.get(index)
    return mention is not None and mention.form == "pronoun"


def _others(
    cue: int,
    known: set[int],
    kinds: frozenset[str],
    behind: bool,
    by_sentence: Mapping[int, list[Mention]],
    tree: Tree,
) -> tuple[str, list[tuple[int, Actor]]]:
    """Who may be the other side: those told next, else whom the sentence before is about."""
    side, sentence = "object" if behind else "subject", tree.sentence[cue]
    here = [
        m
        for m in by_sentence.get(sentence, ())
        if m.actor.kind in kinds
        and id(m.actor) not in known
        and (m.head.i > cue) == behind
        and abs(m.head.i - cue) <= WINDOW
        and not _is_given(m.head.i, tree)
        and ASIDE.isdisjoint(tree.markers(m.head.i))
    ]
    if here:
        return f"{side}-here", [(m.head.i, m.actor) for m in here[:HERE]] if behind else []
    for m in by_sentence.get(sentence - 1, ()):
        if m.actor.kind in kinds and id(m.actor) not in known and not is_described(m.actor):
            return f"{side}-before", [(-1, m.actor)]
    return "none", []
