"""Asking the window that has the register to come to the front, instead of opening it.

What is said: ``front``, and the answer ``here``. Loaded only when another has it.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtNetwork import QLocalSocket

from stkdesk.storage.lock import holder_of, is_held
from stkdesk.ui.start.neighbour import meeting_place

FRONT, HERE = b"front\n", b"here\n"
AGAIN_S = 0.05  # between two calls, while a window that has just started gets ready


def hand_over(register: Path, patience_ms: int) -> bool:
    """Ask the window that has ``register`` to come to the front; False: nobody did.

    Waits up to ``patience_ms``. Only a window of this account, in this session, is
    asked: what another shows, nobody here would see.
    """
    left = QDeadlineTimer(patience_ms)
    while is_held(register):
        holder = holder_of(register)
        if holder is None or not holder.is_own_window or left.hasExpired():
            return False
        if _call(meeting_place(register), holder.pid, left):
            return True
        time.sleep(AGAIN_S)
    return False


def _call(place: str, pid: int, left: QDeadlineTimer) -> bool:
    if not _is_ours(place):
        return False
    socket = QLocalSocket()
    socket.connectToServer(place)
    if not socket.waitForConnected(left.remainingTime()):
        return False
    if not _let_come(socket, pid):
        return False
    socket.write(FRONT)
    socket.flush()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(left.remainingTime()):
            return False
    return bytes(socket.readLine().data()) == HERE


def _is_ours(place: str) -> bool:
    """Tell whether nobody else has made the socket: anybody may, in a common folder."""
    if sys.platform == "win32":  # asked of the pipe itself, once it is open
        return True
    try:
        return os.stat(place, follow_symlinks=False).st_uid == os.getuid()
    except OSError:
        return False


def _let_come(socket: QLocalSocket, pid: int) -> bool:
    """Give program ``pid`` the right to come to the front, if it is who answers.

    Windows lets a program forward only at the word of the one in front: us.
    """
    if sys.platform != "win32":
        return True
    import ctypes

    answers = ctypes.c_ulong()
    pipe = ctypes.c_void_p(int(socket.socketDescriptor()))
    asked = ctypes.windll.kernel32.GetNamedPipeServerProcessId
    if not asked(pipe, ctypes.byref(answers)) or answers.value != pid:
        return False
    ctypes.windll.user32.AllowSetForegroundWindow(pid)
    return True
