"""Patterns of the relations between actors, read from the tables beside this module and met in the text.

A table names a relation and its patterns. A pattern has `cue` words (lemmas, or forms with `form = true`),
optionally their `pos`, and where from the cue its `subject` and `object` are met: alternative paths
(see paths.py), of which the first that meets anybody holds. A `trusted` pattern is believed whatever the
classifier says; the cues of a `weak` one draw no other actors near (see nearby.py); where a `half` one meets
one party alone, the other is looked for elsewhere (see unsaid.py). `needs` are conditions: a path that must
meet a word with one of `lemmas`; `lacks` a path that must meet none of them, or nothing.
`negated = true` wants "not". `anchor` is where the word is met that tells whether it is so at all: of
"vowed to crush" the vow. Verbs are also known by their participles where taggers take them for adjectives.
Table-wide, `[unnamed]` lists heads of descriptions that name nobody:
"countries" back nobody, though France may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from graph.extraction.document import Actor, Document
from graph.extraction.relations.candidates import SUPPORTS, Candidate
from graph.extraction.relations.parties import Party, meet, serves
from graph.extraction.relations.paths import Path, follow, parse_path
from graph.extraction.relations.tables import table
from graph.extraction.relations.tree import Tree
from graph.extraction.voice.tables import NEGATIONS
from graph.model import SYMMETRIC

TABLES = ("supports", "leads", "memberOf", "opposes", "wantedBy", "sanctionedBy", "metWith")
POS_OF = {"VB": "VERB", "NN": "NOUN", "JJ": "ADJ"}
"""The parts of speech of tags: taggers of the two may differ, and either may be right."""
MISTAKEN = frozenset({"ADJ", "NOUN"})
"""What taggers take participles for."""
NEGATED = NEGATIONS | {"refuse", "decline"}


Condition = tuple[tuple[Path, ...], frozenset[str]]
"""Alternative paths, and the words of which they must meet one (any word, if none are given)."""


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
    needs: tuple[Condition, ...] = ()
    lacks: tuple[Condition, ...] = ()
    anchor: Path = ()
    negated: bool = False
    trusted: bool = False
    weak: bool = False
    half: bool = False
    subjects: Party = field(default_factory=Party)
    objects: Party = field(default_factory=Party)
    examples: tuple[str, ...] = ()


def _paths(value: str | list[str]) -> tuple[Path, ...]:
    return tuple(parse_path(text) for text in ([value] if isinstance(value, str) else value))


@cache
def read_patterns() -> tuple[Pattern, ...]:
    """Every pattern of every table."""
    patterns = []
    for relation in TABLES:
        found = table(relation)
        words = {name: frozenset(text.split()) for name, text in found.get("words", {}).items()}
        kinds = {name: frozenset(text.split()) for name, text in found.get("kinds", {}).items()}
        unnamed = {name: frozenset(text.split()) for name, text in found.get("unnamed", {}).items()}
        for line in found["pattern"]:
            sides = {
                side: Party(
                    kinds=_words(line.get(f"{side}_kinds", ""), kinds),
                    named=line.get(f"{side}_named", False),
                    unnamed=unnamed.get(side, frozenset()),
                )
                for side in ("subject", "object")
            }
            patterns.append(
                Pattern(
                    relation=relation,
                    name=f"{relation}/{line['name']}",
                    cues=_words(line["cue"], words),
                    pos=frozenset(line.get("pos", "").split()),
                    form=line.get("form", False),
                    subject=_paths(line["subject"]),
                    object=_paths(line["object"]),
                    needs=_conditions(line.get("needs", []), words),
                    lacks=_conditions(line.get("lacks", []), words),
                    anchor=parse_path(line.get("anchor", "")),
                    negated=line.get("negated", False),
                    trusted=line.get("trusted", False),
                    weak=line.get("weak", False),
                    half=line.get("half", False),
                    subjects=sides["subject"],
                    objects=sides["object"],
                    examples=tuple(line.get("examples", ())),
                )
            )
    return tuple(patterns)


def _conditions(lines: list[dict[str, Any]], lists: dict[str, frozenset[str]]) -> tuple[Condition, ...]:
    return tuple((_paths(line["path"]), _words(line.get("lemmas", ""), lists)) for line in lines)


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
    for cue in range(tree.end):
        found = list(patterns_at(cue, tree))
        if tree.common[cue] and tree.pos[cue] in MISTAKEN:
            found += [p for p in _patterns_of_participle(tree.lower[cue]) if p not in found]
        elif _between_names(cue, tree):
            found += [p for p in patterns_by_cue().get(tree.lower[cue], ()) if "VERB" in p.pos]
        for pattern in found:
            yield from _match(pattern, cue, document, tree)


def patterns_at(cue: int, tree: Tree) -> Iterator[Pattern]:
    """The patterns that a word may be the cue of, by its form and part of speech."""
    index = patterns_by_cue()
    lemma, lower, verb = tree.lemma[cue], tree.lower[cue], tree.verb[cue]
    if lemma not in index and lower not in index and verb not in index:
        return
    for word in sorted({lemma, lower, verb} & index.keys()):
        for pattern in index[word]:
            if pattern.form and word != tree.lower[cue]:
                continue
            mistagged = "VERB" in pattern.pos and tree.verb[cue] == word
            if not pattern.pos or mistagged or pattern.pos & {tree.pos[cue], POS_OF.get(tree.tag[cue][:2])}:
                yield pattern


def _between_names(cue: int, tree: Tree) -> bool:
    """Whether an adverb stands where a verb would: "Turkey and Qatar back the government"."""
    if tree.tag[cue] not in ("RB", "RP") or not 0 < cue < tree.end - 1:
        return False
    return tree.pos[cue - 1] == "PROPN" and tree.tag[cue + 1] in ("DT", "PRP$", "NNP", "NNPS")


@lru_cache(10_000)
def _patterns_of_participle(word: str) -> tuple[Pattern, ...]:
    """The patterns of the verb that a word is the past form of: "armed", "froze"."""
    index = patterns_by_cue()
    verbs = [table("words")["past"].get(word, "")]
    if word.endswith("ed"):
        verbs += [word[:-2], word[:-1], word[:-3], word[:-3] + "y"]
    found = {
        pattern.name: pattern
        for verb in verbs
        for pattern in index.get(verb, ())
        if "VERB" in pattern.pos and not pattern.form
    }
    return tuple(found.values())


def one_sided(relation: str, document: Document, tree: Tree) -> Iterator[tuple[int, int, Actor]]:
    """Cues of a relation whose object the sentence leaves out, each with where its subject is met and who."""
    for cue in range(tree.end):
        for pattern in patterns_at(cue, tree):
            if pattern.relation != relation or not applies(pattern, cue, document, tree):
                continue
            if not meet(pattern.object, cue, document, tree, pattern.objects):
                for at, actor in meet(pattern.subject, cue, document, tree, pattern.subjects):
                    yield cue, at, actor


def applies(pattern: Pattern, cue: int, document: Document, tree: Tree) -> bool:
    """Whether the conditions of a pattern hold at a cue."""
    if not all(_leads_to(condition, cue, document, tree) for condition in pattern.needs):
        return False
    if any(_leads_to(condition, cue, document, tree) for condition in pattern.lacks):
        return False
    return not pattern.negated or any(tree.lower[child] in NEGATED for child in tree.children[cue])


def _match(pattern: Pattern, cue: int, document: Document, tree: Tree) -> Iterator[Candidate]:
    if not applies(pattern, cue, document, tree):
        return
    subjects = meet(pattern.subject, cue, document, tree, pattern.subjects)
    if not subjects:
        return
    objects = meet(pattern.object, cue, document, tree, pattern.objects)
    if _between_names(cue, tree):  # the tree takes all the names for one list
        subjects = [(at, actor) for at, actor in subjects if at < cue]
        objects = [(there, actor) for there, actor in objects if there > cue]
    if pattern.relation not in SYMMETRIC:
        met = {at for at, _ in subjects}
        named = {id(m) for at in met if (m := document.mention_of.get(at)) is not None and m.form == "name"}
        objects = [  # of "the Bureau of X and the Y", X is in the Bureau's own name
            (there, actor)
            for there, actor in objects
            if there not in met and id(document.mention_of.get(there)) not in named
        ]
    anchors = follow(pattern.anchor, cue, document, tree) if pattern.anchor else []
    words = (anchors[0], cue) if anchors else (cue,)
    for at, subject in subjects:
        for there, target in objects:
            if pattern.relation == SUPPORTS and serves(subject, there, document, tree):
                continue
            if pattern.relation in SYMMETRIC and _is_part(at, there, document):
                continue
            if subject is not target and tree.sentence[at] == tree.sentence[there]:
                yield Candidate(
                    subject,
                    pattern.relation,
                    target,
                    tree.sentence[cue],
                    words,
                    (at, there),
                    pattern.name,
                )


def _is_part(one: int, other: int, document: Document) -> bool:
    """Whether one of two parties is only named in the words for the other: Iraq in "Iraqi forces"."""
    met = [document.mention_of.get(one), document.mention_of.get(other)]
    return any(
        mention is not None
        and mention.span.start <= word < mention.span.end
        and document.doc[word - 1].text != "-"  # "anti-Taliban fighters"
        for mention, word in zip(met, (other, one), strict=True)
    )


def _leads_to(condition: Condition, cue: int, document: Document, tree: Tree) -> bool:
    paths, lemmas = condition
    words = [word for path in paths for word in follow(path, cue, document, tree)]
    return (
        bool(words) if not lemmas else any(tree.lemma[w] in lemmas or tree.lower[w] in lemmas for w in words)
    )
