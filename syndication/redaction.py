"""Keys that stand in an address never reach a log."""

import logging
import re

__all__ = ["IN_PATH", "Redacted", "redact"]

IN_PATH = "k"  # the first part of an address that holds a key: /k/<secret>/feeds/…
SECRET = re.compile(rf"(/{IN_PATH}/)[^/\s\"'?#]+")


def redact(text: str) -> str:
    """The text with every key in an address taken out."""
    return SECRET.sub(r"\1…", text)


class Redacted(logging.Filter):
    """Takes keys out of what Django logs of requests: put on its loggers when the app starts."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if SECRET.search(message):
            record.msg, record.args = redact(message), ()
        return True
