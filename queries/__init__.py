"""Every query the program asks of claims, one `.rq` file each, and what its head comment says about it.

Those that people ask stand here, those behind the lists of the HTTP service in `lists`, and those that write,
mend and find in `store`.

A head comment is a title line, a description, and one line for each parameter:

    # Supporters of an actor
    #
    # Who is said to back it, claim by claim.
    #
    # $actor (actor, required): the supported actor
    # $relations (relation*, default supports leads): relations to follow; "*" takes several values
    # $limit (integer, default 1000): how many solutions at most
    # $until (date, optional): left out, it matches anything

A parameter stands in the query as `$name`. A line that ends in `# if $name` is for when that parameter is
given, one that ends in `# unless $name` for when it is not (`fitting`): an engine plans better for what is
asked alone. Without either being left out the answer is the same.

What keeps them fast on a million claims, measured on Oxigraph, which joins in the order written and looks
up one pattern at a time: begin with the pattern that names an actor or a code; write every required
pattern before the first OPTIONAL or BIND; one pattern in an OPTIONAL and in an EXISTS; labels of what an
aggregate found in OPTIONAL; `FILTER(?relation IN ($relations))`, not VALUES; `MINUS` for what a review sets
aside, which is looked up once and not for each claim; `VALUES ?claim { $claim }`, not a FILTER, for the one
asked for. A lookup takes some 10 µs, a solution of a scan of one pattern 0.5 µs, so where nobody in
particular is asked about: scans of one pattern each, as subselects, which are joined by hash; ranks and
counts from graph/edges; LIMIT before any OPTIONAL. Sorting looks IRIs and names up at each comparison: sort
few, or by numbers and dates, and break ties of very many only in the answer (200,000 articles by day took
1.0 s of processor time, by day and IRI 11.8 s). With a million claims a lookup takes some 85 µs where its
block has to be read again. A graph is named (`GRAPH graph:edges`): of one that VALUES binds, all is read for
each solution. What is kept of many is chosen by numbers (`onus:precedence` of edges, `onus:moment` of claims,
denials before assertions) in a subselect with LIMIT, before names are looked up. What follows a subselect
is looked up one by one where that has a LIMIT, else joined by hash with all there is; so too what follows a
variable that may be unbound (from OPTIONAL, or a BIND that may fail).

What keeps them right on Virtuoso 7 too, which drops solutions otherwise: BIND after the last OPTIONAL of its
group; no result of REPLACE compared but within CONCAT; `COALESCE(?x, "")` where ORDER BY may find `?x`
unbound and LIMIT follows; MIN and MAX of `STR(?x)` where `?x` is an IRI, and `STR(?x)` in IF beside what is
unbound; no literal of VALUES inside EXISTS but by BIND; a path of any length from what is bound to a
variable, with the end compared as text.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

ParameterType = Literal[
    "actor",
    "violation",
    "article",
    "claim",
    "relation",
    "stance",
    "status",
    "kind",
    "date",
    "integer",
    "text",
]

_FOLDER = Path(__file__).parent
_CONDITION = re.compile(r"# (if|unless) \$(\w+)$")
_PARAMETER = re.compile(
    r"\$(?P<name>\w+) \((?P<type>\w+)(?P<many>\*?), "
    r"(?:(?P<need>required|optional)|default (?P<default>.*?))\): (?P<description>.+)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query. `default` is the values taken where none is given, as text; `many` says that
    several may be given."""

    name: str
    type: ParameterType
    description: str
    required: bool = False
    many: bool = False
    default: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ShippedQuery:
    """A query with its description. `text` is the whole file."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def names() -> tuple[str, ...]:
    """Every query's name, sorted: its file's name without `.rq`."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.rq")))


@cache
def read(name: str) -> ShippedQuery:
    """The query of that name. Raises KeyError where there is none, ValueError for a malformed head."""
    if name not in names():
        raise KeyError(name)
    text = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    title, *lines = _head(text)
    parameters = tuple(_parameter(name, line) for line in lines if line.startswith("$"))
    described = "\n".join(line for line in lines if not line.startswith("$")).strip()
    description = "\n\n".join(" ".join(part.split("\n")) for part in described.split("\n\n"))
    return ShippedQuery(name, title, description, parameters, text)


@cache
def text(folder: str, name: str) -> str:
    """A query of a folder in here, whole. Raises KeyError where there is none of that name."""
    file = _FOLDER / folder / f"{name}.rq"
    if not file.is_file():
        raise KeyError(name)
    return file.read_text(encoding="utf-8")


def fitting(text: str, given: Collection[str]) -> str:
    """The query without the lines that are for other parameters than those given."""
    kept = []
    for line in text.split("\n"):
        condition = _CONDITION.search(line)
        if condition is None or (condition[1] == "if") is (condition[2] in given):
            kept.append(line)
    return "\n".join(kept)


def _head(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        if line.startswith("#   ") and lines:
            lines[-1] += " " + line[1:].strip()
        else:
            lines.append(line[1:].strip())
    return lines or [""]


def _parameter(query: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None or match["type"] not in get_args(ParameterType):
        raise ValueError(f"{query}.rq: not a parameter: {line!r}")
    default = match["default"]
    many = bool(match["many"])
    values = None if default is None else tuple(default.split()) if many else (default.strip('"'),)
    return Parameter(
        name=match["name"],
        type=match["type"],  # type: ignore[arg-type]
        description=match["description"],
        required=match["need"] == "required",
        many=many,
        default=values,
    )
