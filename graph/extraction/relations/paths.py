"""Paths from a cue to those who take part in what it tells of: by the tree, else by the words' order.

A path is a row of steps; each leads from words to words:

    agent, patient     who does what the cue tells of, whom it is done to (any voice, relative, controlled)
    holder, body       who is what the cue names ("the LNA commander, X"), and of what
    examples           those named as instances of it: "backers, including X and Y", "backers such as X"
    prefix, modified   "X-backed Y": X and Y
    aimed              Y of "anti-Y", "pro-Y"
    before, after      the party that stands right before or behind the cue, whatever the tree says;
                       after(by|with) behind one of the prepositions
    between            the two parties of "between X and Y"
    clause             who does what the clause around tells of: "With X's help, Y took the town"
    around             the words near the cue (for conditions)
    nsubj, obj, …      children with that label, subtypes included; conjuncts always come along
    obl(by|from)       the same, if one of the prepositions introduces them
    <obj, <obl(with)   the head, if the word has that label (and preposition)
    self               the word itself
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.extraction.document import Document, Mention
from graph.extraction.relations.tree import RELATIVE, Tree

STEP = re.compile(r"(<?)([\w:]+)(?:\(([^)]*)\))?$")
DASHES = frozenset({"-", "–", "‑"})
BESIDE = ("appos", "nmod:desc", "flat", "compound", "amod", "nmod:unmarked", "list", "parataxis")
REACH = 6
"""Words between a cue and the party before or behind it."""
AROUND = 10
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
SKIPPED = frozenset({"AUX", "ADV", "PART", "DET", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path."""

    up: bool
    name: str
    prepositions: tuple[str, ...]


Path = tuple[Step, ...]


def parse_path(text: str) -> Path:
    """The path that a table writes as text; ValueError where a step is none."""
    steps = []
    for word in text.split():
        match = STEP.match(word)
        if match is None:
            raise ValueError(f"no path step: {word!r}")
        up, name, prepositions = match.groups()
        steps.append(Step(bool(up), name, tuple(prepositions.split("|")) if prepositions else ()))
    return tuple(steps)


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
        return special(word, step.prepositions, document, tree)
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


def holders(word: int, document: Document, tree: Tree) -> list[int]:
    """Who is what a noun names: "X, the leader of …", "X is its leader", "President X"."""
    found = [child for child in tree.children[word] if tree.dep[child] in ("nsubj", "appos", "flat")]
    head, dep = tree.head[word], tree.dep[word]
    if head != word:
        if dep in BESIDE:
            found.append(head)
        if dep in ("obl", "obl:arg", "xcomp") and ("as" in tree.markers(word) or dep == "xcomp"):
            found.extend(
                tree.patients(head) if tree.is_passive(head) or tree.kids(head, "obj") else tree.agents(head)
            )
        if dep == "conj":
            first = tree.first_conjunct(word)
            if tree.pos[first] in ("NOUN", "PROPN") and first not in document.mention_of:
                found.extend(holders(first, document, tree))
    inside = document.mention_of.get(word)
    if inside and inside.actor.kind == "Person" and inside.head.i != word:
        found.append(inside.head.i)
    follows = document.mention_of.get(word + 1)
    if follows and follows.span.start == word + 1 and follows.form == "name":
        found.append(follows.head.i)
    if not found:
        found = _beside_comma(word, document, tree)
    own = document.mention_of.get(word)
    if not found and own and own.head.i == word:
        found.append(word)
    return list(dict.fromkeys(found))


def _beside_comma(word: int, document: Document, tree: Tree) -> list[int]:
    """X of "its main backers, X and Y," where the tree has put X elsewhere; titles before X are passed."""
    comma = word + 1
    end = tree.spans[tree.sentence[word]][1]
    if comma >= end or tree.lower[comma] not in (",", ":", "—", "–", "("):
        return []
    for index in range(comma + 1, min(comma + 5, end)):
        mention = mention_from(index, document)
        if mention:
            return [mention.head.i] if mention.form == "name" else []
        if tree.dep[index] not in ("nmod:desc", "det", "compound", "amod"):
            break
    return []


def bodies(word: int, document: Document, tree: Tree) -> list[int]:
    """What somebody is leader, member … of: "of the LNA", "the LNA's", "LNA commander", "its"."""
    found = tree.marked(word, ("of", "for", "to"), "nmod")
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
            and mention.head.i != word
            and tree.sentence[index] == tree.sentence[word]
            and (index == word - 1 or tree.pos[word - 1] in ("NOUN", "ADJ", "PROPN", "PART"))
        ):
            found.append(index)
    return list(dict.fromkeys(found)) or tree.marked(word, ("in", "at", "with", "from"), "nmod")


def _examples(word: int, document: Document, tree: Tree) -> list[int]:
    plain = set(tree.conjuncts(word))
    found = [index for index in tree.members(word) if index not in plain]
    end = tree.spans[tree.sentence[word]][1]
    for index in range(word + 1, min(word + 12, end)):
        text = tree.lower[index]
        if text in ("including", "notably", "namely", "like") or (
            text == "such" and index + 1 < end and tree.lower[index + 1] == "as"
        ):
            return found + _after(index + (text == "such"), (), document, tree)
        if tree.pos[index] in ("VERB", "AUX"):
            break
    return found


