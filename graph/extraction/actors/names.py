"""Finds proper names in a parsed text: which tokens are one name, and what sort of thing it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.lexicon import DASHES, LONGEST_PHRASE, NameKind, phrase, words_of

OPENING_QUOTES = frozenset("\"'\u201c\u2018([")
NER_KINDS: dict[str, NameKind] = {
    "PER": "Person",
    "PERSON": "Person",
    "ORG": "Organization",
    "LOC": "Place",
    "GPE": "Place",
}


@dataclass(eq=False, slots=True)
class Name:
    """One proper name in the text, without title; `kind` is None where nothing tells it yet.

    `title` is what stands before a person's name ("prime minister"); `certain` whether the kind rests
    on the words themselves (title, head word, gazetteer) rather than on the recogniser's guess.
    `adjective` marks demonyms ("Emirati"), which stand for their state.
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
        return " ".join(self.span.text.split())

    @property
    def phrase(self) -> str:
        """The name as the lists hold it: lower case, plain."""
        return phrase(self.words)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text. `headline` marks capitals that tell nothing: Title Case or ALL CAPS."""

    start: int
    end: int
    headline: bool


def lines_of(doc: Doc) -> Iterator[Line]:
    """The text's lines that hold anything."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield Line(start, token.i, _is_headline(doc[start : token.i]))
            start = token.i + 1
    if start < len(doc):
        yield Line(start, len(doc), _is_headline(doc[start : len(doc)]))


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
        if name.kind == "Person":
            known.setdefault(name.words[-1], name)
    for line in headlines:
        names.extend(finder.known_in(line, known))
    return sorted(names, key=lambda name: (name.span.start, name.span.end))


def _is_headline(line: Span) -> bool:
    """Whether most longer words are capitalised, as in a title."""
    words = [token for token in line if token.is_alpha and len(token) > 3]
    if len(words) < 4 or line[-1].text in {".", "\u201d", '"', "?", "!"} and len(line) > 25:
        return False
    capitals = sum(token.text[0].isupper() for token in words)
    return capitals >= 0.7 * len(words)


