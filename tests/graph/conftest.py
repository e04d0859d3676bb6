"""Articles for the claims store, and an extractor of which a test can foresee what it reads."""

import importlib
import io
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from graph.model import Article
from graph.store import Store


@pytest.fixture(scope="session")
def line_extractor() -> Iterator[ModuleType]:
    """The module, importable by that name in other processes too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))
        yield importlib.import_module("line_extractor")


@pytest.fixture(scope="session")
def write_article() -> Callable[..., Article]:
    """A function from an id and lines to an article."""

    def write(identifier: str, *lines: str, **metadata: object) -> Article:
        text = "\n".join(lines)
        return Article(
            id=identifier,
            text=text,
            original_sha256=sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            **metadata,  # type: ignore[arg-type]
        )

    return write


@pytest.fixture(scope="session")
def dump() -> Callable[[Store], list[str]]:
    """A function from a store to its sorted N-Quads."""

    def lines(store: Store) -> list[str]:
        output = io.BytesIO()
        store.dump(output)
        return sorted(output.getvalue().decode().splitlines())

    return lines
