"""Where the actors of a picture stand: each connected part by ForceAtlas2, the parts then side by side."""

from math import sqrt

import networkx as nx
import numpy as np
from numpy.typing import NDArray

SEED = 7
ROOM = 9500.0  # square pixels for each actor, with its name
ASIDE, ABOVE = 120.0, 60.0  # between parts, for names
LEAST = (84.0, 30.0)  # between actors: names are wider than high
MANY = 300  # actors of one part, more of which are not kept apart one by one
COLUMN = 20

Places = NDArray[np.float64]


def arrange(
    graph: "nx.Graph[str]", width: float, height: float
) -> tuple[dict[str, tuple[float, float]], float]:
    """Places of all nodes from 0 to `width` and 0 to a height, and that height: at least `height`, more
    where there is much to show. The same for the same graph."""
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    skyline = np.zeros(int(width + ASIDE) // COLUMN)
    places: dict[str, tuple[float, float]] = {}
    for part in parts:
        names = sorted(part)
        inside = _arrange_part(graph.subgraph(names), names, width)
        wide, high = np.ptp(inside, axis=0)
        span = min(int((wide + ASIDE) // COLUMN) + 1, len(skyline))
        # The place where it can stand highest, as far to the left as may be.
        tops = [float(skyline[left : left + span].max()) for left in range(len(skyline) - span + 1)]
        left = tops.index(min(tops))
        skyline[left : left + span] = tops[left] + high + ABOVE
        shift = np.array([left * COLUMN, tops[left]]) - inside.min(axis=0)
        places |= {name: (float(x), float(y)) for name, (x, y) in zip(names, inside + shift, strict=True)}
    if not places:
        return {}, height
    everything = np.array(list(places.values()))
    least, reach = everything.min(axis=0), np.ptp(everything, axis=0)
    height = max(height, float(reach[1]))
    stretch = np.where(reach > 0, np.array([width, height]) / np.maximum(reach, 1), 1.0)
    middle = np.where(reach > 0, 0.0, np.array([width, height]) / 2)
    moved = (everything - least) * stretch + middle
    return {name: (float(x), float(y)) for name, (x, y) in zip(places, moved, strict=True)}, height


def _arrange_part(graph: "nx.Graph[str]", names: list[str], width: float) -> Places:
    if len(names) == 1:
        return np.zeros((1, 2))
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted((min(pair), max(pair)) for pair in graph.edges()))
    found = nx.forceatlas2_layout(ordered, seed=SEED, max_iter=200)
    places = np.array([found[name] for name in names], dtype=float)
    places -= places.mean(axis=0)
    # The longer way lies flat.
    _, _, axes = np.linalg.svd(places, full_matrices=False)
    places = places @ axes.T
    wide, high = np.maximum(np.ptp(places, axis=0), 1e-9)
    area, flat = (len(names) - 1) * ROOM, max(high / wide, 0.4)
    target = min(sqrt(area / flat), width)
    places *= np.array([target / wide, area / target / max(high, 0.4 * wide)])
    return _apart(places, width) if len(names) <= MANY else places


def _apart(places: Places, width: float) -> Places:
    """Pushed from one another until none is too near, or as far as that comes in some rounds."""
    least = np.array(LEAST)
    for _ in range(120):
        between = places[:, None] - places[None, :]
        lack = np.clip(1 - np.abs(between) / least, 0, None).min(axis=2)
        np.fill_diagonal(lack, 0)
        if not lack.any():
            break
        away = np.sign(between + np.triu(np.full(between.shape[:2], 1e-6), 1)[:, :, None])
        places = places + 0.25 * (lack[:, :, None] * away * least).sum(axis=1)
    places[:, 0] *= min(1.0, width / max(float(np.ptp(places[:, 0])), 1.0))
    return places
