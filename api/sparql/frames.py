"""What a reader process and the service say to each other over pipes.

A request is a 4-byte big-endian length and a JSON object. An answer is a series of frames, each a
kind byte, a 4-byte length and a payload, closed by END or ERROR (a JSON object).
"""

import json
import struct
from collections.abc import Mapping
from typing import Any

DATA = b"d"
END = b"e"
ERROR = b"x"

LENGTH = struct.Struct(">I")
HEAD = struct.Struct(">cI")


def pack_request(request: Mapping[str, Any]) -> bytes:
    body = json.dumps(request).encode()
    return LENGTH.pack(len(body)) + body


def pack_frame(kind: bytes, payload: bytes = b"") -> bytes:
    return HEAD.pack(kind, len(payload)) + payload
