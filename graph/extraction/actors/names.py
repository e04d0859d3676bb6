"""Finds proper names in a parsed text: which tokens are one name, and what its own words tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.lexicon import DASHES, LONGEST_NAME, LONGEST_PHRASE, NameKind, phrase, words_of
from graph.extraction.actors.lines import Line, lines_of

OPENING = frozenset("\"'\u201c\u2018([")
CLOSING = frozenset("\"'\u201d\u2019")
POSSESSIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})


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
        return " ".join(self.span.text.split()).rstrip(")]\u201d\u2019\"'")

    @property
    def phrase(self) -> str:
        """The name as the lists hold it: lower case, plain."""
        return phrase(self.words)


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

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Words that the article writes in lower case somewhere."""
        return frozenset(token.text for token in self.doc if token.is_lower)

    @cached_property
    def inner_capitals(self) -> frozenset[str]:
        """Words that the article capitalises inside a sentence."""
        return frozenset(t.text for t in self.doc if t.text[0].isupper() and not self._starts_sentence(t))

    @cached_property
    def numbered(self) -> Counter[tuple[str, str]]:
        """How often each number stands before each word ("400 Mawozo")."""
        pairs = zip(self.doc, self.doc[1:], strict=False)
        return Counter((a.text, b.text) for a, b in pairs if a.text[0].isdigit() and b.text[0].isupper())

    def names_in(self, line: Line) -> Iterator[Name]:
        """The names of one line of running text."""
        position = line.start
        while position < line.end:
            end = self._run_end(position, line.end)
            if end > position:
                yield from self._split(position, end)
            position = max(end, position + 1)

    def known_in(self, line: Line, known: dict[str, Name]) -> Iterator[Name]:
        """Names of a headline: known from the text, or from the gazetteers."""
        position = line.start
        while position < line.end:
            for size in range(min(LONGEST_PHRASE, line.end - position), 0, -1):
                name = self._known(self.doc[position : position + size], known)
                if name is not None:
                    yield name
                    position += size
                    break
            else:
                position += 1

    def _known(self, span: Span, known: dict[str, Name]) -> Name | None:
        if not (span.text[0].isupper() or span.text[0].isdigit()):
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
            or span.text.isupper()
            and text not in self.lower_words
        ):
            return Name(span, words, seen.kind, None, seen.certain)
        if len(span) > 1 and all(token.ent_type_ in ("PER", "PERSON") for token in span):
            return Name(span, words, "Person")
        actor = lexicon.reference(text) if len(text) > 3 or span.text.isupper() else None
        return Name(span, words, actor.kind, certain=True) if actor is not None else None

    # Runs of capitalised words

    def _starts_sentence(self, token: Token) -> bool:
        """Whether only quotes and brackets stand between the token and the start of a sentence."""
        index = token.i - 1
        quoted = False
        while index >= 0 and self.doc[index].text in OPENING:
            quoted = quoted or self.doc[index].text not in ("(", "[")
            index -= 1
        if index < 0 or quoted:
            return True
        before = self.doc[index]
        return (
            before.is_space
            or before.text in {".", "?", "!", ":", "\u2022", "*", "\u2014", "\u2026", "|", "\u201d"}
            or before.text in {"-", "\u2013"}
            and bool(before.whitespace_)
            and bool(self.doc[index - 1].whitespace_)
            or token.is_sent_start is True
        )

    def _is_capital(self, token: Token) -> bool:
        """Whether a token's capital makes it part of a name."""
        text = token.text
        if not text[0].isupper():
            return False
        lower = token.lower_.rstrip(".")
        if lower in self.words.function_words:
            return (
                token.is_upper
                and 1 < len(text) < 4
                and lower in {"us", "who", "un"}
                and not self._starts_sentence(token)
            )
        if (
            lower in lexicon.groups().members
            and self._starts_sentence(token)
            and not self._capital_follows(token)
        ):
            return False
        if not self._starts_sentence(token) or len(text) == 1 or text.isupper() or lexicon.demonym(lower):
            return True
        named = token.tag_ in {"NNP", "NNPS"}
        if lower in self.lower_words:
            return named and self._capital_follows(token)
        return named or text in self.inner_capitals or token.ent_type_ != ""

    def _capital_follows(self, token: Token) -> bool:
        after = token.i + 1
        return after < len(self.doc) and self.doc[after].text[0].isupper()

    def _run_end(self, start: int, limit: int) -> int:
        """Where the name that starts at a token ends; the start itself where none does."""
        position = self._opening(start, limit)
        while start < position < limit:
            step = self._step(start, position, limit)
            if step == position:
                break
            position = min(step, limit)
        return max(position, self._listed_end(start, limit))

    def _listed_end(self, start: int, limit: int) -> int:
        """Where a name of the gazetteers ends that starts here ("Committee to Protect Journalists")."""
        first = self.doc[start]
        if not first.text[0].isupper() or first.lower_ not in lexicon.reference_starts():
            return start
        for end in range(min(start + LONGEST_NAME, limit), start + 1, -1):
            if self.doc[end - 1].text[0].isupper() and lexicon.reference(
                phrase(words_of(self.doc[start:end]))
            ):
                return end
        return start

    def _opening(self, start: int, limit: int) -> int:
        """Where a name's first word ends, "al-" and numbers before it included."""
        doc, first = self.doc, self.doc[start]
        if self._is_date(first) and not self._body_ahead(start + 1, limit):
            return start
        if self._is_capital(first):
            return start if self._is_weak(first) and not self._capital_follows(first) else start + 1
        after = start + 1
        if after >= limit:
            return start
        if first.text in self.words.particles and first.is_lower:
            if doc[after].text in DASHES and not first.whitespace_:
                after += 1
            elif first.text not in {"al", "el", "bin", "ibn", "abu", "ould", "bint", "von", "van"}:
                return start
            return after + 1 if after < limit and doc[after].text[0].isupper() else start
        if (
            first.text[0].isdigit()
            and first.whitespace_
            and doc[after].text[0].isupper()
            and not self._is_date(doc[after])
        ):
            ordinal = first.text.endswith(("st", "nd", "rd", "th"))
            if (ordinal or self.numbered[(first.text, doc[after].text)] > 1) and not lexicon.demonym(
                doc[after].lower_
            ):
                return after
        return start

    def _step(self, start: int, position: int, limit: int) -> int:
        """The run's end after taking in what stands at `position`; unchanged where it takes nothing."""
        doc, token, before = self.doc, self.doc[position], self.doc[position - 1]
        if token.is_space:
            return position
        if token.text[0].isupper() and (
            before.text in DASHES or before.whitespace_ or before.text[-1] == "."
        ):
            return position if self._is_date(token) or token.text == "I" else position + 1
        if position + 1 >= limit:
            return position
        after = doc[position + 1]
        if token.text in DASHES and not before.whitespace_ and not token.whitespace_:
            return self._hyphened(position)
        if token.text in POSSESSIVES:
            inner = before.lower_ in self.words.inner_possessors or before.lower_.endswith(
                tuple(self.words.agent_endings)
            )
            return (
                position + 2
                if inner
                and after.text[0].isupper()
                and not self._is_date(after)
                and self._body_ahead(position + 1, limit)
                else position
            )
        if token.text == "&" and after.text[0].isupper():
            return position + 2
        if (
            token.is_digit
            and len(token) < 4
            and lexicon.body_kind(phrase(words_of(doc[start:position])))
            and before.whitespace_
        ):
            return position + 1
        if token.lower_ in self.words.links and before.text[0].isupper():
            return self._field_end(start, position, limit)
        if token.lower_ in {"and", ","} and after.text[0].isupper() and after.lower_ in self.words.fields:
            within = set(words_of(doc[start:position]))
            if (
                token.lower_ == "and"
                and (within & self.words.links or before.lower_ in self.words.fields)
                or before.lower_ in self.words.fields
                and self._and_ahead(position + 1)
            ):
                return position + 2
        if token.lower_ in self.words.particles and token.is_lower and before.text[0].isupper():
            return self._particle_end(position, limit)
        if (
            token.text in OPENING
            and after.text[0].isupper()
            and position + 3 < limit
            and not token.whitespace_
        ):
            # Natividad "Naty" Castro
            if (
                doc[position + 2].text in CLOSING
                and doc[position + 2].whitespace_
                and doc[position + 3].text[0].isupper()
            ):
                return position + 4
        return position

    def _hyphened(self, dash: int) -> int:
        """ "al-Werfalli", "Chun-wah", but not "UN-backed"."""
        after = self.doc[dash + 1]
        if after.text[0].isupper() or after.text[0].isdigit():
            return dash + 2
        if len(after) == 1 and after.text == "e":
            return dash + 2
        verbal = after.tag_.startswith(("V", "J", "R")) or after.lower_ in self.words.hyphen_tails
        return dash + 2 if len(after) <= 4 and not verbal and after.is_alpha else dash

    def _particle_end(self, position: int, limit: int) -> int:
        """ "Khalifa al-Ghwell", "Mohammed bin Salman", "Jaish as-Sunna"."""
        doc, token, after = self.doc, self.doc[position], self.doc[position + 1]
        if after.text in DASHES and not token.whitespace_:
            return position + 3 if position + 2 < limit and doc[position + 2].text[0].isupper() else position
        if not token.whitespace_ or not after.text[0].isupper() or self._is_date(after):
            return position
        if token.text in self.words.hyphen_particles - {"al", "el", "ul"} or token.text in {"do", "e", "y"}:
            return position
        if token.text in self.words.particles and position + 1 < limit:
            return position + 2
        return position

    def _body_ahead(self, start: int, limit: int) -> bool:
        """Whether capitals from here on make a body's name ("Defence Forces")."""
        end = start
        while end < limit and self.doc[end].text[0].isupper():
            end += 1
        return lexicon.body_kind(phrase(words_of(self.doc[start:end]))) not in (None, "Place", "Event")

    def _and_ahead(self, position: int) -> bool:
        """Whether an "and" with a further field follows ("Foreign, Commonwealth and Development Office")."""
        doc = self.doc
        return (
            position + 2 < len(doc)
            and doc[position + 1].lower_ == "and"
            and doc[position + 2].lower_ in self.words.fields
        )

    def _field_end(self, start: int, position: int, limit: int) -> int:
        """Where "of Foreign Affairs" ends behind a body's head; `position` where it is no part of the name."""
        doc = self.doc
        for size in (4, 3, 2):
            if (
                position - 1 >= start
                and phrase(words_of(doc[position - 1 : position - 1 + size + 1])) in self.titles.all
            ):
                return min(position + size, limit)
        link = doc[position].lower_
        head = phrase(words_of(doc[start:position]))
        kind = lexicon.body_kind(head)
        if kind is None and not (link in {"of", "for"} and head.rsplit(" ", 1)[-1] in self.words.of_heads):
            return position
        if kind in ("MediaOrganization", "Place") and link != "of" or link == "in":
            return position
        after = position + 1
        if doc[after].lower_ in {"the", "a"} and after + 1 < limit:
            after += 1
        word = doc[after]
        if not word.text[0].isupper() or self._is_date(word):
            return position
        field = word.lower_ in self.words.fields
        inquiry = doc[position - 1].lower_ in self.words.inquiries
        if (
            link in {"on", "against"}
            and not field
            and not inquiry
            and kind not in ("GovernmentBody", "NonGovernmentalOrganization")
        ):
            return position
        if link == "for" and not field and lexicon.reference(word.lower_) is not None:
            return position
        return after + 1

    def _is_date(self, token: Token) -> bool:
        return token.lower_.rstrip(".") in self.words.dates

    def _is_weak(self, token: Token) -> bool:
        """A capitalised word that is nobody's name by itself."""
        return token.lower_.rstrip(".") in self.words.not_names

    # What a run holds

    def _split(self, start: int, end: int) -> Iterator[Name]:
        """The names of a run: states and bodies before titles, the person behind them."""
        doc = self.doc
        while start < end and doc[end - 1].text in DASHES:
            end -= 1
        if start >= end:
            return
        text = phrase(words_of(doc[start:end]))
        kind = lexicon.body_kind(text)
        inner = None if lexicon.reference(text) else self._inner_title(start, end)
        if inner is None or (
            kind in ("GovernmentBody", "Court", "NonGovernmentalOrganization", "ArmedGroup")
            and inner[2] not in _STRONG_TITLES
        ):
            yield from self._named(start, end, self._title_before(start))
            return
        left, right, title = inner
        if left > start:
            yield from self._named(start, left, None)
        if right < end:
            yield from self._named(right, end, title)

    def _inner_title(self, start: int, end: int) -> tuple[int, int, str] | None:
        """The title inside a run nearest its end, as (its start, its end, its words)."""
        doc, titles = self.doc, self.titles
        for left in range(start, end):
            if left > start and doc[left - 1].text in DASHES:
                continue
            for size in range(min(LONGEST_PHRASE, end - left), 0, -1):
                words = phrase(words_of(doc[left : left + size]))
                right = left + size
                if words not in titles.all or right < end and doc[right].text in DASHES:
                    continue
                further = self._inner_title(right, end)
                if further is not None and further[0] == right:
                    right, words = further[1], further[2]
                while left > start and doc[left - 1].lower_ in titles.modifiers:
                    left -= 1
                return left, right, words
        return None

    def _title_before(self, start: int) -> str | None:
        """The lower-case title directly before a run ("commander Khalifa Haftar")."""
        for size in range(min(4, start), 0, -1):
            words = phrase(words_of(self.doc[start - size : start]))
            if words in self.titles.all:
                return words
        return None

    def _named(self, start: int, end: int, title: str | None) -> Iterator[Name]:
        """The names that a run without titles is: often one, a leading state beside it."""
        doc = self.doc
        while start < end and (
            doc[start].text in DASHES
            or doc[start].lower_ in _LEADING
            or doc[start].lower_.rstrip(".:") in self.words.never_first
        ):
            start += 1
        if start >= end:
            return
        span = doc[start:end]
        state = self._state(span)
        if state is not None:
            yield state
            return
        words = words_of(span)
        text = phrase(words)
        actor = lexicon.reference(text) if title not in _COURTESY else None
        if actor is not None and (len(text) > 3 or span.text.isupper()):
            yield Name(span, words, actor.kind, None, certain=True)
            return
        if len(words) == 1 and self._is_weak(span[0]):
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
        kind, certain = self._own_kind(text, title, len(words))
        lead = self._leading_state(span)
        if lead is not None and (
            kind == "Person"
            or kind is None
            and self._is_person(doc[lead.span.end : end])
            or doc[lead.span.end].text in self.words.particles
        ):
            yield lead
            yield from self._named(lead.span.end, end, title)
            return
        yield Name(span, words, kind, title if kind in (None, "Person") else None, certain)
        if lead is not None and kind != "Place":
            yield lead  # "Iranian Foreign Ministry" speaks of Iran as well

    def _own_kind(self, text: str, title: str | None, size: int) -> tuple[NameKind | None, bool]:
        """What a name's words tell of its kind, and whether that is certain."""
        kind = lexicon.body_kind(text)
        if (
            title is not None
            and title not in _WEAK_TITLES
            and (kind is None or size < 3 and kind not in ("GovernmentBody", "Court"))
        ):
            return "Person", True
        if title is not None and kind is None:
            return "Person", False
        return kind, kind not in (None, "Place", "Event") and size > 1

    def _leading_state(self, span: Span) -> Name | None:
        for size in range(min(3, len(span) - 1), 0, -1):
            state = self._state(span[:size])
            if state is not None:
                return state
        return None

    def _state(self, span: Span) -> Name | None:
        """The state that a span names in full, by name, seat or demonym."""
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

    def _is_person(self, span: Span) -> bool:
        return len(span) > 1 and any(token.ent_type_ in ("PER", "PERSON") for token in span)


_LEADING = frozenset({"of", "and", "the", "for", "in", "on"})
_COURTESY = frozenset({"mr", "mrs", "ms", "dr", "miss"})
_WEAK_TITLES = frozenset(
    {
        "official",
        "officials",
        "leaders",
        "national",
        "citizen",
        "militant",
        "rebel",
        "terrorist",
        "group leader",
        "head",
        "chief",
        "member",
        "members",
        "private",
        "leader",
        "resident",
        "partner",
        "agent",
        "agents",
    }
)
_STRONG_TITLES = frozenset(
    {
        "president",
        "general",
        "prime minister",
        "foreign minister",
        "minister",
        "colonel",
        "gen",
        "col",
        "spokesman",
        "spokeswoman",
        "director",
        "commander",
        "secretary",
        "ambassador",
        "governor",
        "senator",
        "judge",
        "mr",
        "mrs",
        "ms",
    }
)
