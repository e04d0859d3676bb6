"""What a reporting verb has said: by the tree where it shows a clause, by commas where it does not."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.voice.syntax import (
    RELATIVE,
    SUBJECTS,
    ancestors,
    child,
    children,
    lemma_of,
    marked,
    sentence_of,
    subtree,
)
from graph.extraction.voice.tables import any_of, words

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NEXT = 3  # words between a speaker's name and the verb right behind it


def clause_said(verb: Token, speaker: Token | None, strong: bool) -> set[int]:
    """What a verb of saying governs as said: its clause, or the clause that it is put into."""
    clause = next((c for c in children(verb, "ccomp") if c != speaker), None)
    if strong and _closes(verb, speaker):
        before = _before(verb, speaker)
        around = _around(verb, speaker)
        if before or around:
            return before | around
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
    return _before(verb, speaker) or _after(verb, speaker) or _topic(verb)


def _closes(verb: Token, speaker: Token | None) -> bool:
    """Whether reporting words stand behind what they report: ", she said, adding …", "…, X said."."""
    last = verb if speaker is None or speaker.i < verb.i else max(verb, speaker.right_edge, key=lambda t: t.i)
    after = verb.doc[last.i + 1] if last.i + 1 < len(verb.doc) else None
    return after is None or after.text in {",", ".", ";"} or after.is_space


def _around(verb: Token, speaker: Token | None) -> set[int]:
    """What a reporting clause between commas is put into: "the army, she said, had left"."""
    if speaker is None or abs(verb.i - speaker.i) > _NEXT:
        return set()
    doc, sentence = verb.doc, sentence_of(verb)
    first, last = (speaker.left_edge.i, verb.i) if speaker.i < verb.i else (verb.i, speaker.i)
    while doc[first].is_punct:
        first += 1
    if first <= sentence.start or last + 2 >= sentence.end:
        return set()
    if doc[first - 1].text != "," or doc[last + 1].text != "," or doc[last + 2].lower_ == "that":
        return set()
    if doc[first].lower_ in {"a", "an"} or any(t.is_quote for t in doc[sentence.start : first]):
        return set()  # "X, a lawyer, said"
    return set(range(sentence.start, first - 1)) | set(range(last + 2, sentence.end))


def _topic(verb: Token) -> set[int]:
    """What somebody speaks about, where no clause tells what is said of it."""
    for other in children(verb, "obl", "advcl", "nmod"):
        if other.i > verb.i and marked(other, *words("reporting", "clauses", "topics")):
            start = other.left_edge.i
            return set(range(start, _end(verb, start)))
    return set()


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
    relative = any(other.lower_ in RELATIVE for other in verb.lefts)
    if verb.dep_ == "acl:relcl" and (relative or speaker is None or verb.head == speaker):
        return set()
    first = verb.i
    while first > start and verb.doc[first - 1].pos_ in {"AUX", "ADV"}:
        first -= 1
    if speaker is not None and start <= speaker.i < verb.i:
        first = min(first, speaker.left_edge.i)
        while verb.doc[first].is_punct:  # the comma that parsers hang on the speaker
            first += 1
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
    lemma = lemma_of(verb)
    needs_that = lemma in words("reporting", "clauses", "bare")
    if lemma not in any_of("reporting", "clauses.plain", "clauses.addressing"):
        needs_that = needs_that or child(verb, "obj") is not None
    misread = lemma in words("reporting", "clauses", "plain") and child(verb, "obj") is not None
    end = sentence_of(verb).end if misread else _end(verb, verb.i + 1)
    rest = verb.doc[verb.i + 1 : end]
    for token in rest:
        if token.lower_ == "that" and not (needs_that and token.dep_ in SUBJECTS):
            return set(range(verb.i + 1, rest.end))
        if token.text == ":" or (not needs_that and token.tag_ in _FINITE):
            return set(range(verb.i + 1, rest.end))
    return set()


def rest_said(verb: Token, speaker: Token | None) -> set[int]:
    """All that follows a verb in its clause, without the speaker."""
    own = set(range(speaker.left_edge.i, speaker.i + 1)) if speaker is not None else set()
    if verb.dep_ == "acl:relcl" and _takes_antecedent(verb):
        return subtree(verb.head, [verb]).union(*map(subtree, _grounds(verb)))
    if verb.dep_ in {"acl", "acl:relcl", "advcl", "amod"}:
        below = subtree(verb, [c for c in verb.children if c.dep_ in {"parataxis", "nsubj"}])
        behind = {i for i in below if i > verb.i} - own
        if behind or verb.dep_ != "amod":
            return behind
    return set(range(verb.i + 1, _end(verb, verb.i + 1))) - own


def _grounds(verb: Token) -> list[Token]:
    """What those are accused of whom a relative clause is about: "X, whom it accused of backing Y"."""
    if not any(other.lower_ == "whom" for other in children(verb, "obj")):
        return []
    return [other for other in children(verb, "obl", "advcl") if other.i > verb.i and marked(other, "of")]


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
    end = min(end, _clause_end(verb, start))
    while end > start and verb.doc[end - 1].is_space:
        end -= 1
    return end


def _clause_end(verb: Token, start: int) -> int:
    """Where the clause ends that a reporting verb stands in, if the sentence goes on without it.

    "When they said yes, they were taken away"; "journalists, who say they were beaten, fled"; "X denounced
    the trial, while Y complained of it".
    """
    doc, sentence = verb.doc, sentence_of(verb)
    end: int = sentence.end
    for above in (verb, *ancestors(verb)):
        if above.dep_ in {"advcl", "acl:relcl"} and above.head.i > above.right_edge.i >= start:
            end = min(end, above.right_edge.i + 1)
    if sentence[0].lower_ in words("reporting", "clauses", "opening"):
        commas = [token.i for token in doc[sentence.start : end] if token.text == ","]
        if commas and verb.i < commas[0] and start < commas[0]:
            end = min(end, commas[0])
    relative = verb.i > 1 and doc[verb.i - 1].lower_ in RELATIVE and doc[verb.i - 2].text == ","
    quoted = False
    for token in doc[start:end]:
        quoted ^= token.is_quote
        if token.text != "," or quoted or token.i + 2 >= end or token.i <= start:
            continue
        after = doc[token.i + 1]
        if relative and (after.tag_ in {"VBD", "VBZ", "VBP", "MD"}) and after.pos_ in {"AUX", "VERB"}:
            return int(token.i)
        if after.lower_ in words("reporting", "clauses", "beside") and any(
            other.dep_ in SUBJECTS for other in doc[token.i + 2 : end]
        ):
            return int(token.i)
    return end


def _begins_with(token: Token, openers: frozenset[str]) -> bool:
    return token.left_edge.lower_ in openers
