"""The log: what the program did and where it stumbled; never who it was about."""

from __future__ import annotations

import logging
from contextlib import suppress

from stkdesk import settings

SHAPE = "%(asctime)s %(levelname)s %(name)s %(message)s"
LARGEST = 500_000  # bytes; a larger log becomes the older one when the program starts


def begin() -> None:
    """Write the log to the log folder from now on; do without if it cannot be."""
    file = settings.log_folder() / "stkdesk.log"
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > LARGEST:
            file.replace(file.with_suffix(".older.log"))
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter(SHAPE))
        root = logging.getLogger()
        root.addHandler(handler)
        root.setLevel(logging.INFO)
