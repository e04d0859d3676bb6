"""Keys are shown once, kept as hashes, and worthless once revoked."""

import stat
from pathlib import Path

import pytest

from graph.errors import StoreError, UsageError
from graph.keys import check_key, create_key, list_keys, revoke_key


def test_a_key_opens_until_it_is_revoked(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert not check_key(data, "")
    secret = create_key(data, "newsroom")
    other = create_key(data, "court")
    assert check_key(data, secret)
    assert check_key(data, other)
    assert not check_key(data, secret[:-1])
    assert not check_key(data, "\ud800")
    assert [key.name for key in list_keys(data)] == ["newsroom", "court"]
    revoke_key(data, "newsroom")
    assert not check_key(data, secret)
    assert check_key(data, other)


def test_secrets_are_not_kept_and_the_file_is_private(tmp_path: Path) -> None:
    secret = create_key(tmp_path, "newsroom")
    kept = tmp_path / "keys.json"
    assert secret not in kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list_keys(tmp_path)[0].created.endswith("+00:00")


def test_names(tmp_path: Path) -> None:
    create_key(tmp_path, "newsroom")
    for name in ("newsroom", " ", "a\nb"):
        with pytest.raises(UsageError):
            create_key(tmp_path, name)
    with pytest.raises(UsageError, match="no key named 'court'"):
        revoke_key(tmp_path, "court")
    assert len(list_keys(tmp_path)) == 1


@pytest.mark.parametrize("content", ["{", '[{"name": "x"}]', "[3]", "3"])
def test_a_broken_key_file_opens_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content)
    with pytest.raises(StoreError, match=r"keys\.json: cannot be read"):
        check_key(tmp_path, "x")
    with pytest.raises(StoreError):
        create_key(tmp_path, "newsroom")
    assert (tmp_path / "keys.json").read_text() == content
