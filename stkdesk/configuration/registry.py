"""The machine's policy on Windows: what group policy writes in the registry."""

from __future__ import annotations

import sys
from contextlib import suppress

from stkdesk.configuration.ini import Written, unread

POLICY = r"Software\Policies\stkdesk"
MOST = 200  # values; ours are ten

if sys.platform == "win32":
    import winreg

    def read_registry(
        path: str = POLICY, root: int = winreg.HKEY_LOCAL_MACHINE
    ) -> Written:
        """Return what stands in ``path``, in the registry of 64-bit programs."""
        try:
            opened = winreg.OpenKey(
                root, path, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            )
        except FileNotFoundError:
            return Written()
        except OSError:
            return unread("registeret i Windows kan ikke leses")
        rows: list[tuple[str, object, int]] = []
        with opened, suppress(OSError):  # there are no more
            for at in range(MOST):
                rows.append(winreg.EnumValue(opened, at))
        return sorted_out(rows, winreg.REG_DWORD)


def sorted_out(rows: list[tuple[str, object, int]], number_type: int = 4) -> Written:
    """Return the texts and numbers among ``rows``: name, value and type of Windows.

    REG_SZ and REG_EXPAND_SZ come as texts, REG_DWORD (``number_type``) as numbers.
    """
    values: list[tuple[str, str]] = []
    problems: list[tuple[str, str]] = []
    for name, value, kind in rows:
        if not name or name.startswith("**"):  # the unnamed one; policy's own orders
            continue
        if isinstance(value, str):
            values.append((name, value.partition("\0")[0]))
        elif isinstance(value, int) and kind == number_type:
            values.append((name, str(value)))
        elif value is not None:
            problems.append((name, "skal være REG_SZ, REG_EXPAND_SZ eller REG_DWORD"))
    return Written(tuple(values), tuple(problems))
