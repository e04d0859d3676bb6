"""The README shows what the samples give, in part. A failure tells what they give now."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from pyoxigraph import RdfFormat, Triple, parse

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
SHOWN = {
    command: output
    for kind, text in BLOCKS
    if kind == "console"
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)
}
COLUMNS = "92"
"""As wide as the README shows a terminal."""


def onus(data: Path, command: str) -> str:
    environment = os.environ | {"ONUS_DATA": str(data), "COLUMNS": COLUMNS}
    arguments = [sys.executable, "-m", "graph", *shlex.split(command)[1:]]
    done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with what the README's first command reads."""
    folder = tmp_path_factory.mktemp("readme") / "data"
    onus(folder, command_of("onus ingest "))
    return folder


@pytest.fixture(scope="module")
def client(data: Path, terminal: str, serve_for_module: Callable[..., httpx.Client]) -> httpx.Client:
    """Of a service over it, once the terminal has had its answer: only one process opens a store."""
    return serve_for_module(data=data)


@pytest.fixture(scope="module")
def terminal(data: Path) -> str:
    """What the README's first question gives."""
    return onus(data, command_of("onus query supporters-of "))


def command_of(part: str) -> str:
    (command,) = (each for each in SHOWN if part in each)
    return command


def assert_shown(shown: str, given: str) -> None:
    """Every line that is shown, or each part of it around "…", is given, in this order."""
    parts = ["".join(part.split()) for part in re.split("[…\n]", shown)]
    found = re.match(".*?".join(map(re.escape, parts)), "".join(given.split()))
    assert found, f"the README shows\n{shown}\nbut there is\n{given}"


def triples(turtle: str) -> set[Triple]:
    return {quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)}


def test_the_answer_in_the_terminal(terminal: str) -> None:
    assert_shown(SHOWN[command_of("onus query supporters-of ")], terminal)


def test_the_answer_in_json(client: httpx.Client) -> None:
    command = command_of("json.tool")
    address = urlsplit(next(word for word in shlex.split(command) if word.startswith("http:")))
    answer = client.get(f"{address.path}?{address.query}").json()
    assert_shown(SHOWN[command], json.dumps(answer, indent=4, ensure_ascii=False))


def test_the_claim_in_turtle(client: httpx.Client) -> None:
    (block,) = (text for kind, text in BLOCKS if kind == "turtle")
    (article,) = re.findall(r"prov:wasDerivedFrom <articles/(.*?)>", block)
    answer = client.get("/claims", params={"article": article, "stance": "denies", "format": "turtle"})
    assert triples(block) <= triples(answer.text), answer.text
