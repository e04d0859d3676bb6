"""Denials: who denies what, said outright or by pointing back at an accusation."""

from __future__ import annotations

from spacy.tokens import Span, Token

from graph.extraction.document import Actor, Document, Speech
from graph.extraction.voice.disowning import disowns
from graph.extraction.voice.factuality import Factuality, factuality
from graph.extraction.voice.syntax import base_of, children, marked, sentence_of
from graph.extraction.voice.tables import any_of, words
from graph.extraction.voice.tellers import speakers_of
from graph.model import Stance

_REACH = 12  # sentences that a denial reaches back
_NEAR = 3  # that "it" or "that claim" reaches back
_PLEA = 8  # words in which a plea says that somebody is not guilty
_MENTIONS = 12  # of a speaker, that are looked at for whom it speaks for
_NOUNS = 20  # around a mention, that are followed up: "the X ministry's spokesman"
_OWNING = frozenset({"nmod:poss", "compound", "amod"})
_TITLING = frozenset({"appos", "nmod:desc", "flat"})


def stance_of(document: Document, token: Token) -> Stance | None:
    """What the article has somebody say of the event that a token heads; None where nothing is claimed.

    "denies" under a verb of denial, or negated in somebody's words or the article's own; None where the
    event is unreal, demanded or asked about.
    """
    told: Factuality = factuality(token)
    around = speakers_of(document, document.doc[token.i : token.i + 1])
    if any(speech.kind == "denies" for speech in around[:2]):
        denial = next(speech for speech in around if speech.kind == "denies")
        if _is_presupposed(token, denial) or (told == "actual" and _is_rejoinder(token, denial)):
            return "asserts"
        return "denies" if told != "unreal" else None
    if told == "unreal" or any(speech.kind == "asks" for speech in around[:1]):
        return None
    if told == "negated":
        return "denies" if any(speech.speaker is not None for speech in around) else None
    return "asserts"


def _is_presupposed(token: Token, denial: Speech) -> bool:
    """Whether a word only stands beside what is denied: "denied backing the group, which killed ten".

    So does an act that is itself rejected or dismissed, not denied: "rejected the army's invasion".
    """
    if token.pos_ == "NOUN" and token.dep_ == "obj" and token.head == denial.cue:
        turned_down = denial.cue.lemma_.lower() in words("reporting", "pointing", "turning_down")
        if turned_down and not any(child.lower_ in ("any", "all") for child in token.children):
            return token.lemma_.lower() not in any_of("reporting", "pointing.answered", "pointing.laid")
    content = {index for part in denial.content for index in range(part.start, part.end)}
    current = token
    for _ in range(_REACH):
        head, label = current.head, current.dep_
        if head == current or current == denial.cue or head.i not in content | {denial.cue.i}:
            return False
        if label == "acl:relcl" and head.lemma_.lower() in words("reporting", "pointing", "answered"):
            label = "acl"  # "accusations that …"
        if label in {"acl:relcl", "appos", "nmod:poss", "nmod:desc", "parataxis", "amod"}:
            return True
        if label in {"nmod", "obl", "advcl"} and marked(
            current, *words("reporting", "clauses", "beside_denied")
        ):
            return True
        current = head
    return False


def _is_rejoinder(token: Token, denial: Speech) -> bool:
    """Whether a word stands in what is said beside a denial: "denied it, saying that rebels had"."""
    answered = any_of("reporting", "pointing.answered", "pointing.laid")
    current = token
    for _ in range(_REACH):
        head = current.head
        if head == current or head.i < denial.cue.i or current.lemma_.lower() in answered:
            return False
        if head == denial.cue:
            return current != token and _adds(current)
        current = head
    return False


