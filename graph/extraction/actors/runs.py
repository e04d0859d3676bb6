"""Tells which tokens of a text are one run of capitals, a name or several: "Ministry of Foreign Affairs"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.capitals import OPENING, PERSON, Capitals
from graph.extraction.actors.fields import goes_on, joins_fields
from graph.extraction.actors.lexicon import DASHES, LONGEST_NAME, phrase, words_of

CLOSING = frozenset("\"'\u201d\u2019")
POSSESSIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})
_UNJOINED = frozenset({"al", "el", "ul", "ur"})
"""Particles that stand without a hyphen as well."""
LONGEST_RUN = 16
"""In tokens: a longer run of capitals is no name, and is cut."""

_LED = frozenset({"ArmedGroup", "Organization", "GovernmentBody"})
"""Kinds of bodies that are told by who leads them."""


class Runs:
    """The runs of one text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = lexicon.words()
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
        if self._is_date(first) and not self._body_ahead(start + 1, limit):
            day = start + 1
            named = start > 0 and self._names(doc[start - 1]) and day < limit and doc[day].is_digit
            return day + 1 if named and self._body_ahead(day + 1, limit) else start
        if self.capitals.open_name(first):
            alone = not (self.capitals.followed(first) or self._goes_on_joined(first))
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
            and not self._is_date(doc[after])
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
            dated = self._is_date(token) and not self._is_surname(token)
            ended = (
                before.text[-1] == "." and before.lower_[:-1] in self.words.suffixes
            )  # "Omar Lane Jr. Hill"
            return position if dated or ended or token.text == "I" else position + 1
        if position + 1 >= limit:
            return position
        after = doc[position + 1]
        if token.text in DASHES and not before.whitespace_ and not token.whitespace_:
            return self._hyphened(position)
        if token.text in OPENING and (behind := self._nickname_end(position, limit)):
            return behind
        if token.text in POSSESSIVES:
            inner = before.lower_ in self.words.inner_possessors or before.lower_.endswith(
                tuple(self.words.agent_endings)
            )
            named = inner and after.text[0].isupper() and not self._is_date(after)
            return position + 2 if named and self._goes_on(start, position, limit) else position
        if token.text == "&" and after.text[0].isupper():
            return position + 2
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
            return self._field_end(start, position, limit)
        if token.lower_ == "to" and after.text[0].isupper() and after.lower_ in self.words.causes:
            known = lexicon.body_kind(phrase(words_of(doc[start:position])))
            return position + 2 if known not in (None, "Place", "Event") else position
        if token.lower_ in {"and", ","} and after.text[0].isupper() and after.lower_ in self.words.fields:
            within = set(words_of(doc[start:position]))
            if (
                token.lower_ == "and" and (within & self.words.links or before.lower_ in self.words.fields)
            ) or (before.lower_ in self.words.fields and goes_on(doc, position + 1)):
                return position + 2
        if token.lower_ == "and" and joins_fields(doc, position, limit):
            return position + 2
        if token.lower_ == "and" and after.text[0].isupper() and self._is_regional(before):
            of = any(other.lower_ == "of" for other in doc[start + 1 : position])
            return position + 2 if of else position
        if token.lower_ in self.words.particles and token.is_lower and before.text[0].isupper():
            return self._particle_end(position, limit)
        return position

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
        if not token.whitespace_ or not after.text[0].isupper() or self._is_date(after):
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
        owners = self.doc[position - 1].lower_ in self.words.plural_owners and position - start == 1
        return (of or (owners and after.tag_ in ("NNP", "NN"))) and after.lower_ not in self.titles.all

    def _is_regional(self, token: Token) -> bool:
        """An adjective of a country or a region ("Syrian", "Eastern")."""
        if token.lower_ in self.words.regional:
            return True
        return lexicon.demonym(token.lower_) is not None and lexicon.reference(token.lower_) is None

    def _body_ahead(self, start: int, limit: int) -> bool:
        """Whether capitals from here on make a body's name ("Defence Forces")."""
        end = start
        while end < limit and self.doc[end].text[0].isupper():
            end += 1
        if end > start and end < limit and self.doc[end].lower_ in lexicon.generic_kinds():
            return True
        return lexicon.body_kind(phrase(words_of(self.doc[start:end]))) not in (None, "Place", "Event")

    def _is_force(self, start: int, limit: int) -> bool:
        """Whether capitals from here on name a force ("Sulamar Army")."""
        end = start
        while end < limit and self.doc[end].text[0].isupper():
            end += 1
        return end > start and lexicon.body_kind(phrase(words_of(self.doc[start:end]))) == "ArmedGroup"

    def _field_end(self, start: int, position: int, limit: int) -> int:
        """Where "of Foreign Affairs" ends behind a body's head; `position` where it is no part of it."""
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
        if link == "against" and doc[position + 1].lower_ == "the":
            return position
        if kind is None and not (link in {"of", "for"} and head.rsplit(" ", 1)[-1] in self.words.of_heads):
            return position
        numbered = doc[start].text[0].isdigit() or doc[start].tag_ == "JJ"
        if numbered and doc[position + 1].lower_ == "the" and self._is_force(position + 2, limit):
            return position  # a unit and what it is of: "the 4th Brigade of the Sudanese Army"
        if not self.capitals.full_names.keys().isdisjoint((position + 1, position + 2)):
            return position  # "the Sixth Division of the Lowland Army (LA)"
        if link == "in":
            return self._branch_end(start, position, limit) if kind else position
        if kind in ("MediaOrganization", "Place") and link != "of":
            return position
        after = position + 1
        if doc[after].lower_ in {"the", "a"} and after + 1 < limit:
            after += 1
        word = doc[after]
        if not word.text[0].isupper() or self._is_date(word):
            return position
        if link == "of" and kind in _LED and self._is_leader(after):
            return position  # "the Desert Army of General X"
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

    def _branch_end(self, start: int, position: int, limit: int) -> int:
        """Where a body's name ends with its place: "Islamic State in the Sahel", "Front in Chad (FC)"."""
        doc = self.doc
        if doc[position + 1].lower_ == "exile":
            return position + 2
        place = end = position + 1 + (doc[position + 1].lower_ == "the")
        while end < limit and doc[end].text[0].isupper():
            end += 1
        branch = place > position + 1 and phrase(words_of(doc[start:position])) in self.words.branching
        given = end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")"
        given = given and doc[end + 1].is_upper and doc[end + 1].text[0] == doc[start].text[0]
        return end if end > place and (branch or given) else position

    def _is_leader(self, start: int) -> bool:
        """Whether a person's name begins here, with or without a title."""
        first, second = self.doc[start], self.doc[min(start + 1, len(self.doc) - 1)]
        if not second.text[0].isupper():
            return False
        titled = first.lower_.rstrip(".") in self.titles.strong
        return titled or (first.ent_type_ == PERSON and second.ent_type_ == PERSON)

    def _is_date(self, token: Token) -> bool:
        word = token.lower_.rstrip(".")
        if self._goes_on_joined(token):
            return False
        return word in self.words.dates or (word == "may" and self._number_follows(token))

    def _goes_on_joined(self, token: Token) -> bool:
        """Whether a name goes on behind a hyphen: "Jan-Albert Lane", and no "Jan-March"."""
        behind = self.doc[token.i + 1 : token.i + 3]
        return (
            len(behind) == 2
            and behind[0].text in DASHES
            and not (token.whitespace_ or behind[0].whitespace_)
            and behind[1].text[0].isupper()
            and behind[1].lower_.rstrip(".") not in self.words.dates
        )

    def _is_surname(self, token: Token) -> bool:
        """Whether a month's name is a person's ("Dulcie September")."""
        before = self.doc[token.i - 1]
        person = token.ent_type_.startswith("PER") and before.ent_type_.startswith("PER")
        return person and not token.lower_.endswith("day") and not self._number_follows(token)

    def _number_follows(self, token: Token) -> bool:
        return token.i + 1 < len(self.doc) and self.doc[token.i + 1].text[0].isdigit()

    def is_weak(self, token: Token) -> bool:
        """A capitalised word that is nobody's name by itself."""
        if token.text in self.capitals.short_forms or token.lower_ in self.capitals.halves:
            return False
        return token.lower_.rstrip(".") in self.words.not_names
