"""What a person's name stands with: "Ryanair's chief executive, X", "X, a spokesman for the front,".

Titles and appositions are where news tells posts and memberships. They are read as runs of words around the
name, since parsers attach them in many ways; the classifier tells posts from memberships by their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.nearby import BODIES
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

BEFORE, AFTER = 12, 14
"""How many words a role may take before and after the name."""
STOPS = frozenset(
    {".", ";", ":", "!", "?", "who", "that", "which", "whose", "whom", "because", "while", "when", "\n"}
)
COMMAS = 2
"""How many commas a role may run over: "the head of the country's largest party, the Union,"."""
OPENERS = frozenset({",", "(", "–", "—", "-", "["})
TIES = frozenset({"be", "become", "remain", "is", "was", "are", "were", "s"})
Role = tuple[int, Mention | None, str]


@cache
def role_words() -> frozenset[str]:
    """Nouns that name a post or a membership."""
    return words("leads", "posts") | words("memberOf", "ranks") | words("words", "other_roles")


def read_roles(document: Document, tree: Tree) -> Iterator[Candidate]:
    """Posts and memberships told by the words around each person's name."""
    counts = {id(actor): len(actor.mentions) for actor in document.actors}
    states = sorted((a for a in document.actors if a.kind == "State"), key=lambda a: -counts[id(a)])[:3]
    forces = [
        a
        for a in document.actors
        if a.kind in BODIES and words("words", "force_words") & set(a.name.lower().split())
    ]
    forces = sorted(forces, key=lambda a: -counts[id(a)])[:2]
    for mention in document.mentions:
        if mention.actor.kind != "Person" or mention.form not in ("name", "description"):
            continue
        for side, window in _windows(mention, document, tree):
            yield from _roles(mention, side, window, document, tree, states, forces)


def _roles(
    mention: Mention,
    side: str,
    window: range,
    document: Document,
    tree: Tree,
    states: list[Actor],
    forces: list[Actor],
) -> Iterator[Candidate]:
    names = role_words()
    roles = [i for i in window if tree.lemma[i] in names or tree.lower[i] in names]
    bodies: dict[int, Mention] = {}
    for index in window:
        other = document.mention_of.get(index)
        if other and other.actor is not mention.actor and other.actor.kind in BODIES:
            bodies.setdefault(id(other.actor), other)
    sentence = tree.sentence[mention.head.i]
    for other in bodies.values():
        at = other.head.i
        cue = min(roles, key=lambda i: (abs(i - at), i)) if roles else at
        for relation in ("leads", "memberOf"):
            if roles or (relation == "memberOf" and side != "is"):
                name = f"{relation}/role-{side}" if roles else f"{relation}/bare-{side}"
                yield Candidate(
                    mention.actor, relation, other.actor, sentence, (cue,), (mention.head.i, at), name
                )
    if roles and not bodies:
        for relation, implied in (("leads", states), ("memberOf", states), ("memberOf", forces)):
            kind = "force" if implied is forces else "state"
            for place, body in enumerate(implied):
                yield Candidate(
                    mention.actor, relation, body, sentence, (roles[-1],), (mention.head.i, -1),
                    f"{relation}/implied-{kind}{place}",
                )  # fmt: skip


def _windows(mention: Mention, document: Document, tree: Tree) -> Iterator[tuple[str, range]]:
    low, high = tree.spans[tree.sentence[mention.head.i]]
    first, last = mention.span.start, mention.span.end
    if mention.form == "description":
        yield "self", range(max(low, first - 3), min(high, last + 8))
        return
    start, commas = first, 0
    while start > low and first - start < BEFORE:
        word = start - 1
        if tree.lower[word] in STOPS or _stops(word, document, tree):
            break
        commas += tree.lower[word] == ","
        if commas > COMMAS:
            break
        start -= 1
    if start < mention.head.i:
        yield "before", range(start, max(first, mention.head.i))
    if last >= high:
        return
    begin = last
    side = ""
    if tree.lower[begin] in OPENERS:
        side, begin = "after", begin + 1
        if begin + 1 < high and tree.lower[begin] == "who" and tree.lemma[begin + 1] in TIES | {"serve"}:
            side, begin = "is", begin + 2
    elif tree.lemma[begin] in TIES or tree.lower[begin] in TIES:
        side, begin = "is", begin + 1
    if not side:
        return
    end, commas = begin, 0
    while end < high and end - begin < AFTER:
        commas += tree.lower[end] == ","
        if tree.lower[end] in STOPS or commas > COMMAS or (end > begin and _stops(end, document, tree)):
            break
        end += 1
    if end > begin:
        yield side, range(begin, end)


def _stops(word: int, document: Document, tree: Tree) -> bool:
    """Whether a role ends at a word: a finite verb, or somebody else's name."""
    if tree.tag[word] in ("VBD", "VBZ", "VBP", "MD", "VB"):
        return True
    other = document.mention_of.get(word)
    return other is not None and other.actor.kind == "Person" and other.form == "name"
