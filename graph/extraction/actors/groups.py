"""Finds the noun phrases that describe a party instead of naming it: "Haftar's forces", "the group"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Span, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.lexicon import DASHES, phrase, words_of
from graph.extraction.actors.names import Name
from graph.model import ActorKind

POSSESSIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})
PRONOUN_POSSESSORS = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
INDEFINITE = frozenset(
    {"a", "an", "another", "some", "any", "several", "many", "no", "other", "every", "each", "few"}
)
BINDING = frozenset({"of", "from", "within"})
LOYAL = re.compile(
    r"(loyal|allied|aligned|affiliated|linked|working|fighting|belonging|close|answering|faithful|commanded|led|controlled|backed|directed|run) ?(to|with|for|by|alongside|under)"
)
PREMODIFIERS = ("JJ", "NN", "VBN", "VBG", "AFX", "HYPH", "FW")
LIMIT = 8
"""Tokens to the left that a description may reach."""


@dataclass(eq=False, slots=True)
class Group:
    """One described party as it stands in the text.

    `noun` is its head in the words of the lists, `modifiers` the telling words before it; `names` the
    proper names among them; `possessor` who owns it, by name or pronoun; `complement` the name behind
    "of" or "loyal to"; `article` what determines it.
    """

    span: Span
    noun: str
    head: Token
    modifiers: list[str]
    names: list[Name] = field(default_factory=list)
    possessor: Name | Token | None = None
    complement: Name | None = None
    bond: Literal["of", "loyal"] | None = None
    article: Literal["definite", "indefinite", "none"] = "none"

    @property
    def kind(self) -> ActorKind:
        return lexicon.groups().kinds.get(self.noun, "Person")

    @property
    def is_role(self) -> bool:
        """Whether one person is described ("the general")."""
        return self.noun in lexicon.titles().roles and self.noun not in _PLURAL_LIKE

    @property
    def text(self) -> str:
        return " ".join(self.span.text.split())


_PLURAL_LIKE = frozenset({"police", "army", "military"})


def find_groups(doc: Doc, names: list[Name]) -> list[Group]:
    """Every described party, in the order of the text."""
    inside: dict[int, Name] = {}
    for name in names:
        for token in name.span:
            if token.i not in inside or len(inside[token.i].span) > len(name.span):
                inside[token.i] = name
    kinds, roles = lexicon.groups().kinds, lexicon.titles().roles
    found = []
    taken = -1
    for token in doc:
        if token.i < taken or token.i in inside or not token.text[0].isalpha():
            continue
        noun = _noun_at(doc, token.i, kinds, roles, inside)
        if noun is None:
            continue
        start, end, words = noun
        taken = end
        group = _describe(doc, start, end, words, inside)
        if group is not None:
            found.append(group)
    return found


def _noun_at(
    doc: Doc, start: int, kinds: object, roles: frozenset[str], inside: dict[int, Name]
) -> tuple[int, int, str] | None:
    table = lexicon.groups().kinds
    for size in (4, 3, 2, 1):
        end = start + size
        if end > len(doc) or any(i in inside for i in range(start, end)):
            continue
        words = phrase(words_of(doc[start:end]))
        if words in table or size == 1 and words in roles:
            last = doc[end - 1]
            if (
                end < len(doc)
                and doc[end].text in DASHES
                and not last.whitespace_
                and not doc[end].whitespace_
            ):
                return None  # "militia-backed"
            if (
                size == 1
                and not last.tag_.startswith("NN")
                and last.tag_ not in ("", "JJ")
                and last.lower_ != "accused"
            ):
                return None
            if _modifies_noun(doc, end, inside):
                return None
            return start, end, words
    return None


def _modifies_noun(doc: Doc, end: int, inside: dict[int, Name]) -> bool:
    """Whether the noun only modifies one that follows ("police station", "army chief")."""
    if end >= len(doc) or not doc[end - 1].whitespace_:
        return False
    after = doc[end]
    if end in inside and after.text[0].isupper():
        return doc[end - 1].lower_ in lexicon.titles().all and not doc[end - 1].lower_.endswith("s")
    return after.tag_ in ("NN", "NNS") and after.is_alpha and after.head.i != doc[end - 1].i


def _describe(doc: Doc, start: int, end: int, noun: str, inside: dict[int, Name]) -> Group | None:
    weak = lexicon.groups().weak_modifiers
    left = start
    possessor: Name | Token | None = None
    names: list[Name] = []
    article: Literal["definite", "indefinite", "none"] = "none"
    while left > 0 and start - left < LIMIT:
        token = doc[left - 1]
        if (
            token.is_space
            or not token.whitespace_
            and token.text not in DASHES
            and doc[left].text not in DASHES
            and doc[left].text not in POSSESSIVES
        ):
            break
        name = inside.get(left - 1)
        if name is not None:
            if name.span.start < left - 1 or len(name.span) == 1 or True:
                names.insert(0, name)
                left = name.span.start
                continue
        word = token.lower_
        if token.text in POSSESSIVES:
            owner = inside.get(left - 2) if left >= 2 else None
            if owner is not None:
                possessor = owner
                names.insert(0, owner)
                left = owner.span.start
            else:
                possessor = doc[left - 2] if left >= 2 else None
            break
        if word in PRONOUN_POSSESSORS:
            possessor = token
            break
        if word in DEFINITE:
            article = "definite"
            break
        if word in INDEFINITE:
            article = "indefinite"
            break
        if token.text in DASHES and not token.whitespace_ and left >= 2 and not doc[left - 2].whitespace_:
            left -= 1
            continue
        if token.tag_ == "CD" or token.like_num:
            article = "indefinite" if article == "none" else article
            left -= 1
            continue
        if token.tag_.startswith(PREMODIFIERS) and token.text[0].isalpha() or doc[left].text in DASHES:
            left -= 1
            continue
        break
    if (
        left > 0
        and names
        and names[0].span.start == left
        and article == "none"
        and doc[left - 1].lower_ in DEFINITE
    ):
        article = "definite"
    if left > 0 and names and names[0].span.start == left and doc[left - 1].lower_ in INDEFINITE:
        article = "indefinite"
    core = left
    while (
        core < start
        and (
            doc[core].tag_ == "CD"
            or doc[core].like_num
            or doc[core].text in DASHES
            or doc[core].lower_ in _QUANTITIES
        )
        and core not in inside
    ):
        core += 1
    modifiers = [
        word
        for word in words_of(doc[core:start])
        if word not in weak and word not in DASHES and word not in POSSESSIVES
    ]
    span = doc[core:end]
    group = Group(span, noun, _head(span, end - 1), modifiers, names, possessor, article=article)
    _complete(doc, end, inside, group)
    return group


_QUANTITIES = frozenset(
    {
        "several",
        "some",
        "many",
        "more",
        "other",
        "most",
        "few",
        "various",
        "numerous",
        "least",
        "about",
        "another",
        "own",
        "such",
        "certain",
        "same",
        "last",
        "first",
        "nearly",
        "almost",
        "around",
        "over",
        "both",
        "all",
        "any",
    }
)


def _complete(doc: Doc, end: int, inside: dict[int, Name], group: Group) -> None:
    """Reads who stands behind "of", "loyal to", "led by" after the noun."""
    position = end
    if position >= len(doc):
        return
    bond: Literal["of", "loyal"] | None = None
    if doc[position].lower_ in BINDING:
        bond, position = "of", position + 1
    else:
        for size in (2, 3):
            text = doc[position : position + size].text.lower()
            if LOYAL.fullmatch(text) and not text.startswith(
                ("backed", "led", "run", "controlled", "directed", "commanded")
            ):
                bond, position = "loyal", position + size
                break
    if bond is None:
        return
    while position < len(doc) and (
        doc[position].lower_ in ("the", "a", "an", "former", "late")
        or doc[position].lower_ in lexicon.titles().all
        and position not in inside
    ):
        position += 1
    for index in range(position, min(position + 3, len(doc))):
        if index in inside:
            group.complement, group.bond = inside[index], bond
            return
        if doc[index].lower_ not in lexicon.titles().all:
            return


def _head(span: Span, last: int) -> Token:
    """The head of a phrase: its noun, which the parse may hang elsewhere."""
    return span.doc[last]
