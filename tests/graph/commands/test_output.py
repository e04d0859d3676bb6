"""Where commands write to: standard output that is full or that nobody reads, links and named pipes."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
PRINTING = [
    ["--help"],
    ["export"],
    ["export", "--format", "csv"],
    ["network"],
]


def run(folder: Path, arguments: list[str], output: Any) -> tuple[int, str]:
    """A command's exit code and what it complains of."""
    ran = subprocess.run(
        [sys.executable, "-m", "graph", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
    )
    return ran.returncode, ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
@pytest.mark.usefixtures("store")
def test_a_full_output_is_one_line(tmp_path: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        told = run(tmp_path, arguments, full)
    assert told == (1, "onus: cannot write to standard output: No space left on device\n")


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
@pytest.mark.usefixtures("store")
def test_an_output_that_nobody_reads_ends_a_command_silently(tmp_path: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as unread:
        assert run(tmp_path, arguments, unread) == (141, "")


def test_a_link_is_followed_and_stays(store: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "old.nq").write_text("old")
    (tmp_path / "link.nq").symlink_to(Path("folder", "old.nq"))
    assert store("export", "-o", tmp_path / "link.nq").code == 0
    assert (tmp_path / "link.nq").readlink() == Path("folder", "old.nq")
    assert (tmp_path / "folder" / "old.nq").read_text() == store("export").out
    assert sorted(path.name for path in (tmp_path / "folder").iterdir()) == ["old.nq"]


def test_a_named_pipe_is_written_into(store: Callable[..., Any], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()), daemon=True)
    reader.start()
    assert store("export", "-o", pipe).code == 0
    reader.join(20)
    assert pipe.is_fifo()
    assert read == [store("export").out]
