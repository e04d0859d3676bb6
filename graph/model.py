"""What an article is and what it claims, before any RDF.

Offsets count Unicode code points of `Article.text`, from 0, `end` exclusive.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Literal

Stance = Literal["asserts", "denies"]
Status = Literal[
    "reported",
    "alleged",
    "charged",
    "convicted",
    "acquitted",
    "retracted",  # no extractor reads this and the next: people tell them
    "sanctionLifted",
]
Mode = Literal["committed", "ordered", "commanded", "aided"]
ActorKind = Literal[
    "Person",
    "ArmedGroup",
    "State",
    "GovernmentBody",
    "IntergovernmentalOrganization",
    "NonGovernmentalOrganization",
    "MediaOrganization",
    "Court",
    "Organization",  # any other body: company, party, tribe
    "Source",  # a speaker of this article alone: "experts", "video footage"
]

ACCUSATION = "accusedOf"
"""The one relation whose object is a violation code instead of an actor."""

DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
"""What a date of the record matches as a whole: 2019-09-18, 2019-09 or 2019."""

SYMMETRIC = frozenset({"opposes", "metWith"})
"""Relations that hold both ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article as read.

    `id` is the record's own, else its address, else the file's stem. `text` is what offsets count in;
    of a plain-text file it is the whole file, headline included. `original_sha256` is of the bytes read
    (of the one record, where a file holds several). `published` is an ISO 8601 date (or year-month, or
    year), None where the article tells none. `place` is the file it was read from, and where in it: told
    in messages, not stored.
    """

    id: str
    text: str
    original_sha256: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    address: str | None = None
    language: str | None = None
    retrieved: datetime | None = None
    retrieved_by: str | None = None
    place: str | None = field(default=None, compare=False)

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hex."""
        return sha256(self.text.encode()).hexdigest()

    def record(self, extractor: str) -> "ArticleRecord":
        """What the graph keeps of the article, read by that extractor ("name/version")."""
        kept = {name: getattr(self, name) for name in ArticleRecord.__slots__ if hasattr(self, name)}
        return ArticleRecord(**kept, extractor=extractor)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """An article without its text: all that the graph keeps of it. Fields as those of `Article`.

    `text_sha256` names the text in the content-addressed folder; `extractor` read the claims.
    """

    id: str
    text_sha256: str
    original_sha256: str
    media_type: str
    extractor: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    address: str | None = None
    language: str | None = None
    retrieved: datetime | None = None
    retrieved_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A verbatim passage: `text[start:end] == exact` (Web Annotation's exact, start and end)."""

    exact: str
    start: int
    end: int

    def stands_in(self, text: str) -> bool:
        """Whether the text holds the passage at its offsets."""
        return 0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone or something that an article names.

    `name` is the fullest form in the article, `aliases` its other proper forms there ("LNA", "Haftar";
    no pronouns or descriptions such as "the group"). Parties of one article with equal name and kind
    are one.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One triple as one speaker of one article asserts or denies it (GUIDELINES.md in full).

    `object` is a violation code where `relation` is `accusedOf`, else a party. `asserter` is None where
    the article speaks in its own voice; `relay` passes the asserter's words on. `date` and `date_end`
    are ISO 8601 dates (or year-month, or year) of the act; `deaths` is the reported toll. `former`
    marks a post or membership that has ended. `cue` is the passage that made the extractor read the
    relation: shown to people, not stored. `extractor` is "name/version".
    """

    article: str
    subject: Party
    relation: str
    object: Party | str
    stance: Stance
    status: Status
    quote: Quote
    extractor: str
    asserter: Party | None = None
    relay: Party | None = None
    support_kind: str | None = None
    mode: Mode | None = None
    victims: str | None = None
    place: str | None = None
    date: str | None = None
    date_end: str | None = None
    deaths: int | None = None
    former: bool = False
    caveat: Quote | None = None
    cue: Quote | None = None

    @property
    def object_name(self) -> str:
        """The object's name in the article, or the violation code."""
        return self.object if isinstance(self.object, str) else self.object.name

    @property
    def parties(self) -> Iterator[Party]:
        """Everyone the claim names: subject, actor object, asserter, relay."""
        for party in (self.subject, self.object, self.asserter, self.relay):
            if isinstance(party, Party):
                yield party
