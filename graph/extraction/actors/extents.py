"""How far a description reaches around its noun: whose it is, what tells more of it, whom "of" joins."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.group import Article, Group
from graph.extraction.actors.lexicon import DASHES, is_hanging, words_of
from graph.extraction.actors.name import Name
from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.actors.statehood import is_shared

BEFORE_ADJECTIVE = frozenset({"DT", "PRP$", "POS", "JJ", "JJS", "CD", "HYPH"})
"""Tags of what stands before an adjective."""
PRONOUN_POSSESSORS = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "another", "some", "any", "no", "every", "each"})
PREMODIFIERS = ("JJ", "NN", "VBN", "VBG", "AFX", "FW", "RB")
_IN_YEAR = frozenset({"in", "since", "until", "during", "by", "from"})
_AFTER = frozenset({"later", "earlier", "after", "before", "ago"})
_SPANS = frozenset(
    {"moment", "minute", "hour", "day", "night", "week", "month", "year"}
    | {"morning", "afternoon", "evening", "weekend"}
)
_SEATED = frozenset({"municipal", "federal"})
"""Tell one body of a kind from another, also before a post in it."""
_SECOND = frozenset({"deputy", "vice", "assistant"})
"""Before a post, of whom holds it under another, whatever a tagger takes it for: "deputy police chief"."""
REACH = 9
"""Tokens to the left that a description may reach."""


class Extents:
    """Reads whole descriptions off one text; `inside` gives the name that a token is part of."""

    def __init__(self, doc: Doc, inside: dict[int, Name]) -> None:
        self.doc = doc
        self.inside = inside
        self.table = lexicon.groups()
        self.titles = lexicon.titles()

    def describe(self, start: int, end: int, noun: str, compound: bool = False) -> Group:
        """The description whose noun stands here."""
        doc, table = self.doc, self.table
        left, possessor, article, names = self._left_edge(start)
        while compound and left < start and left not in self.inside and self._is_outer(doc[left], end):
            left += 1
        weak = noun in table.weak_nouns or table.kinds.get(noun) == "Source"
        idle = table.quantities if weak else table.weak_modifiers
        core, counted = left, False
        while core < start and core not in self.inside and not self._is_hyphened(core):
            token = doc[core]
            if _is_number(token):
                counted = True
            elif not (token.text in DASHES or token.lower_ in idle or (not weak and self._is_idle(token))):
                break
            core += 1
        if weak and counted and core == start:
            core = next(i for i in range(left, end) if _is_number(doc[i]))
        modifiers = [
            word
            for token, word in zip(doc[core:start], words_of(doc[core:start]), strict=True)
            if not (word in idle or word in DASHES or word in POSSESSIVES or token.like_num)
        ]
        group = Group(doc[core:end], doc[left:end], noun, doc[end - 1], modifiers, names, possessor)
        group.article, group.counted, group.compound = article, counted, compound
        self._complete(end, group)
        return group

    def _is_hyphened(self, index: int) -> bool:
        return index + 1 < len(self.doc) and self.doc[index + 1].text in DASHES

    def _is_outer(self, token: Token, end: int) -> bool:
        """Whether an adjective or number belongs to the noun behind a compound ("former gang leader")."""
        qualifying = token.tag_.startswith(("JJ", "V", "CD", "RB")) or token.lower_ in _SECOND
        outer = token.head.i >= end and qualifying
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
        if _is_number(token) or token.lower_ in self.table.weak_modifiers:
            return True
        if token.lower_ in lexicon.words().dates or _is_time(token):
            return False
        if not token.text[0].isalpha() or not token.tag_.startswith(PREMODIFIERS):
            return False
        if _is_number(right) or (token.tag_.startswith("NN") and token.head.i <= token.i):
            return False  # "a record 81 people", "ministers blame army"
        if token.tag_ == "NNS" or token.tag_ == "NNPS":
            return token.lower_ in lexicon.words().plural_modifiers
        if token.tag_.startswith("NN") and token.is_title and token.lower_ in lexicon.words().never_first:
            return False  # a caption: "Image Chadian police"
        if token.tag_ == "VBN" and token.i - 1 in self.inside:
            return token.lower_ in self.table.tying
        if token.tag_ == "VBN" and token.i and _is_doer(self.doc[token.i - 1]):
            return False
        if token.tag_ in ("VBN", "VBG"):
            joined = token.head.i > token.i and token.dep_ in ("amod", "compound")
            if token.tag_ == "VBG" and token.lower_ not in self.table.participles:
                before = self.doc[token.i - 1] if token.i else None
                opened = before is not None and before.tag_ in BEFORE_ADJECTIVE
                joined = joined and opened  # no "imitating women"
            return joined or token.lower_ in self.table.telling_adjectives
        if token.tag_ == "RB":
            return token.lower_.endswith("ly") and right.tag_.startswith(("JJ", "VBN"))
        return True

    def _complete(self, end: int, group: Group) -> None:
        """Reads who stands behind "of", "loyal to" or "for" after the noun."""
        doc = self.doc
        if end >= len(doc):
            return
        first = doc[end].lower_
        position = end + 1
        named = bool(group.names) and group.kind != "Source"
        seated = group.noun in self.table.state and not named  # not in "the Front's authorities in Mali"
        if first in ("of", "from", "within") or (first == "in" and seated):
            group.bond = "of"
        elif first == "for" and group.noun in self.table.voices:
            group.bond = "for"
        elif (
            first in self.table.loyal
            and position < len(doc)
            and doc[position].lower_ in ("to", "with", "for", "by", "alongside", "under")
        ):
            group.bond, position = "linked" if first in self.table.linked else "loyal", position + 1
        else:
            return
        while position < len(doc) and position not in self.inside and self._leads_up(position):
            position += 1
        name = self.inside.get(position)
        if name is not None and self.doc[name.span.end : name.span.end + 1].text in DASHES:
            name = self.inside.get(name.span.end + 2)  # "militants of the X-affiliated Y": of Y
        behind = doc[name.span.end] if name is not None and name.span.end < len(doc) else None
        owned = name is not None and name.adjective
        theirs = behind is not None and behind.text in POSSESSIVES and not is_shared(doc, behind.i + 1)
        if theirs or (behind is not None and behind.lower_ in self.table.appointed):
            owned = True  # nor the UN in "a group of UN experts"
        group.complement = None if owned else name  # not Chad in "members of Chad's army"
        if group.complement is None:
            group.bond = None

    def _leads_up(self, position: int) -> bool:
        """Whether a word may stand between "of" and a name: "the", "former", a title."""
        word = self.doc[position]
        return (
            word.lower_ in ("the", "a", "an", "former", "late")
            or word.lower_ in self.titles.all
            or (word.tag_ == "JJ" and self.doc[position + 1 : position + 2].text in self.titles.roles)
        )


def _is_number(token: Token) -> bool:
    return token.tag_ == "CD" or token.like_num


def _is_time(token: Token) -> bool:
    """Whether a word tells when: "two days later police", "last week police"."""
    before = token.doc[token.i - 1] if token.i else token
    if token.lower_ in _SPANS and before.lower_ in ("last", "next", "same", "this", "that"):
        return True
    return token.lower_ in _AFTER and before.lemma_.lower() in _SPANS


def _is_doer(before: Token) -> bool:
    """Whether a participle right behind a word is a verb: "soldiers of the 4th tortured men"."""
    return before.tag_ == "NNS" or (before.text[:1].isdigit() and before.text.endswith("th"))
