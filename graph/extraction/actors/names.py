"""Finds proper names in a parsed text: which tokens are one name, and what its own words tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import PERSON
from graph.extraction.actors.lexicon import DASHES, LONGEST_PHRASE, NameKind, phrase, words_of
from graph.extraction.actors.lines import Line, dateline_end, lines_of, tells_country
from graph.extraction.actors.run_titles import RunTitles
from graph.extraction.actors.runs import POSSESSIVES, Runs


@dataclass(eq=False, slots=True)
class Name:
    """One proper name in the text, without title; `kind` is None where its words do not tell it.

    `title` is what stands before a person's name ("prime minister"); `certain` whether the kind rests
    on the name's own words (title, head word, gazetteer). `adjective` marks demonyms ("Emirati"), which
    stand for their state.
    """

    span: Span
    words: list[str]
    kind: NameKind | None
    title: str | None = None
    certain: bool = False
    adjective: bool = False

    @property
    def text(self) -> str:
        """The name as one line of text."""
        return " ".join(self.span.text.split()).rstrip(")]\u201d\u2019\"':;,-")

    @property
    def phrase(self) -> str:
        """The name as the lists hold it: lower case, plain."""
        return phrase(self.words)

    @property
    def heads(self) -> list[str]:
        """The nouns by which a body of several words may be named again: of "Lowland Front", "Front of X"."""
        behind = next((place for place, word in enumerate(self.words) if word in ("of", "to")), 0)
        opening = self.words[:behind]
        return [self.words[-1], *opening[-1:], *([" ".join(opening[-2:])] if behind > 1 else ())]


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
        self.words = lexicon.words()
        self.titles = lexicon.titles()
        self.runs = Runs(doc)
        self.run_titles = RunTitles(doc)
        self.places = frozenset(ent.text for ent in doc.ents if len(ent) == 1 and ent.label_ == "LOC")

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
                yield from self._split(position, end)
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
            state = self._state(self.doc[position:step])
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
        state = self._state(span)
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
        return closed and (self.run_titles.title_before(span.start) or "") in self.titles.strong

    # What a run holds

    def _split(self, start: int, end: int) -> Iterator[Name]:
        """The names of a run: states and bodies before titles, the person behind them."""
        doc = self.doc
        while start < end and doc[end - 1].text in DASHES:
            end -= 1
        if start >= end:
            return
        short = self.runs.capitals.full_names.get(start) == end
        inner = None if short else self.run_titles.separating(start, end)
        if inner is None:
            behind = None if short else self.run_titles.person_behind(start, end)
            if behind is not None:
                yield from self._named(start, behind[0], None)
                yield from self._named(behind[0], end, behind[1])
            else:
                yield from self._named(start, end, self.run_titles.title_before(start))
            return
        left, right, title = inner
        portfolio = title in _MINISTERS and self.words.fields.issuperset(words_of(doc[start:left]))
        if left > start and not portfolio:  # no "Public Security" of "Public Security Secretary X"
            yield from self._named(start, left, None)
        further = self.run_titles.inner_title(right, end)
        if further is not None and self.run_titles.is_body(right, further[0]):
            yield from self._split(right, end)  # "Commissioner of Police Lagos Command CP Idris Bello"
        elif right < end:
            yield from self._named(right, end, title)

    def _named(self, start: int, end: int, title: str | None) -> Iterator[Name]:
        """The names that a run without titles is: often one, a leading state beside it."""
        doc = self.doc
        while start < end and (
            doc[start].text in DASHES
            or doc[start].lower_ in _LEADING
            or doc[start].lower_.rstrip(".:") in self.words.never_first
            or (start + 1 < end and start and doc[start - 1].lower_ in _MOSTLY)
            or (start + 1 < end and _is_joined(doc, start, "neo"))
            or (doc[start].lower_ in _KIN and start + 1 < end and doc[start + 1].ent_type_ == PERSON)
        ):
            start += 1
        if start >= end:
            return
        span = doc[start:end]
        state = self._state(span)
        if state is not None:
            yield state
            return
        both = self._nationalities(span) if title is None else None
        if both is not None:
            yield from both
            return
        words = words_of(span)
        text = phrase(words)
        actor = lexicon.reference(text) if title not in self.titles.courtesy else None
        if actor is not None and (len(text) > 3 or span.text.isupper()):
            yield Name(span, words, actor.kind, None, certain=True)
            return
        half = self.runs.capitals.halves.get(text)
        if half is not None and start and doc[start - 1].lower_ == "the":
            yield Name(span, half, "State", certain=True)
            return
        if (len(words) == 1 and self.runs.is_weak(span[0])) or self._is_portfolio(start, words):
            return
        if (
            len(words) > 2
            and len(words[0]) == 3
            and span[0].text.isupper()
            and span[1].text[1:].islower()
            and lexicon.body_kind(text) is None
        ):
            yield from self._named(start + 1, end, title or words[0])  # a rank: "AVM Sikiru Smith"
            return
        if title in _LOCAL and len(words) > 2 and span[0].text in self.places:
            yield from self._named(start + 1, end, title)  # "SSP Sukkur Irfan Samoo"
            return
        sort = next((size for size in (3, 2, 1) if phrase(words[:size]) in _CONTRACTORS), 0)
        if 0 < sort < len(words):
            yield Name(doc[start + sort : end], words[sort:], "ArmedGroup", None, certain=True)
            return
        if end + 1 < len(doc) and doc[end].text in DASHES and doc[end + 1].lower_ in _LIKENESS:
            return
        kind, certain = self._own_kind(text, title, len(words))
        if kind in (None, "Person") and self.runs.capitals.full_names.get(start) == end:
            kind, certain = "Organization", True
        lead = self._leading_state(span)
        if lead is not None and self._is_forename(lead, span, title):
            lead = None  # "Sheriff Chad Lane"
        if lead is not None and (
            kind == "Person"
            or (kind is None and self._is_person(doc[lead.span.end : end]))
            or doc[lead.span.end].text in self.words.particles
        ):
            yield lead
            yield from self._named(lead.span.end, end, title)
            return
        if kind == "IntergovernmentalOrganization" and lead is not None and lead.adjective:
            kind = "GovernmentBody"  # "Russian Security Council"
        yield Name(span, words, kind, title if kind in (None, "Person") else None, certain)
        if lead is not None and kind != "Place":
            yield lead  # "Iranian Foreign Ministry" speaks of Iran as well

    def _is_portfolio(self, start: int, words: list[str]) -> bool:
        """Whether words only tell what somebody is minister or commissioner of ("for Foreign Affairs")."""
        doc = self.doc
        named = {word for word in words if word not in _LEADING and word != ","}
        if start < 2 or doc[start - 1].lower_ not in ("of", "for"):
            return False
        if doc[start - 2].text == "State" and doc[start - 1].lower_ == "for":
            return start > 3 and doc[start - 4].lower_ in _MINISTERS  # "Minister of State for Rural Growth"
        return doc[start - 2].lower_ in _MINISTERS and named <= self.words.fields

    def _own_kind(self, text: str, title: str | None, size: int) -> tuple[NameKind | None, bool]:
        """What a name's words tell of its kind, and whether that is certain."""
        kind = lexicon.body_kind(text)
        first, _, rest = text.partition(" ")
        if kind is None and rest.partition(" ")[0] in _FRENCH_OF:
            kind = lexicon.body_kind(first)  # "Front des Collines"
        if text in self.words.continents:
            return "Place", True
        if (
            title is not None
            and title not in self.titles.weak
            and (kind is None or (size < 3 and kind not in ("GovernmentBody", "Court")))
        ):
            return "Person", True
        if title is not None and kind is None:
            return "Person", False
        law = text.rpartition(" ")[2] in _LAWS
        certain = kind not in (None, "Place") and size > (2 if kind == "Event" and not law else 1)
        return kind, certain or lexicon.is_head(text)

    def _leading_state(self, span: Span) -> Name | None:
        for size in range(min(3, len(span) - 1), 0, -1):
            state = self._state(span[:size])
            if state is not None:
                province = span[size].text in ("State", "Province", "County") and not state.adjective
                return None if province else state
        return None

    def _state(self, span: Span) -> Name | None:
        """The state that a span names in full, by name, seat or demonym."""
        if span[-1].text in DASHES:
            return None
        words = words_of(span)
        text = phrase(words)
        if text == "us" and span.text != "US":
            return None
        actor = lexicon.reference(text)
        if actor is not None and actor.kind == "State":
            return Name(span, words, "State", certain=True)
        if lexicon.demonym(text) is not None:
            return Name(span, words, "State", certain=True, adjective=True)
        return None

    def _nationalities(self, span: Span) -> list[Name] | None:
        """The state that an adjective for two begins with ("British-Iranian", none in "Franco-Syrian").

        None where it is no such adjective.
        """
        if len(span) != 3 or span[1].text not in DASHES or not span[2].is_title:
            return None
        first, second = self._state(span[:1]), self._state(span[2:])
        joined = (first is not None and first.adjective) or span[0].lower_ in self.words.joined_peoples
        if second is None or not second.adjective or not joined:
            return None
        return [first] if first is not None else []

    def _is_forename(self, state: Name, span: Span, title: str | None) -> bool:
        """Whether a state's name is a person's first name: behind a title, or where all is one person's."""
        if state.adjective or len(state.span) > 1:
            return False
        if title is not None and len(span) == 2 and span[1].ent_type_ == PERSON:
            return True
        if span.start and self.doc[span.start - 1].tag_ in ("IN", "TO"):
            return False  # "attaché to Kuwait Omar Lane"
        return all(t.ent_type_ == PERSON or (t.dep_ == "flat" and t.head == span[0]) for t in span[1:])

    def _is_person(self, span: Span) -> bool:
        return len(span) > 1 and any(token.ent_type_ == PERSON for token in span)


