"""`onus demo` reads the samples, answers every question, and serves the graph."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from graph.demo import QUESTIONS

ROOT = Path(__file__).parents[3]


def test_every_question_has_its_answer(onus: Callable[..., Any]) -> None:
    ran = onus("demo", "--no-serve")
    assert (ran.code, ran.err) == (0, "")
    rest = ran.out
    for question in QUESTIONS:
        _, asked, rest = rest.partition(f"{question.words}\nonus query {question.query}")
        assert asked, f"not asked in its turn: {question.words}"
        assert "───" in rest.partition("onus query")[0], f"no answer: {question.words}"
    assert "Egypt" in ran.out
    assert "denies" in ran.out
    assert "nothing here is a finding of guilt" in " ".join(ran.out.split())


def test_the_graph_is_served_afterwards(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "graph", "demo", "--port", "0"],
        cwd=ROOT,
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        assert line.startswith("Onus is at http://127.0.0.1:"), line
        query = "ASK { ?backer <https://w3id.org/onus/supports> ?who }"
        address = line.split()[3] + "sparql"
        answer = httpx.get(address, params={"query": query}, timeout=60)
        assert answer.status_code == 200
        assert answer.json()["boolean"] is True
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    assert process.returncode == 0
