"""Keys that let programs write through the HTTP service, kept as hashes in DATA/keys.json."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path

from graph.errors import StoreError, UsageError


@dataclass(frozen=True, slots=True)
class Key:
    """A key as kept: whose it is, the SHA-256 of its secret in hex, and when it was made (ISO 8601, UTC)."""

    name: str
    sha256: str
    created: str


def create_key(data: Path, name: str) -> str:
    """Make a key for `name` and return its secret, which is kept nowhere and cannot be shown again.

    The secret has 256 random bits, so that a plain hash of it cannot be guessed back. Raises UsageError
    where the name is empty or taken.
    """
    name = name.strip()
    if not name or not name.isprintable() or len(name) > 100:
        raise UsageError(f"a key's name has 1 to 100 printable characters, not {name!r}")
    secret = secrets.token_urlsafe(32)
    with _changing(data) as keys:
        if any(key.name == name for key in keys):
            raise UsageError(f"a key named {name!r} is there already; revoke it first")
        keys.append(Key(name, _hash(secret), datetime.now(UTC).isoformat(timespec="seconds")))
    return secret


def list_keys(data: Path) -> list[Key]:
    """All keys, oldest first. Raises StoreError where the key file cannot be read."""
    path = _path(data)
    try:
        return [Key(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{path}: cannot be read as a list of keys: {error}") from None


def revoke_key(data: Path, name: str) -> None:
    """Make the key of that name worthless at once. Raises UsageError where there is none."""
    with _changing(data) as keys:
        left = [key for key in keys if key.name != name]
        if len(left) == len(keys):
            raise UsageError(f"no key named {name!r}")
        keys[:] = left


def check_key(data: Path, secret: str) -> bool:
    """Whether the secret is one of a key that stands; how long this takes tells nothing about the keys."""
    given = _hash(secret)
    return any(compare_digest(given, key.sha256) for key in list_keys(data))


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _path(data: Path) -> Path:
    return data / "keys.json"


@contextmanager
def _changing(data: Path) -> Iterator[list[Key]]:
    """The keys as a list to change; written when the block ends well, for the owner's eyes alone."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        with (data / ".keys.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            keys = list_keys(data)
            yield keys
            new = data / ".keys.new"
            new.unlink(missing_ok=True)
            with open(new, "w", encoding="utf-8", opener=_private) as file:
                json.dump([asdict(key) for key in keys], file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            new.replace(_path(data))
    except OSError as error:
        raise StoreError(f"{_path(data)}: cannot be written: {error.strerror}") from None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
