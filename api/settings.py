"""What the service is told from outside, read from the environment once, at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from graph.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Each field is set by the environment variable ONUS_<FIELD>; a bad value is named in the error.

    `read_texts` says whether article texts are shown to everybody; by default only to loopback clients
    and to holders of a key, since the texts are other people's copyright. `public_address` is the root
    that clients see ("https://onus.example/"), for links in descriptions.
    """

    data: Path = Path("data")
    endpoint: str | None = None
    plain: bool = False
    key: str | None = None
    public_address: str | None = None
    read_texts: bool = False
    query_timeout_s: float = 20.0
    query_memory_mb: int = 1024
    query_result_mb: int = 256
    query_text_kb: int = 256
    query_workers: int = 2
    query_queue: int = 64
    query_deliveries: int = 8
    query_delivery_s: float = 300.0
    readers_memory_mb: int = 4352
    body_limit_mb: int = 16

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Settings as the environment gives them. Raises UsageError naming the variable and its value."""
        values: dict[str, object] = {}
        for field in fields(cls):
            name = f"ONUS_{field.name.upper()}"
            if text := environment.get(name):
                values[field.name] = _read(name, text, field.default)
        return cls(**values)  # type: ignore[arg-type]


def _read(name: str, text: str, default: object) -> object:
    if isinstance(default, bool):
        if text.lower() in ("1", "true", "yes"):
            return True
        if text.lower() in ("0", "false", "no"):
            return False
        raise UsageError(f"{name}={text}: not yes or no")
    if isinstance(default, int | float):
        try:
            number = type(default)(text)
        except ValueError:
            raise UsageError(f"{name}={text}: not a number") from None
        if not 0 < number < float("inf"):
            raise UsageError(f"{name}={text}: not a positive number")
        return number
    return Path(text) if isinstance(default, Path) else text
