"""Which encoding of a document a client takes (RFC 9110 section 12.5.3)."""

import re
from functools import lru_cache

__all__ = ["accepts_gzip"]

GZIP = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?P<q>[0-9.]+)\s*)?(?=,|$)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes gzip."""
    match = GZIP.search(header)
    return match is not None and float(match["q"] or 1) > 0
