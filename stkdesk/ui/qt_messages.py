"""What Qt complains about, without what it complains about.

Its texts quote what they were given: paths with the name of the account, and words from
the fields. Only the part of Qt that speaks is written, by names it has itself, and a
mark that is the same when the same is said again in this run. The mark has a key that
is kept nowhere, so that nobody can try words on it afterwards.
"""

from __future__ import annotations

import logging
import os
import re
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType

from stkdesk.logs import reports

log = logging.getLogger(__name__)

MODULES = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets")
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
}
MOST = 200  # different messages of one run

_SPEAKER = re.compile(r"(Q[A-Za-z]{2,40})(?:::([a-z]\w{1,40}))?\b", re.ASCII)
_CATEGORY = re.compile(r"(qt|default|js)(\.[a-z0-9]{1,20}){0,4}", re.ASCII)
_KEY = os.urandom(16)
_told = set[str]()


def on_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Write that Qt has said something; the first time only. Given to Qt."""
    told = discreet(getattr(context, "category", None) or "", text)
    if kind == QtMsgType.QtFatalMsg:  # Qt stops the program as soon as this returns
        reports.write(reports.reference(), f"Qt: {told}", "")
        log.critical("qt: %s", told)
    elif told not in _told and len(_told) < MOST:
        _told.add(told)
        log.log(LEVELS.get(kind, logging.ERROR), "qt: %s", told)


def discreet(category: str, text: str) -> str:
    """Return who in Qt speaks, and a mark: ``default QFont::setPointSize 3f2a11``."""
    from hashlib import blake2b  # loads much, and most starts need it never

    known = category if _CATEGORY.fullmatch(category) else "?"
    mark = blake2b(text.encode("utf-8", "replace"), key=_KEY, digest_size=3).hexdigest()
    return " ".join(filter(None, (known, _speaker(text), mark)))


def _speaker(text: str) -> str:
    """Return the class and method ``text`` begins with, if Qt has them, else ""."""
    found = _SPEAKER.match(text)
    if found is None:
        return ""
    name, method = found.groups()
    for module in MODULES:
        made = getattr(sys.modules.get(module), name, None)
        if made is not None:
            return f"{name}::{method}" if method and hasattr(made, method) else name
    return ""
