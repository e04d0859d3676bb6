"""Tells which names a run of capitals holds: a state, a body, who holds a post in it, and of what kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import PERSON
from graph.extraction.actors.lexicon import DASHES, phrase, words_of
from graph.extraction.actors.name import Name
from graph.extraction.actors.run_titles import RunTitles
from graph.extraction.actors.runs import Runs
from graph.extraction.actors.tables import NameKind


class RunNames:
    """Reads the names off the runs of one text."""

    def __init__(self, doc: Doc, runs: Runs) -> None:
        self.doc = doc
        self.words = lexicon.words()
        self.titles = lexicon.titles()
        self.runs = runs
        self.titles_in = RunTitles(doc)
        self.places = frozenset(ent.text for ent in doc.ents if len(ent) == 1 and ent.label_ == "LOC")

    def split(self, start: int, end: int) -> Iterator[Name]:
        """The names of a run: states and bodies before titles, the person behind them."""
        doc = self.doc
        while start < end and (doc[end - 1].text in DASHES or self._opens_sentence(start, end)):
            end -= 1
        if start >= end or _MONEY.match(doc[start].text):
            return
        short = self.runs.capitals.full_names.get(start) == end
        inner = None if short else self.titles_in.separating(start, end)
        if inner is None:
            behind = None if short else self.titles_in.person_behind(start, end)
            if behind is not None:
                yield from self._named(start, behind[0], None)
                yield from self._named(behind[0], end, behind[1])
            else:
                yield from self._named(start, end, self.titles_in.title_before(start))
            return
        left, right, title = inner
        portfolio = title in _MINISTERS and self.words.fields.issuperset(words_of(doc[start:left]))
        if left > start and not portfolio:  # no "Public Security" of "Public Security Secretary X"
            yield from self._named(start, left, None)
        further = self.titles_in.inner_title(right, end)
        if further is not None and self.titles_in.is_body(right, further[0]):
            yield from self.split(right, end)  # "Commissioner of Police Lagos Command CP Idris Bello"
        elif right < end:
            yield from self._named(right, end, title)

    def _opens_sentence(self, start: int, end: int) -> bool:
        """Whether a run's last word is the first of an unmarked sentence: "by Hezbollah The jet was held"."""
        last = self.doc[end - 1]
        return last.i > start and last.is_title and last.lower_ in _OPENERS

    def _named(self, start: int, end: int, title: str | None) -> Iterator[Name]:
        """The names that a run without titles is: often one, a leading state beside it."""
        doc = self.doc
        start = self._opening(start, end)
        if start >= end:
            return
        span = doc[start:end]
        state = self.state(span)
        if state is not None:
            if not self._is_of_people(state):
                yield state
            return
        if self._is_of_holder(span):
            yield from self._named(start, end - 1, title)
            yield from self._named(end - 1, end, None)
            return
        if start and len(span.text) == 1 and doc[start - 1].text == "(":
            return  # who stands where in a picture: "X (L) and Y (R)"
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
        if _opens_with_rank(span, words):
            yield from self._named(start + 1, end, title or words[0])
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
        kind, certain = self._kind_here(span, words, title)
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
        if lead is not None and kind != "Place" and doc[lead.span.end].lower_ != "and":
            yield lead  # "Iranian Foreign Ministry" speaks of Iran as well

    def _is_of_holder(self, span: Span) -> bool:
        """Whether a run ends with whose a holder behind it is: "at the White House Turkish president X"."""
        doc, end = self.doc, span.end
        if len(span) < 3 or end >= len(doc) or lexicon.demonym(span[-1].lower_) is None:
            return False
        titled = doc[end].is_lower and doc[end].lower_ in self.titles.all
        before = phrase(words_of(span[:-1]))
        return titled and (lexicon.reference(before) is not None or lexicon.body_kind(before) is not None)

    def _opening(self, start: int, end: int) -> int:
        """Where a name begins behind words that are none of it: "former", "mainly Muslim", "Brothers"."""
        doc = self.doc
        while start < end and (
            doc[start].text in DASHES
            or doc[start].lower_ in _LEADING
            or doc[start].lower_.rstrip(".:") in self.words.never_first
            or (start + 1 < end and start and doc[start - 1].lower_ in _MOSTLY)
            or (start + 1 < end and _is_joined(doc, start, "neo"))
            or (start + 1 == end and (_is_joined(doc, start, "post") or _is_joined(doc, start, "pre")))
            or (doc[start].lower_ in _KIN and start + 1 < end and doc[start + 1].ent_type_ == PERSON)
        ):
            start += 1
        return start

    def _is_portfolio(self, start: int, words: list[str]) -> bool:
        """Whether words only tell what somebody is minister or commissioner of ("for Foreign Affairs")."""
        doc = self.doc
        named = {word for word in words if word not in _LEADING and word != ","}
        if start < 2 or doc[start - 1].lower_ not in ("of", "for"):
            return False
        if doc[start - 2].text == "State" and doc[start - 1].lower_ == "for":
            return start > 3 and doc[start - 4].lower_ in _MINISTERS  # "Minister of State for Rural Growth"
        return doc[start - 2].lower_ in _MINISTERS and named <= self.words.fields

    def _kind_here(self, span: Span, words: list[str], title: str | None) -> tuple[NameKind | None, bool]:
        """What a name is by itself and by what stands behind it, and whether that is sure."""
        behind = self.doc[span.end : span.end + 1].text.lower()
        if words[-1] == "police" and behind in _HOUSES:
            return "Place", True
        kind, certain = self._own_kind(phrase(words), title, len(words))
        if kind in (None, "Person") and self.runs.capitals.full_names.get(span.start) == span.end:
            return "Organization", True
        return kind, certain

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
        before, _, last = text.rpartition(" ")
        numbered = kind is None and last.isdigit()
        if numbered:
            kind = lexicon.body_kind(before)  # "Convention 87"
        event = numbered or first in _STORMS or last in _LAWS
        certain = kind not in (None, "Place") and size > (2 if kind == "Event" and not event else 1)
        return kind, certain or lexicon.is_head(text)

    def _leading_state(self, span: Span) -> Name | None:
        for size in range(min(3, len(span) - 1), 0, -1):
            state = self.state(span[:size])
            if state is not None:
                province = span[size].text in ("State", "Province", "County") and not state.adjective
                return None if province else state
        return None

    def state(self, span: Span) -> Name | None:
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

    def _is_of_people(self, state: Name) -> bool:
        """Whether a demonym tells of some people, not of their state: "two Russians", "young Russians"."""
        span = state.span
        if not state.adjective or len(span) > 1 or not span.start or span[0].tag_ not in ("NNPS", "NNS"):
            return False
        before = self.doc[span.start - 1]
        if before.lower_ == "of" and before.i:
            before = self.doc[before.i - 1]
            return before.lower_ in lexicon.groups().quantities or before.lower_ in _CROWDS
        return before.tag_ in ("CD", "JJ") or before.lower_ in lexicon.groups().weak_modifiers

    def _nationalities(self, span: Span) -> list[Name] | None:
        """The state that an adjective for two begins with ("British-Iranian", none in "Franco-Syrian").

        None where it is no such adjective.
        """
        if len(span) != 3 or span[1].text not in DASHES or not span[2].is_title:
            return None
        first, second = self.state(span[:1]), self.state(span[2:])
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


