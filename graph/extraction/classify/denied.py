"""Accusations that their denial bears out: what somebody denies, somebody has accused them of."""

from __future__ import annotations

from graph.extraction.classify.context import Context
from graph.extraction.document import Actor
from graph.extraction.relations import DENIED_NEAR, Candidate
from graph.extraction.relations.grounds import GROUND
from graph.extraction.voice import answered_by
from graph.model import ACCUSATION

TOLD = frozenset({"named", "victim"})
LIKELY = 0.3
"""Score that an accusation needs to be taken for what is answered."""
AS_LIKELY = 0.8
"""Acts of a passage are answered together that score this share of the likeliest of them."""
PARTIES = frozenset({"Person", "State", "GovernmentBody", "ArmedGroup"})
"""Who disputes what is only near by as its own doing; others may be disputing somebody else's word."""


def outright_denials(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """Of what actors deny of themselves in so many words, the likeliest reading of each place."""
    best: dict[tuple[str, int, int], Candidate] = {}
    for candidate in candidates:
        if not _is_denied(candidate, context):
            continue
        whose = id(candidate.subject) if candidate.is_linked else 0
        place = candidate.relation, candidate.anchor, whose
        known = best.get(place)
        if known is None or candidate.score > known.score:
            best[place] = candidate
    tied = {(relation, anchor) for relation, anchor, whose in best if whose}
    return [
        found for (relation, anchor, whose), found in best.items() if whose or (relation, anchor) not in tied
    ]


def answered_accusations(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """The accusations that denials without an act of their own answer: "The army rejected the charges"."""
    found: list[Candidate] = []
    for speech in context.document.speeches:
        if speech.speaker is None:
            continue
        for passage in answered_by(context.document, speech)[:DENIED_NEAR]:
            answered = [
                candidate
                for candidate in candidates
                if passage.start <= candidate.anchor < passage.end
                and candidate.relation == ACCUSATION
                and candidate.tie.strength in TOLD
                and context.answers(speech.speaker, candidate.subject)
                and context.voice(candidate.anchor)[0] == "asserts"
                and _may_be_its(candidate, context)
            ]
            tied = [c for c in answered if c.is_linked and c.tie.how != "denier"]
            answered = tied or answered
            if answered:
                enough = max(LIKELY, AS_LIKELY * max(candidate.score for candidate in answered))
                found += [candidate for candidate in answered if candidate.score >= enough]
                break
    return found


def _is_denied(candidate: Candidate, context: Context) -> bool:
    """Whether the parties themselves, or those who speak for them, deny it where it stands."""
    anchor, subject, other = candidate.anchor, candidate.subject, candidate.object
    if candidate.tie.how == "previous":
        return False  # another sentence than the one that denies tells of it
    if not candidate.is_linked and not (subject.kind in PARTIES and context.is_disputed(anchor)):
        return False
    if candidate.relation == ACCUSATION:
        named = context.tree.pos[anchor] == "NOUN" and context.is_disputed(anchor)
        told = candidate.tie.strength in TOLD or (candidate.is_linked and named)
        return told and _may_be_its(candidate, context) and context.own_denial(anchor, subject)
    if candidate.relation != "supports" or not isinstance(other, Actor) or not candidate.is_linked:
        return False
    return context.own_denial(anchor, subject) or context.own_denial(anchor, other)


def _may_be_its(accusation: Candidate, context: Context) -> bool:
    """Whether an act is known, and neither done to the accused nor by others: "denied her claims of it"."""
    who, anchor = id(accusation.subject), accusation.anchor
    if who in context.harmed(anchor) or accusation.tie.path.startswith("possessor/"):
        return False
    if accusation.tie.label == GROUND:
        return False
    return accusation.tie.how in ("subject", "by", "possessor") or not context.agents(anchor) - {who}
