"""What the lock of the window proves a password with; loads when it is first asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stkdesk.ui.sitting import Prove


def proof_of(file: Path, clock: Callable[[], date]) -> tuple[Prove, Callable[[], int]]:
    """Return what proves a password of ``file``, and the seconds before the next."""
    return partial(_prove, file, clock), partial(_seconds_to_wait, file)


def no_wait() -> int:
    """Return 0: a server itself slows down who guesses."""
    return 0


def _prove(
    file: Path, clock: Callable[[], date], login: str, password: str
) -> int | None:
    from stkdesk.services.signing_in import prove_password

    return prove_password(file, login, password, today=clock())


def _seconds_to_wait(file: Path) -> int:
    from stkdesk.services.signing_in import seconds_to_wait

    return seconds_to_wait(file)
