"""Passages of articles, to be read as short texts by themselves.

An article's figures (how often somebody is named, how many others are) tell of its length too. Who learns
from whole articles alone is lost in a text of two sentences.
"""

from __future__ import annotations

import re
from random import Random

KEPT = 0.5
"""Share of the passages that are learned from."""
LENGTHS = (1, 1, 2, 3)
"""Paragraphs of a passage, each as likely."""
SHORTEST = 60
"""Letters below which a passage says too little."""
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")


def cut_passages(text: str, seed: str) -> list[tuple[int, int]]:
    """Where some passages of a text begin and end, none over another; the same for the same seed."""
    random = Random(seed)
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(paragraphs):
        behind = min(first + random.choice(LENGTHS), len(paragraphs))
        start, end = paragraphs[first][0], paragraphs[behind - 1][1]
        if random.random() < KEPT and end - start >= SHORTEST:
            found.append((start, end))
        first = behind
    return found
