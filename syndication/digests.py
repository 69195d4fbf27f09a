"""Digests by which equal things are known."""

import hashlib
import json
from typing import Any

__all__ = ["digest_of"]


# Any: the digest is of JSON, which has no narrower type.
def digest_of(value: Any) -> str:
    """A SHA-256 (hex) of anything JSON can hold, the same for the same content."""
    written = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
