"""An index of names, titles and quotes in memory, kept in step with the store.

SQLite's full-text index finds candidates by words, those spelt alike included; here they are ranked.
"""

import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from api.records.reader import Reader, text
from api.records.spelling import PREFIX_LIKENESS, Vocabulary, words_of
from graph.iris import violation as violation_iri
from graph.vocabulary import violations

Kind = OneOf["actor", "violation", "article", "claim"]

WEIGHTS: Mapping[Kind, float] = {"actor": 4.0, "violation": 3.0, "article": 2.0, "claim": 1.0}
"""What is looked for by name comes before what only says it."""

CANDIDATES = 300  # of each kind
WORDS_ASKED = 12

_TABLES = """
CREATE VIRTUAL TABLE documents USING fts5(
  words, kind UNINDEXED, iri UNINDEXED, matched UNINDEXED, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(documents, row);
CREATE TABLE places (article TEXT, document INTEGER);
CREATE INDEX places_by_article ON places (article);
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
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.executescript(_TABLES)
        self._articles: dict[str, tuple[str, str, int]] = {}
        self._seen: object = None
        self._vocabulary = Vocabulary(())

    def refresh(self, reader: Reader) -> None:
        """Bring the index in step with the store, where that has changed since."""
        articles = reader.keep("search", lambda: _articles(reader), len)
        with self._lock:
            if articles is self._seen:
                return
            changed = [iri for iri, state in articles.items() if self._articles.get(iri) != state]
            self._forget([*changed, *(iri for iri in self._articles if iri not in articles)])
            self._add_quotes(reader, changed, everything=len(changed) == len(articles))
            self._add_names(reader)
            self._articles, self._seen = articles, articles
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
            self._database.execute(
                "DELETE FROM documents WHERE rowid IN (SELECT document FROM places WHERE article = ?)",
                (article,),
            )
            self._database.execute("DELETE FROM places WHERE article = ?", (article,))

    def _add_quotes(self, reader: Reader, articles: Sequence[str], *, everything: bool) -> None:
        if not articles:
            return
        values = {} if everything else {"articles": [NamedNode(article) for article in articles]}
        for solution in reader.select("quotes", values):
            self._add("claim", text(solution["claim"]), text(solution["quote"]), text(solution["article"]))

    def _add_names(self, reader: Reader) -> None:
        self._forget(["names"])
        for solution in reader.select("names", {}):
            self._add("actor", text(solution["actor"]), text(solution["name"]), "names")
        for solution in reader.kept("titles"):
            if title := text(solution.get("title")):
                self._add("article", text(solution["article"]), title, "names")
        for code, known in violations().items():
            for name in (known.label, *known.alt_labels):
                self._add("violation", violation_iri(code).value, name, "names")

    def _add(self, kind: Kind, iri: str, matched: str, article: str) -> None:
        added = self._database.execute(
            "INSERT INTO documents (words, kind, iri, matched) VALUES (?, ?, ?, ?)",
            (" ".join(words_of(matched)), kind, iri, matched),
        )
        self._database.execute("INSERT INTO places VALUES (?, ?)", (article, added.lastrowid))


def _articles(reader: Reader) -> dict[str, tuple[str, str, int]]:
    """What tells of each article whether its claims have changed."""
    decisions = len(reader.decisions.taken)
    return {
        text(solution["article"]): (text(solution["digest"]), text(solution["extractor"]), decisions)
        for solution in reader.kept("titles")
    }


def _likeness(asked: Sequence[str], meant: Sequence[Mapping[str, float]], words: Sequence[str]) -> float:
    """How well a text matches: each word asked for by its best one there; short texts before long ones."""
    matched = 0.0
    for word, alike in zip(asked, meant, strict=True):
        begun = PREFIX_LIKENESS if any(each.startswith(word) for each in words) else 0.0
        matched += max((alike.get(each, 0.0) for each in words), default=0.0) or begun
    share = matched / len(asked)
    return share * share * (0.5 + 0.5 / (1 + math.log1p(max(0, len(words) - len(asked)))))
