"""Chosen candidates joined with who says them, into claims."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from graph.extraction.document import Actor, Document, Speech
from graph.extraction.quoting import quote_of, slice_of
from graph.extraction.relations import Candidate, Tree, details, is_outright
from graph.extraction.relations.deaths import deaths_of
from graph.extraction.voice import (
    answered_by,
    answers_for,
    asserters_of,
    caveat_for,
    disputes,
    is_admission,
    says_no,
    stance_of,
)
from graph.model import ACCUSATION, SYMMETRIC, Claim, Stance, Status

EXTRACTOR = "onus-english/18"
VOICED = 0.8
"""Those are heard where a claim is outright, or scores this share of the best place of anybody."""
AUTHORITIES = ("State", "GovernmentBody")
MEASURES = ("wantedBy", "sanctionedBy")
POSTS = ("leads", "memberOf")
"""Named in passing, in words that are the article's own even where somebody is quoted around them."""
ASIDES = ("supports", "opposes")
"""Told in passing as well, where they describe a name."""
DESCRIBING = ("acl:relcl", "amod", "appos", "compound", "nmod:desc")
NOT_RECOGNISED = "opposes/not-recognise"
"""The pattern whose negation is its meaning."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one candidate is meant where it stands: stance, who says it, who passes it on.

    `denial` is the index of the word by which somebody denies it, -1 where nobody does.
    """

    candidate: Candidate
    stance: Stance
    asserter: Actor | None
    relay: Actor | None
    denial: int = -1


def read(candidate: Candidate, document: Document, tree: Tree) -> list[Reading]:
    """The readings of a candidate where it stands: none where nobody claims it."""
    token = document.doc[candidate.anchor]
    stance = "asserts" if _holds_anyway(candidate, tree) else stance_of(document, token)
    if stance == "denies" and candidate.tie.how == "blamed":
        token = document.doc[candidate.ends[0]]  # "denied the killings and blamed X"
        stance = stance_of(document, token)
    if stance is None:
        return []
    if stance == "asserts" and (candidate.relation in POSTS or _is_aside(candidate, tree)):
        return [Reading(candidate, stance, None, None)]
    speeches = asserters_of(document, document.doc[token.i : token.i + 1], stance)
    if not speeches:
        return [] if stance == "denies" else [Reading(candidate, stance, None, None)]
    if stance == "denies" and candidate.relation == ACCUSATION and not candidate.is_linked:
        speeches = [s for s in speeches if s.speaker and answers_for(document, s.speaker, candidate.subject)]
    return [
        Reading(candidate, stance, None, None)
        if _announces(candidate, stance, speech, document)
        else Reading(
            candidate, stance, speech.speaker, speech.relay, speech.cue.i if speech.kind == "denies" else -1
        )
        for speech in speeches
    ]


def _is_aside(candidate: Candidate, tree: Tree) -> bool:
    """Whether backing or enmity only tells, in passing, who somebody is: "said that the X-backed Y fled"."""
    label, tag = tree.dep[candidate.anchor], tree.tag[candidate.anchor]
    passing = label in DESCRIBING or (
        label == "acl" and tag in ("JJ", "VBN") and not _is_clause(candidate, tree)
    )
    return candidate.relation in ASIDES and passing


def _is_clause(candidate: Candidate, tree: Tree) -> bool:
    """Whether the word heads a clause of its own: "accusations that X had armed Y"."""
    return bool(tree.kids(candidate.anchor, "mark", "aux", "nsubj"))


def _announces(candidate: Candidate, stance: Stance, speech: Speech, document: Document) -> bool:
    """Whether who is accused only tells of the act, as police do of an arrest: nobody accuses themselves
    but who says "we did it", or claims or admits it. Nor is a warrant or a sanction what its author says.
    """
    if candidate.relation in MEASURES:
        return stance == "asserts" and speech.kind == "accuses" and speech.speaker is candidate.object
    if stance != "asserts" or candidate.relation != ACCUSATION or speech.speaker is not candidate.subject:
        return False
    met = document.mention_of.get(candidate.ends[0])
    owns = met is not None and met.form == "pronoun" and candidate.tie.how == "subject"
    return candidate.subject.kind in AUTHORITIES or not (owns or is_admission(speech))


def _holds_anyway(candidate: Candidate, tree: Tree) -> bool:
    """Whether the words that negate are the claim itself: "does not recognise", "was acquitted of"."""
    if candidate.relation != ACCUSATION:
        return candidate.pattern == NOT_RECOGNISED
    return candidate.tie.how == "accused" and details.status_of(candidate, tree) == "acquitted"


def blanket_denials(document: Document, tree: Tree, readings: list[Reading]) -> list[Reading]:
    """Denials that name no act ("rejects the accusations"), laid to the accusation they answer."""
    accusations = [
        r for r in readings if r.stance == "asserts" and r.candidate.relation in (ACCUSATION, "supports")
    ]
    found: list[Reading] = []
    for speech in document.speeches:
        speaker = speech.speaker
        if speaker is None:
            continue
        for passage in answered_by(document, speech):
            answered = {
                (id(r.candidate.subject), _key(r.candidate.object)): r
                for r in accusations
                if passage.start <= r.candidate.anchor < passage.end
                and answers_for(document, speaker, r.candidate.subject)
            }
            own = {key: r for key, r in answered.items() if r.candidate.subject is speaker}
            laid = {key: r for key, r in (own or answered).items() if r.asserter}  # rather than told as so
            for reading in (laid or own or answered).values():
                found.append(_answer(reading.candidate, speech, tree))
            if answered:
                break
    return found


