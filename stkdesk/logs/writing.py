"""Beginning and ending the log of a program, and noting a fault in it."""

from __future__ import annotations

import logging
from pathlib import Path

from stkdesk import __version__, settings
from stkdesk.logs import files, reports
from stkdesk.logs.discreet import OURS, SHAPE, Discreet, where

log = logging.getLogger(__name__)


class _Run:
    handler: files.OwnFile | None = None


def begin(*, quiet: bool = False) -> None:
    """Write the log from now on; once, however often it is asked for.

    ``quiet``: not that it begins, so that there is no file until there is a need.
    """
    folders, before = files.folders(), _Run.handler
    root = logging.getLogger()
    if before is not None and before.folders == folders and before in root.handlers:
        return
    end()
    handler = files.OwnFile(folders)
    handler.setFormatter(Discreet(SHAPE))
    _Run.handler = handler
    root.addHandler(handler)
    # A library has no word of its own in it: only that it complains is worth a line.
    root.setLevel(max(logging.WARNING, _level()))
    logging.getLogger(OURS).setLevel(_level())
    if not quiet:
        log.info("stkdesk %s begins, %s", __version__, reports.how_it_runs())


def end() -> None:
    """Let go of the file."""
    handler, _Run.handler = _Run.handler, None
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()


def file_in_use() -> Path | None:
    """Return the file this program writes its log in, or None: it writes none yet."""
    return _Run.handler.file if _Run.handler is not None else None


def note(error: BaseException) -> str:
    """Write a fault of the program to the log; return the reference it has there."""
    reference, places = reports.reference(), where(error)
    log.error("fault %s\n%s", reference, places)
    kind, _, steps = places.partition("\n")
    reports.write(reference, kind, steps)
    return reference


def _level() -> int:
    return logging.getLevelNamesMapping()[settings.log_level()]
