"""Trains the pipeline and writes it to a folder: ``python -m training.pipeline --help``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.training import Example
from thinc.api import Adam, NumpyOps, Optimizer, fix_random_seed, set_current_ops

from graph.language.words import Vectors
from training.annotations import INVENTED, kept_records
from training.documents import examples
from training.invented import Inventor
from training.lemmas import correct_lemmas, wordnet_tables
from training.network import blank_pipeline, initialize
from training.treebanks import Paragraph, read_names, read_paragraphs
from training.vectors import read_vectors

# How often an epoch holds each genre: news and its like more often than talk and reviews.
GENRE_WEIGHTS = {"news": 2, "interview": 2, "bio": 2, "newsgroup": 2, "weblog": 2, "speech": 2}


INVENTED_SHARE = 0.2  # invented examples to one that was read; they are a third as long
BATCH_WORDS = 1000.0
LEARN_RATE = 0.001
DROPOUT = 0.1


def training_paragraphs(data: Path) -> list[Paragraph]:
    """The paragraphs to train on: EWT train, EWT dev with Universal NER's names, GUM train."""
    named = read_paragraphs(data / "treebanks" / "en_ewt_dev.conllu.gz")
    names = read_names(data / "ner" / "uner_ewt_dev.iob2.gz")
    for paragraph in named:
        for sentence in paragraph.sentences:
            sentence.entities = names.get(sentence.sent_id)
    return [
        *read_paragraphs(data / "treebanks" / "en_ewt_train.conllu.gz"),
        *named,
        *read_paragraphs(data / "treebanks" / "en_gum_train.conllu.gz"),
    ]


def plain_texts(hrdsattack: Path | None) -> Iterator[str]:
    """News for the teacher: all that the project invented, and what it annotated of HRDsAttack's train."""
    for path in sorted((INVENTED / "texts").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    if hrdsattack:
        yield from (text for _, text in kept_records(hrdsattack, ["train"]))


def train(
    nlp: Language,
    paragraphs: list[Paragraph],
    lemmas: Lookups,
    vectors: Mapping[int, Vectors],
    updates: int,
    seed: int,
    out: Path,
    silver: Sequence[Paragraph] = (),
) -> None:
    """Trains `nlp` for a number of updates, and writes it with averaged weights every 500 and at the end.

    `lemmas` are the lemmatizer's tables, to which the forms in `paragraphs` are added; `vectors` those
    that words come with, see `read_vectors`; `silver` are paragraphs that a teacher has read.
    """
    fix_random_seed(seed)
    random = Random(seed)
    correct_lemmas(lemmas, paragraphs)
    paragraphs = [*paragraphs, *silver]
    first = list(examples(nlp, paragraphs, Random(seed)))
    initialize(nlp, lambda: first, lemmas, vectors)
    optimizer = Adam(LEARN_RATE, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    started = time.monotonic()
    losses: dict[str, float] = {}
    for update, batch in enumerate(_batches(nlp, paragraphs, random), 1):
        optimizer.learn_rate = LEARN_RATE * min(1.0, 2.0 * (1 - update / (updates + 1)))
        _update(nlp, batch, optimizer, losses)
        if update % 100 == 0:
            shown = " ".join(f"{name} {loss:.0f}" for name, loss in losses.items())
            seconds = time.monotonic() - started
            print(f"{update}/{updates} {seconds:.0f} s  {shown}", file=sys.stderr, flush=True)
            losses.clear()
        if update % 500 == 0 or update == updates:
            with nlp.use_params(optimizer.averages):
                nlp.to_disk(out)
        if update == updates:
            break
    round_weights(out)


def _update(nlp: Language, batch: list[Example], optimizer: Optimizer, losses: dict[str, float]) -> None:
    """What `nlp.update` does, less its copying of the examples, which are used but once here."""
    trained: list[Any] = [component for _, component in nlp.pipeline if hasattr(component, "finish_update")]
    for component in trained:
        component.update(batch, drop=DROPOUT, sgd=None, losses=losses)
    for component in trained:
        component.finish_update(optimizer)


def _batches(nlp: Language, paragraphs: list[Paragraph], random: Random) -> Iterator[list[Example]]:
    """Endless batches of examples, of 100 words at first, growing to `BATCH_WORDS`."""
    weighted = [p for p in paragraphs for _ in range(GENRE_WEIGHTS.get(p.genre, 1))]
    inventor = Inventor(random)
    size = 100.0
    batch: list[Example] = []
    words = 0
    while True:
        for example in _mixed(examples(nlp, weighted, random), inventor.examples(nlp), random):
            if words and words + len(example.predicted) > size:
                yield batch
                batch, words = [], 0
                size = min(BATCH_WORDS, size * 1.005)
            batch.append(example)
            words += len(example.predicted)


def _mixed(read: Iterator[Example], invented: Iterator[Example], random: Random) -> Iterator[Example]:
    for example in read:
        if random.random() < INVENTED_SHARE:
            yield next(invented)
        yield example


def round_weights(folder: Path) -> None:
    """Rounds a saved pipeline's weights to half precision, so that they compress to half the size."""
    nlp = spacy.load(folder)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype(np.float16).astype(np.float32))
    nlp.to_disk(folder)


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.pipeline", description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder that holds treebanks/ and ner/")
    parser.add_argument("--vectors", type=Path, required=True, help="JSON file of the vectors of words")
    parser.add_argument("--pretrained", type=Path, help="folder of MiniLM, for a teacher to begin with")
    parser.add_argument("--hrdsattack", type=Path, help="folder of that corpus, for the teacher to read")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the pipeline to")
    parser.add_argument("--updates", type=int, default=9000)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--depth", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))  # numpy's own BLAS is twice as fast on these shapes
    vectors = read_vectors(arguments.vectors)
    nlp = blank_pipeline(arguments.width, arguments.depth, len(next(iter(vectors.values()))))
    paragraphs = training_paragraphs(arguments.treebanks)
    silver: list[Paragraph] = []
    if arguments.pretrained:
        from training.silver import read_silver  # needs torch, the rest does not

        texts = list(plain_texts(arguments.hrdsattack))
        silver = read_silver(nlp, texts, paragraphs, arguments.pretrained, arguments.seed)
    train(
        nlp, paragraphs, wordnet_tables(), vectors, arguments.updates, arguments.seed, arguments.out, silver
    )


if __name__ == "__main__":
    main()
