"""Dependency patterns of the relations between actors, read from the tables beside this module.

A table names a relation and its patterns. A pattern has `cue` words (lemmas, or forms with `form = true`),
optionally their `pos`, and where from the cue its `subject` and `object` are met: alternatives, of which
the first that meets anybody holds, each a path of steps:

    agent, patient     who does what the cue tells of, whom it is done to (any voice, relative, controlled)
    holder, body       who is what the cue names ("the LNA commander, X"), and of what
    prefix, modified   "X-backed Y": X and Y
    nsubj, obj, …      children with that label, subtypes included; conjuncts always come along
    obl(by|from)       the same, if one of the prepositions introduces them
    <obj, <obl(with)   the head, if the word has that label (and preposition)
    self               the word itself

A `trusted` pattern is believed whatever the classifier says. `needs` are conditions: a path that must meet a
word with one of `lemmas`. `negated = true` wants "not".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from graph.extraction.document import Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.tables import table
from graph.extraction.relations.tree import Tree

TABLES = ("supports", "leads", "memberOf", "opposes", "wantedBy", "sanctionedBy", "metWith")
STEP = re.compile(r"(<?)([\w:]+)(?:\(([^)]*)\))?$")
TITLE_LINKS = frozenset({"compound", "nmod:desc", "flat", "amod", "appos", "nmod", "nmod:unmarked"})
NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "refuse", "decline"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path."""

    up: bool
    name: str
    prepositions: tuple[str, ...]


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One line of a table."""

    relation: str
    name: str
    cues: frozenset[str]
    pos: frozenset[str]
    form: bool
    subject: tuple[Path, ...]
    object: tuple[Path, ...]
    needs: tuple[tuple[Path, frozenset[str]], ...] = ()
    negated: bool = False
    trusted: bool = False
    subject_kinds: frozenset[str] = field(default_factory=frozenset)
    object_kinds: frozenset[str] = field(default_factory=frozenset)
    examples: tuple[str, ...] = ()


def _path(text: str) -> Path:
    steps = []
    for word in text.split():
        match = STEP.match(word)
        if match is None:
            raise ValueError(f"no path step: {word!r}")
        up, name, prepositions = match.groups()
        steps.append(Step(bool(up), name, tuple(prepositions.split("|")) if prepositions else ()))
    return tuple(steps)


def _paths(value: str | list[str]) -> tuple[Path, ...]:
    return tuple(_path(text) for text in ([value] if isinstance(value, str) else value))


@cache
def read_patterns() -> tuple[Pattern, ...]:
    """Every pattern of every table."""
    patterns = []
    for relation in TABLES:
        found = table(relation)
        words = {name: frozenset(text.split()) for name, text in found.get("words", {}).items()}
        kinds = {name: frozenset(text.split()) for name, text in found.get("kinds", {}).items()}
        for line in found["pattern"]:
            patterns.append(
                Pattern(
                    relation=relation,
                    name=f"{relation}/{line['name']}",
                    cues=_words(line["cue"], words),
                    pos=frozenset(line.get("pos", "").split()),
                    form=line.get("form", False),
                    subject=_paths(line["subject"]),
                    object=_paths(line["object"]),
                    needs=tuple(
                        (_path(need["path"]), _words(need["lemmas"], words)) for need in line.get("needs", [])
                    ),
                    negated=line.get("negated", False),
                    trusted=line.get("trusted", False),
                    subject_kinds=_words(line.get("subject_kinds", ""), kinds),
                    object_kinds=_words(line.get("object_kinds", ""), kinds),
                    examples=tuple(line.get("examples", ())),
                )
            )
    return tuple(patterns)


def _words(text: str, lists: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in text.split():
        found.update(lists[word[1:]] if word.startswith("@") else {word})
    return frozenset(found)


@cache
def trusted_patterns() -> frozenset[str]:
    """The names of patterns that need no classifier."""
    return frozenset(pattern.name for pattern in read_patterns() if pattern.trusted)


@cache
def patterns_by_cue() -> dict[str, tuple[Pattern, ...]]:
    """Patterns by each cue word."""
    index: defaultdict[str, list[Pattern]] = defaultdict(list)
    for pattern in read_patterns():
        for cue in sorted(pattern.cues):
            index[cue].append(pattern)
    return {cue: tuple(patterns) for cue, patterns in index.items()}


def match_patterns(document: Document, tree: Tree) -> Iterator[Candidate]:
    """What the patterns propose, in the order of their cues."""
    index = patterns_by_cue()
    for cue in range(tree.end):
        seen = {tree.lemma[cue], tree.lower[cue]}
        for word in sorted(seen):
            for pattern in index.get(word, ()):
                if pattern.form and word != tree.lower[cue]:
                    continue
                if pattern.pos and tree.pos[cue] not in pattern.pos:
                    continue
                yield from _match(pattern, cue, document, tree)


def _match(pattern: Pattern, cue: int, document: Document, tree: Tree) -> Iterator[Candidate]:
    for path, lemmas in pattern.needs:
        if not any(
            tree.lemma[word] in lemmas or tree.lower[word] in lemmas
            for word in follow(path, cue, document, tree)
        ):
            return
    if pattern.negated and not any(tree.lower[child] in NEGATIONS for child in tree.children[cue]):
        return
    subjects = _meet(pattern.subject, cue, document, tree, pattern.subject_kinds)
    if not subjects:
        return
    objects = _meet(pattern.object, cue, document, tree, pattern.object_kinds)
    for at, subject in subjects:
        for there, target in objects:
            if subject.actor is not target.actor and tree.sentence[at] == tree.sentence[there]:
                yield Candidate(
                    subject.actor,
                    pattern.relation,
                    target.actor,
                    tree.sentence[cue],
                    (cue,),
                    (at, there),
                    pattern.name,
                )


def _meet(
    paths: tuple[Path, ...], cue: int, document: Document, tree: Tree, kinds: frozenset[str]
) -> list[tuple[int, Mention]]:
    """The mentions, with the word they were met at, of the first path that meets any."""
    for path in paths:
        found: dict[int, tuple[int, Mention]] = {}
        for word in follow(path, cue, document, tree):
            for index in tree.members(word):
                mention = document.mention_of.get(index)
                if mention and (not kinds or mention.actor.kind in kinds):
                    found.setdefault(id(mention), (index, mention))
        if found:
            return list(found.values())
    return []


def follow(path: Path, cue: int, document: Document, tree: Tree) -> list[int]:
    """The words that a path leads to from a cue."""
    words = [cue]
    for step in path:
        reached: dict[int, None] = {}
        for word in words:
            reached.update(dict.fromkeys(_step(step, word, document, tree)))
        words = list(reached)
    return words


def _step(step: Step, word: int, document: Document, tree: Tree) -> list[int]:
    special = SPECIAL.get(step.name)
    if special and not step.up:
        return special(word, document, tree)
    if step.up:
        if tree.dep[word] == "conj":
            word = tree.first_conjunct(word)
        head, dep = tree.head[word], tree.dep[word]
        if head == word or step.name not in (dep, dep.split(":")[0], "any"):
            return []
        if step.prepositions and not set(step.prepositions) & tree.markers(word):
            return []
        return [head]
    if step.prepositions:
        return tree.marked(word, step.prepositions, step.name)
    return tree.kids(word, step.name)


def _holder(word: int, document: Document, tree: Tree) -> list[int]:
    """Who is what a noun names: "X, the leader of …", "X is its leader", "President X"."""
    found = [child for child in tree.children[word] if tree.dep[child] in ("nsubj", "appos", "flat")]
    head, dep = tree.head[word], tree.dep[word]
    if head != word:
        if dep in ("appos", "nmod:desc", "flat", "compound", "amod", "nmod:unmarked", "list", "parataxis"):
            found.append(head)
        if dep in ("obl", "obl:arg", "xcomp") and ("as" in tree.markers(word) or dep == "xcomp"):
            found.extend(
                tree.patients(head) if tree.is_passive(head) or tree.kids(head, "obj") else tree.agents(head)
            )
        if dep == "conj":
            first = tree.first_conjunct(word)
            if tree.pos[first] in ("NOUN", "PROPN") and first not in document.mention_of:
                found.extend(_holder(first, document, tree))
    inside = document.mention_of.get(word)
    if inside and inside.actor.kind == "Person" and inside.head.i != word:
        found.append(inside.head.i)
    follows = document.mention_of.get(word + 1)
    if (
        follows
        and follows.actor.kind == "Person"
        and follows.span.start == word + 1
        and follows.form == "name"
    ):
        found.append(follows.head.i)
    own = document.mention_of.get(word)
    if not found and own and own.head.i == word:
        found.append(word)
    return list(dict.fromkeys(found))


def _body(word: int, document: Document, tree: Tree) -> list[int]:
    """What somebody is leader, member … of: "of the LNA", "the LNA's", "LNA commander", "its"."""
    found = tree.marked(word, ("of", "for", "in", "at", "with", "to", "from"), "nmod")
    found += [
        child
        for child in tree.children[word]
        if tree.dep[child] in ("nmod:poss", "compound", "amod", "nmod:desc")
    ]
    for index in (word - 1, word - 2):
        mention = document.mention_of.get(index)
        if (
            mention
            and mention.form != "pronoun"
            and index >= 0
            and tree.sentence[index] == tree.sentence[word]
            and (index == word - 1 or tree.pos[word - 1] in ("NOUN", "ADJ", "PROPN"))
        ):
            found.append(index)
    return [index for index in dict.fromkeys(found) if not _is_person(index, document)]


def _is_person(index: int, document: Document) -> bool:
    mention = document.mention_of.get(index)
    return mention is not None and mention.actor.kind == "Person" and mention.form == "name"


def _prefix(word: int, document: Document, tree: Tree) -> list[int]:
    """X of "X-backed"."""
    if word >= 2 and tree.lower[word - 1] in ("-", "–") and word - 2 in document.mention_of:
        return [word - 2]
    return []


def _modified(word: int, document: Document, tree: Tree) -> list[int]:
    """Y of "X-backed Y": the noun it modifies, else the next mention of the sentence."""
    head = tree.head[word]
    if (
        head > word
        and tree.dep[word] in ("amod", "compound", "acl", "nmod:desc")
        and head in document.mention_of
    ):
        return [head]
    for index in range(word + 1, min(word + 8, tree.spans[tree.sentence[word]][1])):
        if index in document.mention_of:
            mention = document.mention_of[index]
            return [mention.head.i]
        if tree.pos[index] in ("VERB", "PUNCT", "AUX"):
            break
    return []


SPECIAL: dict[str, Callable[[int, Document, Tree], list[int]]] = {
    "agent": lambda word, document, tree: tree.agents(word),
    "patient": lambda word, document, tree: tree.patients(word),
    "holder": _holder,
    "body": _body,
    "prefix": _prefix,
    "modified": _modified,
    "self": lambda word, document, tree: [word],
}
