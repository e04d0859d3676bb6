"""Speech told by how a line is set: a post's signature, a headline's source, the turns of an interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Doc, Span

from graph.extraction.document import Actor, Document, Speech
from graph.extraction.voice.tables import words

_LINE = re.compile(r"[^\n\r]+")
_SIGNATURE = re.compile(r"[—–-]\s?(?P<name>[^\n—–@()]{2,60}?)\s?\(@\w+\)")
_BEFORE = re.compile(r"\s*(?P<name>[^:.!?\n“\"]{2,40}):\s+(?P<words>\S.*\S)\s*")
_BEHIND = re.compile(r"\s*(?P<words>\S.{15,}\S)(?:\s[-–—]\s?|[–—]\s|:\s)(?P<name>[^-:.!?\n–—“”\"]{2,40}?)\s*")
_LONGEST_HEADLINE = 160
_HEADLINES = 2  # lines
_TURNS = 2  # lines of one speaker from which a text is an interview


def line_speeches(document: Document, text: str) -> Iterator[Speech]:
    """The speeches that the lines of `document.doc.text` show by themselves."""
    yield from _signed(document, text)
    turns = [(match, _turn(document, match)) for match in _matches(text, _BEFORE)]
    counts = Counter(speaker.name for _, speaker in turns if speaker is not None)
    for match, speaker in turns:
        if speaker is not None and counts[speaker.name] >= _TURNS:
            yield from _speech(document, match, speaker)
    headlines = _headlines(text)
    for pattern in (_BEFORE, _BEHIND):
        for match in _matches(text, pattern):
            if match.start() not in headlines:
                continue
            source = _source(document, match, before=pattern is _BEFORE)
            if source is not None and counts[source.name] < _TURNS:
                yield from _speech(document, match, source)


def _matches(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for line in _LINE.finditer(text):
        if match := pattern.fullmatch(text, line.start(), line.end()):
            yield match


def _headlines(text: str) -> set[int]:
    """Where the lines that open a text start, as far as they are set like headlines."""
    lines = islice((line for line in _LINE.finditer(text) if line.group().strip()), _HEADLINES)
    shorter = [line for line in lines if len(line.group()) <= _LONGEST_HEADLINE]
    return {line.start() for line in shorter if line.group().rstrip()[-1] not in ".,;:"}


def _turn(document: Document, match: re.Match[str]) -> Actor | None:
    """The person whose turn a line is: "Kovac: We fled."."""
    named = _span(document.doc, match, "name")
    mention = document.mention_of.get(named.root.i) if named is not None else None
    if named is None or mention is None or not mention.names_person:
        return None
    return mention.actor if len(named) <= len(mention.span) + 2 else None


def _source(document: Document, match: re.Match[str], *, before: bool) -> Actor | None:
    """Whom a headline gives for its source: "Army burned village: UN", "Police: two men held".

    A state in front of a colon is what the headline is about, not who says it.
    """
    span = _span(document.doc, match, "name")
    if span is None or len(span) > 5:
        return None
    last = span[-1]
    mention = document.mention_of.get(last.i)
    if mention is not None and mention.form == "name" and mention.span.start <= span.start + 1:
        return None if before and mention.actor.kind == "State" else mention.actor
    if last.lower_ in words("sources", "headline") and not any(t.pos_ in {"VERB", "AUX"} for t in span):
        return mention.actor if mention is not None else Actor(span.text, "Source")
    return None


def _speech(document: Document, match: re.Match[str], speaker: Actor) -> Iterator[Speech]:
    told, named = _span(document.doc, match, "words"), _span(document.doc, match, "name")
    if told is not None and named is not None:
        yield Speech(speaker, None, named.root, [told], "says")


def _span(doc: Doc, match: re.Match[str], group: str) -> Span | None:
    span = doc.char_span(match.start(group), match.end(group), alignment_mode="expand")
    return span if span is not None and len(span) else None


def _signed(document: Document, text: str) -> Iterator[Speech]:
    """Posts quoted whole, which their signature follows: "… — Name (@handle)"."""
    doc = document.doc
    for signature in _SIGNATURE.finditer(text):
        name = _span(doc, signature, "name")
        if name is None:
            continue
        mention = next((document.mention_of[t.i] for t in name if t.i in document.mention_of), None)
        actor = mention.actor if mention is not None else Actor(signature["name"], "Source")
        start = name.start - 1
        while start > 0 and "\n" not in doc[start - 1].text:
            start -= 1
        if start < name.start - 2:
            yield Speech(actor, None, name.root, [doc[start : name.start - 1]], "says")
