"""An index of names, titles and quotes, kept in step with the store.

SQLite's full-text index finds candidates by words, those spelt alike included; here they are ranked. It is
in a temporary file that goes with the service, since a million quotes would fill its memory.
"""

import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from threading import Lock
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from api.records.memory import giving_back
from api.records.reader import Reader, nodes, text
from api.records.spelling import PREFIX_LIKENESS, Vocabulary, words_of
from graph.decisions import Review, Undoing
from graph.errors import StoreError
from graph.iris import violation as violation_iri
from graph.vocabulary import violations

Kind = OneOf["actor", "violation", "article", "claim"]

WEIGHTS: Mapping[Kind, float] = {"actor": 4.0, "violation": 3.0, "article": 2.0, "claim": 1.0}
"""What is looked for by name comes before what only says it."""

CANDIDATES = 300  # of each kind
WORDS_ASKED = 12
ARTICLES_AT_ONCE = 1000  # whose quotes are read together
NAMES = "names"  # where names, titles and labels are listed, as quotes are under their articles

_TABLES = """
CREATE VIRTUAL TABLE documents USING fts5(
  words, kind UNINDEXED, iri UNINDEXED, matched UNINDEXED, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(documents, row);
CREATE TABLE places (article TEXT PRIMARY KEY, first INTEGER, last INTEGER) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, the text that matched, and how well (more is better)."""

    kind: Kind
    iri: str
    matched: str
    score: float


