"""Relations and alleged acts: candidates read from one parsed article, to be weighed afterwards."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from graph.extraction.document import Actor, Document
from graph.extraction.relations.acts import Act, find_acts
from graph.extraction.relations.agency import find_agents, find_harmed
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.nearby import mentions_by_sentence, near_pairs, nearest, tells_whose
from graph.extraction.relations.notices import LISTED
from graph.extraction.relations.opposition import read_opposition
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.patterns import match_patterns, trusted_patterns
from graph.extraction.relations.reporters import without_reporters
from graph.extraction.relations.roles import TRUSTED, read_roles
from graph.extraction.relations.sanctions import read_sanctions
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree
from graph.extraction.voice.denials import answered_by, principals
from graph.model import ACCUSATION

__all__ = [
    "DENIED_NEAR",
    "Candidate",
    "Tree",
    "find_agents",
    "find_candidates",
    "find_harmed",
    "is_outright",
    "is_trusted",
]

BELIEVED = TRUSTED | {LISTED}
DENIED_NEAR = 3
"""Passages, its own sentence first, in which a denial that names no act is answering one."""
JUDICIAL = frozenset({"execute", "execution", "put to death", "mass execution", "public execution"})
"""Labels that also name a court's death sentence: by a state these are no execution without a trial."""
KILLING = "unlawfulKilling"
MAIN_ACTORS = 3
"""How many of the actors most accused in an article an act without an agent may be laid to."""


def find_candidates(document: Document, tree: Tree, *, generous: bool = True) -> list[Candidate]:
    """Every triple that the article may bear out; `generous` adds what no pattern links."""
    found = [candidate for candidate in match_patterns(document, tree) if "Source" not in _kinds(candidate)]
    if generous:
        found += near_pairs(document, tree, found)
        found += read_roles(document, tree)
        found += read_sanctions(document, tree, found)
        found += read_opposition(document, tree, found)
    found += _accusations(document, tree, found, generous=generous)
    found = [candidate for candidate in found if not any(map(_is_somebody, _parties(candidate)))]
    return without_reporters(found, document, tree)


def is_trusted(candidate: Candidate, *, doubtful: bool = True) -> bool:
    """Whether the words that tie a candidate together bear it out by themselves.

    `doubtful` is one that all else speaks against: fewer words are enough for any other.
    """
    if candidate.relation == ACCUSATION:
        how, link, height, strength, label = candidate.links
        if not doubtful and (how, height, strength) == ("does", "height1", "named"):
            return True
        return (
            link in words("accusedOf", "trusted")
            and strength == "named"
            and candidate.subject.kind != "Person"
            and words("accusedOf", "befall").isdisjoint(label.split())
        )
    return candidate.pattern in BELIEVED or candidate.pattern in trusted_patterns()


def is_outright(accusation: Candidate) -> bool:
    """Whether it is an act that is named outright and hangs directly on the accused."""
    if accusation.relation != ACCUSATION:
        return False
    _, link, _, strength, _ = accusation.links
    return link in ("subject", "possessor", "by", "liable") and strength == "named"


def _parties(candidate: Candidate) -> list[Actor]:
    return [actor for actor in (candidate.subject, candidate.object) if isinstance(actor, Actor)]


def _kinds(candidate: Candidate) -> set[str]:
    return {actor.kind for actor in _parties(candidate)}


def _is_somebody(actor: Actor) -> bool:
    """Whether one person is described and never named: "a man", "his brother"."""
    return actor.kind == "Person" and is_described(actor)


def _backers_accused(accusations: list[Candidate], patterned: list[Candidate]) -> list[Candidate]:
    """Accusations of "the countries supporting X", laid to those that the article names as backing X."""
    backers: defaultdict[int, list[Actor]] = defaultdict(list)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for candidate in patterned:
        if candidate.relation == "supports" and isinstance(candidate.object, Actor):
            named = not candidate.subject.name[:1].islower()
            if named and is_trusted(candidate):
                backers[id(candidate.object)].append(candidate.subject)
            elif not named:
                groups[id(candidate.subject)].append(id(candidate.object))
    found = []
    for accusation in accusations:
        for backed in dict.fromkeys(groups.get(id(accusation.subject), ())):
            for backer in dict.fromkeys(backers[backed]):
                if is_outright(accusation) and accusation.object != "humanRightsViolations":
                    found.append(replace(accusation, subject=backer, ends=(accusation.ends[0], -1)))
    return found


