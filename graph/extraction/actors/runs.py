"""Tells which tokens of a text are one run of capitals, a name or several: "Ministry of Foreign Affairs"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import OPENING_QUOTES, PERSON, Capitals, capitals_end
from graph.extraction.actors.dates import goes_on_joined, is_date, is_surname
from graph.extraction.actors.fields import field_end, goes_on, joins_fields, joins_places
from graph.extraction.actors.lexicon import DASHES, LONGEST_NAME, phrase, words_of

CLOSING = frozenset("\"'\u201d\u2019")
POSSESSIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})
_UNJOINED = frozenset({"al", "el", "ul", "ur"})
"""Particles that stand without a hyphen as well."""
LONGEST_RUN = 16
"""In tokens: a longer run of capitals is no name, and is cut."""


class Runs:
    """The runs of one text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = lexicon.words()
        self.agents = tuple(self.words.agent_endings)
        self.titles = lexicon.titles()
        self.capitals = Capitals(doc)

    def end_of(self, start: int, limit: int) -> int:
        """Where the name that starts at a token ends, `limit` at most; the start where none does."""
        limit = min(limit, start + LONGEST_RUN)
        position = self._opening(start, limit)
        while start < position < limit:
            step = self._step(start, position, limit)
            if step == position:
                break
            position = min(step, limit)
        inner = (
            self.capitals.full_names[i]
            for i in range(start, max(position, start + 1))
            if i in self.capitals.full_names
        )
        return max(position, self._listed_end(start, limit), *inner)

    def _listed_end(self, start: int, limit: int) -> int:
        """Where a name of the gazetteers ends that starts here ("Committee to Protect Journalists")."""
        first = self.doc[start]
        if not first.text[0].isupper() or first.lower_ not in lexicon.reference_starts():
            return start
        for end in range(min(start + LONGEST_NAME, limit), start + 1, -1):
            last = self.doc[end - 1]
            if (last.text[0].isupper() or last.is_digit) and lexicon.reference(
                phrase(words_of(self.doc[start:end]))
            ):
                cut = first.lower_ == "the" and end < limit and self.doc[end].text[0].isupper()
                return start if cut else end  # no "The Chad" of "The Chad Liberation Army"
        return start

    def _opening(self, start: int, limit: int) -> int:
        """Where a name's first word ends, "al-" and numbers before it included."""
        doc, first = self.doc, self.doc[start]
        if is_date(first) and not self._body_ahead(start + 1, limit):
            day = start + 1
            named = start > 0 and self._names(doc[start - 1]) and day < limit and doc[day].is_digit
            return day + 1 if named and self._body_ahead(day + 1, limit) else start
        if self.capitals.open_name(first):
            alone = not (self.capitals.followed(first) or goes_on_joined(first))
            return start if alone and self.is_weak(first) else start + 1
        after = start + 1
        if first.text[1:2].isupper() and lexicon.reference(first.lower_) is not None:
            return after  # "eSwatini"
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
            and not is_date(doc[after])
        ):
            ordinal = first.text.endswith(("st", "nd", "rd", "th")) or self._is_unit(first, doc[after])
            if (ordinal or self.capitals.numbered[(first.text, doc[after].text)] > 1) and not lexicon.demonym(
                doc[after].lower_
            ):
                return after
        return start

    def _is_unit(self, number: Token, noun: Token) -> bool:
        """Whether a number is a unit's own: "the 444 Brigade"."""
        return number.is_digit and len(number) < 4 and noun.lower_ in self.words.numbered_units

    def _names(self, before: Token) -> bool:
        """Whether a date behind a word may open a body's name: "the May 9 Front", "the group May 9 Front"."""
        return before.lower_ == "the" or before.lower_ in lexicon.generic_kinds()

    def _step(self, start: int, position: int, limit: int) -> int:
        """The run's end after taking in what stands at `position`; unchanged where it takes nothing."""
        doc, token, before = self.doc, self.doc[position], self.doc[position - 1]
        if token.is_space:
            return position
        if token.text[0].isupper() and (
            before.text in DASHES or before.whitespace_ or before.text[-1] == "."
        ):
            return position if self._ends_before(start, token) else position + 1
        if position + 1 >= limit:
            return position
        after = doc[position + 1]
        if token.text in DASHES and not before.whitespace_ and not token.whitespace_:
            return self._hyphened(position)
        if token.text in OPENING_QUOTES and (behind := self._nickname_end(position, limit)):
            return behind
        if token.text in POSSESSIVES:
            if after.lower_ == "and" and self._is_owned_by_both(start, position, limit):
                return position + 3
            inner = before.lower_ in self.words.inner_possessors or before.lower_.endswith(self.agents)
            named = inner and after.text[0].isupper() and not is_date(after)
            return position + 2 if named and self._goes_on(start, position, limit) else position
        if token.text == "&" and after.text[0].isupper():
            states = all(lexicon.reference(t.lower_) or lexicon.demonym(t.lower_) for t in (before, after))
            return position if states else position + 2  # "US & Iranian agents"
        if token.lower_ == "and" and self._listed_end(position + 1, limit) > position + 2:
            return position  # "Amnesty International and Human Rights Watch"
        if token.text == "/" and self._is_second_head(start, position):
            return position + 2
        if (
            token.is_digit
            and len(token) < 4
            and lexicon.body_kind(phrase(words_of(doc[start:position])))
            and before.whitespace_
        ):
            return position + 1
        if token.lower_ in self.words.links and before.text[0].isupper():
            return field_end(self.capitals, start, position, limit)
        if token.lower_ == "to" and after.text[0].isupper() and after.lower_ in self.words.causes:
            known = lexicon.body_kind(phrase(words_of(doc[start:position])))
            return position + 2 if known not in (None, "Place", "Event") else position
        if token.lower_ in {"and", ","} and after.text[0].isupper() and after.lower_ in self.words.fields:
            listed = before.lower_ in self.words.fields
            linked = listed or not self.words.links.isdisjoint(words_of(doc[start:position]))
            if (token.lower_ == "and" and linked) or (listed and goes_on(doc, position + 1)):
                return position + 2
        if token.lower_ == "and" and (
            joins_fields(doc, position, limit) or joins_places(doc, start, position, limit)
        ):
            return position + 2
        if token.lower_ == "and" and after.text[0].isupper() and self._is_regional(before):
            of = any(other.lower_ == "of" for other in doc[start + 1 : position])
            return position + 2 if of else position
        if token.lower_ in self.words.particles and token.is_lower and before.text[0].isupper():
            return self._particle_end(position, limit)
        return position

    def _ends_before(self, start: int, token: Token) -> bool:
        """Whether a run ends before a capital: a date, what is behind "Jr.", "Mao Zedong Thought"."""
        before = self.doc[token.i - 1]
        if token.text == "I" or (is_date(token) and not is_surname(token)):
            return True
        if before.text[-1] == "." and before.lower_[:-1] in self.words.suffixes:
            return True
        return token.text == "Thought" and token.i - start > 1

    def _is_owned_by_both(self, start: int, position: int, limit: int) -> bool:
        """Whether a body's name has two owners: "Workers' and Peasants' Party"."""
        doc, second = self.doc, position + 2
        if start != position - 1 or second + 2 >= limit or doc[second + 1].text not in POSSESSIVES:
            return False
        owners = {doc[start].lower_, doc[second].lower_}
        return owners <= self.words.plural_owners and self._body_ahead(second + 2, limit)

    def _is_second_head(self, start: int, slash: int) -> bool:
        """Whether a body's name has two head nouns: "People's Liberation Party/Front"."""
        before, after = self.doc[slash - 1], self.doc[slash + 1]
        joined = not before.whitespace_ and not self.doc[slash].whitespace_ and slash - start > 1
        return joined and after.is_title and None not in map(lexicon.body_kind, (before.lower_, after.lower_))

    def _nickname_end(self, opening: int, limit: int) -> int:
        """Where the name behind a nickname ends (Natividad "Naty" Lane, Jose "El Alto" Perez), or 0."""
        for size in (1, 2, 3):
            if opening + size + 2 >= limit or not self.doc[opening + size].text[0].isupper():
                break
            closing, behind = self.doc[opening + size + 1], self.doc[opening + size + 2]
            if closing.text in CLOSING:
                joined = not self.doc[opening].whitespace_ and bool(closing.whitespace_)
                if joined and behind.lower_ in self.words.particles and behind.i + 1 < limit:
                    end = self._particle_end(behind.i, limit)  # Jose "El Alto" dela Cruz
                    return end if end > behind.i else 0
                return behind.i + 1 if joined and behind.text[0].isupper() else 0
        return 0

    def _hyphened(self, dash: int) -> int:
        """Takes "al-Werfalli", "Chun-wah", but not "UN-backed"."""
        after = self.doc[dash + 1]
        if after.text[0].isupper() or after.text[0].isdigit():
            return dash + 2
        if len(after) == 1 and after.text == "e":
            return dash + 2
        person = after.ent_type_ == PERSON or all(
            t.ent_type_ == PERSON for t in self.doc[max(0, dash - 2) : dash]
        )
        verbal = (
            after.tag_.startswith(("V", "J", "R")) and not person
        ) or after.lower_ in self.words.hyphen_tails
        named = dash > 1 and self.doc[dash - 2].text[0].isupper() and after.tag_ == "NNP"  # "Su Tseng-chang"
        return dash + 2 if len(after) <= (6 if named else 4) and not verbal and after.is_alpha else dash

    def _particle_end(self, position: int, limit: int) -> int:
        """Takes "Khalifa al-Ghwell", "Mohammed bin Salman", "Jaish as-Sunna", "Ramzi bin al-Shibh"."""
        doc, token, after = self.doc, self.doc[position], self.doc[position + 1]
        if after.text in DASHES and not token.whitespace_:
            return position + 3 if position + 2 < limit and doc[position + 2].text[0].isupper() else position
        if after.text in self.words.hyphen_particles and position + 3 < limit:
            further = self._particle_end(position + 1, limit)
            return further if further > position + 2 and doc[position + 2].text in DASHES else position
        if not token.whitespace_ or not after.text[0].isupper() or is_date(after):
            return position
        if token.text in self.words.hyphen_particles - _UNJOINED or token.text in {"do", "e", "y"}:
            return position
        if token.text in self.words.particles and position + 1 < limit:
            return position + 2
        return position

    def _goes_on(self, start: int, position: int, limit: int) -> bool:
        """Whether a body's name goes on behind a possessive: "Workers' Party", "Society of Women's Law"."""
        after = self.doc[position + 1]
        of = any(token.lower_ == "of" for token in self.doc[start + 1 : position])
        realm = after.lower_ in lexicon.states().realms and position - start > 1
        if realm or self._body_ahead(position + 1, limit):
            return True
        opening = position - start == 1 or (
            position - start == 2 and lexicon.reference(self.doc[start].lower_) is not None
        )  # "Chad Women's Unity Movement"
        owners = opening and self.doc[position - 1].lower_ in self.words.plural_owners
        return (of or (owners and after.tag_ in ("NNP", "NN"))) and after.lower_ not in self.titles.all

    def _is_regional(self, token: Token) -> bool:
        """An adjective of a country or a region ("Syrian", "Eastern")."""
        if token.lower_ in self.words.regional:
            return True
        return lexicon.demonym(token.lower_) is not None and lexicon.reference(token.lower_) is None

    def _body_ahead(self, start: int, limit: int) -> bool:
        """Whether capitals from here on make a body's name ("Defence Forces")."""
        end = capitals_end(self.doc, start, limit)
        if end > start and end < limit and self.doc[end].lower_ in lexicon.generic_kinds():
            return True
        return lexicon.body_kind(phrase(words_of(self.doc[start:end]))) not in (None, "Place", "Event")

    def is_weak(self, token: Token) -> bool:
        """A capitalised word that is nobody's name by itself."""
        if token.text in self.capitals.short_forms or token.lower_ in self.capitals.halves:
            return False
        return token.lower_.rstrip(".") in self.words.not_names