def _adds(verb: Token) -> bool:
    """Whether a verb opens what is said beside a denial: "denied it, saying"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.nbor(-1).text != ",":
        return False
    return base_of(verb) in words("reporting", "verbs", "says")


def answered_by(document: Document, speech: Speech) -> list[Span]:
    """Where to look for what a blanket denial answers, nearest first; none where the denial says it itself.

    The caller takes the first passage that holds an accusation of the denier, or of whom the denier
    speaks for.
    """
    if speech.kind != "denies" or not is_blanket(speech):
        return []
    doc = document.doc
    sentence = sentence_of(speech.cue)
    found = [doc[sentence.start : _end_of_denial(speech.cue, sentence)]]
    current = sentence
    for _ in range(_NEAR if _points_back(speech) else _REACH):
        if current.start == 0:
            break
        current = sentence_of(doc[current.start - 1])
        found.append(current)
    return found


def _end_of_denial(cue: Token, sentence: Span) -> int:
    """Where a denier goes on to something else: "rejects the charges and says that X killed ten"."""
    later = (child.i for child in cue.rights if _adds(child) or _goes_on(child))
    return min(later, default=sentence.end)


def _goes_on(verb: Token) -> bool:
    """Whether a verb tells what the subject of the one before it does besides: "denies it and says"."""
    joined = verb.dep_ == "conj" and verb.pos_ == "VERB"
    return joined and not any(child.dep_.startswith("nsubj") for child in verb.children)


def _points_back(speech: Speech) -> bool:
    """Whether what is denied was told just before: "denied it", "called that claim baseless"."""
    said = [token.lower_ for part in speech.content for token in part][:2]
    return not {"it", "that", "these", "this", "those"}.isdisjoint(said)


def answers_for(document: Document, speaker: Actor, accused: Actor) -> bool:
    """Whether somebody may be answering for the accused: itself, or a body or person that speaks for it."""
    if speaker is accused:
        return True
    if any(len(name) > 3 and name in speaker.name for name in (accused.name, *accused.aliases)):
        return True
    behind = principals(document, speaker)
    if any(principal is accused for principal in behind):
        return True
    if accused.name.lower().endswith(_FORCES) and (state := _state_in(document, accused)) is not None:
        return speaker is state or any(principal is state for principal in behind)
    if accused.kind != "Person" or speaker.kind == "Person":
        return False
    return any(principal is speaker for principal in principals(document, accused))


_FORCES = tuple(sorted(words("denials", "forces")))


def _state_in(document: Document, force: Actor) -> Actor | None:
    """The state that a force is told to be of: "Russian pilots", "Sudan's army"."""
    for mention in force.mentions[:_MENTIONS]:
        held = document.mention_of.get(mention.span.start)
        if held is not None and held.actor.kind == "State":
            return held.actor
    return None


def principals(document: Document, speaker: Actor) -> list[Actor]:
    """Those whom words around a speaker's mentions make it speak for: "X's lawyer, Y", "the X ministry"."""
    found: dict[int, Actor] = {}
    for mention in speaker.mentions[:_MENTIONS]:
        nouns = _beside(mention.head)
        for noun in nouns:
            if len(nouns) > _NOUNS or noun.lemma_.lower() not in words("denials", "spokespeople"):
                continue
            for owner in noun.children:
                label = owner.dep_
                if label in _OWNING or (label == "nmod" and marked(owner, "of", "for")):
                    nouns.append(owner)
                    held = document.mention_of.get(owner.i)
                    if held is not None and held.actor is not speaker:
                        found[id(held.actor)] = held.actor
    return list(found.values())


def _beside(head: Token) -> list[Token]:
    """A word with the nouns that stand in apposition to it, on either side."""
    found = [head]
    if head.dep_ in _TITLING:
        found.append(head.head)
    return found + [child for noun in tuple(found) for child in noun.children if child.dep_ in _TITLING]


def is_blanket(speech: Speech) -> bool:
    """Whether a denial names no act of its own: "rejects the accusations", "denied it"."""
    content = [token for part in speech.content for token in part]
    if _denies_all_before(speech.cue):
        return True
    if any(t.lemma_.lower() in words("reporting", "pointing", "innocence") for t in content[:_PLEA]):
        return True
    what_for = next((place for place, t in enumerate(content) if place and t.lower_ == "as"), len(content))
    told = [
        t
        for t in content[:what_for]
        if t.pos_ in {"NOUN", "PROPN", "VERB", "PRON"} and t.dep_ not in {"nmod:poss", "amod"}
    ]
    pointing = _pointing(content)
    return all(
        t.pos_ in {"PRON", "PROPN"} or not pointing.isdisjoint((t.lemma_.lower(), t.lower_)) for t in told
    )


def _denies_all_before(verb: Token) -> bool:
    """Whether a relative clause denies what its sentence told: "Y says X bombed a school, which X denies"."""
    objects = children(verb, "obj")
    if verb.dep_ != "acl:relcl" or not objects or children(verb, "ccomp", "xcomp"):
        return False
    which = objects[-1]
    return which.lower_ == "which" and which.i > 0 and which.nbor(-1).text == ","


def _pointing(content: list[Token]) -> frozenset[str]:
    """The words that only point back at what is denied, where these are what is said."""
    found = any_of("reporting", "pointing.answered", "pointing.laid", "pointing.innocence", "pointing.untrue")
    untrue = words("reporting", "pointing", "untrue")
    if any(t.lemma_.lower() in untrue or t.lower_ in untrue for t in content):
        found |= words("reporting", "pointing", "steps")
    if disowns(content):
        parts = ("parts", "partaking", "having", "events")
        found |= any_of("reporting", *(f"pointing.{part}" for part in parts))
    return found
