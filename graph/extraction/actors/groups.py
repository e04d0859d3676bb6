"""Finds the noun phrases that describe a party instead of naming it: "Haftar's forces", "the group"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.group import Article, Group
from graph.extraction.actors.lexicon import DASHES, is_hanging, phrase, words_of
from graph.extraction.actors.name import Name
from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.actors.scan import places
from graph.extraction.actors.statehood import is_part_of_state

PRONOUN_POSSESSORS = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "another", "some", "any", "no", "every", "each"})
PREMODIFIERS = ("JJ", "NN", "VBN", "VBG", "AFX", "FW", "RB")
_SIDING = frozenset({"pro", "anti", "non", "counter"})
_OPENING = frozenset({"DT", "PRP$", "POS", "JJ", "JJS", "CD", "HYPH"})
"""What stands before an adjective."""
_IN_YEAR = frozenset({"in", "since", "until", "during", "by", "from"})
_AFTER = frozenset({"later", "earlier", "after", "before", "ago"})
_SPANS = frozenset(
    {"moment", "minute", "hour", "day", "night", "week", "month", "year"}
    | {"morning", "afternoon", "evening", "weekend"}
)
_SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson"})
"""They speak for the body that stands before: "a foreign ministry spokesman"."""
_SEATED = frozenset({"municipal", "federal"})
"""Tell one body of a kind from another, also before a post in it."""
_WAGING = frozenset({"wage", "wag", "launch", "mount", "lead", "start", "begin", "stage"})
"""Verbs before a war ("waged an insurgency", which lemmatizers take for a form of "wag")."""
LONGEST_NOUN = 4
"""In tokens: no party's noun is longer."""
REACH = 9
"""Tokens to the left that a description may reach."""


def find_groups(doc: Doc, names: list[Name]) -> list[Group]:
    """Every described party, in the order of the text."""
    inside: dict[int, Name] = {}
    for name in names:  # outer before inner: the inner one stays
        for token in name.span:
            known = inside.get(token.i)
            if known is None or len(name.span) > len(known.span):
                inside[token.i] = name
    finder = _Finder(doc, inside)
    found: list[Group] = []
    reached = 0
    for position in places(doc, "LOWER", finder.table.firsts.__contains__):
        if position < reached:
            continue
        reached = finder.noun_end(position)
        if reached > position:
            found.extend(finder.groups_at(position, reached))
    return found


