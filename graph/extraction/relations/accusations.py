"""Who is accused of what: each act laid to those tied to it, near it, answering it, or accused elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Span

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.acts import Act, find_acts
from graph.extraction.relations.agency import DOING, Link, find_agents, way_of
from graph.extraction.relations.background import Accused, Background
from graph.extraction.relations.candidates import FARTHEST, SUPPORTS, Candidate, Tie
from graph.extraction.relations.elsewhere import Elsewhere
from graph.extraction.relations.fighting import is_combat, tolls_as_strikes
from graph.extraction.relations.idioms import DISAPPEARANCE
from graph.extraction.relations.retelling import tellers
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree
from graph.extraction.relations.trust import is_outright, is_trusted
from graph.extraction.voice.denials import answered_by, answers_for, principals
from graph.model import ACCUSATION
from graph.vocabulary import broader_codes

DENIED_NEAR = 3
"""Passages, its own sentence first, in which a denial that names no act is answering one."""
LOOSE = frozenset({"bare", "near"})
"""How acts are worded whose victims are not told with them."""
VICTORIES = frozenset({"forcedDisplacement", "starvation"})
"""Acts that are fair where they are done to fighters: "drove the rebels out", "besieged the barracks"."""
OF_WAR = frozenset({"unlawfulKilling", "attackOnCivilians"})
"""What fighters do to each other in any war."""
TOLD_INSTEAD = {
    "excessiveForce": frozenset({"unlawfulKilling"}),
    "attackOnHumanitarianPersonnel": frozenset({"unlawfulKilling", "excessiveForce", "attackOnCivilians"}),
    "attackOnCivilians": frozenset({"attackOnProtectedObjects", "illTreatment"}),
    "attackOnProtectedObjects": frozenset({"attackOnCivilians", "illTreatment"}),
}
"""Acts whose victim tells that the same verb or noun, which may stand for others, does not mean those."""
JUDICIAL = frozenset({"execute", "execution", "put to death", "mass execution", "public execution"})
"""Labels that also name a court's death sentence: by a state these are no execution without a trial."""
KILLING = "unlawfulKilling"
UNFAIR = "unfairTrial"
"""What no verdict is about: "found guilty after a closed-door trial"."""
DONE_TO_THE_HELD = frozenset({"arbitraryDetention", "censorship", "excessiveForce"})
"""What happens to those whom police and courts hold: "sentenced to life imprisonment"."""


def read_accusations(
    document: Document,
    tree: Tree,
    patterned: Sequence[Candidate],
    by_sentence: Mapping[int, list[Mention]],
) -> list[Candidate]:
    """Every act of the article with everybody whom it may be laid to; `patterned` tells who backs whom,
    `by_sentence` who is met near an act.
    """
    found: list[Candidate] = []
    deniers = _deniers(document, tree)
    acts = _acts(document, tree)
    agents_of = {anchor: find_agents(anchor, document, tree) for anchor in acts}
    elsewhere = Elsewhere(document, tree, agents_of)
    background = Background(document, tree, agents_of, by_sentence)
    done = {anchor for anchor, agents in agents_of.items() if any(link.how in DOING for link in agents)}
    settled = {anchor for anchor, agents in agents_of.items() if _has_told_agent(anchor, agents, tree)}
    for anchor, told in acts.items():
        agents = agents_of[anchor]
        accused = [
            (mention.actor, link.at, link.how, link.height)
            for link in agents
            for mention in document.together(link.mention)
        ]
        met = {actor for actor, *_ in accused}
        for how, actors in elsewhere.doers(anchor, {act.code for act in told}):
            accused += [(actor, -1, how, 1) for actor in actors if actor not in met]
        met |= {actor for actor, *_ in accused} | tellers(anchor, document, tree)
        if anchor not in settled:
            accused += background.near(anchor, met)
        accused += [
            (actor, -1, "denier", FARTHEST)
            for actor in deniers.get(tree.sentence[anchor], ())
            if actor not in met
        ]
        found += [
            _accusation(act, each, tree)
            for act in told
            for each in accused
            if _lays(act, each[2], tree) and not (anchor in done and each[3] == FARTHEST and _is_moving(act))
        ]
    found += _backers_accused(found, patterned)
    main = list(background.main())
    for anchor, told in acts.items():
        if anchor in settled:
            continue
        laid = [act for act in told if not (anchor in done and _is_moving(act))]
        found += [_accusation(act, each, tree) for act in laid for each in main]
    return [accusation for accusation in found if accusation.subject.kind != "Source"]


def _has_told_agent(anchor: int, agents: Sequence[Link], tree: Tree) -> bool:
    """Whether a passive verb names who did it, so that nobody else did: "killed by the Harbour Front".

    A description may still have others behind it: "shot by men in the uniform of the guard".
    """
    named = [link.at for link in agents if link.mention.form == "name" and link.mention.head.i == link.at]
    return any(tree.dep[word] == "obl:agent" and tree.head[word] == anchor for word in named)


