"""Questions about dependency trees (Universal Dependencies) that voice and factuality ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from graph.extraction.voice.tables import any_of, verb_forms, verb_participles, words

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
RELATIVE = frozenset({"who", "which", "that", "whom"})


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents with one of these labels, in the order of the text."""
    return [child for child in token.children if child.dep_ in labels]


def child(token: Token, *labels: str) -> Token | None:
    """The first dependent with one of these labels."""
    return next(iter(children(token, *labels)), None)


def conjuncts(token: Token) -> list[Token]:
    """The token and the nouns coordinated with it."""
    return [token, *(other for other in children(token, "conj") if other.pos_ in NOMINAL)]


def sentence_of(token: Token) -> Span:
    """The sentence around a token; the parser's, joined where it broke one without a full stop between."""
    doc = token.doc
    if _SENTENCES not in doc.user_data:
        doc.user_data[_SENTENCES] = _sentence_bounds(doc)
    start, end = doc.user_data[_SENTENCES][token.i]
    return doc[start:end]


_SENTENCES = "onus sentences"  # computed once a document
_TERMINATORS = frozenset({".", "!", "?", "…", ":", ";"})
_CLOSERS = frozenset("\"”’»')]")


def _sentence_bounds(doc: Doc) -> list[tuple[int, int]]:
    starts = [0]
    for sentence in doc.sents:
        if sentence.start and _ends(doc, sentence.start - 1):
            starts.append(sentence.start)
    ends = [*starts[1:], len(doc)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) for _ in range(end - start)]


def _ends(doc: Doc, index: int) -> bool:
    """Whether a sentence may end with a token."""
    while index > 0 and doc[index].text in _CLOSERS:
        index -= 1
    return doc[index].text in _TERMINATORS or "\n" in doc[index].text


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: by an auxiliary, or as a bare participle on a noun."""
    if any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ == "VBN" and not children(verb, "nsubj", "aux"):
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"} and not children(verb, "nsubj", "aux")


def agent(verb: Token) -> Token | None:
    """Who does what a passive verb tells: "accused by X"."""
    for other in children(verb, "obl:agent", "obl"):
        if any(c.dep_ == "case" and c.lower_ == "by" for c in other.children):
            return None if other.lower_ in words("sources", "mute", "means") else other
    return None


def subject(verb: Token) -> Token | None:
    """The noun a verb is said of: its own subject, or one shared with the verb it hangs on."""
    seen = 0
    token = verb
    while seen < 6:
        own = _own_subject(token)
        if own is not None:
            if own.lower_ in RELATIVE and token.dep_ == "acl:relcl":
                return token.head
            return own
        if token.dep_ == "acl" and token.head.pos_ in NOMINAL:
            return token.head if token.tag_ != "VBN" or token == verb else None
        if token.dep_ == "acl:relcl":
            return None
        if token.dep_ == "advcl" and token.tag_ in {"VBD", "VBZ", "VBP"}:
            return None
        adding = token == verb and token.tag_ == "VBG" and token.dep_ in {"ccomp", "parataxis", "dep"}
        if (adding or token.dep_ in {"conj", "xcomp", "advcl"}) and token.head != token:
            if token.dep_ == "conj" and token.head.pos_ in NOMINAL:
                return None
            token = token.head
            seen += 1
            continue
        return None
    return None


def _own_subject(verb: Token) -> Token | None:
    subjects = children(verb, "nsubj", "nsubj:pass", "nsubj:outer")
    nearest = [token for token in subjects if token.i < verb.i]
    return nearest[-1] if nearest else next(iter(subjects), None)


def spans(doc: Doc, indices: Iterable[int]) -> list[Span]:
    """The tokens of these indices as the fewest spans, in the order of the text."""
    found: list[Span] = []
    start = last = -2
    for index in sorted(set(indices)):
        if index != last + 1:
            if last >= 0:
                found.append(doc[start : last + 1])
            start = index
        last = index
    if last >= 0:
        found.append(doc[start : last + 1])
    return found


def subtree(token: Token, without: Iterable[Token] = ()) -> set[int]:
    """The indices under a token and its own, leaving out what hangs on `without`."""
    left_out = {other.i for other in without}
    found: set[int] = set()
    pending = [token]
    while pending:
        current = pending.pop()
        if current.i in left_out or current.i in found:
            continue
        found.add(current.i)
        pending.extend(current.children)
    return found


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def marked(token: Token, *markers: str) -> bool:
    """Whether one of these words introduces the token: "for", "that", "as"."""
    return any(c.lower_ in markers and c.dep_ in {"mark", "case", "advmod", "fixed"} for c in token.children)


def base_of(token: Token) -> str:
    """The token's lemma in lower case; of verbs of saying, accusing and denying by their form alone."""
    known = verb_forms().get(token.lower_) or verb_participles().get(token.lower_)
    return known or str(token.lemma_).lower()


def lemma_of(verb: Token) -> str:
    """The verb's lemma in lower case, with its particle where the two are one word of the tables."""
    lemma = base_of(verb)
    for particle in children(verb, "compound:prt", "advmod"):
        if particle.i == verb.i + 1 and f"{lemma} {particle.lower_}" in _every_verb():
            return f"{lemma} {particle.lower_}"
    return lemma


def _every_verb() -> frozenset[str]:
    return any_of("reporting", "verbs.says", "verbs.says_with_clause", "verbs.denies")