class SearchIndex:
    """Names, titles and quotes of one store; safe in threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begin()

    def _begin(self) -> None:
        self._database = sqlite3.connect("", check_same_thread=False)
        self._database.executescript(_TABLES)
        self._last = 0
        self._articles: dict[str, tuple[str, str, int]] = {}
        self._seen: object = None
        self._vocabulary = Vocabulary(())

    def refresh(self, reader: Reader) -> None:
        """Bring the index in step with the store, where that has changed since.

        Raises StoreError where there is no room on the disk for it.
        """
        articles = reader.keep("search", lambda: _articles(reader), len)
        with self._lock:
            if articles is self._seen:
                return
            try:
                with giving_back():
                    self._refresh(reader, articles)
            except sqlite3.Error as error:
                self._begin()
                raise StoreError(f"what is searched cannot be kept in a temporary file: {error}") from error
            self._articles, self._seen = articles, articles

    def _refresh(self, reader: Reader, articles: dict[str, tuple[str, str, int]]) -> None:
        changed = [iri for iri, state in articles.items() if self._articles.get(iri) != state]
        with self._database:
            self._forget([NAMES, *changed, *(iri for iri in self._articles if iri not in articles)])
            for start in range(0, len(changed), ARTICLES_AT_ONCE):
                self._add_quotes(reader, changed[start : start + ARTICLES_AT_ONCE])
            self._add(NAMES, _names(reader))
        self._vocabulary = Vocabulary(
            word for (word,) in self._database.execute("SELECT term FROM vocabulary")
        )

    def search(self, query: str, kinds: Sequence[Kind] = ()) -> list[Hit]:
        """What matches all words of the query, in any spelling alike, else some of them; the best first."""
        asked = words_of(query)[:WORDS_ASKED]
        if not asked:
            return []
        with self._lock:
            meant = [self._vocabulary.alike(word) for word in asked]
            groups = [
                "(" + " OR ".join((*(f'"{each}"' for each in alike), f'"{word}"*')) + ")"
                for word, alike in zip(asked, meant, strict=True)
            ]
            found = self._candidates(" AND ".join(groups), kinds) or self._candidates(
                " OR ".join(groups), kinds
            )
        best: dict[str, Hit] = {}
        for kind, iri, words, matched in found:
            score = WEIGHTS[kind] * _likeness(asked, meant, words.split())
            if iri not in best or score > best[iri].score:
                best[iri] = Hit(kind, iri, matched, score)
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.iri))

    def _candidates(self, match: str, kinds: Sequence[Kind]) -> list[tuple[Kind, str, str, str]]:
        asked = (
            "SELECT kind, iri, words, matched FROM documents WHERE documents MATCH ? AND kind = ?"
            " ORDER BY rank LIMIT ?"
        )
        return [
            row
            for kind in kinds or tuple(WEIGHTS)
            for row in self._database.execute(asked, (match, kind, CANDIDATES))
        ]

    def _forget(self, articles: Iterable[str]) -> None:
        for article in articles:
            for first, last in self._database.execute(
                "DELETE FROM places WHERE article = ? RETURNING first, last", (article,)
            ).fetchall():
                self._database.execute("DELETE FROM documents WHERE rowid BETWEEN ? AND ?", (first, last))

    def _add_quotes(self, reader: Reader, articles: Sequence[str]) -> None:
        found = sorted(
            (text(solution["article"]), text(solution["claim"]), text(solution["quote"]))
            for solution in reader.select("quotes", {"articles": nodes(articles)})
        )
        for article, quotes in groupby(found, itemgetter(0)):
            self._add(article, (("claim", claim, quote) for _, claim, quote in quotes))

    def _add(self, article: str, texts: Iterable[tuple[Kind, str, str]]) -> None:
        """Index texts, with what each is of, one after the other."""
        rows = [
            (number, " ".join(words_of(matched)), kind, iri, matched)
            for number, (kind, iri, matched) in enumerate(texts, self._last + 1)
        ]
        insert = "INSERT INTO documents (rowid, words, kind, iri, matched) VALUES (?, ?, ?, ?, ?)"
        self._database.executemany(insert, rows)
        if rows:
            place = (article, self._last + 1, rows[-1][0])
            self._database.execute("INSERT INTO places VALUES (?, ?, ?)", place)
            self._last = rows[-1][0]


def _names(reader: Reader) -> Iterator[tuple[Kind, str, str]]:
    """What actors, articles and violations are called."""
    for solution in reader.select("names", {}):
        yield "actor", text(solution["actor"]), text(solution["name"])
    for solution in reader.kept("titles"):
        if title := text(solution.get("title")):
            yield "article", text(solution["article"]), title
    for code, known in violations().items():
        for name in (known.label, *known.alt_labels):
            yield "violation", violation_iri(code).value, name


def _articles(reader: Reader) -> dict[str, tuple[str, str, int]]:
    """What tells of each article whether its claims have changed."""
    decided = _decided(reader)
    return {
        (iri := text(solution["article"])): (
            text(solution["digest"]),
            text(solution["extractor"]),
            decided.get(iri, 0),
        )
        for solution in reader.kept("titles")
    }


def _decided(reader: Reader) -> dict[str, int]:
    """The number of the last review of a claim of each article, or of what undoes one."""
    reviewed: dict[NamedNode, NamedNode] = {}
    last: dict[str, int] = {}
    for decision in reader.decisions.taken:
        match decision.matter:
            case Review(claim=claim):
                reviewed[decision.iri(reader.links.base)] = claim
            case Undoing(decision=undone) if undone in reviewed:
                claim = reviewed[undone]
            case _:
                continue
        last[claim.value] = decision.number
    places = reader.select("matching-claims", {"claims": nodes(last)}) if last else ()
    found = [(text(solution["article"]), text(solution["claim"])) for solution in places]
    for claim in map(NamedNode, last):
        if (withheld := reader.withheld.get(reader.decisions.original(claim))) is not None:
            found.append((withheld.value, claim.value))
    decided: dict[str, int] = {}
    for article, iri in found:
        decided[article] = max(last[iri], decided.get(article, 0))
    return decided


def _likeness(asked: Sequence[str], meant: Sequence[Mapping[str, float]], words: Sequence[str]) -> float:
    """How well a text matches: each word asked for by its best one there; short texts before long ones."""
    matched = 0.0
    for word, alike in zip(asked, meant, strict=True):
        begun = PREFIX_LIKENESS if any(each.startswith(word) for each in words) else 0.0
        matched += max((alike.get(each, 0.0) for each in words), default=0.0) or begun
    share = matched / len(asked)
    return share * share * (0.5 + 0.5 / (1 + math.log1p(max(0, len(words) - len(asked)))))
