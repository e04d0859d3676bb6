"""The project's own annotation of HRDsAttack articles, kept apart from their texts.

    python -m training.annotations GOLD.jsonl [GOLD.jsonl …] --hrdsattack DIR

takes claims as the guidelines write them and keeps of each only numbers: `claims.jsonl` beside this module
holds an article's id, and for every quote and every name its place in the text; of an article of which only
the beginning was read, `until` is where that ends. The texts are other people's; `unpack` puts both together
again wherever the corpus is at hand (`DIR/train.json.gz` and `DIR/dev.json.gz`, arXiv 2306.17695).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_name("claims.jsonl")
INVENTED = Path(__file__).with_name("articles")
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
SPLITS = ("train", "dev")
APOSTROPHES = str.maketrans("\u2018\u2019", "''")

Record = dict[str, Any]
Place = list[int]


def read_texts(folder: Path, splits: Iterable[str] = SPLITS) -> dict[str, str]:
    """The corpus's articles by id ("hrds-873189810"): title, paragraphs, blank lines between."""
    found = {}
    for split in splits:
        for entry in json.loads(gzip.decompress((folder / f"{split}.json.gz").read_bytes())):
            sample = entry["sample"]
            paragraphs = PARAGRAPH.findall(sample["Input.article_interface"])
            parts = [sample["Input.title"], *paragraphs]
            found[f"hrds-{sample['Input.GLOBALEVENTID']}"] = "\n\n".join(part.strip() for part in parts)
    return found


def pack(record: Record, text: str) -> Record:
    """An article's claims as places in its text; a name that does not stand there is left out.

    Raises ValueError for a quote that does not stand in the text, or a party of which no name does.
    """
    lower = text.lower().translate(APOSTROPHES)

    def places(names: Iterable[str]) -> list[Place]:
        found = []
        for name in names:
            start = lower.find(name.lower().translate(APOSTROPHES))
            if start >= 0:
                found.append([start, start + len(name)])
        if not found:
            raise ValueError(f"{record['id']}: none of {list(names)} stands in the text")
        return found

    claims = []
    for claim in record["claims"]:
        start = text.find(claim["quote"])
        if start < 0:
            raise ValueError(f"{record['id']}: not in the text: {claim['quote']!r}")
        target = claim["object"]
        claims.append(
            {
                "subject": places(claim["subject"]),
                "relation": claim["relation"],
                "object": target if isinstance(target, str) else places(target),
                "asserters": [places(names) for names in claim["asserters"]],
                "stance": claim["stance"],
                "status": claim["status"],
                "quote": [start, start + len(claim["quote"])],
            }
        )
    return {**_head(record), "claims": claims}


def unpack(record: Record, text: str) -> Record:
    """The claims that `pack` took apart, in the words of the text."""

    def words(places: list[Place]) -> list[str]:
        return list(dict.fromkeys(text[start:end] for start, end in places))

    claims = []
    for claim in record["claims"]:
        start, end = claim["quote"]
        target = claim["object"]
        claims.append(
            {
                **claim,
                "subject": words(claim["subject"]),
                "object": target if isinstance(target, str) else words(target),
                "asserters": [words(places) for places in claim["asserters"]],
                "quote": text[start:end],
                "start": start,
                "end": end,
            }
        )
    return {**_head(record), "claims": claims}


def _head(record: Record) -> Record:
    """Which article it is, and how much of it."""
    return {name: record[name] for name in ("id", "until") if name in record}


def kept_records(corpus: Path, splits: Iterable[str] = SPLITS) -> Iterator[tuple[Record, str]]:
    """What is kept of each annotated article of these splits, with the article's whole text."""
    texts = read_texts(corpus, splits)
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["id"] in texts:
            yield record, texts[record["id"]]


def unpack_all(corpus: Path, folder: Path) -> None:
    """Writes the annotated articles as a set of the evaluation: `folder`/gold.jsonl and `folder`/texts."""
    (folder / "texts").mkdir(parents=True)
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for record, text in kept_records(corpus):
            (folder / "texts" / f"{record['id']}.txt").write_bytes(text[: record.get("until")].encode())
            gold.write(json.dumps(unpack(record, text)) + "\n")


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD.jsonl")
    parser.add_argument("--hrdsattack", type=Path, required=True, metavar="DIR", help="the corpus's folder")
    options = parser.parse_args(arguments)
    texts = read_texts(options.hrdsattack)
    records = [json.loads(line) for file in options.gold for line in file.read_text().splitlines()]
    packed = [pack(record, texts[record["id"]]) for record in sorted(records, key=lambda r: str(r["id"]))]
    KEPT.write_text("".join(json.dumps(r, separators=(",", ":")) + "\n" for r in packed), encoding="utf-8")
    print(f"{len(packed)} articles, {sum(len(r['claims']) for r in packed)} claims kept in {KEPT}")


if __name__ == "__main__":
    main()
