"""Caveats: "could not be independently verified", and which passages they are about."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from graph.extraction.document import Document
from graph.extraction.voice.factuality import factuality
from graph.extraction.voice.syntax import ancestors, child, children, is_passive, subject, subtree
from graph.extraction.voice.tables import NEGATIONS, words
from graph.model import Quote

_CAVEATS = "onus caveats"  # found once a document
_POINTERS = frozenset({"it", "that", "this", "these", "those", "them", "which"})


def find_caveats(document: Document) -> list[tuple[Span, Span]]:
    """Each caveat with the stretch of text it is about: what is just before it, its paragraph at most.

    A caveat that opens its paragraph is about the paragraph before.
    """
    known = document.doc.user_data
    if _CAVEATS not in known:
        verbs = words("caveats", "verbs")
        known[_CAVEATS] = [
            (_clause(token), _about(document, token))
            for token in document.doc
            if token.lemma_.lower() in verbs and _fails(token)
        ]
    found: list[tuple[Span, Span]] = known[_CAVEATS]
    return found


def caveat_for(document: Document, span: Span) -> Quote | None:
    """The caveat that a passage stands under, as a quotation of the article; None where there is none."""
    for caveat, about in find_caveats(document):
        if about.start <= span.start < about.end or (caveat.start <= span.start < caveat.end):
            start, end = caveat.start_char, caveat.end_char
            return Quote(exact=document.article.text[start:end], start=start, end=end)
    return None


def _fails(verb: Token) -> bool:
    """Whether a check is told as impossible or not made: "could not verify", "was unable to confirm"."""
    if any(c.lower_ == "if" for c in children(verb, "mark")):
        return False
    negated = any(c.lower_ in NEGATIONS for c in children(verb, "advmod"))
    negated = negated or any(
        c.dep_ == "det" and c.lower_ in {"no", "neither"}
        for s in children(verb, "nsubj", "nsubj:pass")
        for c in s.children
    )
    if negated:
        could = any(
            c.lower_ in {"could", "can", "ca", "been", "was", "were", "has", "have", "did"}
            for c in children(verb, "aux", "aux:pass")
        )
        return could and factuality(verb) != "actual"
    above = next(ancestors(verb), None)
    return (
        above is not None
        and above.lemma_.lower() in words("caveats", "adjectives")
        and verb.dep_ in {"xcomp", "ccomp", "csubj", "advcl"}
    )


def _clause(verb: Token) -> Span:
    """The caveat's clause without what only stands beside it."""
    top = verb
    if verb.dep_ in {"xcomp", "csubj", "advcl"} and verb.head.lemma_.lower() in words(
        "caveats", "adjectives"
    ):
        top = verb.head
    out = [
        c
        for c in top.children
        if c.dep_ in {"parataxis", "punct", "cc"} or (c.dep_ in {"conj", "ccomp", "advcl"} and c.i < top.i)
    ]
    out += [c for c in children(top, "conj") if child(c, "nsubj", "nsubj:pass") is not None]
    indices = sorted(i for i in subtree(top, out) if not verb.doc[i].is_space)
    start, end = indices[0], indices[-1] + 1
    while end > start + 1 and verb.doc[end - 1].is_punct:
        end -= 1
    return verb.doc[start:end]


def _about(document: Document, verb: Token) -> Span:
    """From the start of the paragraph to the caveat; the paragraph before where there is nothing between."""
    doc = document.doc
    sentence = verb.sent
    start = _paragraph_start(doc, sentence.start)
    if start >= sentence.start and _points_back(verb):
        previous = sentence.start - 1
        while previous > 0 and doc[previous].is_space:
            previous -= 1
        start = _paragraph_start(doc, previous)
    return doc[start : sentence.end]


def _points_back(verb: Token) -> bool:
    target = subject(verb) if is_passive(verb) else child(verb, "obj")
    return (
        target is None
        or target.lower_ in _POINTERS
        or any(c.lower_ in {"the", "this", "these", "those", "that", "its", "their"} for c in target.children)
    )


def _paragraph_start(doc: Doc, index: int) -> int:
    while index > 0 and "\n" not in doc[index - 1].text:
        index -= 1
    return index
