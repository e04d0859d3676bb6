"""Trees, tags and names that the teacher reads in plain news, for the pipeline to learn from."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import torch
from spacy.language import Language
from tokenizers import BertWordPieceTokenizer
from torch import nn

from training.documents import pieces_of, varied
from training.teacher import Teacher, part_sizes
from training.treebanks import Paragraph
from training.windows import (
    Cut,
    Window,
    batches,
    label_numbers,
    make_lesson,
    make_window,
    read_paragraph,
)

EPOCHS = 6
BATCH, READ = 3000, 8000  # pieces of a batch to learn from, to read
RATE, RATE_ABOVE = 3e-4, 1.5e-3  # of learning, for MiniLM and for what is above it
WARMING, LOWEST = 0.1, 0.02  # share of the steps in which rates rise; of the rate, at the end
DECAY = 0.01
LONGEST = 160  # words of a paragraph that are read; the sentence that this cuts is left out
GENRE = "silver"


def read_silver(
    nlp: Language, texts: Iterable[str], paragraphs: Sequence[Paragraph], folder: Path, seed: int
) -> list[Paragraph]:
    """The paragraphs of plain texts as a teacher reads them that has learned those of the treebanks.

    `nlp`'s tokenizer cuts the texts; `folder` holds MiniLM (all-MiniLM-L6-v2, as Hugging Face lays it out).
    """
    numbers = label_numbers(paragraphs)
    cutter = BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=True)

    def cut(form: str) -> Sequence[int]:
        pieces: Sequence[int] = cutter.encode(form, add_special_tokens=False).ids
        return pieces

    torch.set_num_threads(os.cpu_count() or 1)
    torch.manual_seed(seed)
    teacher = Teacher(folder, part_sizes(numbers))

    def lessons(random: Random) -> list[Window]:
        pieces = (piece for p in paragraphs for piece in pieces_of(varied(p, random)))
        return [make_lesson(piece, cut, numbers) for piece in pieces]

    teach(teacher, lessons, seed)
    windows = list(_windows(nlp, texts, cut))
    found = [
        read_paragraph(window, reading, numbers, GENRE)
        for group in batches(windows, READ)
        for window, reading in zip(group, teacher.read(group), strict=True)
    ]
    for paragraph in found:
        if sum(len(sentence.tokens) for sentence in paragraph.sentences) == LONGEST:
            paragraph.sentences.pop()
    return [paragraph for paragraph in found if paragraph.sentences]


def teach(teacher: Teacher, lessons: Callable[[Random], list[Window]], seed: int) -> None:
    """Teaches for `EPOCHS`; progress goes to standard error."""
    random = Random(seed)
    below = [p for p in teacher.encoder.parameters() if p.requires_grad]
    above = [p for name, p in teacher.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": below, "lr": RATE}, {"params": above, "lr": RATE_ABOVE}], weight_decay=DECAY, fused=True
    )
    step, steps, started = 0, 0, time.monotonic()
    for epoch in range(1, EPOCHS + 1):
        groups = batches(lessons(random), BATCH, random)
        steps = steps or EPOCHS * len(groups)
        total = 0.0
        teacher.train()
        for group in groups:
            share = min(1.0, step / (WARMING * steps)) * max(LOWEST, 1.0 - step / steps)
            for settings, rate in zip(optimizer.param_groups, (RATE, RATE_ABOVE), strict=True):
                settings["lr"] = rate * share
            loss = teacher.loss(group)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            step, total = step + 1, total + float(loss.detach())
        seconds = time.monotonic() - started
        print(f"teacher {epoch}/{EPOCHS} {seconds:.0f} s  {total / len(groups):.3f}", file=sys.stderr)


def _windows(nlp: Language, texts: Iterable[str], cut: Cut) -> Iterator[Window]:
    for text in texts:
        for line in filter(None, map(str.strip, text.splitlines())):
            words = [(word.text, bool(word.whitespace_)) for word in nlp.make_doc(line) if not word.is_space]
            forms, spaces = zip(*words[:LONGEST], strict=True)
            yield make_window(list(forms), list(spaces), cut)
