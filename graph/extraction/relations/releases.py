"""Releases and reports of sanctions on several: "The Council listed nine individuals".

Those under them are told of over many sentences: as an entry begins ("X is the group's head of
procurement"), in what he owns, or all together ("OFAC is designating both siblings and the company").
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.kinds import BANDS
from graph.extraction.relations.notices import POWERS, SANCTIONED
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

LEADING = 6
"""Sentences of an article in which it tells what it is about."""
NEAR = 12
"""Words between a word of sanctions and those for several under them."""
LISTABLE = BANDS | {"Person", "NonGovernmentalOrganization"}
RULING = frozenset({"chancellor", "premier", "president", "secretary"})
"""Titles of those who impose sanctions, or for whose sake others are listed."""
PLACES = frozenset({"nsubj", "nsubj:pass", "obj", "conj", "appos", "ROOT", "obl:agent", "obl", "vocative"})
"""Where those stand in a sentence whom it is about."""


def read_releases(document: Document, tree: Tree) -> Iterator[Candidate]:
    """Those whom an article about new sanctions on several tells of, under who imposes them."""
    leads = ((cue, _powers(cue, document, tree)) for cue in _leads(tree))
    cue, powers = next((lead for lead in leads if lead[1]), (0, []))
    if not powers:
        return
    speaking = {id(speech.speaker) for speech in document.speeches}
    for actor in document.actors:
        if actor.kind not in LISTABLE or actor in powers or id(actor) in speaking:
            continue
        if any(tree.lower[max(0, m.span.start - 1)] in RULING for m in actor.mentions):
            continue  # "allies of President X"
        told = [mention for mention in actor.mentions if _is_told_of(mention, cue, tree)]
        told = [mention for mention in told if not _is_of_others(mention, powers, document, tree)]
        if not told:
            continue
        how, at = _telling(told, cue, tree)
        for power in powers:
            yield Candidate(
                actor,
                SANCTIONED,
                power,
                tree.sentence[at],
                (at,),
                (told[0].head.i, -1),
                f"{SANCTIONED}/{how}",
            )


def _leads(tree: Tree) -> Iterator[int]:
    """The words that tell, in the first sentences, of sanctions on several: "sanctioned four individuals"."""
    for start, end in tree.spans[:LEADING]:
        if not words(SANCTIONED, "other").isdisjoint(tree.lower[start:end]):
            continue
        for index in range(start, end):
            only = tree.dep[index] == "amod" and tree.tag[index] == "VBN"  # "designated terrorists"
            told = tree.lower[index] in words(SANCTIONED, "announced") and not only
            if told and not _is_wished(index, tree):
                near = tree.lower[max(start, index - NEAR) : min(end, index + NEAR)]
                follows = tree.lower[index + 1] if index + 1 < end else ""
                if not words(SANCTIONED, "several").isdisjoint(near) and follows not in words(
                    SANCTIONED, "watching"
                ):
                    yield index


def _is_wished(cue: int, tree: Tree) -> bool:
    above = (cue, *tree.ancestors(cue))
    return any(tree.lemma[word] in words(SANCTIONED, "wishing") for word in above)


def _powers(cue: int, document: Document, tree: Tree) -> list[Actor]:
    """Who imposes what a cue tells of: those named last before it, else behind a "by"."""
    start, end = tree.spans[tree.sentence[cue]]
    before = [mention for index in range(cue - 1, start - 1, -1) if (mention := _power(index, document))]
    before = [mention for mention in before if not _is_critic(mention, cue, tree)]
    owners = [mention for mention in before if mention.span.end == cue]
    doers = [mention for mention in before if tree.dep[mention.head.i] == "nsubj"]
    found = next(iter(owners or doers or before), None)
    if found is None:
        behind = (
            index
            for index in range(cue + 1, end)
            if tree.lower[index - 1] == "by" or tree.dep[index] == "obl:agent"
        )
        found = next((mention for index in behind if (mention := _power(index, document))), None)
    if found is None:
        return []
    joined = tree.conjuncts(tree.first_conjunct(found.head.i))
    together = [mention.actor for word in joined if (mention := _power(word, document))]
    return list(dict.fromkeys([found.actor, *together]))


def _is_critic(power: Mention, cue: int, tree: Tree) -> bool:
    """Whether a state only finds fault with the measures of others: "X slammed the UK's sanctions"."""
    verb = tree.head[power.head.i]
    faulting = tree.dep[power.head.i] == "nsubj" and tree.lemma[verb] in words("accusedOf", "rebut")
    return faulting and tree.first_conjunct(cue) != verb  # not "X condemned the raid and sanctioned"


def _power(index: int, document: Document) -> Mention | None:
    mention = document.mention_of.get(index)
    if mention is None or mention.actor.kind not in POWERS:
        return None
    government = mention.form == "description" and mention.actor.kind == "State"
    return mention if mention.form == "name" or government else None


def _is_told_of(mention: Mention, cue: int, tree: Tree) -> bool:
    """Whether a sentence behind the lead is about whom it names."""
    head, end = mention.head.i, mention.span.end
    later = tree.sentence[head] >= tree.sentence[cue]
    heading = (
        mention.span.text.isupper()
        and len(mention.span) > 1
        and (end >= tree.end or tree.pos[end] == "SPACE")
    )
    told = mention.form == "name" and later and tree.dep[head] in PLACES and not heading
    return told and not _is_ground(mention, tree)


def _is_ground(mention: Mention, tree: Tree) -> bool:
    """Whether it is said for what somebody else is listed: "designated for acting on behalf of X"."""
    start = tree.spans[tree.sentence[mention.head.i]][0]
    before = tree.lower[start : mention.span.start]
    listed = next((i for i, word in enumerate(before) if word in words(SANCTIONED, "noticed")), None)
    return listed is not None and "for" in before[listed:]


def _is_of_others(mention: Mention, powers: list[Actor], document: Document, tree: Tree) -> bool:
    """Whether a sentence tells that others have listed whom it names: "the EU sanctioned X in May"."""
    start, end = tree.spans[tree.sentence[mention.head.i]]
    listing = (i for i in range(start, end) if tree.lower[i] in words(SANCTIONED, "entered"))
    agents = (_power(agent, document) for i in listing for agent in tree.kids(i, "obl:agent", "nsubj"))
    return any(other is not None and other.actor not in powers for other in agents)


def _telling(mentions: list[Mention], cue: int, tree: Tree) -> tuple[str, int]:
    """The word that tells, where somebody is named, that people are listed; else that of the lead."""
    for mention in mentions:
        start, end = tree.spans[tree.sentence[mention.head.i]]
        for index in range(start, end) if start > cue else ():
            if tree.lower[index] in words(SANCTIONED, "entered"):
                return "release-told", index
    return "release", cue