class _Finder:
    """Reads names off one text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = lexicon.words()
        self.titles = lexicon.titles()

    @cached_property
    def lower_words(self) -> set[str]:
        """Words that the article writes in lower case somewhere."""
        return {token.text for token in self.doc if token.is_lower}

    @cached_property
    def inner_capitals(self) -> set[str]:
        """Words that the article capitalises inside a sentence."""
        return {t.text for t in self.doc if t.text[0].isupper() and not self._starts_sentence(t)}

    def names_in(self, line: Line) -> Iterator[Name]:
        """The names of one line of running text."""
        position = line.start
        while position < line.end:
            end = self._run_end(position, line.end)
            if end == position:
                position += 1
                continue
            yield from self._split(position, end)
            position = end

    def known_in(self, line: Line, known: dict[str, Name]) -> Iterator[Name]:
        """Names of a headline: known from the text, or from the gazetteers."""
        position = line.start
        while position < line.end:
            for size in range(min(LONGEST_PHRASE, line.end - position), 0, -1):
                span = self.doc[position : position + size]
                if not span.text[0].isupper() and not span.text[0].isdigit():
                    continue
                words = words_of(span)
                text = phrase(words)
                seen = known.get(text)
                shouted = span.text.isupper()
                if seen is not None and (
                    shouted
                    or not text.islower()
                    or size > 1
                    or span.text == seen.text
                    or span.text in seen.text
                ):
                    yield Name(span, words, seen.kind, None, seen.certain)
                    break
                actor = lexicon.reference(text) if len(text) > 2 or shouted else None
                if actor is not None and (len(text) > 3 or span.text.isupper()) and text != "us":
                    yield Name(span, words, actor.kind, certain=True)
                    break
                if span.text in {"US", "U.S."}:
                    yield Name(span, words, "State", certain=True)
                    break
                if size == 1 and lexicon.demonym(text):
                    yield Name(span, words, "State", certain=True, adjective=True)
                    break
            else:
                position += 1
                continue
            position += size

    # Runs of capitalised words

    def _starts_sentence(self, token: Token) -> bool:
        """Whether only quotes and brackets stand between the token and its sentence's or clause's start."""
        index = token.i - 1
        while index >= 0 and self.doc[index].text in OPENING_QUOTES:
            index -= 1
        if index < 0:
            return True
        before = self.doc[index]
        if (
            before.is_space
            or before.text in {".", "?", "!", ":", "\u2022", "*", "\u2014"}
            or before.text[-1] in ".?!"
            and len(before) > 6
        ):
            return True
        return index < token.i - 1 and self.doc[token.i - 1].text not in {"(", "["}

    def _is_capital(self, token: Token) -> bool:
        text = token.text
        if not text[0].isupper():
            return False
        lower = token.lower_.rstrip(".")
        if token.is_stop and not token.is_upper or lower in {"i"}:
            return token.is_upper and len(text) > 1
        if self._starts_sentence(token) and len(text) > 1 and not text.isupper():
            if text in self.inner_capitals and lower not in self.lower_words:
                return True
            if lower in self.lower_words:
                return token.tag_ in {"NNP", "NNPS"} and self._capital_follows(token)
            return (
                token.tag_ in {"NNP", "NNPS"} or token.ent_type_ != "" or lexicon.demonym(lower) is not None
            )
        return True

    def _capital_follows(self, token: Token) -> bool:
        after = token.i + 1
        return after < len(self.doc) and self.doc[after].text[0].isupper()

    def _run_end(self, start: int, limit: int) -> int:
        """Where the name that starts at a token ends; the start itself where none does."""
        doc, words = self.doc, self.words
        first = doc[start]
        position = start
        if first.lower_ in words.particles and not self._is_capital(first) and not first.text[0].isupper():
            # "al-Qaida", "al Shabaab", "bin Salman"
            after = start + 1
            if after < limit and doc[after].text in DASHES and not first.whitespace_:
                after += 1
            elif first.lower_ not in {"al", "el", "bin", "ibn", "abu", "ould", "bint", "von", "van"}:
                return start
            if after >= limit or not doc[after].text[0].isupper() or doc[after].is_space:
                return start
            position = after + 1
        elif self._is_capital(first):
            if self._is_weak(first) and not self._capital_follows(first):
                return start
            position = start + 1
        else:
            return start
        while position < limit:
            step = self._step(start, position, limit)
            if step == position:
                break
            position = step
        return position

    def _step(self, start: int, position: int, limit: int) -> int:
        """The run's end after taking in what stands at `position`; unchanged where it takes nothing."""
        doc, words = self.doc, self.words
        token = doc[position]
        before = doc[position - 1]
        if token.is_space:
            return position
        if token.text[0].isupper() and before.text not in {","}:
            if before.text in DASHES or before.whitespace_ or before.text[-1] == ".":
                return position if token.lower_ in {"i"} or self._is_date(token) else position + 1
        if token.text in DASHES and not before.whitespace_ and not token.whitespace_ and position + 1 < limit:
            after = doc[position + 1]
            if after.text[0].isupper() or after.text[0].isdigit():
                return position + 2
            if (
                len(after) <= 4
                and after.tag_ in {"NNP", "NN", "FW"}
                and after.lower_
                not in {"led", "era", "run", "held", "like", "wide", "born", "made", "hit", "torn", "rich"}
            ):
                return position + 2 if not after.is_stop else position
            return position
        following = doc[position + 1] if position + 1 < limit else None
        if following is None:
            return position
        if (
            token.lower_ in {"'s", "\u2019s", "'", "\u2019"}
            and before.lower_.rstrip("s") + "s" != ""
            and before.lower_ in words.inner_possessors | {"general"}
        ):
            return position + 2 if following.text[0].isupper() and not self._is_date(following) else position
        if token.text == "&" and following.text[0].isupper():
            return position + 2
        if token.lower_ in words.links and before.text[0].isupper():
            return self._field_end(start, position, limit)
        if (
            token.lower_ == "and"
            and before.text[0].isupper()
            and following.lower_ in words.fields
            and following.text[0].isupper()
        ):
            inside = words_of(doc[start:position])
            if words.links & set(inside) or before.lower_ in words.fields:
                return position + 2
        if token.lower_ in words.particles and before.text[0].isupper():
            if (
                following.text in DASHES
                and not token.whitespace_
                and position + 2 < limit
                and doc[position + 2].text[0].isupper()
            ):
                return position + 3
            if (
                token.lower_ not in words.hyphen_particles - {"al", "el", "ul"}
                and following.text[0].isupper()
                and token.whitespace_
            ):
                return (
                    position + 2
                    if token.lower_ not in {"do", "as", "e", "y", "wa", "ag", "der", "den"}
                    or following.tag_ == "NNP"
                    else position
                )
        if (
            token.text in {'"', "'", "\u201c", "\u2018"}
            and following.text[0].isupper()
            and position + 3 < limit
        ):
            # Natividad "Naty" Castro
            if (
                doc[position + 2].text in {'"', "'", "\u201d", "\u2019"}
                and doc[position + 3].text[0].isupper()
                and doc[position + 2].whitespace_
                and not token.whitespace_
            ):
                return position + 4
        if (
            token.is_digit
            and before.text.isupper() is False
            and before.text[0].isupper()
            and following.text[0].isupper()
            and False
        ):
            return position + 1
        return position

    def _field_end(self, start: int, position: int, limit: int) -> int:
        """Where "of Foreign Affairs" ends behind a body's head; `position` where it is no part of the name."""
        doc = self.doc
        link = doc[position].lower_
        head = phrase(words_of(doc[start:position]))
        kind = lexicon.body_kind(head)
        if kind is None and not (
            link == "of"
            and head
            in {
                "republic",
                "islamic republic",
                "kingdom",
                "state",
                "union",
                "bank",
                "sons",
                "soldiers",
                "people",
                "organization",
                "organisation",
            }
        ):
            return position
        if kind in {"MediaOrganization", "Place"} and link != "of":
            return position
        after = position + 1
        if doc[after].lower_ in {"the", "a"} and after + 1 < limit:
            after += 1
        word = doc[after]
        if not word.text[0].isupper() or self._is_date(word) or word.is_space:
            return position
        if (
            link != "of"
            and word.lower_ not in self.words.fields
            and lexicon.reference(word.lower_) is not None
        ):
            return position
        if link in {"on", "against"} and word.lower_ not in self.words.fields:
            return position
        return after + 1

    def _is_date(self, token: Token) -> bool:
        return token.lower_.rstrip(".") in _DATES

    def _is_weak(self, token: Token) -> bool:
        """A capitalised word that is nobody's name by itself."""
        return token.lower_.rstrip(".") in self.words.not_names and token.ent_type_ == ""

    # What a run holds

    def _split(self, start: int, end: int) -> Iterator[Name]:
        """The names of a run: states before titles, bodies before titles, the person behind them."""
        doc = self.doc
        while start < end and doc[end - 1].text in DASHES:
            end -= 1
        if start >= end:
            return
        whole = self._title_before(start)
        title, position = whole, start
        kind = lexicon.body_kind(phrase(words_of(doc[start:end])))
        inner = self._inner_title(start, end)
        if inner is not None and kind not in ("GovernmentBody", "Court", "NonGovernmentalOrganization"):
            left, right, inner_title = inner
            if left > start:
                yield from self._named(start, left, None)
            if right < end:
                yield from self._named(right, end, inner_title)
            return
        yield from self._named(position, end, title)

    def _inner_title(self, start: int, end: int) -> tuple[int, int, str] | None:
        """The last title inside a run as (its start, its end, its words), with what leads up to it."""
        doc, titles = self.doc, self.titles
        for left in range(start, end):
            for size in range(min(LONGEST_PHRASE, end - left), 0, -1):
                words = phrase(words_of(doc[left : left + size]))
                if words in titles.all:
                    right = left + size
                    if right < end and doc[right].text in DASHES:
                        break
                    if left > start and doc[left - 1].text in DASHES:
                        break
                    further = self._inner_title(right, end)
                    if further is not None and further[0] == right:
                        right, words = further[1], further[2]
                    while (
                        left > start
                        and doc[left - 1].lower_ in titles.modifiers
                        and doc[left - 1].lower_ not in {"army", "police", "party"}
                    ):
                        left -= 1
                    return left, right, words
        return None

    def _title_before(self, start: int) -> str | None:
        """The lower-case title directly before a run ("commander Khalifa Haftar")."""
        doc = self.doc
        for size in range(4, 0, -1):
            if start - size < 0:
                continue
            words = phrase(words_of(doc[start - size : start]))
            if words in self.titles.all:
                return words
        return None

    def _named(self, start: int, end: int, title: str | None) -> Iterator[Name]:
        """The name that a run without titles is, split after a leading state where a person follows."""
        doc = self.doc
        while start < end and (doc[start].text in DASHES or doc[start].lower_ in {"of", "and", "the", "for"}):
            start += 1
        if start >= end:
            return
        span = doc[start:end]
        words = words_of(span)
        text = phrase(words)
        if (
            len(words) == 1
            and self._is_weak(span[0])
            and lexicon.reference(text) is None
            and lexicon.demonym(text) is None
        ):
            return
        state = self._state(span)
        if state is not None:
            yield state
            return
        actor = lexicon.reference(text) if text != "us" or span.text == "US" else None
        if actor is not None and title not in {"mr", "mrs", "ms"}:
            yield Name(span, words, actor.kind, None, certain=True)
            return
        kind = lexicon.body_kind(text)
        if len(words) > 1 and kind is None or kind == "Person":
            # "Russian Vladimir Putin", "US Joe Biden"
            for size in range(min(3, len(words) - 1), 0, -1):
                first = self._state(doc[start : start + size])
                if first is not None and (self._label(doc[start + size : end]) == "Person" or title):
                    yield first
                    yield from self._named(start + size, end, title)
                    return
        strong = title is not None and title not in _WEAK_TITLES
        if (
            strong
            and kind
            in (
                None,
                "Place",
                "Event",
                "MediaOrganization",
                "Organization",
                "NonGovernmentalOrganization",
                "ArmedGroup",
            )
            and not (len(words) > 2 and kind in ("NonGovernmentalOrganization", "ArmedGroup", "Organization"))
        ):
            kind, certain = "Person", True
        elif kind is not None and len(words) > 1:
            certain = True
        else:
            label = self._label(span)
            certain = False
            if title and label in (None, "Person"):
                kind, certain = "Person", True
            elif kind is None or label == "Person":
                kind = label
                if kind is None and span.text.isupper() and 2 <= len(span.text) <= 8 and len(words) == 1:
                    kind = "Organization"
        yield Name(span, words, kind, title if kind == "Person" else None, certain)
        if kind not in ("Person", "Place"):
            # "Iranian Foreign Ministry" speaks of Iran as well
            for size in range(min(3, len(words) - 1), 0, -1):
                first = self._state(doc[start : start + size])
                if first is not None:
                    yield first
                    break

    def _state(self, span: Span) -> Name | None:
        """The state that a span names in full, by name, seat or demonym."""
        words = words_of(span)
        text = phrase(words)
        if text == "us" and span.text != "US":
            return None
        actor = lexicon.reference(text)
        if actor is not None and actor.kind == "State":
            return Name(span, words, "State", certain=True)
        if lexicon.demonym(text):
            return Name(span, words, "State", certain=True, adjective=True)
        return None

    def _label(self, span: Span) -> NameKind | None:
        """What the recogniser says of most of a span."""
        counts: dict[str, int] = {}
        for token in span:
            if token.ent_type_:
                counts[token.ent_type_] = counts.get(token.ent_type_, 0) + 1
        if not counts:
            return None
        label = max(sorted(counts), key=lambda key: counts[key])
        return NER_KINDS.get(label)


_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
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
    }
)
