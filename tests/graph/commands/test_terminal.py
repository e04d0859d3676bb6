"""What a terminal shows, on a terminal made for the test."""

import os
import pty
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_what_is_printed_stands_on_lines_of_its_own(tmp_path: Path, story: str) -> None:
    (tmp_path / "story.txt").write_text(story)
    shown, terminal = pty.openpty()
    command = [sys.executable, "-m", "graph", "extract", "--format", "table", "story.txt"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "100"}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=terminal, stderr=terminal)
    os.close(terminal)
    written = b""
    try:
        while data := os.read(shown, 4096):
            written += data
    except OSError:  # Linux's way to say that nobody writes to it any more
        pass
    finally:
        os.close(shown)
    assert process.wait(60) == 0
    lines = written.decode().splitlines()
    assert [line.strip() for line in lines if "story: Egypt" in line] == ["story: Egypt backs Haftar"]
