"""Finds the words that tell of speech, and by the tree around each who speaks and what is said.

Parsers err most where news is densest, so what is said runs from the clause that the tree shows to the
end of the sentence, and where the tree shows none commas decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extraction.document import SpeechKind
from graph.extraction.voice.factuality import event_factuality
from graph.extraction.voice.syntax import (
    NOMINAL,
    RELATIVE,
    agent,
    base_of,
    child,
    children,
    is_passive,
    marked,
    sentence_of,
    subject,
    subtree,
)
from graph.extraction.voice.tables import verb_forms, words

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


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
        if token.pos_ == "VERB" or (token.lower_ in verb_forms() and _looks_verbal(token)):
            cue = _verb(token)
            if cue is not None:
                yield cue


def lemma_of(verb: Token) -> str:
    """The verb's lemma in lower case, with its particle where the two are one word of the tables."""
    lemma = base_of(verb)
    for particle in children(verb, "compound:prt", "advmod"):
        if particle.i == verb.i + 1 and f"{lemma} {particle.lower_}" in _every_verb():
            return f"{lemma} {particle.lower_}"
    return lemma


def _every_verb() -> frozenset[str]:
    return (
        words("reporting", "verbs", "says")
        | words("reporting", "verbs", "says_with_clause")
        | words("reporting", "verbs", "denies")
    )


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
        return after.lower_ in {"that", "he", "she", "they", "it", "the"} or after.text == ":"
    return True


def _verb(verb: Token) -> Cue | None:
    lemma = lemma_of(verb)
    kind = _kind(verb, lemma)
    inserted = _stands_after_quotation(verb)
    if kind is None and inserted and lemma in words("reporting", "verbs", "says_with_clause"):
        kind = "says"
    if kind is None:
        return None
    if kind not in {"calls", "asks"} and not inserted and event_factuality(verb) != "actual":
        return None
    if lemma in words("reporting", "verbs", "accuses_with_ground"):
        return _arrest(verb)
    if kind == "says" and verb.tag_ in {"VBN", "VB"} and not inserted and _is_bare(verb):
        return None
    if is_passive(verb) or (kind == "accuses" and _lacks_object(verb)):
        return _passive(verb, kind, lemma)
    speaker = (_behind(verb) if inserted else None) or subject(verb)
    if speaker is None or (speaker.i > verb.i and not inserted and not _after_punctuation(verb)):
        speaker = _beside(verb) or speaker
    if speaker is not None and not _can_speak(speaker):
        other = _beside(verb)
        speaker = other if other is not None and _can_speak(other) else None
    if (
        speaker is not None
        and lemma in words("reporting", "verbs", "says_as_evidence")
        and not _may_show(speaker)
    ):
        return None
    strong = lemma in words("reporting", "verbs", "says")
    content: set[int] = set()
    if kind in {"says", "asks"}:
        content = _clause(verb, speaker, strong)
        if not content and lemma in words("reporting", "verbs", "says_of") | words(
            "reporting", "verbs", "says_as"
        ):
            content = _rest(verb, speaker)
    else:
        content = _rest(verb, speaker)
    if kind == "says" and calls_untrue(verb, content):
        kind = "denies"
    if not content and not strong and not inserted:
        return None
    return Cue(verb, kind, speaker, content, takes_quotations=speaker is not None and kind != "asks")