def _accusations(
    document: Document, tree: Tree, patterned: list[Candidate], *, generous: bool
) -> list[Candidate]:
    found: list[Candidate] = []
    by_sentence = mentions_by_sentence(document, tree) if generous else {}
    deniers = _deniers(document, tree) if generous else {}
    linked: Counter[int] = Counter()
    actors = {id(actor): actor for actor in document.actors}
    alone: list[Act] = []
    by_anchor: defaultdict[int, list[Act]] = defaultdict(list)
    for act in find_acts(document, tree):
        by_anchor[act.words[0]].append(act)
    for anchor, acts in by_anchor.items():
        if _is_combat(anchor, document, tree):
            acts = [act for act in acts if act.strength != "bare"]
        if not acts:
            continue
        sentence = tree.sentence[anchor]
        agents = find_agents(anchor, document, tree)
        links = [
            (mention.actor, link.at, link.how, link.height)
            for link in agents
            for mention in document.together(link.mention)
        ]
        met = {id(actor) for actor, *_ in links}
        for actor, *_ in links:
            linked[id(actor)] += 1
        if generous:
            acting = [link.mention for link in agents]
            for mention in nearest(anchor, by_sentence.get(sentence, [])):
                if (
                    id(mention.actor) not in met
                    and mention.head.i != anchor
                    and not tells_whose(mention, acting, tree)
                ):
                    met.add(id(mention.actor))
                    side = "before" if mention.head.i < anchor else "after"
                    links.append((mention.actor, mention.head.i, side, 9))
            if not links and sentence:
                previous = [
                    m for m in by_sentence.get(sentence - 1, []) if tree.dep[m.head.i].startswith("nsubj")
                ]
                links += [(m.actor, -1, "previous", 9) for m in previous[:2]]
        links += [(a, -1, "denier", 9) for a in deniers.get(sentence, ()) if id(a) not in met]
        for act in acts:
            for actor, at, how, height in links:
                if actor.kind != "Source":
                    found.append(_accusation(act, actor, sentence, at, how, height))
            alone.append(act)
    found += _backers_accused(found, patterned)
    if generous:
        main = [actors[key] for key, _ in linked.most_common(MAIN_ACTORS) if key in actors]
        state = max(
            (actor for actor in document.actors if actor.kind == "State"),
            key=lambda actor: len(actor.mentions),
            default=None,
        )
        for act in alone:
            for place, actor in enumerate(main):
                if actor.kind != "Source":
                    found.append(
                        _accusation(act, actor, tree.sentence[act.words[0]], -1, f"article{place}", 9)
                    )
            if state is not None and state not in main:
                found.append(_accusation(act, state, tree.sentence[act.words[0]], -1, "state", 9))
    return found


def _is_combat(anchor: int, document: Document, tree: Tree) -> bool:
    """Whether an act is done to armed forces alone: fighting, unless its words tell what is wrong with it."""
    harmed = [document.mention_of.get(word) for word in find_harmed(anchor, tree)]
    return bool(harmed) and all(m is not None and m.actor.kind == "ArmedGroup" for m in harmed)


def _deniers(document: Document, tree: Tree) -> dict[int, list[Actor]]:
    """By sentence, those who soon answer what is told there, or whom others answer for."""
    found: defaultdict[int, dict[int, Actor]] = defaultdict(dict)
    for speech in document.speeches:
        if speech.speaker is None:
            continue
        for passage in answered_by(document, speech)[:DENIED_NEAR]:
            for actor in (speech.speaker, *principals(document, speech.speaker)):
                found[tree.sentence[passage.start]][id(actor)] = actor
    return {sentence: list(actors.values()) for sentence, actors in found.items()}


def _accusation(act: Act, actor: Actor, sentence: int, at: int, how: str, height: int) -> Candidate:
    links = (how.split(":")[0].split("/")[0], how, f"height{min(height, 9)}", act.strength, act.label)
    code = KILLING if actor.kind == "State" and act.label in JUDICIAL else act.code
    return Candidate(
        actor, ACCUSATION, code, sentence, act.words, (at, -1), f"{ACCUSATION}/{links[0]}", links
    )