def _is_joined(doc: Doc, start: int, prefix: str) -> bool:
    """Whether a word goes on from a prefix, and so opens no name: "the neo-Nazi Omar Lane"."""
    return start > 1 and doc[start - 1].text in DASHES and doc[start - 2].lower_ == prefix


_LOCAL = frozenset({"acp", "asp", "commissioner", "cp", "dcp", "dig", "dsp", "igp", "sho", "sp", "ssp"})
"""Officers whose place may be named before them, as in South Asia."""
_CONTRACTORS = frozenset({"pmc", "private military company", "private military contractor"})
"""Before the name of one: "Private Military Company Wagner"."""
_BEHIND = POSSESSIVES | {"/", ":"}
"""What ends no name of a headline: "Iraq/Syria: …"."""
_LIKENESS = frozenset({"style", "era", "type", "like", "inspired"})
_MOSTLY = frozenset({"largely", "mainly", "mostly", "overwhelmingly", "predominantly"})
"""Before the adjective of a people or faith, which is no part of the name behind: "mainly Muslim Seleka"."""
_KIN = frozenset({"brothers", "sisters", "cousins", "father", "mother"})
"""Opening a sentence, before the names of those who are: "Brothers X and Y Lane"."""
_FRENCH_OF = frozenset({"de", "des", "du"})
_LAWS = frozenset({"act", "acts", "statute"})
_MINISTERS = frozenset({"minister", "ministers", "secretary", "commissioner", "rapporteur"})
_LEADING = frozenset({"of", "and", "the", "for", "in", "on"})