def _prefix(word: int, document: Document, tree: Tree) -> list[int]:
    """X of "X-backed"."""
    if word >= 2 and tree.lower[word - 1] in DASHES and word - 2 in document.mention_of:
        return [word - 2]
    return []


def _modified(word: int, document: Document, tree: Tree) -> list[int]:
    """Y of "X-backed Y": the first name behind it in its noun phrase, else the phrase's mention."""
    described = None
    for index in range(word + 1, min(word + 8, tree.spans[tree.sentence[word]][1])):
        mention = document.mention_of.get(index)
        if mention and mention.span.start > word:
            longest = mention_from(index, document)
            return [longest.head.i if longest else index]
        if mention and described is None:
            described = index
        if tree.pos[index] in ("VERB", "PUNCT", "AUX", "ADP"):
            break
    if described is not None:
        return [document.mention_of[described].head.i]
    head = tree.head[word]
    return [head] if head > word and head in document.mention_of else []


def _aimed(word: int, document: Document, tree: Tree) -> list[int]:
    """Y of "anti-Y"."""
    index = word + 2
    if index < tree.end and tree.lower[word + 1] in DASHES and index in document.mention_of:
        return [index]
    return []


def mention_from(index: int, document: Document) -> Mention | None:
    """The longest mention that starts at a word."""
    found = None
    for word in range(index, index + REACH):
        mention = document.mention_of.get(word)
        if mention is None or mention.span.start > index:
            break
        if mention.span.start == index:
            found = mention
    return found


def _before(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    low = tree.spans[tree.sentence[word]][0]
    for index in range(word - 1, max(low, word - REACH) - 1, -1):
        mention = document.mention_of.get(index)
        if mention:
            owns = tree.lower[index] in POSSESSIVES
            start = mention.span.start
            led = start > low and tree.pos[start - 1] == "ADP"
            return [] if owns or led else [mention.head.i]
        if tree.lower[index] in (",", ")"):
            if index != word - 1 and tree.lower[index + 1] not in RELATIVE:
                return []
        elif tree.pos[index] not in ("AUX", "ADV", "PART", "SPACE") and tree.lower[index] not in RELATIVE:
            return []
    return []


def _after(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    high = min(tree.spans[tree.sentence[word]][1], word + REACH + 1)
    wanted = set(prepositions)
    passed = word
    for index in range(word + 1, high):
        if index <= passed:
            continue
        if wanted and tree.lower[index] in wanted:
            wanted.clear()
            continue
        if not wanted:
            mention = mention_from(index, document)
            if mention and mention.span.end + 1 < high and tree.lower[mention.span.end] in DASHES:
                passed = mention.span.end + 1  # the prefix of "Iran-backed Houthis"
                continue
            if mention:
                return [] if _belongs(mention, document, tree) else tree.conjuncts(mention.head.i)
        if tree.pos[index] not in SKIPPED and tree.dep[index] not in ("nmod:desc", "compound"):
            return []
    return []


def _belongs(mention: Mention, document: Document, tree: Tree) -> bool:
    """Whether a mention only tells whose something is: "X's arrest", "his lawyer", "the X crackdown"."""
    end, head = mention.span.end, mention.head.i
    if (end < tree.end and tree.lower[end] in POSSESSIVES) or tree.dep[head] == "nmod:poss":
        return True
    return tree.dep[head] in ("compound", "amod") and tree.head[head] not in document.mention_of


def _between(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    """Both of "between X and Y": the last party before "and", the first behind it."""
    end = min(tree.spans[tree.sentence[word]][1], word + 40)
    start = next((i for i in range(word + 1, min(word + 6, end)) if tree.lower[i] == "between"), None)
    if start is None:
        return []
    first: Mention | None = None
    for index in range(start + 1, end):
        if tree.lower[index] == "and":
            second = None
            for other in range(index + 1, min(index + 6, end)):
                second = mention_from(other, document)
                if second or tree.pos[other] in ("ADP", "VERB", "PUNCT"):
                    break
            return [first.head.i, second.head.i] if first and second else []
        first = first or mention_from(index, document)
        if tree.lower[index] in (".", ";", "between"):
            break
    return []


def _clause(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    for above in tree.ancestors(word):
        if tree.pos[above] in ("VERB", "AUX"):
            return tree.patients(above) if tree.is_passive(above) else tree.agents(above)
    return []


def _around(word: int, prepositions: tuple[str, ...], document: Document, tree: Tree) -> list[int]:
    start, end = tree.spans[tree.sentence[word]]
    return [i for i in range(max(start, word - AROUND), min(end, word + AROUND + 1)) if i != word]


Special = Callable[[int, tuple[str, ...], Document, Tree], list[int]]
SPECIAL: dict[str, Special] = {
    "agent": lambda word, prepositions, document, tree: tree.agents(word),
    "patient": lambda word, prepositions, document, tree: tree.patients(word),
    "holder": lambda word, prepositions, document, tree: holders(word, document, tree),
    "body": lambda word, prepositions, document, tree: bodies(word, document, tree),
    "examples": lambda word, prepositions, document, tree: _examples(word, document, tree),
    "prefix": lambda word, prepositions, document, tree: _prefix(word, document, tree),
    "modified": lambda word, prepositions, document, tree: _modified(word, document, tree),
    "aimed": lambda word, prepositions, document, tree: _aimed(word, document, tree),
    "self": lambda word, prepositions, document, tree: [word],
    "before": _before,
    "after": _after,
    "between": _between,
    "clause": _clause,
    "around": _around,
}
