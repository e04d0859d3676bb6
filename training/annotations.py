"""The project's own annotation of other people's articles, kept apart from their texts.

    python -m training.annotations GOLD.jsonl [GOLD.jsonl …] --hrdsattack DIR
    python -m training.annotations GOLD.jsonl [GOLD.jsonl …] --eval DIR

takes claims as the guidelines write them and keeps of each only numbers: an article's id, and for every quote
and every name its place in the text; of an article of which only the beginning was read, `until` is where
that ends. `claims.jsonl` beside this module is of articles of HRDsAttack (`DIR/train.json.gz`, arXiv
2306.17695); `revised.jsonl` of articles of the evaluation's set `train`, read a second time: the claims of
its `gold.jsonl` and those overlooked there. `unpack` puts numbers and texts together wherever those are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.annotated import read_article, read_records, read_unread

KEPT = Path(__file__).with_name("claims.jsonl")
REVISED = Path(__file__).with_name("revised.jsonl")
INVENTED = Path(__file__).with_name("articles")
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
APOSTROPHES = str.maketrans("\u2018\u2019", "''")

Record = dict[str, Any]
Place = list[int]


def read_texts(folder: Path) -> dict[str, str]:
    """The corpus's training articles by id ("hrds-873189810"): title, paragraphs, blank lines between."""
    found = {}
    for entry in json.loads(gzip.decompress((folder / "train.json.gz").read_bytes())):
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
        start = claim.get("start", text.find(claim["quote"]))
        if text[start : start + len(claim["quote"])] != claim["quote"] or start < 0:
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


def kept_records(corpus: Path) -> Iterator[tuple[Record, str]]:
    """What is kept of each annotated article, with the article's whole text."""
    texts = read_texts(corpus)
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield record, texts[record["id"]]


def unpack_all(corpus: Path, folder: Path) -> None:
    """Writes the annotated articles as a set of the evaluation: `folder`/gold.jsonl and `folder`/texts."""
    (folder / "texts").mkdir(parents=True)
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for record, text in kept_records(corpus):
            (folder / "texts" / f"{record['id']}.txt").write_bytes(text[: record.get("until")].encode())
            gold.write(json.dumps(unpack(record, text)) + "\n")


def unpack_revised(train: Path, folder: Path) -> None:
    """Writes the set `train` anew: those of its articles that were read a second time with what was found."""
    revised = {record["id"]: record for record in map(json.loads, REVISED.read_text("utf-8").splitlines())}
    (folder / "texts").mkdir(parents=True)
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for identifier, claims in read_records(train).items():
            text = read_article(train, identifier).text
            (folder / "texts" / f"{identifier}.txt").write_bytes(text.encode())
            again = revised.get(identifier)
            record = unpack(again, text) if again else {"id": identifier, "claims": claims}
            gold.write(json.dumps(record) + "\n")
    (folder / "unread.txt").write_text("\n".join(sorted(read_unread(train))), encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD.jsonl")
    of = parser.add_mutually_exclusive_group(required=True)
    of.add_argument("--hrdsattack", type=Path, metavar="DIR", help="the folder of that corpus")
    of.add_argument("--eval", type=Path, metavar="DIR", help="the folder of the evaluation, for its train")
    options = parser.parse_args(arguments)
    records = [json.loads(line) for file in options.gold for line in file.read_text().splitlines()]
    if options.hrdsattack:
        kept, texts = KEPT, read_texts(options.hrdsattack)
    else:
        kept = REVISED
        texts = {r["id"]: read_article(options.eval / "train", r["id"]).text for r in records}
    packed = [pack(record, texts[record["id"]]) for record in sorted(records, key=lambda r: str(r["id"]))]
    kept.write_text("".join(json.dumps(r, separators=(",", ":")) + "\n" for r in packed), encoding="utf-8")
    print(f"{len(packed)} articles, {sum(len(r['claims']) for r in packed)} claims kept in {kept}")


if __name__ == "__main__":
    main()
