"""Measures who is read as speaking: against PolNeAR's sources and cues, and against claims' asserters.

    python -m benchmarks.attribution [--polnear DIR] [--eval DIR] [--sets train synthetic] [--errors N]

PolNeAR (dev): a source span is found where a speech's cue lies in the attribution's cue span and its
speaker's words overlap the source. Claims (train without unread.txt, synthetic): the speakers given
for each gold quote against the gold asserters, as score.py compares them, and the stance and
factuality given for it.
"""

from __future__ import annotations

import argparse
import re
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Span, Token

from graph.extraction.actors import read_actors
from graph.extraction.document import Document, Speech, parse_article
from graph.extraction.voice import asserters_of, factuality, find_speeches, stance_of
from graph.extraction.voice.speeches import find_cues
from graph.model import Article
from training.annotated import read_article, read_learnable, read_scorer


def read(article: Article) -> Document:
    """An article with actors and speeches found."""
    document = parse_article(article)
    read_actors(document)
    document.speeches = find_speeches(document)
    return document


# PolNeAR


def attributions(annotation: str) -> Iterator[dict[str, list[tuple[int, int]]]]:
    """The attributions of a brat file: offset ranges of Source, Cue and Content."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    events = []
    for line in annotation.splitlines():
        fields = line.split("\t")
        if line.startswith("T"):
            spans = fields[1].split(" ", 1)[1]
            ranges[fields[0]] = [tuple(map(int, span.split())) for span in spans.split(";")]  # type: ignore[misc]
        elif line.startswith("E"):
            events.append(fields[1])
    for event in events:
        parts: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
        for role, target in (part.split(":") for part in event.split()):
            kind = role.rstrip("0123456789")
            if kind in parts:
                parts[kind] += ranges[target]
        yield parts


def measure_polnear(folder: Path) -> dict[str, Any]:
    """Cue and source detection on the dev archive of `folder`."""
    texts: dict[str, str] = {}
    gold: dict[str, list[dict[str, list[tuple[int, int]]]]] = {}
    with tarfile.open(folder / "dev.tar.gz") as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is None:
                continue
            stem = Path(member.name).stem
            content = file.read().decode()
            if member.name.endswith(".txt"):
                texts[stem] = content
            else:
                gold.setdefault(re.sub(r"_[0-9a-f]{4}$", "", stem), []).extend(attributions(content))
    counts: defaultdict[str, float] = defaultdict(float)
    for stem, text in sorted(texts.items()):
        if stem not in gold:
            continue
        document = read(Article(id=stem, text=text, original_sha256="", media_type="text/plain"))
        wanted = gold[stem]
        cues = {speech.cue.i: speech.cue for speech in document.speeches}
        spoken = {speech.cue.i for speech in document.speeches if speech.speaker is not None}
        sources = [
            cue.speaker
            for cue in find_cues(document.doc)
            if cue.speaker is not None and cue.token.i in spoken
        ]
        counts["cues"] += len(cues)
        counts["gold cues"] += sum(bool(one["Cue"]) for one in wanted)
        counts["cues right"] += sum(any(_inside(cue, one["Cue"]) for one in wanted) for cue in cues.values())
        counts["gold cues found"] += sum(
            any(_inside(cue, one["Cue"]) for cue in cues.values()) for one in wanted
        )
        counts["sources"] += len(sources)
        counts["gold sources"] += sum(bool(one["Source"]) for one in wanted)
        counts["sources right"] += sum(
            any(_inside(head, one["Source"]) for one in wanted) for head in sources
        )
        counts["gold sources found"] += sum(
            any(_inside(head, one["Source"]) for head in sources) for one in wanted if one["Source"]
        )
    return {
        name: figures(
            counts[f"{name} right"], counts[name], counts[f"gold {name} found"], counts[f"gold {name}"]
        )
        for name in ("cues", "sources")
    } | {"articles": len(gold)}


def _inside(token: Token, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= token.idx < end for start, end in ranges)


def figures(right: float, predicted: float, found: float, gold: float) -> dict[str, float]:
    """Precision, recall and F1."""
    precision, recall = right / max(1, predicted), found / max(1, gold)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
    }


# Claims


def measure_claims(folder: Path, sets: list[str], half: str, show: int) -> dict[str, Any]:
    """Attribution, stance and factuality given gold quotes."""
    fold = read_scorer(folder).fold
    report: dict[str, Any] = {}
    for name in sets:
        counts: defaultdict[str, float] = defaultdict(float)
        shown: list[str] = []
        for identifier, claims in records(folder / name, half):
            document = read(read_article(folder / name, identifier))
            for claim in claims:
                shown += _judge(document, claim, counts, identifier, fold)
        report[name] = counts
        for line in shown[:show] if show >= 0 else shown:
            print(line)
    return report


def records(folder: Path, half: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Ids and gold claims of a set in order, without the unread; "even", "odd" or "all" of them."""
    kept = read_learnable(folder)
    return {"even": kept[::2], "odd": kept[1::2], "all": kept}[half]


