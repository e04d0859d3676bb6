"""Measures the extraction of claims against annotated articles.

    python -m benchmarks.extraction --eval DIR [--hrdsattack DIR] [--polnear DIR] [--unread]
        [--no-cross-validation]

Prints claim precision, recall and F1, overall and by relation, attribution, status and grounding on DIR/dev;
articles and tokens a second of processor time, and peak memory; what the parser scores on the treebanks; the
same figures over DIR/train by cross-validation, every article read by weights that have not seen it.
`--hrdsattack` adds what claims tell of that corpus's dev split, by weights that have seen none of it;
`--polnear` whom speech is laid to in that corpus's; `--unread` the articles that training leaves unread.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Container, Iterable
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from types import ModuleType
from typing import Any

import graph.language
from benchmarks import hrdsattack
from benchmarks.attribution import measure_polnear
from graph.commands.extract import claim_record
from graph.extraction import extract_claims
from graph.model import Claim
from training.annotated import read_article, read_records, read_scorer, read_unread
from training.annotations import read_texts

WORDS = 600  # of an article, in figures of speed


def report(folder: Path, name: str, claims: Iterable[Claim], identifiers: Container[str]) -> dict[str, Any]:
    """What score.py says of the claims of some articles of a set."""
    score = read_scorer(folder)
    gold = {
        key: value
        for key, value in score.read_gold(folder / name / "gold.jsonl").items()
        if key in identifiers
    }
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "claims.jsonl"
        path.write_text("".join(json.dumps(claim_record(claim)) + "\n" for claim in claims), encoding="utf-8")
        predicted = score.read_predicted(path, gold)
        found: dict[str, Any] = score.score(gold, predicted)
        found["grounding"] = score.grounding(predicted, folder / name / "texts")
    found.pop("errors")
    return found


def show(title: str, folder: Path, figures: dict[str, Any]) -> None:
    """Prints a report as score.py does."""
    print(f"\n{title}, {figures['articles']} articles")
    read_scorer(folder).print_report(figures)


def treebank_scores() -> dict[str, str]:
    """Labelled attachment score by test file, as the language pipeline's card tells."""
    card = (Path(graph.language.__file__).parent / "MODEL_CARD.md").read_text(encoding="utf-8")
    lines = iter(card.splitlines())
    head = next(cells for line in lines if "LAS" in (cells := _cells(line)))
    rows = takewhile(len, map(_cells, lines))
    return {row[0]: row[head.index("LAS")] for row in rows if row[0].endswith(" test")}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")[1:-1]]


def _unseen() -> ModuleType:
    """What learns; it needs packages that the rest does without."""
    try:
        return import_module("benchmarks.unseen")
    except ModuleNotFoundError as error:
        advice = "pip install -c constraints.txt -e '.[training]', or give --no-cross-validation"
        raise SystemExit(f"cross-validation needs {error.name}: {advice}") from None


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--eval", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--hrdsattack",
        type=Path,
        metavar="DIR",
        help="learn from its annotated articles too, and measure on its dev split",
    )
    parser.add_argument("--polnear", type=Path, metavar="DIR", help="whom speech is laid to in its dev split")
    parser.add_argument("--no-cross-validation", action="store_true", help="nor anything else that trains")
    parser.add_argument(
        "--unread", action="store_true", help="also the articles that nothing was learned from"
    )
    options = parser.parse_args(arguments)
    folder: Path = options.eval
    unseen = None if options.no_cross_validation else _unseen()  # amiss, it is told before the work
    articles = [read_article(folder / "dev", identifier) for identifier in read_records(folder / "dev")]
    extract_claims(articles[0])  # loads the pipeline, which is not what is measured
    started = time.process_time()
    claims = [claim for article in articles for claim in extract_claims(article)]
    seconds = time.process_time() - started
    show("dev", folder, report(folder, "dev", claims, {article.id for article in articles}))
    words = sum(len(article.text.split()) for article in articles)
    tokens = sum(len(graph.language.load_pipeline().tokenizer(article.text)) for article in articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pace = f"{words / WORDS / seconds:.1f} articles of {WORDS} words, {tokens / seconds:.0f} tokens a second"
    print(f"\nspeed       {pace}")
    print(f"memory      {peak:.0f} MB at most")
    print("parser      LAS " + ", ".join(f"{las} on {name}" for name, las in treebank_scores().items()))
    if options.polnear:
        row = measure_polnear(options.polnear)["sources"]
        print("\nPolNeAR dev, sources: " + ", ".join(f"{name} {value:.3f}" for name, value in row.items()))
    sys.stdout.flush()
    if options.unread:
        names = read_unread(folder / "train")
        claims = [
            claim for name in sorted(names) for claim in extract_claims(read_article(folder / "train", name))
        ]
        show("train, unread", folder, report(folder, "train", claims, names))
    if unseen:
        claims, seen = unseen.cross_validated(folder, options.hrdsattack)
        show("train, cross-validated", folder, report(folder, "train", claims, seen))
        if options.hrdsattack:
            left_out = frozenset(read_texts(options.hrdsattack, ["dev"]))
            model = unseen.learned_without(folder, options.hrdsattack, left_out)
            print("\nHRDsAttack dev (T5-large, on test)")
            for name, f1 in hrdsattack.measure(options.hrdsattack, model, read_scorer(folder).fold).items():
                print(f"{name:22}F1 {f1:.3f} ({hrdsattack.PUBLISHED[name]:.3f})")


if __name__ == "__main__":
    main()
