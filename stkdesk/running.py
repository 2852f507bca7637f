r"""Lets the installer see that the program runs, by two names Windows holds for it.

The installer asks for ``Local\stkdesk-running`` (this session) and ``Global\…`` (every
session of the machine) and does not change a program that is at work. The names are
held until the program ends, however it ends. They keep nobody out: any number of
windows hold them at once, and one that may not have a name does without it. Elsewhere
than on Windows nothing replaces a running program, and nothing is done.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

NAMES = (r"Local\stkdesk-running", r"Global\stkdesk-running")
_SYNCHRONIZE = 0x00100000  # to wait for it: what the installer asks for, and no more
# Everybody on the machine may do that: the neighbour on a terminal server, who holds it
# too, and an installer that runs as SYSTEM.
_RIGHTS = f"D:(A;;0x{_SYNCHRONIZE:x};;;WD)"

Hold = Callable[[str], int]  # name -> handle, 0 when it may not be had

_held: list[int] = []


def announce(hold: Hold | None = None) -> Sequence[int]:
    """Hold the names from now on; more than once is the same as once.

    Returns the handles, for a test.
    """
    if not _held and (hold := hold or _hold_on_windows()) is not None:
        _held.extend(handle for name in NAMES if (handle := hold(name)))
    return tuple(_held)


def _hold_on_windows() -> Hold | None:
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import wintypes

    class Attributes(ctypes.Structure):
        _fields_ = [
            ("length", wintypes.DWORD),
            ("descriptor", wintypes.LPVOID),
            ("inherits", wintypes.BOOL),
        ]

    make = ctypes.windll.kernel32.CreateMutexExW
    make.argtypes = [wintypes.LPVOID, wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD]
    make.restype = wintypes.HANDLE
    read = ctypes.windll.advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW
    read.argtypes = [wintypes.LPCWSTR, wintypes.DWORD, wintypes.LPVOID, wintypes.LPVOID]
    rights = wintypes.LPVOID()
    is_read = read(_RIGHTS, 1, ctypes.byref(rights), None)
    wanted = Attributes(ctypes.sizeof(Attributes), rights, False)

    def _hold(name: str) -> int:
        asked = ctypes.byref(wanted) if is_read else None
        return int(make(asked, name, 0, _SYNCHRONIZE) or 0)

    return _hold
