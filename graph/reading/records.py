"""One article from its text or from a record of named fields."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import NamedNode

from graph.errors import ArticleError, EmptyArticleError, TooLargeError
from graph.model import Article
from graph.reading.dates import parse_date, parse_instant
from graph.reading.decoding import clean
from graph.reading.language import tell_language
from graph.reading.telling import tell

MAX_BYTES = 5_000_000
"""Most bytes of UTF-8 that one article's text (or HTML file) may have."""

FIELDS = {
    "id": ("id",),
    "text": ("text", "body", "content", "articleBody"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source"),
    "authors": ("authors", "author", "byline"),
    "published": ("published", "date", "datePublished", "published_at", "publishedAt", "publication_date"),
    "address": ("url", "address", "link"),
    "language": ("language", "lang", "inLanguage"),
    "retrieved": ("retrieved",),
    "retrieved_by": ("retrieved_by",),
}
"""What a field of an article may be called in a record; the first that is filled counts."""

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")  # BCP 47, roughly
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f\ufffd]')  # RFC 3987


def article_from_text(
    text: str,
    *,
    id: str | None = None,
    media_type: str = "text/plain",
    original: bytes | None = None,
    title: str | None = None,
    publisher: str | None = None,
    authors: tuple[str, ...] = (),
    published: str | None = None,
    address: str | None = None,
    language: str | None = None,
    retrieved: datetime | None = None,
    retrieved_by: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Article:
    """An article of that text. What is not given is taken from the text where it tells it.

    `original` are the bytes as received (default: the text in UTF-8), of which the hash is kept.
    Without `id`, the address is the id, and without that, the text's hash. `published` is ISO 8601 or
    a plain date such as "28 September 2017". Raises EmptyArticleError and TooLargeError.
    """
    text = clean(text)
    if not text.strip(" \t\r\n\ufffd"):
        raise EmptyArticleError("no text in it")
    encoded = text.encode()
    if len(encoded) > max_bytes:
        raise TooLargeError(f"{len(encoded):,} bytes of text; at most {max_bytes:,} are read")
    told = tell(text)
    address = web_address(address)
    return Article(
        id=_line(id) or address or f"text-{sha256(encoded).hexdigest()[:16]}",
        text=text,
        original_sha256=sha256(encoded if original is None else original).hexdigest(),
        media_type=media_type,
        title=_line(title) or told.title,
        publisher=_line(publisher) or told.publisher,
        authors=tuple(filter(None, map(_line, authors))) or told.authors,
        published=(parse_date(published) if published else None) or told.published,
        address=address,
        language=language_tag(language) or tell_language(text),
        retrieved=retrieved,
        retrieved_by=_line(retrieved_by),
    )


def article_from_record(
    record: Mapping[str, object],
    *,
    default_id: str | None = None,
    media_type: str = "application/json",
    original: bytes | None = None,
    max_bytes: int = MAX_BYTES,
) -> Article:
    """An article of a record with `text` (or `body`, `content`) and any of the other FIELDS.

    Fields with other names are left aside. A publisher may be an object with a `name`, authors a text,
    a list of texts or of objects with a `name`. `default_id` stands in where the record has neither id
    nor address. Raises ArticleError where a field is of another type, EmptyArticleError and
    TooLargeError as `article_from_text`.
    """
    fields = {name: _field(record, names) for name, names in FIELDS.items()}
    if fields["text"] is None:
        raise EmptyArticleError(f"no text in it: none of the fields {', '.join(FIELDS['text'])}")
    if original is None:
        original = json.dumps(record, sort_keys=True, default=str).encode()
    authors = fields["authors"]
    retrieved = _text("retrieved", fields["retrieved"])
    return article_from_text(
        _text("text", fields["text"]) or "",
        id=_text("id", fields["id"]) or web_address(_text("address", fields["address"])) or default_id,
        media_type=media_type,
        original=original,
        title=_text("title", fields["title"]),
        publisher=_text("publisher", _named(fields["publisher"])),
        authors=_authors(authors if isinstance(authors, list) else [authors]),
        published=_text("published", fields["published"]),
        address=_text("address", fields["address"]),
        language=_text("language", fields["language"]),
        retrieved=parse_instant(retrieved) if retrieved else None,
        retrieved_by=_text("retrieved_by", fields["retrieved_by"]),
        max_bytes=max_bytes,
    )


def _field(record: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((record[name] for name in names if record.get(name) not in (None, "", [], {})), None)


def _text(name: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ArticleError(f"field {name!r} is no text: {str(value)[:40]!r}")


def _named(value: object) -> object:
    """The name in schema.org's `{"@type": "Organization", "name": …}` and the like."""
    return value.get("name") if isinstance(value, Mapping) else value


def _authors(values: list[object]) -> tuple[str, ...]:
    names = (_text("authors", _named(value)) for value in values)
    return tuple(part for name in names if name for part in re.split(r"\s*;\s*|\s+and\s+", name))


def _line(text: str | None) -> str | None:
    """The text as one line, None where nothing is left."""
    return " ".join(clean(text).split()) or None if text else None


def web_address(text: str | None) -> str | None:
    """A web address that can stand in RDF, None for anything else."""
    if not text or not re.match(r"https?://[^\s/]", text.strip(), re.IGNORECASE):
        return None
    address = _NOT_IN_IRI.sub(lambda match: quote(match.group()), clean(text).strip())
    try:
        NamedNode(address)
    except ValueError:
        return None
    return address


def language_tag(text: str | None) -> str | None:
    """A tag that names a language ("en", "pt-BR"), None for anything else."""
    text = (text or "").strip()
    return text.replace("_", "-") if _LANGUAGE_TAG.fullmatch(text) else None
