"""The W3C test suites, where the folder beside the project holds them."""

from pathlib import Path

import pytest

W3C = Path(__file__).parents[4] / "shared" / "w3c"


@pytest.fixture(scope="session")
def w3c() -> Path:
    """The folder of the suites."""
    if not W3C.is_dir():
        pytest.skip(f"the W3C suites are not at {W3C}")
    return W3C
