"""What the capitals of a text tell: which words belong to names, by all their places in it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import takewhile

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.acronyms import full_names
from graph.extraction.actors.lexicon import phrase, words_of
from graph.extraction.actors.scan import places

PERSON = "PER"
_OPPOSITE = {"north": "south", "south": "north"}
OPENING_QUOTES = frozenset("\"'\u201c\u2018")
OPENING = OPENING_QUOTES | {"(", "["}
_FIRM = frozenset({"trading", "ltd", "limited", "llc", "l.l.c", "fze", "inc", "plc", "gmbh", "sarl"})


class Capitals:
    """The capitalised words of one text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = lexicon.words()

    @cached_property
    def may_start(self) -> frozenset[int]:
        """Where a name may start, by how it is written."""
        particles = self.words.particles

        def opens(text: str) -> bool:
            return text[0].isupper() or text[0].isdigit() or text in particles or text[1:2].isupper()

        return frozenset(places(self.doc, "ORTH", opens))

    @cached_property
    def _capitals(self) -> list[int]:
        return places(self.doc, "ORTH", lambda text: text[0].isupper())

    @cached_property
    def _shortened(self) -> dict[int, int]:
        return full_names(self.doc)

    @cached_property
    def full_names(self) -> dict[int, int]:
        """The names that the article gives a short form, there and wherever they stand again."""
        found = dict(self._shortened)
        known = {tuple(token.text for token in self.doc[start:end]) for start, end in found.items()}
        firsts = {words[0] for words in known}
        sizes = sorted({len(words) for words in known}, reverse=True)
        for start in places(self.doc, "ORTH", firsts.__contains__) if known else ():
            if start not in found:
                for size in sizes:
                    if tuple(other.text for other in self.doc[start : start + size]) in known:
                        found[start] = start + size
                        break
        return found

    @cached_property
    def short_forms(self) -> frozenset[str]:
        """What stands in brackets behind the names that it shortens: "People's Defence Forces (PDF)"."""
        return frozenset(self.doc[end + 1].text for end in self._shortened.values())

    @cached_property
    def halves(self) -> dict[str, list[str]]:
        """The full names of "the North" and "the South": of states that another half is set against."""
        found: dict[str, list[str]] = {}
        for place in places(self.doc, "ORTH", ("North", "South").__contains__):
            words = words_of(self.doc[place : place + 2])
            other = phrase([_OPPOSITE[words[0]], *words[1:]])
            states = [lexicon.reference(name) for name in (phrase(words), other)]
            if all(state is not None and state.kind == "State" for state in states):
                found[words[0]] = words
        return found

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Words that the article writes in lower case somewhere."""
        return frozenset(self.doc[i].text for i in places(self.doc, "ORTH", str.islower))

    @cached_property
    def inner_capitals(self) -> frozenset[str]:
        """Words that the article capitalises inside a sentence."""
        tokens = (self.doc[i] for i in self._capitals)
        return frozenset(token.text for token in tokens if not self._starts_sentence(token))

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """The last words of the persons' names inside sentences that have several words."""
        people = (self.doc[i] for i in self._capitals if self.doc[i].ent_type_ == PERSON)
        return frozenset(
            word.text for word in people if word.ent_iob_ == "I" and not self._goes_on_as_person(word)
        )

    def _goes_on_as_person(self, word: Token) -> bool:
        after = self.doc[word.i + 1] if word.i + 1 < len(self.doc) else word
        return after.ent_type_ == PERSON and after.ent_iob_ == "I"

    @cached_property
    def inner_pairs(self) -> frozenset[tuple[str, str]]:
        """Capitalised function words with the capitalised words that follow them inside a sentence."""
        return frozenset(
            (token.text, self.doc[token.i + 1].text)
            for token in (self.doc[i] for i in self._capitals)
            if token.lower_ in self.words.name_openers
            and token.is_title
            and self.followed(token)
            and not self._starts_sentence(token)
        )

    @cached_property
    def numbered(self) -> Counter[tuple[str, str]]:
        """How often each number stands before each word ("400 Mawozo")."""
        capitals = set(self._capitals)
        numbers = places(self.doc, "ORTH", lambda text: text[0].isdigit())
        return Counter((self.doc[i].text, self.doc[i + 1].text) for i in numbers if i + 1 in capitals)

    def _starts_sentence(self, token: Token) -> bool:
        """Whether only quotes and brackets stand between the token and the start of a sentence."""
        index = token.i - 1
        quoted = False
        while index >= 0 and self.doc[index].text in OPENING:
            quoted = quoted or self.doc[index].text not in ("(", "[")
            index -= 1
        if index < 0:
            return True
        before = self.doc[index]
        if quoted:
            return before.lower_ not in ("the", "of", "called", "named")
        return (
            before.is_space
            or before.text in {".", "?", "!", ":", "\u2022", "*", "\u2014", "\u2026", "|", "\u201d"}
            or (
                before.text in {"-", "\u2013"}
                and bool(before.whitespace_)
                and bool(self.doc[index - 1].whitespace_)
            )
            or token.is_sent_start is True
        )

    def open_name(self, token: Token) -> bool:
        """Whether a token's capital makes it part of a name."""
        text = token.text
        if not text[0].isupper():
            return False
        lower = token.lower_.rstrip(".")
        if text == "He" and self._is_family_name(token):
            return True
        if lower in self.words.name_openers and self.followed(token):
            return (text, self.doc[token.i + 1].text) in self.inner_pairs
        if lower in self.words.regional and self.followed(token) and self._is_part(token):
            return text in self.inner_capitals
        if lower in self.words.forenames and token.is_title and self.followed(token):
            after = self.doc[token.i + 1]
            if after.ent_type_ == PERSON and after.ent_iob_ == "B" and not self._starts_sentence(token):
                return True
        mixed = text != text.upper() and text[1:] != text[1:].lower()  # "LeT"
        if lower in self.words.function_words and not mixed:
            return (
                token.is_upper
                and 1 < len(text) < 4
                and lower in {"us", "who", "un", "is"}
                and (not self._starts_sentence(token) or (lower == "us" and not self._is_shouted(token)))
            )
        if self._is_common(lower) and self._starts_sentence(token) and not self.followed(token):
            return False
        if not self._starts_sentence(token) or len(text) == 1 or text.isupper() or lexicon.demonym(lower):
            return True
        if len(text) > 3 and lexicon.reference(lower) is not None:
            return True
        named = token.tag_ == "NNP" or (token.tag_ == "NNPS" and self.followed(token))
        named = named or (self.followed(token) and (self._opens_entry(token) or self._opens_firm(token)))
        if self.followed(token) and f"{lower} {self.doc[token.i + 1].lower_}" in lexicon.titles().all:
            return True  # "Chief Executive X"
        if lower in self.lower_words:
            return (named and self.followed(token)) or self._is_surname_alone(token)
        return named or token.ent_type_ != "" or not self.inner_capitals.isdisjoint(_numbers(text))

    def _is_part(self, token: Token) -> bool:
        """Whether a sentence opens with a part of a state, which is no name of its own: "Eastern Libya"."""
        if not token.text.endswith("ern") or not self._starts_sentence(token):
            return False
        other, whole = (words_of(self.doc[start : token.i + 2]) for start in (token.i + 1, token.i))
        state = lexicon.reference(phrase(other))
        if phrase(whole) == "northern ireland":
            return False
        return state is not None and state.kind == "State" and lexicon.reference(phrase(whole)) is None

    def _opens_entry(self, token: Token) -> bool:
        """Whether only a number at the start of a line stands before: "3. Harbour Freight. A holding"."""
        doc, number = self.doc, token.i - 2
        if number < 0 or doc[number + 1].text not in (".", ")") or not doc[number].is_digit:
            return False
        return number == 0 or doc[number - 1].is_space

    def _opens_firm(self, token: Token) -> bool:
        """Whether an odd word opens a company's name, whatever the tagger says: "Tradive General Trading"."""
        if token.lower_ in self.lower_words or self._is_common(token.lower_):
            return False
        run = takewhile(lambda other: other.text[0].isupper(), self.doc[token.i + 1 : token.i + 6])
        return token.tag_ in ("JJ", "NN") and any(other.lower_.rstrip(".") in _FIRM for other in run)

    def _is_common(self, word: str) -> bool:
        """Whether a word describes parties, or modifies such a noun: a sentence may open with it."""
        table = lexicon.groups()
        return lexicon.demonym(word) is None and (
            word in table.openers or (word in table.kinds and word in self.lower_words) or word in table.state
        )

    def _is_family_name(self, token: Token) -> bool:
        """Whether a word is no pronoun, since a name stands right behind: "He Yulan"."""
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        told = after.tag_ == "NNP" or not self._starts_sentence(token)
        return told and after.is_title and after.lower_ not in self.words.not_names

    def _is_surname_alone(self, token: Token) -> bool:
        """Whether a common word is a surname too, as a bare subject: "Innocent was held"."""
        bare = token.dep_ in ("nsubj", "nsubj:pass") and token.left_edge == token == token.right_edge
        return bare and token.text in self._surnames

    def _is_shouted(self, token: Token) -> bool:
        """Whether the word behind is all capitals too, as in headlines."""
        return token.i + 1 >= len(self.doc) or self.doc[token.i + 1].is_upper

    def followed(self, token: Token) -> bool:
        """Whether a further capital follows."""
        after = token.i + 1
        return after < len(self.doc) and self.doc[after].text[0].isupper()


def _numbers(text: str) -> tuple[str, ...]:
    """A word, and its plural or singular: "Houthi forces" are some of "the Houthis"."""
    return (text, text[:-1] if text.endswith("s") else f"{text}s")


def capitals_end(doc: Doc, start: int, limit: int) -> int:
    """Where the capitalised words that stand together from here on end."""
    end = start
    while end < limit and doc[end].text[0].isupper():
        end += 1
    return end
