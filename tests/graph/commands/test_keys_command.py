"""`onus keys` makes, lists and revokes keys for writers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.keys import check_key


def test_keys(onus: Callable[..., Any], tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "no keys in" in onus("keys", "list").complaint
    made = onus("keys", "create", "newsroom")
    secret = made.out.strip()
    assert (made.code, check_key(data, secret)) == (0, True)
    listed = onus("keys", "list")
    assert "newsroom" in listed.out
    assert secret not in listed.out
    assert onus("keys", "revoke", "newsroom").code == 0
    assert not check_key(data, secret)


def test_bad_names(onus: Callable[..., Any]) -> None:
    missing = onus("keys", "revoke", "nobody")
    assert (missing.code, missing.complaint) == (2, "onus: no key named 'nobody'")
    assert onus("keys", "create").code == 2
