"""The teacher: MiniLM with a biaffine parser over it (Dozat and Manning 2017), too slow to ship.

Learns what the shipped pipeline learns, from the same treebanks, and does it better; what it then reads in
plain news is what the pipeline learns from besides them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  as everybody names it
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from transformers import BertModel

from training.trees import NEVER, best_tree
from training.windows import NAMES, NONE, SHAPES, Numbers, Reading, Window

ARC, LABEL = 320, 128  # width of the vectors that heads and labels are scored by
DROPOUT = 0.2
MASKED = 0.1  # share of the pieces withheld in training
SHARES = {"labels": 1.0, "tags": 0.5, "pos": 0.3, "starts": 0.5, "names": 1.0}  # of the loss, by part
_MASK = 103


class Teacher(nn.Module):
    """The network; `sizes` tells how many labels each part has, `folder` holds MiniLM's weights."""

    def __init__(self, folder: Path, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attn_implementation="eager",  # trains faster than the fused one on a CPU
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.0,
        )
        self.encoder.embeddings.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.mix = nn.Parameter(torch.zeros(self.encoder.config.num_hidden_layers + 1))
        self.shape = nn.Embedding(SHAPES + 1, width)
        self.arc_child, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.label_child, self.label_head = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.zeros(LABEL + 1, sizes["labels"] * (LABEL + 1)))
        self.parts = nn.ModuleDict(
            {part: nn.Linear(width, size) for part, size in sizes.items() if part != "labels"}
        )
        self.drop = nn.Dropout(DROPOUT)
        for tensor in (self.shape.weight, self.arc, self.label):
            nn.init.normal_(tensor, std=0.02)

    def loss(self, windows: Sequence[Window]) -> Tensor:
        """How far what the network says is from what the windows tell."""
        with torch.autocast("cpu", torch.bfloat16):
            x = self._vectors(windows)
            heads = _filled([[NONE, *window.told["heads"]] for window in windows], NONE)
            loss = F.cross_entropy(self._arcs(x, windows).flatten(0, 1), heads.flatten())
            for part, share in SHARES.items():
                found = self._labels(x, heads.clamp(min=0)) if part == "labels" else self.parts[part](x)
                told = _filled([[NONE, *window.told[part]] for window in windows], NONE)
                if (told != NONE).any():
                    loss = loss + share * F.cross_entropy(found.flatten(0, 1).float(), told.flatten())
        return loss

    def read(self, windows: Sequence[Window]) -> list[Reading]:
        """What the network says of the words of some windows."""
        self.eval()
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            x = self._vectors(windows)
            arcs = self._arcs(x, windows).numpy()
            found = {part: layer(x).argmax(-1)[:, 1:].tolist() for part, layer in self.parts.items()}
            starts = [
                [i for i in range(len(w.forms)) if i == 0 or first[i]]
                for w, first in zip(windows, found.pop("starts"), strict=True)
            ]
            heads = [
                [
                    0 if head < 0 else low + head + 1
                    for low, high in zip(first, [*first[1:], len(w.forms)], strict=True)
                    for head in best_tree(scores[low + 1 : high + 1, [0, *range(low + 1, high + 1)]])
                ]
                for w, scores, first in zip(windows, arcs, starts, strict=True)
            ]
            labels = self._labels(x, _filled([[0, *row] for row in heads], 0)).argmax(-1)
            found["labels"] = labels[:, 1:].tolist()
        return [
            Reading(starts[row], heads[row], {part: values[row] for part, values in found.items()})
            for row in range(len(windows))
        ]

    def _vectors(self, windows: Sequence[Window]) -> Tensor:
        """A vector for each word (windows × words × width), before them one for the root."""
        pieces = _filled([window.pieces for window in windows], 0)
        real = pieces != 0
        if self.training:
            withheld = (torch.rand(pieces.shape) < MASKED) & (pieces > _MASK)
            pieces = torch.where(withheld, _MASK, pieces)
        words = _filled([window.words for window in windows], 0)
        shapes = _filled([[SHAPES, *window.shapes] for window in windows], SHAPES)
        given = self.encoder.embeddings.word_embeddings(pieces) + self.shape(shapes.gather(1, words))
        layers = self.encoder(
            inputs_embeds=given, attention_mask=real, output_hidden_states=True
        ).hidden_states
        mixed = sum(share * layer for share, layer in zip(torch.softmax(self.mix, 0), layers, strict=True))
        first = _filled([[0, *window.first] for window in windows], 0)
        return self.drop(mixed.gather(1, first[..., None].expand(-1, -1, mixed.shape[-1])))

    def _arcs(self, x: Tensor, windows: Sequence[Window]) -> Tensor:
        """The score of each word as each word's head (windows × words × heads), the root among both."""
        child = F.pad(self.drop(F.gelu(self.arc_child(x))), (0, 1), value=1.0)
        head = self.drop(F.gelu(self.arc_head(x)))
        scores = ((child @ self.arc) @ head.transpose(1, 2)).float()
        lengths = torch.tensor([len(window.forms) for window in windows])
        beyond = torch.arange(x.shape[1])[None] > lengths[:, None]
        return scores.masked_fill(beyond[:, None], NEVER)

    def _labels(self, x: Tensor, heads: Tensor) -> Tensor:
        """The score of each label of the arc to each word's head (windows × words × labels)."""
        child = F.pad(self.drop(F.gelu(self.label_child(x))), (0, 1), value=1.0)
        head = F.pad(self.drop(F.gelu(self.label_head(x))), (0, 1), value=1.0)
        head = head.gather(1, heads[..., None].expand(-1, -1, LABEL + 1))
        by_label = (child @ self.label).view(*child.shape[:2], -1, LABEL + 1)
        return (by_label @ head[..., None])[..., 0]


def _filled(rows: Sequence[Sequence[int]], filling: int) -> Tensor:
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=filling)


def part_sizes(numbers: Numbers) -> dict[str, int]:
    """How many labels each part has, by the numbers of those that the treebanks use."""
    return {**{part: len(labels) for part, labels in numbers.items()}, "starts": 2, "names": len(NAMES)}
