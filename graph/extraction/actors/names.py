"""Finds the proper names of a parsed text, line by line: in running text, datelines and headlines."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import PERSON
from graph.extraction.actors.lexicon import DASHES, LONGEST_PHRASE, phrase, words_of
from graph.extraction.actors.lines import Line, dateline_end, lines_of, tells_country
from graph.extraction.actors.name import Name
from graph.extraction.actors.run_names import RunNames
from graph.extraction.actors.runs import POSSESSIVES, Runs


def find_names(doc: Doc) -> list[Name]:
    """Every proper name, in the order of the text. Headlines give only names known from elsewhere."""
    finder = _Finder(doc)
    names: list[Name] = []
    headlines: list[Line] = []
    for line in lines_of(doc):
        if line.headline:
            headlines.append(line)
        else:
            names.extend(finder.names_in(line))
    known = {name.phrase: name for name in names if not name.adjective}
    for name in names:  # a surname alone is known as well
        if len(name.words) > 1 and name.kind in (None, "Person"):
            known.setdefault(name.words[-1], name)
    for line in headlines:
        names.extend(finder.known_in(line, known))
    return sorted(names, key=lambda name: (name.span.start, -name.span.end))


class _Finder:
    """Reads names off one text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.titles = lexicon.titles()
        self.runs = Runs(doc)
        self.held = RunNames(doc, self.runs)

    def names_in(self, line: Line) -> Iterator[Name]:
        """The names of one line of running text."""
        position = dateline_end(self.doc, line)
        if position > line.start:
            yield from self._places(line.start, position)
        while position < line.end:
            end = (
                self.runs.end_of(position, line.end) if position in self.runs.capitals.may_start else position
            )
            if end > position:
                yield from self.held.split(position, end)
            position = max(end, position + 1)

    def _places(self, start: int, end: int) -> Iterator[Name]:
        """The place that a dateline opens with, and the states that it names."""
        stop = start
        while stop < end and self.doc[stop].is_upper and self.doc[stop].is_alpha:
            stop += 1
        span = self.doc[start:stop]
        text = phrase(words_of(span))
        if stop > start and lexicon.reference(text) is None and lexicon.capital(text) is None:
            yield Name(span, words_of(span), "Place", certain=True)
        position = stop
        while position < end:
            step = max(self.runs.end_of(position, end), position + 1)
            state = self.held.state(self.doc[position:step])
            if state is not None:
                yield state
            elif tells_country(self.doc, position, step):
                yield Name(self.doc[position:step], words_of(self.doc[position:step]), "State", certain=True)
            position = step

    def known_in(self, line: Line, known: dict[str, Name]) -> Iterator[Name]:
        """Names of a headline: known from the text, or from the gazetteers."""
        position = line.start
        while position < line.end:
            sizes = range(min(LONGEST_PHRASE, line.end - position), 0, -1)
            spans = [self.doc[position : position + size] for size in sizes]
            spans = [span for span in spans if span[-1].text not in _BEHIND]
            name = next((name for span in spans if (name := self._known(span, known))), None)
            name = name or next((name for span in spans if (name := self._shown(span, known))), None)
            if name is not None:
                yield name
            position = name.span.end if name is not None else position + 1

    def _known(self, span: Span, known: dict[str, Name]) -> Name | None:
        if not (span.text[0].isupper() or span.text[0].isdigit()) or span[-1].text in DASHES:
            return None
        state = self.held.state(span)
        if state is not None:
            return state
        words = words_of(span)
        text = phrase(words)
        seen = known.get(text)
        if seen is not None and (
            len(words) > 1
            or span.text == seen.text
            or span.text in seen.text.split()
            or (span.text.isupper() and text not in self.runs.capitals.lower_words)
        ):
            return Name(span, words, seen.kind, None, seen.certain)
        actor = lexicon.reference(text) if len(text) > 3 or span.text.isupper() else None
        return Name(span, words, actor.kind, certain=True) if actor is not None else None

    def _shown(self, span: Span, known: dict[str, Name]) -> Name | None:
        """A person whom only a headline names: words that the text writes nowhere else."""
        told = all(token.ent_type_ == PERSON for token in span) or self._is_titled(span)
        if len(span) < 2 or not told:
            return None
        words = words_of(span)
        if not self.runs.capitals.lower_words.isdisjoint(words) or any(
            word in self.titles.all or word in known for word in words
        ):
            return None
        return Name(span, words, "Person")

    def _is_titled(self, span: Span) -> bool:
        """Whether capitals up to a full stop or bracket follow a title: "President Omar Sow. (Photo)"."""
        doc, end = self.doc, span.end
        if len(span) > 3 or not all(token.is_title and token.tag_ == "NNP" for token in span):
            return False
        closed = end < len(doc) and doc[end].text in (".", "(", ",")
        return closed and (self.held.titles_in.title_before(span.start) or "") in self.titles.strong


_BEHIND = POSSESSIVES | {"/", ":"}
"""What ends no name of a headline: "Iraq/Syria: …"."""
