"""Measures extraction on HRDsAttack (Ran et al. 2023, arXiv 2306.17695): its attributes, mapped from claims.

Violation types: the codes of an article's accusations, each as the corpus's type it falls under, `unknown`
where there is none. Perpetrator mention: whether the article accuses anybody of an act. Victim names: the
names among those whom accused acts are told to be done to.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.extraction.classify.model import Model
from graph.extraction.english import claims_of
from graph.model import ACCUSATION, Article, Claim
from training.annotations import PARAGRAPH

PUBLISHED = {"violation types": 0.714, "perpetrator mention": 0.968, "victim names": 0.474}
"""F1 that the corpus's authors report for a fine-tuned T5-large, on the test split, which is not at hand."""

TYPES = {
    "arbitraryDetention": "arbitrary detention",
    "enforcedDisappearance": "enforced disappearance",
    "abduction": "kidnapping",
    "extrajudicialExecution": "killing",
    "unlawfulKilling": "killing",
    "torture": "torture",
}
"""The corpus's violation types by code; every other code is its "other"."""

_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:(?:al|bin|de|del|der|el|la|van|von)\s+)?[^\W\d_a-z][\w.'’-]*)*"
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What one article tells, in the corpus's terms; names folded."""

    types: frozenset[str]
    perpetrator: bool
    victims: frozenset[str]


def read_gold(corpus: Path, split: str, fold: Callable[[str], str]) -> list[tuple[Article, Attributes]]:
    """The articles of `corpus`/`split`.json.gz with their merged annotation."""
    found = []
    for entry in json.loads(gzip.decompress((corpus / f"{split}.json.gz").read_bytes())):
        sample, merged = entry["sample"], entry["merged_sample"]
        parts = [sample["Input.title"], *PARAGRAPH.findall(sample["Input.article_interface"])]
        article = Article(
            id=f"hrds-{sample['Input.GLOBALEVENTID']}",
            text="\n\n".join(part.strip() for part in parts),
            original_sha256="",
            media_type="text/plain",
        )
        names = (victim["victim_name"] for victim in merged["victims"])
        attributes = Attributes(
            frozenset(merged["violation_types"]),
            bool(merged["perpetrator_mention"]),
            frozenset(fold(name) for name in names if name and name != "None"),
        )
        found.append((article, attributes))
    return found


def attributes_of(claims: Iterable[Claim], fold: Callable[[str], str]) -> Attributes:
    """An article's claims in the corpus's terms."""
    accusations = [c for c in claims if c.relation == ACCUSATION and c.stance == "asserts"]
    names = (name for c in accusations for name in _NAME.findall(c.victims or ""))
    return Attributes(
        frozenset(TYPES.get(c.object_name, "other") for c in accusations) or frozenset({"unknown"}),
        bool(accusations),
        frozenset(folded for name in names if " " in name and (folded := fold(name))),
    )


def measure(corpus: Path, model: Model, fold: Callable[[str], str], split: str = "dev") -> dict[str, float]:
    """F1 over all articles: of violation types, of victims' names, of telling that there is a perpetrator."""
    pairs = []
    for article, gold in read_gold(corpus, split, fold):
        pairs.append((attributes_of(claims_of(article, model), fold), gold))
    return {
        "violation types": _f1((found.types, gold.types) for found, gold in pairs),
        "perpetrator mention": _f1((_mention(found), _mention(gold)) for found, gold in pairs),
        "victim names": _f1((found.victims, gold.victims) for found, gold in pairs),
    }


def _mention(attributes: Attributes) -> frozenset[str]:
    return frozenset({"mentioned"}) if attributes.perpetrator else frozenset()


def _f1(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> float:
    right = predicted = gold = 0
    for found, wanted in pairs:
        right, predicted, gold = right + len(found & wanted), predicted + len(found), gold + len(wanted)
    return 2 * right / max(1, predicted + gold)
