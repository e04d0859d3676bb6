"""Run the command line in this process, as a user would in a terminal that is none."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.commands import main

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


@dataclass(frozen=True)
class Ran:
    """What a command left behind: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line that a failing command writes."""
        (line,) = self.err.splitlines()
        return line


@pytest.fixture
def onus(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ran]:
    """`onus("query", "supporters-of", …)`; the data directory is `data` in the test's own folder."""
    monkeypatch.setenv("ONUS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("ONUS_ENDPOINT", raising=False)

    def run(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as exit_info:
            main([str(argument) for argument in arguments])
        assert isinstance(exit_info.value.code, int)
        return Ran(exit_info.value.code, *capfd.readouterr())

    return run


@pytest.fixture(scope="session")
def seeds() -> Path:
    if not SEEDS.is_dir():
        pytest.skip("needs ../shared/seeds")
    return SEEDS


@pytest.fixture(scope="session")
def story() -> str:
    """An article on which no extractor should differ: support, its denial, command, an accusation."""
    return (
        "Egypt backs Haftar\n\n"
        "Khalifa Haftar, who leads the Libyan National Army, is backed by Egypt. Haftar's forces killed "
        "16 civilians in Derna on Tuesday, according to Amnesty International. Egypt has denied supporting "
        "Haftar.\n"
    )


@pytest.fixture
def store(onus: Callable[..., Ran], story: str, tmp_path: Path) -> Callable[..., Ran]:
    """The command line with the story in the store."""
    (tmp_path / "story.txt").write_text(story)
    ran = onus("ingest", tmp_path / "story.txt")
    assert (ran.code, ran.err) == (0, "")
    return onus