def _is_bare(verb: Token) -> bool:
    """Whether a participle or infinitive stands without auxiliary, subject or what it is conjoined with."""
    if verb.dep_ in {"ROOT", "conj", "parataxis"} or (
        verb.dep_ == "xcomp" and verb.head.lemma_ in {"go", "continue"}
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
    content = _rest(verb, speaker)
    about = child(verb, "nsubj:pass", "nsubj")
    if about is not None:
        content |= subtree(about, [verb])
    elif verb.dep_ in {"acl", "acl:relcl", "amod"}:
        content.add(verb.head.i)
    return Cue(verb, kind, speaker, content)


def _arrest(verb: Token) -> Cue | None:
    """ "Police arrested X for killing Y" says that X killed, not that the police arrested."""
    grounds = [
        c
        for c in verb.children
        if c.i > verb.i and c.dep_ in {"obl", "advcl"} and marked(c, "for", "over", "on", "after")
    ]
    if not grounds:
        return None
    speaker = agent(verb) if is_passive(verb) else subject(verb)
    return Cue(verb, "accuses", speaker, set().union(*(subtree(c) for c in grounds)))


def _kind(verb: Token, lemma: str) -> SpeechKind | None:
    if lemma in words("reporting", "verbs", "denies") or _pleads_innocence(verb, lemma):
        return None if _withholds(verb) else "denies"
    if lemma in words("reporting", "verbs", "accuses") | words("reporting", "verbs", "accuses_with_ground"):
        return "accuses"
    clause = child(verb, "ccomp")
    if (
        lemma in words("reporting", "verbs", "asks")
        and clause is not None
        and marked(clause, "whether", "if")
    ):
        return "asks"
    if lemma in words("reporting", "verbs", "calls"):
        if lemma == "call" and not any(
            marked(c, "for", "on", "upon", "to") for c in children(verb, "obl", "advcl", "xcomp")
        ):
            after = verb.doc[verb.i + 1 : verb.i + 15]
            return "says" if _names_as(verb) or any(token.is_quote for token in after) else None
        if lemma not in words("reporting", "verbs", "says") or child(verb, "xcomp") is not None:
            return "calls"
    if lemma in words("reporting", "verbs", "says") | words("reporting", "verbs", "says_of"):
        return "says"
    as_clause = verb.dep_ == "advcl" and marked(verb, "as")
    if lemma in words("reporting", "verbs", "says_with_clause") and (clause is not None or as_clause):
        return "says"
    if lemma in words("reporting", "verbs", "says_as") and _names_as(verb):
        return "says"
    return None


def _names_as(verb: Token) -> bool:
    """Whether a verb says of its object that it is something: "called the raid a massacre"."""
    complements = [c for c in verb.children if c.dep_ in {"xcomp", "obl", "advcl", "ccomp"} and c.i > verb.i]
    has_object = child(verb, "obj") is not None
    return any((c.dep_ in {"xcomp", "ccomp"} and has_object) or marked(c, "as") for c in complements)


def _lacks_object(verb: Token) -> bool:
    """Whether an accusing participle stands without auxiliary, as in headlines: "Rebels blamed for raid"."""
    return verb.tag_ in {"VBN", "VBD"} and not any(
        c.dep_ in {"obj", "ccomp", "xcomp", "iobj", "parataxis", "aux"} for c in verb.children
    )


def _withholds(verb: Token) -> bool:
    """Whether something is denied to somebody instead of disputed: "denied him a lawyer"."""
    if child(verb, "iobj") is not None:
        return True
    withheld = words("reporting", "pointing", "withheld")
    if any(c.lemma_.lower() in withheld for c in children(verb, "obj", "obl", "xcomp", "obl:unmarked")):
        return True
    about = child(verb, "nsubj:pass")
    return about is not None and about.lemma_.lower() not in words("reporting", "pointing", "answered")


def _pleads_innocence(verb: Token, lemma: str) -> bool:
    if lemma not in words("reporting", "pointing", "pleading"):
        return False
    around = [verb.doc[i].lower_ for i in range(verb.i + 1, min(verb.i + 6, len(verb.doc)))]
    if "innocence" in around or "innocent" in around:
        return True
    return "guilty" in around and ("not" in around or "n't" in around)


def calls_untrue(verb: Token, content: set[int]) -> bool:
    """Whether the speech is that some accusation is false: "called the claims baseless"."""
    untrue = words("reporting", "pointing", "untrue")
    answered = words("reporting", "pointing", "answered")
    names = lemma_of(verb) in words("reporting", "verbs", "says_as")
    for index in sorted(content):
        word = verb.doc[index]
        if word.lemma_.lower() not in untrue and word.lower_ not in untrue:
            continue
        if any(c.lower_ in {"not", "n't", "n’t", "no"} for c in word.children):
            continue
        if names or (word.dep_ in {"xcomp", "obl"} and word.head == verb):
            return True
        if word.pos_ == "ADV":
            if word.head.lemma_.lower() in words("reporting", "verbs", "accuses"):
                return True
            continue
        head = word.head if word.dep_ == "amod" else word
        about = child(head, "nsubj", "nsubj:outer", "csubj", "nsubj:pass")
        if about is not None and (about.lemma_.lower() in answered or about.dep_ == "csubj"):
            return True
        if about is not None and about.lower_ == "it" and child(head, "csubj", "ccomp", "advcl") is not None:
            return True
    return False


def _stands_after_quotation(verb: Token) -> bool:
    """Whether a verb stands behind a quotation, or a comma and its subject alone: ",” said X"."""
    index = verb.i - 1
    while index > 0 and verb.doc[index].text == ",":
        index -= 1
    return index > 0 and verb.doc[index].is_quote


def _after_punctuation(verb: Token) -> bool:
    return verb.i > 0 and verb.doc[verb.i - 1].is_punct


def _can_speak(noun: Token) -> bool:
    """Whether a noun can be said to say something: not an act, an event or a state."""
    if noun.pos_ != "NOUN" or not noun.is_lower:
        return True
    lemma = noun.lemma_.lower()
    if lemma in words("sources", "mute", "nouns"):
        return False
    carriers = words("sources", "reports") | words("sources", "pictures") | words("sources", "statements")
    if lemma in carriers | words("sources", "mute", "bodies"):
        return True
    return not lemma.endswith(tuple(sorted(words("sources", "mute", "endings"))))


def _may_show(speaker: Token) -> bool:
    """Whether a noun may be said to show something in words or pictures, or names somebody."""
    shown = words("sources", "reports") | words("sources", "pictures") | words("sources", "statements")
    return speaker.pos_ in {"PROPN", "PRON"} or speaker.lemma_.lower() in shown


def _behind(verb: Token) -> Token | None:
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


def _beside(verb: Token) -> Token | None:
    """The noun next to a verb for which the tree shows no subject: ", said General X"; "X, a Y, said"."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} and verb.pos_ == "VERB":
        return None
    sentence = sentence_of(verb)
    before = verb.doc[verb.i - 1] if verb.i > sentence.start else None
    if before is None or before.is_punct or before.is_quote:
        behind = _behind(verb)
        if behind is not None:
            return behind
    segments = _segments(verb)
    if before is not None and before.text != ",":  # else the last stands in apposition to one before it
        segments = segments[-1:]
    for segment in segments:
        for token in segment:
            if token.pos_ in NOMINAL and not _under_preposition(token):
                return _noun_from(token, verb.i)
    return None


def _segments(verb: Token) -> list[list[Token]]:
    """The stretches between commas that lead up to a verb, back to a verb before it or a quotation."""
    found: list[list[Token]] = [[]]
    for token in verb.doc[max(sentence_of(verb).start, verb.i - 40) : verb.i]:
        if token.is_quote or token.pos_ == "VERB":
            found = [[]]
        elif token.text in {",", "—", "–"}:
            found.append([])
        else:
            found[-1].append(token)
    return [segment for segment in found if segment]


def _under_preposition(token: Token) -> bool:
    index, start = token.i - 1, sentence_of(token).start
    while index >= start and token.doc[index].pos_ in {"DET", "ADJ", "PROPN", "NOUN", "NUM", "PART"}:
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


# What is said


def _clause(verb: Token, speaker: Token | None, strong: bool) -> set[int]:
    """What a verb of saying governs as said: its clause, or the clause that it is put into."""
    clause = next((c for c in children(verb, "ccomp") if c != speaker), None)
    if clause is not None and clause.i > verb.i:
        start = max(verb.i + 1, clause.left_edge.i)
        if speaker is not None and verb.i < speaker.i < clause.i:
            start = max(start, max(subtree(speaker, [clause])) + 1)
        return set(range(start, _end(verb, start)))
    if clause is not None:
        return (_before(verb, speaker) | subtree(clause)) - _phrase(verb, speaker)
    infinitive = child(verb, "xcomp")
    if infinitive is not None and lemma_of(verb) in words("reporting", "clauses", "claiming"):
        return subtree(infinitive)
    if verb.dep_ == "parataxis" and verb.head.i < verb.i:
        return _before(verb, speaker) or subtree(verb.head, [verb])
    if (
        verb.dep_ in {"parataxis", "advcl"}
        and verb.head != verb
        and (verb.dep_ == "parataxis" or marked(verb, "as"))
    ):
        return subtree(verb.head, [verb])
    if not strong:
        return set()
    return _before(verb, speaker) or _after(verb, speaker)


def _phrase(verb: Token, speaker: Token | None) -> set[int]:
    """The tokens of the reporting words themselves: "Haftar's spokesman said on Monday"."""
    found = {verb.i} | {c.i for c in verb.children if c.dep_ in {"aux", "advmod", "mark"}}
    for c in verb.children:
        if c.dep_ in {"obl", "obl:unmarked", "iobj", "obj"} and abs(c.i - verb.i) < 15:
            found |= subtree(c, children(c, "acl:relcl", "parataxis"))
    return found | (subtree(speaker, [verb]) if speaker is not None else set())


def _before(verb: Token, speaker: Token | None) -> set[int]:
    """The sentence up to a comma that the reporting words stand behind: "Soldiers fired, X said"."""
    start = sentence_of(verb).start
    first = verb.i
    while first > start and verb.doc[first - 1].pos_ in {"AUX", "ADV"}:
        first -= 1
    if speaker is not None and start <= speaker.i < verb.i:
        first = min(first, speaker.left_edge.i)
    mark = verb.doc[first - 1] if first > start else None
    if (
        mark is None
        or not (mark.text in {",", "—", "–", "-", "?", "!"} or mark.is_quote)
        or first - start < 4
    ):
        return set()
    if not any(t.pos_ in {"VERB", "AUX"} for t in verb.doc[start : first - 1]):
        return set()
    return set(range(start, first - 1))


def _after(verb: Token, speaker: Token | None) -> set[int]:
    """The rest of the sentence, where it holds a clause of its own and the speaker stands before."""
    if speaker is None or speaker.i > verb.i:
        return set()
    taken = child(verb, "obj") is not None and lemma_of(verb) not in words(
        "reporting", "clauses", "addressing"
    )
    rest = verb.doc[verb.i + 1 : _end(verb, verb.i + 1)]
    for token in rest:
        if token.lower_ == "that" or token.text == ":" or (not taken and token.tag_ in _FINITE):
            return set(range(verb.i + 1, rest.end))
    return set()


def _rest(verb: Token, speaker: Token | None) -> set[int]:
    """All that follows a verb in its clause, without the speaker."""
    own = set(range(speaker.left_edge.i, speaker.i + 1)) if speaker is not None else set()
    if verb.dep_ == "acl:relcl" and _takes_antecedent(verb):
        return subtree(verb.head, [verb])
    if verb.dep_ in {"acl", "acl:relcl", "advcl", "amod"}:
        below = subtree(verb, [c for c in verb.children if c.dep_ in {"parataxis", "nsubj"}])
        return {i for i in below if i > verb.i} - own
    return set(range(verb.i + 1, _end(verb, verb.i + 1))) - own


def _takes_antecedent(verb: Token) -> bool:
    """Whether what a relative clause is about is what its verb is done to: "charges, which he denies"."""
    objects = children(verb, "obj")
    return (not objects and child(verb, "ccomp", "xcomp", "obl") is None) or any(
        o.lower_ in RELATIVE for o in objects
    )


def _end(verb: Token, start: int) -> int:
    """Where what a verb governs ends: the sentence, or a clause that only stands beside the verb's."""
    end: int = sentence_of(verb).end
    breaking = words("reporting", "clauses", "breaking")
    level = verb
    for _ in range(5):
        for other in level.children:
            if other.i <= max(verb.i, start):
                continue
            beside = other.dep_ == "conj" and other.pos_ in {"VERB", "AUX"} and other.tag_ != "VBG"
            beside = beside or (other.dep_ in {"advcl", "parataxis"} and _begins_with(other, breaking))
            if beside and other.left_edge.i > start:
                end = min(end, other.left_edge.i)
        if level.dep_ != "conj" or level.head == level:
            break
        level = level.head
    while end > start and verb.doc[end - 1].is_space:
        end -= 1
    return end


def _begins_with(token: Token, openers: frozenset[str]) -> bool:
    return token.left_edge.lower_ in openers
