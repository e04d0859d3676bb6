"""An answer's columns and bars, as a page shows them: names in the place of IRIs, with links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from api.models.queries import Cell, QueryAnswer
from api.pages.words import kind, local_name

NAMED_BY = {"asserter": "speaker", "article": "title"}
"""Variables of IRIs with the variable that names each, beside those whose name ends in `Name`."""

BARS = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the variable shown, and that of the IRI it links to."""

    heading: str
    variable: str
    linked: str | None

    def text(self, solution: Mapping[str, Cell]) -> str:
        """What the cell says; empty where there is nothing."""
        cell = solution.get(self.variable) or (solution.get(self.linked) if self.linked else None)
        if cell is None:
            return ""
        if cell.type == "uri":
            return self.heading if self.variable == "claim" else kind(local_name(cell.value))
        return cell.value

    def href(self, solution: Mapping[str, Cell]) -> str | None:
        """Where the cell leads."""
        cell = solution.get(self.linked or self.variable)
        return cell.href if cell else None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart; `share` is of the longest, from 0 to 1."""

    label: str
    value: int
    share: float


def columns(answer: QueryAnswer) -> list[Column]:
    """The columns to show, those that tell nothing left out."""
    names = answer.variables
    namers = {name: f"{name}Name" for name in names if f"{name}Name" in names}
    namers |= {name: namer for name, namer in NAMED_BY.items() if name in names and namer in names}
    iris = {namer: name for name, namer in namers.items()}
    shown = [Column(_heading(name), name, iris.get(name)) for name in names if name not in namers]
    solutions = answer.solutions or ()
    return [column for column in shown if any(column.text(solution) for solution in solutions)]


def bars(answer: QueryAnswer) -> list[Bar]:
    """The first count of the first solutions by what names them; none where nothing is counted."""
    solutions = (answer.solutions or ())[:BARS]
    shown = columns(answer)
    counts = [column for column in shown if _counts(column, solutions)]
    labels = [column for column in shown if column not in counts and column.linked]
    if not counts or not labels or len(solutions) < 2:
        return []
    values = [int(counts[0].text(solution)) for solution in solutions]
    longest = max(max(values), 1)
    return [
        Bar(" – ".join(filter(None, (each.text(solution) for each in labels[:2]))), value, value / longest)
        for solution, value in zip(solutions, values, strict=True)
    ]


def _counts(column: Column, solutions: tuple[dict[str, Cell], ...]) -> bool:
    cells = [solution.get(column.variable) for solution in solutions]
    return bool(cells) and all(
        cell is not None and (cell.datatype or "").endswith("#integer") and cell.value.isdecimal()
        for cell in cells
    )


def _heading(variable: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", variable.removesuffix("Name")).lower()
    return words[:1].upper() + words[1:]
