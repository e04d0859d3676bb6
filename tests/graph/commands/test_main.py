"""What every command has in common: help, one-line errors, exit codes, a quick start."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import httpx
import pytest

from graph.commands import cli

README = Path(__file__).parents[3] / "README.md"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command and subcommand by its full name: "keys create"."""
    for name, command in cli.commands.items():
        yield name, command
        if isinstance(command, click.Group):
            for subname, subcommand in command.commands.items():
                yield f"{name} {subname}", subcommand


COMMANDS = dict(commands())


def start(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "graph", *arguments],
        cwd=README.parent,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_help_describes_the_command_and_gives_examples(onus: Callable[..., Any], name: str) -> None:
    ran = onus(*name.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"onus {name}" in ran.out
    assert "Example" in ran.out
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"onus {name} {parameter.name} has no help"


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from graph.commands import cli;"
        "heavy = {'spacy', 'rich', 'pyoxigraph', 'httpx', 'networkx', 'rdflib', 'trafilatura', 'uvicorn'};"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=README.parent, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nonsense"], "onus: No such command 'nonsense'. (see: onus --help)"),
        (["ingest"], "onus: Missing argument 'PATH...'. (see: onus ingest --help)"),
        (["query", "--nonsense"], "onus: No such option '--nonsense'. (see: onus query --help)"),
        (["serve", "--port", "x"], "onus: Invalid value for '--port'"),
        (["query", "supporters-of", "--param", "actor"], "onus: --param takes KEY=VALUE, not 'actor'"),
        (["ingest", "missing-folder"], "onus: missing-folder: no such file or folder"),
        (["extract", "missing-folder"], "onus: missing-folder: no such file or folder"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    onus: Callable[..., Any], arguments: list[str], complaint: str
) -> None:
    ran = onus(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaint.startswith(complaint)


def test_a_service_tells_its_requests_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    process = start("serve", "--port", "0", "--data", str(tmp_path / "data"))
    assert process.stderr is not None
    told = re.match(r"Onus is at (http://127\.0\.0\.1:\d+/)", process.stderr.readline())
    assert told
    answer = httpx.get(f"{told[1]}health?secret=1", timeout=60)
    assert answer.status_code == 200
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    line = json.loads(out)
    assert (line["id"], line["route"]) == (answer.headers["x-query-id"], "/health")
    assert "secret" not in out + err
    assert "Traceback" not in err
    assert process.returncode == 0


def test_ctrl_c_ends_a_run_that_another_completes(tmp_path: Path) -> None:
    data, feed = tmp_path / "data", tmp_path / "feed.jsonl"
    records = [
        {"id": f"a{n}", "text": f"Egypt backs Khalifa Haftar, {n} officials said."} for n in range(300)
    ]
    feed.write_text("\n".join(map(json.dumps, records)))
    process = start("ingest", "--data", str(data), str(feed))
    # A text is written just before its claims: where there are two, one article is in.
    while process.poll() is None and len(list(data.glob("texts/*/*.txt"))) < 2:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert re.fullmatch(
        r"\s*onus: interrupted: \d+ articles are in the graph; run it again for the others\n", err
    )
    again = start("ingest", "--data", str(data), str(feed))
    out, err = again.communicate(timeout=300)
    assert (again.returncode, err) == (0, "")
    assert "articles unchanged" in out
    assert len(list(data.glob("texts/*/*.txt"))) == 300


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    process = start("query")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), err) == (141, "")


@pytest.mark.skipif(not README.exists(), reason="no README yet")
@pytest.mark.parametrize("name", COMMANDS)
def test_readme_documents_every_command_and_option(name: str) -> None:
    text = README.read_text(encoding="utf-8")
    assert f"onus {name}" in text, f"README.md does not mention onus {name}"
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option) and parameter.name != "help":
            assert any(option in text for option in parameter.opts), (
                f"README.md does not mention {parameter.opts} of onus {name}"
            )
