"""Trains the pipeline and writes it to a folder: ``python -m training.pipeline --treebanks DIR --out DIR``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam

from training.documents import examples
from training.network import blank_pipeline, initialize
from training.treebanks import Paragraph, read_names, read_paragraphs

# How often an epoch holds each genre: news and its like more often than talk and reviews.
GENRE_WEIGHTS = {"news": 2, "interview": 2, "bio": 2, "newsgroup": 2, "weblog": 2, "speech": 2}


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


def train(nlp: Language, paragraphs: list[Paragraph], updates: int, seed: int) -> None:
    """Trains `nlp` in place for a number of updates and leaves it with the averaged weights."""
    fix_random_seed(seed)
    random = Random(seed)
    first = list(examples(nlp, paragraphs, Random(seed)))
    initialize(nlp, lambda: first)
    optimizer = Adam(0.001, beta1=0.9, beta2=0.999, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    started = time.monotonic()
    losses: dict[str, float] = {}
    for update, batch in enumerate(_batches(nlp, paragraphs, random), 1):
        optimizer.learn_rate = 0.001 * min(1.0, 2.0 * (1 - update / (updates + 1)))
        nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses)
        if update % 100 == 0:
            shown = " ".join(f"{name} {loss:.0f}" for name, loss in losses.items())
            print(f"{update}/{updates} {time.monotonic() - started:.0f} s  {shown}", file=sys.stderr, flush=True)
            losses = {}
        if update == updates:
            break
    nlp.use_params(optimizer.averages).__enter__()


def _batches(nlp: Language, paragraphs: list[Paragraph], random: Random) -> Iterator[list[Example]]:
    """Endless batches of examples, of 100 words at first, growing to 1,500."""
    weighted = [p for p in paragraphs for _ in range(GENRE_WEIGHTS.get(p.genre, 1))]
    size = 100.0
    batch: list[Example] = []
    words = 0
    while True:
        for example in examples(nlp, weighted, random):
            if words and words + len(example.predicted) > size:
                yield batch
                batch, words = [], 0
                size = min(1500.0, size * 1.003)
            batch.append(example)
            words += len(example.predicted)


def save(nlp: Language, out: Path) -> None:
    """Writes the pipeline with its weights rounded to half precision, so that they compress to half the size."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype(np.float16).astype(np.float32))
    nlp.to_disk(out)


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.pipeline", description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder that holds treebanks/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the pipeline to")
    parser.add_argument("--updates", type=int, default=9000)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    spacy.require_cpu()
    nlp = blank_pipeline(arguments.width, arguments.depth)
    train(nlp, training_paragraphs(arguments.treebanks), arguments.updates, arguments.seed)
    save(nlp, arguments.out)


if __name__ == "__main__":
    main()
