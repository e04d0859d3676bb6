"""What the steps of extraction hand each other: one article, parsed, with who is in it and who speaks.

Offsets are the article's own: `token.idx` counts in `Article.text`. `doc.text` is that text too, but for line
ends inside wrapped sentences, which are read as spaces: quotations are cut from the article.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Span, Token

from graph.extraction.mending import mend
from graph.extraction.wrapping import unwrap
from graph.language import parse
from graph.model import ActorKind, Article, Party

MentionForm = Literal["name", "description", "demonym", "pronoun"]
SpeechKind = Literal["says", "denies", "accuses", "calls", "asks"]


@dataclass(eq=False, slots=True)
class Mention:
    """One place in the text that names or refers to somebody.

    `span` is the noun phrase's core without a leading article: "General Khalifa Haftar", "Haftar's
    forces", "he", "Emirati"; `head` its syntactic head, where dependency patterns meet it; `actor` who
    is meant, after resolution inside the article.
    """

    span: Span
    head: Token
    form: MentionForm
    actor: Actor

    def __repr__(self) -> str:
        return f"Mention({self.span.text!r}, {self.form}, {self.actor.name!r})"

    @property
    def names_person(self) -> bool:
        """Whether this is the name of a person, and no description or pronoun."""
        return self.form == "name" and self.actor.kind == "Person"


@dataclass(eq=False, slots=True)
class Actor:
    """One party of this article: `name` is its fullest form there, `aliases` other proper forms."""

    name: str
    kind: ActorKind
    aliases: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def party(self) -> Party:
        """The actor as claims name it."""
        return Party(name=self.name, kind=self.kind, aliases=tuple(self.aliases))

    def __repr__(self) -> str:
        return f"Actor({self.name!r}, {self.kind})"


@dataclass(eq=False, slots=True)
class Speech:
    """Somebody's words.

    `speaker` is an actor or a Source of the article alone ("experts", "video footage"), None where the
    text hides it ("it is alleged"); `relay` passes the words on; `cue` is the word that tells of the
    speech ("said", "according", "report"); `content` the ranges said. `kind` "denies" is of denial
    verbs; "calls" and "asks" are demands and questions, which assert nothing.
    """

    speaker: Actor | None
    relay: Actor | None
    cue: Token
    content: list[Span]
    kind: SpeechKind


@dataclass(eq=False, slots=True)
class Document:
    """One parsed article and what the steps have found in it so far.

    `mention_of` gives for the index of any token inside mentions the innermost of them.
    """

    article: Article
    doc: Doc
    actors: list[Actor] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    mention_of: dict[int, Mention] = field(default_factory=dict)
    speeches: list[Speech] = field(default_factory=list)
    _together: dict[int, list[Mention]] = field(default_factory=dict)

    def together(self, mention: Mention) -> list[Mention]:
        """The mention and those of others whom the same words mean ("the two", "they")."""
        return self._together.get(mention.head.i, [mention])

    def add_mention(self, mention: Mention) -> None:
        """Records a mention with its actor; of two that hold a token, the shorter one keeps it."""
        self.mentions.append(mention)
        mention.actor.mentions.append(mention)
        for token in mention.span:
            known = self.mention_of.get(token.i)
            if (
                known is not None
                and token == mention.head == known.head
                and len(known.span) == len(mention.span)
            ):
                self._together.setdefault(token.i, [known]).append(mention)
            if known is None or len(mention.span) < len(known.span):
                self.mention_of[token.i] = mention


def parse_article(article: Article) -> Document:
    """The article as a document without mentions, read by the project's pipeline."""
    return Document(article, mend(parse(unwrap(article.text))))
