"""One described party as it stands in a text: "Haftar's forces", "two masked gunmen", "the group"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Span, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.lexicon import DASHES
from graph.extraction.actors.name import Name
from graph.model import ActorKind

Article = Literal["definite", "indefinite", "none"]
Bond = Literal["of", "loyal", "linked", "for"]


@dataclass(eq=False, slots=True)
class Group:
    """One described party as it stands in the text.

    `noun` is its head in the words of the lists, `modifiers` the telling words before it; `full` the span
    with those that tell nothing as well ("three masked gunmen"); `names` the proper names among them;
    `possessor` who owns it, by name or other token; `complement` the name behind "of", "loyal to", "linked
    to" or "for"; `article` what determines it. `compound` marks a body that only modifies the next noun
    ("police spokesman").
    """

    span: Span
    full: Span
    noun: str
    head: Token
    modifiers: list[str]
    names: list[Name] = field(default_factory=list)
    possessor: Name | Token | None = None
    complement: Name | None = None
    bond: Bond | None = None
    article: Article = "none"
    counted: bool = False
    compound: bool = False

    @property
    def kind(self) -> ActorKind:
        return lexicon.groups().kinds.get(self.noun, "Person")

    @property
    def own_modifiers(self) -> list[str]:
        """The modifiers that are no words of the names among them."""
        named = {word for name in self.names for word in name.words}
        return [word for word in self.modifiers if word not in named]

    @property
    def is_role(self) -> bool:
        """Whether one person is described ("the general")."""
        return self.noun in lexicon.titles().roles or self.noun in lexicon.groups().single

    @property
    def is_one_person(self) -> bool:
        """Whether the noun is one person of a body: "a police officer", "a policewoman"."""
        last = self.noun.rsplit(" ", 1)[-1]
        return self.head.tag_ == "NN" and (last in lexicon.titles().roles or last.endswith(("man", "woman")))

    @property
    def text(self) -> str:
        """The description as one line of text."""
        return " ".join(self.span.text.split())

    @property
    def full_text(self) -> str:
        """The description with all that tells anything: "two masked gunmen" of "some two masked gunmen"."""
        table, start = lexicon.groups(), self.full.start
        least = start > 0 and self.full.doc[start - 1].lower_ in ("than", "least")
        for token in self.full[: self.span.start - start]:
            vague = token.lower_ in table.quantities and (token.tag_ != "CD" or least)
            stray = token.tag_.startswith("V") and token.lower_ not in table.weak_modifiers
            large = token.like_num and (least or (len(token) > 2 and token.text[0].isdigit()))
            if not (vague or stray or large or token.text in DASHES):
                break
            start += 1
        return " ".join(self.full.doc[start : self.full.end].text.split())
