"""Where names can stand in a picture so that none covers another, an actor or an arrowhead.

The same rule as that of the drawing in the browser, web/src/labels.ts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

HEIGHT = 16.0
NEAR, CLEAR, GAP = 2.0, 9.0, 5.0  # from its own actor, from others, from names beside it
LARGE, MINOR = 0.5, 0.8
SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))


@dataclass(frozen=True)
class Box:
    """A part of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def near(self, others: Iterable["Box"], margin: float = 0.0) -> list["Box"]:
        """Those that are nearer than a margin."""
        return [
            other
            for other in others
            if self.right + margin > other.left
            and self.left - margin < other.right
            and self.bottom + margin > other.top
            and self.top - margin < other.bottom
        ]

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> "Box":
        """A square around a point."""
        return cls(x - radius, y - radius, x + radius, y + radius)


def place_names(
    points: Sequence[tuple[float, float, float, float]], heads: Sequence[Box], across: float
) -> list[Box | None]:
    """Where the name of each point stands, or None where there is no room for it; the first ones come first.

    A point is x, y, its radius and how wide its name is; no name is cut off at the sides of a picture that is
    `across` wide. A name covers nothing and stands clearly nearer to its own point than to any other; only
    those of large points, where there is no such place, may cover a few `heads` and points that are much
    smaller.
    """
    dots = [Box.around(x, y, radius) for x, y, radius, _ in points]
    largest = max((radius for _, _, radius, _ in points), default=0.0)
    taken: list[Box] = []
    found: list[Box | None] = []
    for (x, y, radius, width), own in zip(points, dots, strict=True):
        bearable: list[tuple[int, Box]] = []
        chosen: Box | None = None
        for further, box in _places(x, y, radius, width, across):
            if box.near(taken):
                continue
            over, on = len(box.near(heads)), box.near(dots)
            if not over and not on and box.near(dots, CLEAR + 2 * further) in ([own], []):
                chosen = box
                break
            if not further and all(dot.right - dot.left < MINOR * 2 * radius for dot in on):
                bearable.append((over + 3 * len(on), box))
        if chosen is None and bearable and radius >= LARGE * largest:
            chosen = min(bearable, key=lambda each: each[0])[1]
        if chosen is not None:
            taken.append(Box(chosen.left - GAP, chosen.top, chosen.right + GAP, chosen.bottom))
        found.append(chosen)
    return found


def _places(x: float, y: float, radius: float, width: float, across: float) -> Iterator[tuple[float, Box]]:
    for further in (0.0, 10.0):
        reach = radius + NEAR + further
        for right, down in SIDES:
            left = x - width / 2 + right * (width / 2 + reach)
            top = y - HEIGHT / 2 + down * (HEIGHT / 2 + reach)
            left = min(max(left, 2.0), max(across - width - 2.0, 2.0))
            yield further, Box(left, top, left + width, top + HEIGHT)
