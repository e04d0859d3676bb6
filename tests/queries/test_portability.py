"""What an engine was seen to answer wrongly is not written in any query (see `queries`)."""

import re
from pathlib import Path

import pytest

import queries

FILES = sorted(Path(queries.__file__).parent.rglob("*.rq"))
CHECKED_PATH = re.compile(r"\w[*+] +[$<]")
OPTIONAL_IN_ORDER = re.compile(r"ORDER BY (?:.* )?(?:DESC\()?\?(?:published|day|date)\b")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_optional_follows_a_binding_that_follows_a_filter(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    depths = [len(line) - len(line.lstrip()) for line in lines]
    for place, line in enumerate(lines):
        if line.lstrip().startswith("BIND("):
            first, last = place, place
            while first and depths[first - 1] >= depths[place]:
                first -= 1
            while last + 1 < len(lines) and depths[last + 1] >= depths[place]:
                last += 1
            beside = [
                each if depth == depths[place] else "" for each, depth in zip(lines, depths, strict=True)
            ]
            before, after = beside[first:place], beside[place + 1 : last + 1]
            is_filtered = any(each.lstrip().startswith(("FILTER", "MINUS")) for each in before)
            assert not (is_filtered and any(each.lstrip().startswith("OPTIONAL") for each in after)), line


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_sorted_by_is_bound(file: Path) -> None:
    assert not OPTIONAL_IN_ORDER.search(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_path_of_any_length_is_followed_to_a_variable(file: Path) -> None:
    assert not CHECKED_PATH.search(file.read_text(encoding="utf-8"))