def _judge(
    document: Document,
    claim: dict[str, Any],
    counts: defaultdict[str, float],
    identifier: str,
    fold: Callable[[str], str],
) -> list[str]:
    span = document.doc.char_span(claim["start"], claim["end"], alignment_mode="expand")
    assert span is not None
    lines: list[str] = []
    accepted = {fold(name) for names in claim["asserters"] for name in names}
    speeches = asserters_of(document, span, claim["stance"]) or cued(document, span, claim["stance"])
    if claim["relation"] in {"leads", "memberOf"} and not any(t.pos_ == "VERB" for t in span):
        speeches = []  # a post told in passing is the article's word
    names = {fold(s.speaker.name) for s in speeches if s.cue == speeches[0].cue and s.speaker}
    right = len(names & accepted) / max(1, len(names)) if accepted else float(not names)
    voiced = "named" if accepted else "own voice"
    counts[f"{voiced}"] += 1
    counts[f"{voiced} right"] += right
    if accepted and not names:
        counts["named, none given"] += 1
    head = event_of(span)
    stance = stance_of(document, head)
    if claim["stance"] == "denies" and is_denied(document, span):
        stance = "denies"
    told = factuality(head)
    counts[f"{claim['stance']} told {told}"] += 1
    counts[f"{claim['stance']} as {stance}"] += 1
    where = f"{identifier} {claim['relation']} {claim['subject'][0]} -> {claim['object']}"
    quote = document.doc.text[max(0, span.start_char - 200) : span.start_char] + "[[" + span.text + "]]"
    quote = (quote + document.doc.text[span.end_char : span.end_char + 120]).replace("\n", "⏎")
    if right < 1:
        chain = [(s.speaker.name if s.speaker else None, s.cue.text, s.kind) for s in speeches]
        lines.append(f"WHO   {where}\n      gold {claim['asserters']} given {chain}\n      {quote}")
    if stance != claim["stance"]:
        lines.append(
            f"STANCE {where}\n      gold {claim['stance']} given {stance} {told} at {head.text!r}\n      "
            + quote
        )
    return lines


def cued(document: Document, span: Span, stance: str) -> list[Speech]:
    """The speeches whose cue stands in a quote, for quotes that no speech holds."""
    return [
        speech
        for speech in document.speeches
        if span.start <= speech.cue.i < span.end
        and speech.speaker is not None
        and speech.kind in {"asserts": {"says", "accuses"}, "denies": {"says", "denies"}}[stance]
        and any(part.start < span.end and part.end > span.start for part in speech.content)
    ]


def is_denied(document: Document, span: Span) -> bool:
    """Whether a quote holds a denial: a word that tells of one, or an event that is denied."""
    if any(speech.kind == "denies" and span.start <= speech.cue.i < span.end for speech in document.speeches):
        return True
    events = [token for token in span if token.pos_ in {"VERB", "NOUN", "ADJ"}]
    return any(stance_of(document, token) == "denies" for token in events)


def event_of(span: Span) -> Token:
    """The word of a quote that its event hangs on: the highest in the tree."""
    return span.root


def main() -> None:
    """Prints the figures asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks.attribution", description=__doc__.partition("\n")[0])
    parser.add_argument("--polnear", type=Path, help="folder with PolNeAR's dev.tar.gz")
    parser.add_argument("--eval", type=Path, help="folder with train/ and synthetic/")
    parser.add_argument("--sets", nargs="+", default=["train", "synthetic"])
    parser.add_argument("--half", choices=["even", "odd", "all"], default="all")
    parser.add_argument("--errors", type=int, default=0, help="how many errors to show, -1 for all")
    arguments = parser.parse_args()
    if arguments.polnear:
        for name, row in measure_polnear(arguments.polnear).items():
            print(name, row if isinstance(row, int) else {key: round(value, 3) for key, value in row.items()})
    if arguments.eval:
        for name, counts in measure_claims(
            arguments.eval, arguments.sets, arguments.half, arguments.errors
        ).items():
            total = counts["named"] + counts["own voice"]
            right = counts["named right"] + counts["own voice right"]
            print(f"{name}: attribution {right / total:.3f} of {total} claims")
            for key in sorted(counts):
                print(f"  {key:24}{counts[key]:8.1f}")


if __name__ == "__main__":
    main()