def rebuttals(document: Document, tree: Tree, readings: list[Reading]) -> list[Reading]:
    """Denials of acts told elsewhere ("No one was tortured"), laid to the accusation they dispute."""
    accusations: dict[tuple[int, object], Reading] = {}
    for reading in readings:
        if reading.stance == "asserts" and reading.candidate.relation in (ACCUSATION, "supports"):
            accusations.setdefault((id(reading.candidate.subject), _key(reading.candidate.object)), reading)
    found: list[Reading] = []
    for speech in document.speeches:
        if speech.speaker is None or not says_no(speech):
            continue
        answers: dict[int, bool] = {}
        for reading in accusations.values():
            candidate, accused = reading.candidate, id(reading.candidate.subject)
            if accused not in answers:
                answers[accused] = answers_for(document, speech.speaker, candidate.subject)
            target = candidate.object if isinstance(candidate.object, Actor) else None
            if answers[accused] and disputes(document, speech, candidate.cue, target):
                found.append(_answer(candidate, speech, tree))
    return found


def _answer(candidate: Candidate, speech: Speech, tree: Tree) -> Reading:
    """The denial of what a candidate says, where somebody answers it."""
    cue = speech.cue.i
    denied = replace(
        candidate, sentence=tree.sentence[cue], cue=(cue,), ends=(cue, -1), pattern="denial/blanket"
    )
    return Reading(denied, "denies", speech.speaker, speech.relay)


def _act(reading: Reading) -> tuple[str, int, object]:
    return reading.candidate.relation, reading.candidate.anchor, _key(reading.candidate.object)


def _key(target: Actor | str) -> object:
    return target if isinstance(target, str) else id(target)


def assemble(document: Document, tree: Tree, chosen: list[Candidate]) -> list[Claim]:
    """The claims that chosen candidates make: one for each triple, stance and asserter."""
    readings = [reading for candidate in chosen for reading in read(candidate, document, tree)]
    tied = {_act(r) for r in readings if r.stance == "denies" and r.candidate.is_linked}
    readings = [
        r for r in readings if r.stance == "asserts" or r.candidate.is_linked or _act(r) not in tied
    ]  # of "he denied that his men fired" the men are denied to have, not he
    readings += [*blanket_denials(document, tree, readings), *rebuttals(document, tree, readings)]
    groups: defaultdict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[_triple(reading)].append(reading)
    claims: list[Claim] = []
    for members in groups.values():
        named = [reading for reading in members if reading.asserter is not None]
        by_asserter: dict[int, Reading] = {}
        best = max((reading.candidate.score for reading in named), default=0.0)
        heard = [r for r in named if r.candidate.score >= VOICED * best or is_outright(r.candidate)]
        for reading in heard or members:
            known = by_asserter.get(id(reading.asserter))
            if known is None or reading.candidate.score > known.candidate.score:
                by_asserter[id(reading.asserter)] = reading
        status = _status(members, tree)
        claims += [_claim(reading, status, document, tree) for reading in by_asserter.values()]
    return claims


def _triple(reading: Reading) -> tuple[object, ...]:
    candidate = reading.candidate
    ends: tuple[object, ...] = (id(candidate.subject), _key(candidate.object))
    if candidate.relation in SYMMETRIC:
        ends = tuple(sorted(map(str, ends)))
    return (*ends, candidate.relation, reading.stance)


def _status(members: list[Reading], tree: Tree) -> Status:
    """The furthest that any place says the accusation has got."""
    if members[0].candidate.relation != ACCUSATION:
        return "reported"
    order: tuple[Status, ...] = ("alleged", "charged", "convicted", "acquitted")
    return max((details.status_of(reading.candidate, tree) for reading in members), key=order.index)


def _claim(reading: Reading, status: Status, document: Document, tree: Tree) -> Claim:
    candidate = reading.candidate
    quote = quote_of(candidate, document, tree, reading.denial)
    accusation = candidate.relation == ACCUSATION
    target = candidate.object
    return Claim(
        article=document.article.id,
        subject=candidate.subject.party,
        relation=candidate.relation,
        object=target if isinstance(target, str) else target.party,
        stance=reading.stance,
        status=status,
        quote=quote,
        extractor=EXTRACTOR,
        asserter=reading.asserter.party if reading.asserter else None,
        relay=reading.relay.party if reading.relay else None,
        support_kind=details.support_kind_of(candidate, tree) if candidate.relation == "supports" else None,
        mode=details.mode_of(candidate, tree) if accusation else None,
        victims=details.victims_of(candidate, document, tree) if accusation else None,
        place=details.place_of(candidate, document, tree) if accusation else None,
        date=details.date_of(candidate, document, tree),
        deaths=deaths_of(candidate, tree) if accusation else None,
        former=candidate.relation in ("leads", "memberOf") and details.is_former(candidate, tree),
        caveat=caveat_for(document, document.doc[candidate.anchor : candidate.anchor + 1]),
        cue=slice_of(document, min(candidate.cue), max(candidate.cue) + 1)
        if max(candidate.cue) - min(candidate.cue) < 12
        else slice_of(document, candidate.anchor, candidate.anchor + 1),
    )