def _opens_with_rank(span: Span, words: list[str]) -> bool:
    """Whether a rank's letters stand before a person's name: "AVM Sikiru Smith"."""
    if len(words) < 3 or len(words[0]) != 3 or lexicon.body_kind(phrase(words)) is not None:
        return False
    return span[0].text.isupper() and span[1].text[1:].islower()


def _is_joined(doc: Doc, start: int, prefix: str) -> bool:
    """Whether a word goes on from a prefix, and so opens no name: "the neo-Nazi Omar Lane"."""
    return start > 1 and doc[start - 1].text in DASHES and doc[start - 2].lower_ == prefix


_LOCAL = frozenset({"acp", "asp", "commissioner", "cp", "dcp", "dig", "dsp", "igp", "sho", "sp", "ssp"})
"""Officers whose place may be named before them, as in South Asia."""
_CROWDS = frozenset({"group", "number", "majority", "scores", "millions", "crowd", "crowds", "families"})
"""Before "of" and people: "a group of Russians"."""
_CONTRACTORS = frozenset({"pmc", "private military company", "private military contractor"})
"""Before the name of one: "Private Military Company Wagner"."""
_HOUSES = frozenset({"station", "stations", "barracks", "post"})
"""Behind the name of the police of a place: where they sit is named, "the Lira Central Police station"."""
_MONEY = re.compile(r"\w{0,3}[$€£¥₦₹]|(?:N|Rs)\d|R\d{3}")
_LIKENESS = frozenset({"style", "era", "type", "like", "inspired"})
_MOSTLY = frozenset({"largely", "mainly", "mostly", "overwhelmingly", "predominantly"})
"""Before the adjective of a people or faith, which is no part of the name behind: "mainly Muslim Seleka"."""
_KIN = frozenset({"brothers", "sisters", "cousins", "father", "mother"})
"""Opening a sentence, before the names of those who are: "Brothers X and Y Lane"."""
_OPENERS = frozenset({"the", "he", "she", "they", "this", "these", "but", "when", "after"})
_FRENCH_OF = frozenset({"de", "des", "du"})
_STORMS = frozenset({"cyclone", "hurricane", "typhoon"})
_LAWS = frozenset({"act", "acts", "statute"})
_MINISTERS = frozenset({"minister", "ministers", "secretary", "commissioner", "rapporteur"})
_LEADING = frozenset({"of", "and", "the", "for", "in", "on"})