class _Finder:
    """Reads descriptions off one text; `inside` gives the name that a token is part of."""

    def __init__(self, doc: Doc, inside: dict[int, Name]) -> None:
        self.doc = doc
        self.inside = inside
        self.table = lexicon.groups()
        self.titles = lexicon.titles()

    def noun_end(self, start: int) -> int:
        """Where a party's noun that starts at a token ends; the start itself where none does."""
        doc = self.doc
        if start in self.inside:
            return start
        words = words_of(doc[start : start + LONGEST_NOUN])
        for size in range(len(words), 0, -1):
            end = start + size
            text = phrase(words[:size])
            if (text in self.table.kinds or text in self.titles.roles) and self.inside.keys().isdisjoint(
                range(start, end)
            ):
                return end if self._is_noun(start, end) else start
        return start

    def _is_noun(self, start: int, end: int) -> bool:
        last = self.doc[end - 1]
        if end < len(self.doc) and self.doc[end].text in DASHES and not last.whitespace_:
            return False  # "militia-backed"
        if (
            start
            and self.doc[start - 1].text in DASHES
            and not self.doc[start - 1].whitespace_
            and end - start == 1
            and last.tag_ == "VBN"
        ):
            return False
        return (
            end - start > 1
            or last.tag_.startswith("NN")
            or (
                last.tag_ in ("", "JJ", "FW")
                and (last.lower_ not in self.table.adjectives or self._owned(start, end))
            )
            or (last.lower_ == "accused" and self._is_defendant(end))
        )

    def _is_defendant(self, end: int) -> bool:
        """Whether "accused" is a noun: "the accused", not "the panel accused the army of"."""
        before, after = self.doc[end - 2 : end - 1], self.doc[end : end + 1]
        if not any(token.tag_ in _OPENING | {"WP$"} for token in before):
            return False
        return not any(token.tag_ in ("DT", "PRP$", "NNP") or token.lower_ == "of" for token in after)

    def _owned(self, start: int, end: int) -> bool:
        """Whether an adjective stands for a force: "Nigerian military officer", "the military said"."""
        before = start - 1
        owned = (before in self.inside and self.inside[before].adjective) or (
            before >= 0 and self.doc[before].lower_ == "the"
        )
        following = self.doc[end] if end < len(self.doc) else None
        if following is None or not owned:
            return False
        return following.lower_ in self.titles.roles or (
            following.tag_.startswith(("V", "MD")) and self.doc[before].lower_ == "the"
        )

    def groups_at(self, start: int, end: int) -> list[Group]:
        noun = phrase(words_of(self.doc[start:end]))
        if noun in self.table.sites and self._is_site(start):
            return []
        if start > 1 and self.doc[start - 1].text in DASHES and self.doc[start - 2].lower_ in _SIDING:
            return []  # "pro-government militias", "the pro-junta Red Shirts"
        if is_part_of_state(self.doc[start]) and self.doc[end : end + 1].text == "of":
            return []  # "the southern state of X"
        if noun == "insurgency" and self.doc[end - 1].head.lemma_ in _WAGING:
            return []  # "waged an insurgency against Y": a war
        if noun == "force" and self._is_violence(start):
            return []
        if self._modifies(end):
            plural = self.doc[end - 1].tag_ == "NNS"
            acting = noun in self.table.collective or noun in self.table.state
            acting |= self.table.kinds.get(noun) == "GovernmentBody" and self.doc[end].lower_ in _SPEAKING
            if plural or not acting or self.doc[end].lower_ in self.table.belongings:
                return []
            return [self._describe(start, end, noun, compound=True)]
        if noun in self.table.aircraft and start and self.doc[start - 1].lower_ in self.table.armies:
            return []  # "army drones": the army
        return [self._describe(start, end, noun)]

    def _is_violence(self, start: int) -> bool:
        """Whether "force" is what is used on somebody, no troops: "excessive force", "used force"."""
        told = start > 0 and self.doc[start - 1].lower_ in self.table.violent
        force = self.doc[start]
        return told or (force.dep_ in ("obj", "nmod") and force.head.lemma_ == "use")

    def _is_site(self, start: int) -> bool:
        """Whether a noun names a place by what stands before it: "the X camp", "a refugee camp"."""
        name = self.inside.get(start - 1)
        if name is not None:
            return not name.adjective and name.kind != "Person"
        return start > 0 and self.doc[start - 1].lower_ in self.table.sheltered

    def _modifies(self, end: int) -> bool:
        """Whether the noun only modifies the one that follows ("police station", "army chief")."""
        doc = self.doc
        if end >= len(doc) or not doc[end - 1].whitespace_:
            return False
        last, after = doc[end - 1], doc[end]
        if end in self.inside:
            return last.lower_ in self.titles.all and last.tag_ != "NNS"
        if after.tag_ not in ("NN", "NNS") or not after.is_alpha:
            return False
        if last.tag_ == "NNS":
            return last.lower_ in lexicon.words().plural_modifiers and last.dep_ == "compound"
        return (
            (last.dep_ in ("compound", "amod", "nmod", "nmod:poss") and last.head.i >= end)
            or after.lower_ in self.table.kinds
            or after.lower_ in self.titles.roles
        )

    def _describe(self, start: int, end: int, noun: str, compound: bool = False) -> Group:
        doc, table = self.doc, self.table
        left, possessor, article, names = self._left_edge(start)
        while compound and left < start and left not in self.inside and self._is_outer(doc[left], end):
            left += 1
        weak = noun in table.weak_nouns or table.kinds.get(noun) == "Source"
        core, counted = left, False
        while (
            core < start
            and core not in self.inside
            and not (core + 1 < len(doc) and doc[core + 1].text in DASHES)
        ):
            token = doc[core]
            if token.tag_ == "CD" or token.like_num:
                counted = True
            elif not (
                token.text in DASHES
                or token.lower_ in (table.quantities if weak else table.weak_modifiers)
                or (not weak and self._is_idle(token))
            ):
                break
            core += 1
        if weak and counted and core == start:
            core = next(i for i in range(left, end) if doc[i].tag_ == "CD" or doc[i].like_num)
        modifiers = [
            word
            for token, word in zip(doc[core:start], words_of(doc[core:start]), strict=True)
            if word not in (table.quantities if weak else table.weak_modifiers)
            and word not in DASHES
            and word not in POSSESSIVES
            and not token.like_num
        ]
        head = doc[end - 1]
        group = Group(
            doc[core:end],
            doc[left:end],
            noun,
            head,
            modifiers,
            names,
            possessor,
            article=article,
            counted=counted,
            compound=compound,
        )
        self._complete(end, group)
        return group

    def _is_outer(self, token: Token, end: int) -> bool:
        """Whether an adjective or number belongs to the noun behind a compound ("former gang leader")."""
        outer = token.head.i >= end and token.tag_.startswith(("JJ", "V", "CD", "RB"))
        outer &= token.lower_ not in _SEATED  # "the municipal police chief"
        return outer and self.doc[token.i + 1].text not in DASHES

    def _is_idle(self, token: Token) -> bool:
        """An adjective that does not tell one group from another ("young", "angry")."""
        return token.tag_.startswith(("JJ", "RB", "VB")) and token.lower_ not in self.table.telling_adjectives

    def _left_edge(self, start: int) -> tuple[int, Name | Token | None, Article, list[Name]]:
        """How far a description reaches to the left, who possesses it, and its article."""
        doc = self.doc
        left = start
        names: list[Name] = []
        while left > 0 and start - left < REACH:
            token, right = doc[left - 1], doc[left]
            joined = token.text in DASHES or right.text in DASHES or right.text in POSSESSIVES
            if token.is_space or token.text[-1] == ":" or (not token.whitespace_ and not joined):
                break  # in a title the name of a country stands alone: "Chad: Army …"
            name = self.inside.get(left - 1)
            if name is not None:
                if name.words[-1] in lexicon.words().suffixes and right.text[0].isupper():
                    break  # a sentence ends: "… of Omar Lane Jr. Hill police"
                names.insert(0, name)
                left = name.span.start
            elif token.text in POSSESSIVES:
                owner = self.inside.get(left - 2) if left >= 2 else None
                if owner is not None:
                    return owner.span.start, owner, "none", [owner, *names]
                return left, doc[left - 2] if left >= 2 else None, "none", names
            elif token.lower_ in PRONOUN_POSSESSORS:
                return left, token, "none", names
            elif token.lower_ in ("and", "or") and left > 1 and is_hanging(doc[left - 2]):
                left -= 1  # "the Saudi- and UAE-led coalition"
            elif token.lower_ in DEFINITE:
                return left, None, "definite", names
            elif token.lower_ in INDEFINITE:
                return left, None, "indefinite", names
            elif self._extends(token, right):
                left -= 1
            else:
                break
        return left, None, "none", names

    def _extends(self, token: Token, right: Token) -> bool:
        """Whether a token to the left still belongs to the description."""
        if token.text in DASHES:
            former = token.i > 0 and self.doc[token.i - 1].lower_ == "ex"  # "ex-army chief": of the army
            return not (token.whitespace_ or former)
        if right.text in DASHES:
            return True
        if token.is_digit and len(token) == 4 and token.i and self.doc[token.i - 1].lower_ in _IN_YEAR:
            return False  # "In 2023 Ugandan police accused"
        if token.tag_ == "CD" or token.like_num or token.lower_ in self.table.weak_modifiers:
            return True
        if token.lower_ in lexicon.words().dates or self._is_time(token):
            return False
        if not token.text[0].isalpha() or not token.tag_.startswith(PREMODIFIERS):
            return False
        if right.tag_ == "CD" or right.like_num or (token.tag_.startswith("NN") and token.head.i <= token.i):
            return False  # "a record 81 people", "ministers blame army"
        if token.tag_ == "NNS" or token.tag_ == "NNPS":
            return token.lower_ in lexicon.words().plural_modifiers
        if token.tag_.startswith("NN") and token.is_title and token.lower_ in lexicon.words().never_first:
            return False  # a caption: "Image Chadian police"
        if token.tag_ == "VBN" and token.i - 1 in self.inside:
            return token.lower_ in self.table.tying
        if token.tag_ == "VBN" and token.i and self._is_subject(self.doc[token.i - 1]):
            return False
        if token.tag_ in ("VBN", "VBG"):
            joined = token.head.i > token.i and token.dep_ in ("amod", "compound")
            if token.tag_ == "VBG" and token.lower_ not in self.table.participles:
                before = self.doc[token.i - 1] if token.i else None
                joined = joined and before is not None and before.tag_ in _OPENING  # no "imitating women"
            return joined or token.lower_ in self.table.telling_adjectives
        if token.tag_ == "RB":
            return token.lower_.endswith("ly") and right.tag_.startswith(("JJ", "VBN"))
        return True

    def _is_time(self, token: Token) -> bool:
        """Whether a word tells when: "two days later police", "last week police"."""
        before = self.doc[token.i - 1] if token.i else token
        if token.lower_ in _SPANS and before.lower_ in ("last", "next", "same", "this", "that"):
            return True
        return token.lower_ in _AFTER and before.lemma_.lower() in _SPANS

    def _is_subject(self, before: Token) -> bool:
        """Whether a participle right behind a word is a verb: "soldiers of the 4th tortured men"."""
        return before.tag_ == "NNS" or (before.text[:1].isdigit() and before.text.endswith("th"))

    def _complete(self, end: int, group: Group) -> None:
        """Reads who stands behind "of", "loyal to" or "for" after the noun."""
        doc = self.doc
        if end >= len(doc):
            return
        first = doc[end].lower_
        position = end + 1
        if first in ("of", "from", "within", "in") and (first != "in" or group.noun in self.table.state):
            group.bond = "of"
        elif first == "for" and group.noun in lexicon.groups().voices:
            group.bond = "for"
        elif (
            first in self.table.loyal
            and position < len(doc)
            and doc[position].lower_ in ("to", "with", "for", "by", "alongside", "under")
        ):
            group.bond, position = "linked" if first in self.table.linked else "loyal", position + 1
        else:
            return
        while (
            position < len(doc)
            and position not in self.inside
            and (
                doc[position].lower_ in ("the", "a", "an", "former", "late")
                or doc[position].lower_ in self.titles.all
                or (doc[position].tag_ == "JJ" and doc[position + 1 : position + 2].text in self.titles.roles)
            )
        ):
            position += 1
        name = self.inside.get(position)
        if name is not None and self.doc[name.span.end : name.span.end + 1].text in DASHES:
            name = self.inside.get(name.span.end + 2)  # "militants of the X-affiliated Y": of Y
        owned = name is not None and (
            name.adjective
            or (name.span.end < len(doc) and doc[name.span.end].text in POSSESSIVES)
            or (name.span.end < len(doc) and doc[name.span.end].lower_ in self.table.appointed)
        )  # nor the UN in "a group of UN experts"
        group.complement = None if owned else name  # not Chad in "members of Chad's army"
        if group.complement is None:
            group.bond = None