def _acts(document: Document, tree: Tree) -> dict[int, list[Act]]:
    """Acts by their anchors, but none that is mere fighting or told by but some of the words of another."""
    found: defaultdict[int, list[Act]] = defaultdict(list)
    for act in tolls_as_strikes(find_acts(document, tree), tree):
        doubtful = act.strength == "bare" or (act.strength == "near" and act.code in OF_WAR)
        doubtful = doubtful or (act.verbal and act.code in VICTORIES)
        if not doubtful or not is_combat(act.words[0], document, tree):
            found[act.words[0]].append(act)
    return {
        anchor: [act for act in told if not any(_is_beside(act, each) for each in told)]
        for anchor, told in found.items()
    }


def _is_beside(act: Act, other: Act) -> bool:
    """Whether the words, or the victim, of another act tell the same more fully, or more particularly."""
    told = other.strength == "named" or (other.strength != "bare" and act.code not in OF_WAR)
    narrower = told and act.code in broader_codes(other.code)
    return _is_part(act, other) or _is_less(act, other) or narrower


def _is_less(act: Act, other: Act) -> bool:
    """Whether the victim of an act makes it another: "shot protesters" tells of force, of no murder."""
    told = other.strength == "victim" and act.label == other.label
    return told and act.strength in LOOSE and act.code in TOLD_INSTEAD.get(other.code, ())


def _is_part(act: Act, other: Act) -> bool:
    """Whether an act is but the assault of "sexual assault"; a verb by itself stays: "tortured to death"."""
    named = act.verbal and act.strength == "named"
    return not named and other.strength == "named" and set(act.words) < set(other.words)


def _lays(act: Act, how: str, tree: Tree) -> bool:
    """Whether words lay an act to somebody: not what is done to those held, nor what befalls its subject."""
    if how.startswith("accused:"):
        verb = how.partition(":")[2].partition("/")[0]
        held = act.code == UNFAIR or (act.strength != "named" and act.code in DONE_TO_THE_HELD)
        return not (held and verb in words("accusedOf", "try"))
    if how != "subject":
        return True
    if act.verbal and act.label.partition(" ")[0] in words("accusedOf", "befalling"):
        return False
    return act.code != DISAPPEARANCE or bool(tree.patients(act.words[0]))


def _is_moving(act: Act) -> bool:
    """Whether a common verb tells of an act ("led away"), so that nobody but who does it is worth a look."""
    first, *more = act.label.split()
    return act.verbal and len(more) < 2 and first in words("accusedOf", "moved")


def _backers_accused(accusations: Sequence[Candidate], patterned: Sequence[Candidate]) -> list[Candidate]:
    """Accusations of "the countries supporting X", laid to those that the article names as backing X."""
    backers: defaultdict[int, list[Actor]] = defaultdict(list)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for candidate in patterned:
        if candidate.relation == SUPPORTS and isinstance(candidate.object, Actor):
            named = not candidate.subject.name[:1].islower()
            if named and is_trusted(candidate):
                backers[id(candidate.object)].append(candidate.subject)
            elif not named and candidate.subject.kind != "ArmedGroup":  # but not "forces loyal to X"
                groups[id(candidate.subject)].append(id(candidate.object))
    found = []
    for accusation in accusations:
        for backed in dict.fromkeys(groups.get(id(accusation.subject), ())):
            for backer in dict.fromkeys(backers[backed]):
                if is_outright(accusation) and accusation.object != "humanRightsViolations":
                    found.append(replace(accusation, subject=backer, ends=(accusation.ends[0], -1)))
    return found


def _deniers(document: Document, tree: Tree) -> dict[int, list[Actor]]:
    """By sentence, those who soon answer what is told there, or whom others answer for."""
    found: defaultdict[int, dict[int, Actor]] = defaultdict(dict)
    for speech in document.speeches:
        if speech.speaker is None:
            continue
        for passage in answered_by(document, speech)[:DENIED_NEAR]:
            if _answers_for_somebody(document, speech.speaker, passage):
                continue
            for actor in (speech.speaker, *principals(document, speech.speaker)):
                found[tree.sentence[passage.start]][id(actor)] = actor
    return {sentence: list(actors.values()) for sentence, actors in found.items()}


def _answers_for_somebody(document: Document, body: Actor, passage: Span) -> bool:
    """Whether a body has one of its own people to answer for: "charged its leader, X"."""
    met = {id(held.actor): held.actor for t in passage if (held := document.mention_of.get(t.i)) is not None}
    people = [actor for actor in met.values() if actor.kind == "Person" and body.kind != "Person"]
    return any(answers_for(document, body, person) for person in people)


def _accusation(act: Act, accused: Accused, tree: Tree) -> Candidate:
    actor, at, how, height = accused
    tie = Tie(way_of(how), how, min(height, FARTHEST), act.strength, act.label)
    code = KILLING if actor.kind == "State" and act.label in JUDICIAL else act.code
    sentence = tree.sentence[act.words[0]]
    return Candidate(actor, ACCUSATION, code, sentence, act.words, (at, -1), f"{ACCUSATION}/{tie.how}", tie)
