"""What of a card or a menu is shown to those who may do it, and absent to others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from stkdesk.domain.staff import Right

T = TypeVar("T")
May = Callable[..., bool]  # Workspace.may


def everybody(*_rights: Right) -> bool:
    """Let everybody do everything; for a card that nobody in particular looks at."""
    return True


def allowed(may: May, *offers: tuple[Right, T]) -> list[T]:
    """Return what of ``offers``, each behind a right, those who ``may`` are offered."""
    return [offer for right, offer in offers if may(right)]
