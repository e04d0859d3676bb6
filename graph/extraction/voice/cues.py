"""Finds the words that tell of speech, and by the tree around each who speaks and what is said.

Parsers err most where news is densest, so what is said runs from the clause that the tree shows to the
end of the sentence, and where the tree shows none commas decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extraction.document import SpeechKind
from graph.extraction.voice.contents import clause_said, rest_said
from graph.extraction.voice.disowning import disowns
from graph.extraction.voice.factuality import factuality
from graph.extraction.voice.kinds import brings_charge, calls_untrue, kind_of
from graph.extraction.voice.speakers import (
    after_punctuation,
    can_speak,
    closes_sentence,
    is_inverted,
    may_show,
    noun_behind,
    noun_beside,
    stands_after_quotation,
)
from graph.extraction.voice.syntax import (
    agent,
    base_of,
    child,
    children,
    is_passive,
    lemma_of,
    marked,
    sentence_of,
    subject,
    subtree,
)
from graph.extraction.voice.tables import any_of, reporting_verbs, verb_forms, verb_participles, words


@dataclass(slots=True)
class Cue:
    """A word that tells of speech.

    `speaker` heads the phrase that names who speaks, None where the text hides it; `content` holds the
    indices of what is said. `takes_quotations` tells that quotations beside it may be its speaker's.
    """

    token: Token
    kind: SpeechKind
    speaker: Token | None
    content: set[int]
    takes_quotations: bool = False


def verb_cues(doc: Doc) -> Iterator[Cue]:
    """The verbs that tell of speech, with their speakers and contents."""
    for token in doc:
        if token.pos_ == "VERB" or _is_misread(token):
            cue = _verb(token)
            if cue is not None:
                yield cue


def _is_misread(token: Token) -> bool:
    """Whether a word taken for no verb is a form of one that tells of speech, by what stands around it."""
    if token.lower_ in verb_participles():
        return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "that"
    return token.lower_ in verb_forms() and _looks_verbal(token)


def _looks_verbal(token: Token) -> bool:
    """Whether a word that the tagger took for no verb stands like one."""
    if not token.is_lower or token.i + 1 >= len(token.doc) or token.i == 0:
        return False
    before, after = token.doc[token.i - 1], token.doc[token.i + 1]
    if before.pos_ in {"DET", "ADP"} or before.tag_ in {"POS", "PRP$"}:
        return False
    if before.pos_ == "ADJ" and before.is_lower:
        return False
    if token.tag_ == "NNS" and verb_forms()[token.lower_] in words("reporting", "forms", "also_nouns"):
        if after.tag_ == "WDT" and after.dep_ == "obj":
            return False  # "charges that Kigali denies"
        return after.lower_ in {"that", "he", "she", "they", "it", "the"} or after.text == ":"
    return True


def _verb(verb: Token) -> Cue | None:
    if base_of(verb) not in reporting_verbs():
        return None
    lemma = lemma_of(verb)
    kind = kind_of(verb, lemma)
    inserted = stands_after_quotation(verb) or is_inverted(verb)
    if (
        kind is None
        and (inserted or closes_sentence(verb))
        and lemma in words("reporting", "verbs", "says_with_clause")
    ):
        kind = "says"
    if kind is None or (kind == "denies" and verb.dep_ == "amod" and not _looks_finite(verb)):
        return None  # "a disputed vote" is no denial of what else the sentence tells
    if kind not in {"calls", "asks"} and not inserted and factuality(verb) != "actual":
        return None
    if brings_charge(verb, lemma):
        return _arrest(verb, [verb, *children(verb, "obj", "obl")])
    if lemma in words("reporting", "verbs", "accuses_with_ground"):
        return _arrest(verb, [verb])
    if kind == "says" and verb.tag_ in {"VBN", "VB"} and not inserted and _is_bare(verb):
        return None
    finite = _looks_finite(verb)
    if not finite and (is_passive(verb) or _has_agent(verb) or (kind == "accuses" and _lacks_object(verb))):
        return _passive(verb, kind, lemma)
    speaker = (noun_behind(verb) if inserted else None) or subject(verb)
    if finite or speaker is None or (speaker.i > verb.i and not inserted and not after_punctuation(verb)):
        speaker = noun_beside(verb) or speaker
    if speaker is not None and not can_speak(speaker):
        speaker = _finder(verb) if verb.tag_ == "VB" else noun_beside(verb)
        speaker = speaker if speaker is not None and can_speak(speaker) else None
    if speaker is None and not inserted:
        speaker = _subject_before(verb)
    if (
        speaker is not None
        and lemma in words("reporting", "verbs", "says_as_evidence")
        and not may_show(speaker)
    ):
        return None
    strong = lemma in words("reporting", "verbs", "says")
    content: set[int] = set()
    if kind in {"says", "asks"}:
        content = clause_said(verb, speaker, strong)
        if not content and lemma in any_of("reporting", "verbs.says_of", "verbs.says_as", "verbs.sees"):
            content = rest_said(verb, speaker)
    else:
        content = clause_said(verb, speaker, True) if _ends_sentence(verb) else set()
        content = content or rest_said(verb, speaker)
    if kind == "says" and (calls_untrue(verb, content) or disowns([verb.doc[i] for i in sorted(content)])):
        kind = "denies"
    if not content and not strong and not inserted:
        return None
    return Cue(verb, kind, speaker, content, takes_quotations=speaker is not None and kind != "asks")


def _finder(verb: Token) -> Token | None:
    """Who has what an infinitive hangs on: of "police found grounds to believe" the police."""
    noun = verb.head
    return subject(noun.head) if verb.dep_ == "acl" and noun.dep_ == "obj" else None


def _subject_before(verb: Token) -> Token | None:
    """Whom a finite verb behind "and" shares with the verb before it, whatever the parser hung it on."""
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or verb.lower_ in verb_forms()
    if not finite or not verb.i or verb.nbor(-1).pos_ != "CCONJ":
        return None
    for other in reversed(verb.doc[sentence_of(verb).start : verb.i]):
        if other.pos_ == "VERB" and other.tag_ in {"VBD", "VBZ", "VBP"}:
            return child(other, "nsubj")
    return None


def _has_agent(verb: Token) -> bool:
    """Whether a participle without object or auxiliary tells by whom: "a raid claimed by X"."""
    bare = verb.tag_ == "VBN" and child(verb, "obj", "aux") is None
    return bare and agent(verb) is not None


def _ends_sentence(verb: Token) -> bool:
    """Whether a verb closes its sentence: "Police picked people at random, X is charging."."""
    return verb.i + 1 == len(verb.doc) or verb.doc[verb.i + 1].text == "."


def _looks_finite(verb: Token) -> bool:
    """Whether a verb taken for a participle behaves as a finite one: "relatives alleged that …"."""
    if verb.tag_ != "VBN" or verb.i + 1 >= len(verb.doc):
        return False
    if verb.dep_ == "amod" and verb.i and _ends_name(verb.nbor(-1)) and verb.nbor(-1).head == verb.head:
        return True  # "Human Rights Watch documented abuses"
    if any(c.dep_ in {"aux", "aux:pass"} for c in verb.children):
        return False
    after = verb.doc[verb.i + 1].lower_
    if after == "on" and verb.i + 2 < len(verb.doc):
        day = verb.doc[verb.i + 2].lower_ in words("sources", "mute", "times")
        return day or lemma_of(verb) == "call"
    return after == "that"


def _ends_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN"} and token.dep_ != "case"


def _is_bare(verb: Token) -> bool:
    """Whether a participle or infinitive stands without auxiliary, subject or what it is conjoined with."""
    if (
        agent(verb) is not None
        or _looks_finite(verb)
        or verb.dep_ in {"ROOT", "conj", "parataxis"}
        or (verb.dep_ == "xcomp" and verb.head.lemma_ in {"go", "continue"})
    ):
        return False
    return not any(c.dep_ in {"aux", "aux:pass", "nsubj", "nsubj:pass", "mark"} for c in verb.children)


def _passive(verb: Token, kind: SpeechKind, lemma: str) -> Cue | None:
    """ "X is said by Y to …", "X was accused of …": the agent speaks, where there is one."""
    speaker = agent(verb)
    if lemma == "quote" or (
        kind == "says" and speaker is None and lemma not in words("reporting", "verbs", "says_passively")
    ):
        return None
    if kind == "says" and speaker is None and child(verb, "xcomp", "ccomp", "advcl") is None:
        return None
    content = rest_said(verb, speaker)
    if verb.dep_ == "advcl" and marked(verb, "as"):
        content = subtree(verb.head, [verb])
    about = child(verb, "nsubj:pass", "nsubj")
    if about is not None:
        content |= subtree(about, [verb])
    elif verb.dep_ in {"acl", "acl:relcl", "amod"}:
        content.add(verb.head.i)
        event = verb.head.head
        if lemma == "claim" and verb.head.dep_ == "obl" and event.pos_ == "VERB":
            content |= subtree(event, [verb])  # "killed in an attack claimed by X"
    return Cue(verb, kind, speaker, content)


def _arrest(verb: Token, grounded: list[Token]) -> Cue | None:
    """ "Police arrested X for killing Y" says that X killed, not that the police arrested.

    The grounds hang on the words that are `grounded`: "issued warrants for X over the killings".
    """
    grounds = [
        c
        for word in grounded
        for c in word.children
        if c.i > verb.i and c.dep_ in {"obl", "advcl", "nmod"} and marked(c, "for", "over", "on", "after")
    ]
    if not grounds:
        return None
    speaker = agent(verb) if is_passive(verb) else subject(verb)
    return Cue(verb, "accuses", speaker, set().union(*(subtree(c) for c in grounds)))


def _lacks_object(verb: Token) -> bool:
    """Whether an accusing participle stands without auxiliary, as in headlines: "Rebels blamed for raid"."""
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == "guilty":
        return True
    return verb.tag_ in {"VBN", "VBD"} and not any(
        c.dep_ in {"obj", "ccomp", "xcomp", "iobj", "parataxis", "aux"} for c in verb.children
    )
