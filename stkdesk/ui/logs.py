"""The log: what the program did and where it stumbled; never who it was about."""

from __future__ import annotations

import logging
from contextlib import suppress

from stkdesk import settings

SHAPE = "%(asctime)s %(levelname)s %(name)s %(message)s"
LARGEST, KEPT = 500_000, 3  # bytes in a file, older files


def begin() -> None:
    """Write the log to the log folder from now on; do without if it cannot be."""
    from logging.handlers import RotatingFileHandler  # loads sockets: not at start

    folder = settings.log_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "stkdesk.log",
            maxBytes=LARGEST,
            backupCount=KEPT,
            encoding="utf-8",
        )
        handler.setFormatter(logging.Formatter(SHAPE))
        root = logging.getLogger()
        root.addHandler(handler)
        root.setLevel(logging.INFO)
