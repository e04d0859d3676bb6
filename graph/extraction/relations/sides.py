"""Who fights whom by what the rest of an article tells: rebels and their state, "the two countries".

News seldom says in one clause that insurgents fight the government: it calls them insurgents, and says whom
they killed. These pairs are only likely, for the classifier to weigh.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import OPPOSES, Candidate, pair_of
from graph.extraction.relations.kinds import BANDS, GROUPS, states_told
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

STATES = frozenset({"State"})
PEOPLE = frozenset({"Person"})
NAMED = ("name", "demonym")
AGAIN = 2
"""Mentions of rebels without a name that make them a side of the article."""
BEFORE = 2
"""Sentences before "the two sides" in which they are named."""


def read_sides(document: Document, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Pairs that no words of one sentence tie, each once."""
    known = {pair_of(c.subject, c.object) for c in found if c.relation == OPPOSES}
    rulers, others = _rulers(document)
    for candidate in (
        *_insurgents(rulers, "insurgent", document, tree),
        *_insurgents(others, "insurgent-other", document, tree),
        *_nameless(rulers, document, tree),
        *_states_of_forces(rulers, found, document),
        *_both_sides(document, tree),
    ):
        pair = pair_of(candidate.subject, candidate.object)
        if len(pair) == 2 and pair not in known:
            known.add(pair)
            yield candidate


def _candidate(
    subject: Actor, target: Actor, cue: int, ends: tuple[int, int], how: str, tree: Tree
) -> Candidate:
    return Candidate(subject, OPPOSES, target, tree.sentence[cue], (cue,), ends, f"{OPPOSES}/implied-{how}")


def _rulers(document: Document) -> tuple[list[Actor], list[Actor]]:
    """Whom rebels of the article rise against: state and army or government it names most, and next."""
    states = states_told(document)
    forces = [actor for actor in document.actors if _is_ruling(actor)]
    forces.sort(key=lambda actor: -len(actor.mentions))
    return [*states[:1], *forces[:1]], [*states[1:2], *forces[1:2]]


def _is_ruling(actor: Actor) -> bool:
    return is_described(actor) and actor.name.split()[-1].lower() in words(OPPOSES, "ruling_forces")


def _insurgents(rulers: list[Actor], how: str, document: Document, tree: Tree) -> Iterator[Candidate]:
    """Each band called rebels, with those who rule: "the X, an insurgent group", "rebels of the X"."""
    called: dict[int, tuple[Actor, Mention]] = {}
    for mention in document.mentions:
        actor = mention.actor
        fits = actor.kind in BANDS and mention.form != "pronoun" and id(actor) not in called
        if fits and not is_described(actor) and _is_called_rebel(mention, tree):
            called[id(actor)] = actor, mention
    for actor, mention in called.values():
        for ruler in rulers:
            yield _candidate(actor, ruler, mention.head.i, (mention.head.i, -1), how, tree)


def _nameless(rulers: list[Actor], document: Document, tree: Tree) -> Iterator[Candidate]:
    """Rebels whom the article speaks of again and again by that word alone, with those who rule."""
    for actor in document.actors:
        if actor.kind != "ArmedGroup" or not is_described(actor) or len(actor.mentions) < AGAIN:
            continue
        first = actor.mentions[0].head.i
        if tree.lemma[first] in words(OPPOSES, "rebels"):
            for ruler in rulers:
                yield _candidate(actor, ruler, first, (first, -1), "rebels", tree)


def _is_called_rebel(mention: Mention, tree: Tree) -> bool:
    """Whether a mention, or what stands by it, calls somebody a rebel."""
    head, start = mention.head.i, mention.span.start
    beside = [*range(start, mention.span.end), *tree.kids(head, "amod", "compound", "nmod:desc", "appos")]
    beside += [start - 1] if start and tree.sentence[start - 1] == tree.sentence[start] else []
    if tree.dep[head] in ("appos", "nmod"):
        beside.append(tree.head[head])
    beside += [child for word in tree.kids(head, "appos") for child in tree.kids(word, "amod", "compound")]
    return any(tree.common[word] and tree.lemma[word] in words(OPPOSES, "rebels") for word in beside)


def _states_of_forces(rulers: list[Actor], found: list[Candidate], document: Document) -> Iterator[Candidate]:
    """The state in place of its forces: whoever fights "the army" fights it."""
    state = next((actor for actor in rulers if actor.kind == "State"), None)
    if state is None:
        return
    for c in found:
        if c.relation != OPPOSES or not c.is_linked or not isinstance(c.object, Actor):
            continue
        if _is_ruling(c.subject) and c.object is not state:
            yield Candidate(
                state, OPPOSES, c.object, c.sentence, c.cue, (-1, c.ends[1]), f"{OPPOSES}/implied-state"
            )
        if _is_ruling(c.object) and c.subject is not state:
            yield Candidate(
                c.subject, OPPOSES, state, c.sentence, c.cue, (c.ends[0], -1), f"{OPPOSES}/implied-state"
            )


def _both_sides(document: Document, tree: Tree) -> Iterator[Candidate]:
    """The two last named before "the two countries", "both sides", "each other", where these fight."""
    for low, high in tree.spans:
        dual = next((i for i in range(low, high) if _kinds_of_two(i, tree)), None)
        if dual is None:
            continue
        cue = next((i for i in range(low, high) if tree.lemma[i] in words(OPPOSES, "mutual")), None)
        if cue is not None and (pair := _last_two(dual, document, tree)) is not None:
            yield _candidate(*pair, cue, (-1, -1), "sides", tree)


def _kinds_of_two(index: int, tree: Tree) -> tuple[frozenset[str], ...]:
    """Of which kinds two are whom a word means without naming them; nothing where it means no two."""
    word, following = tree.lower[index], tree.lemma[index + 1] if index + 1 < tree.end else ""
    if (word == "each" and following == "other") or (word == "one" and following == "another"):
        return STATES, GROUPS
    if word == "both" and following in words(OPPOSES, "sides"):
        return STATES, GROUPS
    if word != "two" or tree.lower[index - 1] not in ("the", "between", "these"):
        return ()
    if following in words(OPPOSES, "leaders"):
        return (PEOPLE,)
    if tree.tag[index + 1].startswith("NN") and following not in words(OPPOSES, "sides"):
        return ()
    return STATES, GROUPS


def _last_two(dual: int, document: Document, tree: Tree) -> tuple[Actor, Actor] | None:
    """The last two actors of one kind named before a word."""
    first = tree.sentence[dual] - BEFORE
    named = [
        mention
        for mention in sorted(document.mentions, key=lambda m: -m.span.start)
        if mention.span.start < dual and mention.form in NAMED and tree.sentence[mention.head.i] >= first
    ]
    for kinds in _kinds_of_two(dual, tree):
        last = list(dict.fromkeys(m.actor for m in named if m.actor.kind in kinds))
        last = [actor for actor in last if not is_described(actor)][:2]
        if len(last) == 2:
            return last[1], last[0]
    return None
