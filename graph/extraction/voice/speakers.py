"""Which noun a reporting verb has for its speaker where the tree does not tell, and which cannot be one."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.voice.syntax import NOMINAL, lemma_of, sentence_of
from graph.extraction.voice.tables import any_of, words

_ENDINGS = tuple(sorted(words("sources", "mute", "endings")))


def stands_after_quotation(verb: Token) -> bool:
    """Whether a verb stands behind a quotation, or a comma and its subject alone: ",” said X"."""
    index = verb.i - 1
    while index > 0 and verb.doc[index].text == ",":
        index -= 1
    return index > 0 and verb.doc[index].is_quote


def is_inverted(verb: Token) -> bool:
    """Whether a verb and the speaker behind it are set between commas: "…, said X, who …"."""
    if lemma_of(verb) not in words("reporting", "verbs", "says") or verb.tag_ not in {"VBD", "VBZ"}:
        return False
    if verb.i < 2 or verb.nbor(-1).text != ",":
        return False
    speaker = noun_behind(verb)
    if speaker is None or not can_speak(speaker):
        return False
    for token in verb.doc[verb.i + 1 : sentence_of(verb).end]:
        if token.pos_ in {"VERB", "AUX"} or token.tag_ in {"WDT", "WRB"}:
            return False
        if token.i > speaker.i and token.text in {",", ".", ";"}:
            return True
    return True


def closes_sentence(verb: Token) -> bool:
    """Whether a verb stands last, behind a comma and its subject: "…, a new report indicates."."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i + 1 >= len(verb.doc) or verb.nbor().text != ".":
        return False
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    first = subjects[-1].left_edge if subjects else verb
    return (
        bool(subjects)
        and first.i > 3
        and can_speak(subjects[-1])
        and "," in {first.text, first.nbor(-1).text}
    )


def noun_behind(verb: Token) -> Token | None:
    """The noun that starts behind a verb: "said General X"; not whom somebody tells."""
    if lemma_of(verb) in words("reporting", "clauses", "addressing"):
        return None
    if verb.i + 1 < len(verb.doc):
        after = verb.doc[verb.i + 1]
        if after.pos_ in {"PROPN", "NOUN", "DET", "ADJ", "PRON", "NUM"} and after.lower_ not in {
            "that",
            "it",
            "there",
        }:
            return _noun_from(after)
    return None


def after_punctuation(verb: Token) -> bool:
    return verb.i > 0 and verb.doc[verb.i - 1].is_punct


def noun_beside(verb: Token) -> Token | None:
    """The noun next to a verb for which the tree shows no subject: ", said General X"; "X, a Y, said"."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} and verb.pos_ == "VERB":
        return None
    sentence = sentence_of(verb)
    before = verb.doc[verb.i - 1] if verb.i > sentence.start else None
    if before is None or before.is_punct or before.is_quote:
        behind = noun_behind(verb)
        if behind is not None and not (_acts(behind) and _opening_noun(verb) is not None):
            return behind
    if before is not None and before.text == "," and (opening := _opening_noun(verb)) is not None:
        return opening
    segments, earlier = _segments(verb), []
    if before is not None and before.text != ",":  # else the last stands in apposition to one before it
        segments, earlier = segments[-1:], segments[:-1]
    for segment in [*segments, *earlier]:
        for token in segment:
            if token.pos_ in NOMINAL and not _under_preposition(token):
                noun = _noun_from(token, verb.i)
                if noun is not None and can_speak(noun):
                    return noun
                break
    return None


def _acts(noun: Token) -> bool:
    """Whether a clause begins with a noun behind a verb: "X, a group, said soldiers fired"."""
    after = noun.i + 1
    return after < len(noun.doc) and noun.doc[after].tag_ in {"VBD", "VBZ", "VBP", "MD"}


def _opening_noun(verb: Token) -> Token | None:
    """The noun that opens a sentence, set off by commas: "X, a group that monitors arrests, said"."""
    start = sentence_of(verb).start
    for index in range(verb.i - 1, start, -1):
        if verb.doc[index].is_quote:
            start = index + 1
            break
    while start < verb.i and (verb.doc[start].is_space or verb.doc[start].is_punct):
        start += 1
    first = verb.doc[start]
    noun = _noun_from(first, verb.i - 1) if first.pos_ in {"PROPN", "NOUN", "DET", "ADJ", "NUM"} else None
    if noun is None or not can_speak(noun):
        return None
    for token in verb.doc[noun.i + 1 : verb.i - 1]:
        if token.text == ",":
            return noun
        if token.pos_ in {"VERB", "AUX", "ADP"}:
            return None
    return None


def _segments(verb: Token) -> list[list[Token]]:
    """The stretches between commas that lead up to a verb, back to a verb before it or a quotation."""
    found: list[list[Token]] = [[]]
    for token in verb.doc[max(sentence_of(verb).start, verb.i - 40) : verb.i]:
        if token.is_quote or (token.pos_ == "VERB" and token.dep_ != "amod"):
            found = [[]]
        elif token.text in {",", "—", "–"}:
            found.append([])
        else:
            found[-1].append(token)
    return [segment for segment in found if segment]


def _under_preposition(token: Token) -> bool:
    index, start = token.i - 1, sentence_of(token).start
    while index >= start and (
        token.doc[index].pos_ in {"DET", "ADJ", "PROPN", "NOUN", "NUM", "PART"}
        or token.doc[index].tag_ == "PRP$"
    ):
        index -= 1
    return index >= start and token.doc[index].pos_ == "ADP"


def _noun_from(token: Token, end: int | None = None) -> Token | None:
    """The head of the noun phrase that starts at a token and lies before `end`."""
    doc, index = token.doc, token.i
    end = len(doc) if end is None else end
    if token.pos_ == "PRON":
        return token
    last = None
    while index < end and doc[index].pos_ in {"DET", "ADJ", "NUM", "PROPN", "NOUN", "PART", "X"}:
        if last is not None and doc[index].lower_ in words("sources", "mute", "times"):
            break
        if doc[index].pos_ in {"NOUN", "PROPN"}:
            last = doc[index]
            if len(last) <= 5 and last.is_title and index + 1 < end and doc[index + 1].text == ".":
                index += 1  # "Brig. Gen. X"
        index += 1
    if last is None:
        return None
    head = last
    while head.dep_ in {"flat", "compound", "appos", "nmod:desc"} and token.i <= head.head.i <= last.i:
        head = head.head
    return head


def can_speak(noun: Token) -> bool:
    """Whether a noun can be said to say something: not an act, an event or a state."""
    if noun.lower_ in words("sources", "mute", "times"):
        return False
    if noun.pos_ != "NOUN" or not noun.is_lower:
        return True
    lemma = noun.lemma_.lower()
    if lemma in words("sources", "mute", "nouns"):
        return False
    carriers = any_of("sources", "reports", "pictures", "statements")
    if lemma in carriers or lemma in words("sources", "mute", "bodies"):
        return True
    return not lemma.endswith(_ENDINGS)


def may_show(speaker: Token) -> bool:
    """Whether a noun may be said to show something in words or pictures, or names somebody."""
    shown = any_of("sources", "reports", "pictures", "statements")
    return speaker.pos_ in {"PROPN", "PRON"} or speaker.lemma_.lower() in shown
