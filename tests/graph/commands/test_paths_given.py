"""Files and folders that cannot be read or written, as an ordinary user finds them: one line each."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.ingest import initialise
from graph.store import open_store

ROOT = Path(__file__).parents[3]
DROP, OVERRIDE, READ_SEARCH = 24, 1, 2  # PR_CAPBSET_DROP and what lets root pass over permissions


def as_anybody() -> None:
    libc = ctypes.CDLL(None)
    for capability in (OVERRIDE, READ_SEARCH):
        libc.prctl(DROP, capability, 0, 0, 0)


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """A command's exit code and what it complains of, run without root's rights."""
    ran = subprocess.run(
        [sys.executable, "-m", "graph", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "ONUS_DATA": "data"},
        preexec_fn=as_anybody,
        capture_output=True,
        text=True,
    )
    return ran.returncode, ran.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(tmp_path / "data") as store:
        initialise(store)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Egypt backs Khalifa Haftar, officials said.\n")
    for closed in ("closed", "articles/closed"):
        (tmp_path / closed).mkdir(mode=0)
    return tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="root's rights are dropped as on Linux")
@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["ingest", "closed/x.txt"], 1, "closed/x.txt: Permission denied"),
        (["import", "closed/x.nq"], 1, "closed/x.nq: Permission denied"),
        (["query", "closed/x.rq"], 1, "closed/x.rq: Permission denied"),
        (["export", "-o", "closed/x.nq"], 2, "closed/x.nq: cannot be written: Permission denied"),
        (["query", "x" * 300], 1, f"{'x' * 300}: File name too long"),
        (["extract", "articles"], 1, "skipped articles/closed: cannot be read: Permission denied"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_cannot_be_read_or_written_is_one_line(
    folder: Path, arguments: list[str], code: int, complaint: str
) -> None:
    assert run(folder, *arguments) == (code, f"onus: {complaint}\n")
