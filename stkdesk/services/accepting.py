"""What every errand does before it lets a draft into the register."""

from __future__ import annotations

from collections.abc import Iterable

from stkdesk.domain.errors import ChangedByAnotherError, InvalidInputError, Problem


def refuse_blocking(problems: Iterable[Problem]) -> None:
    """Refuse a draft that has problems which block; warnings pass.

    Raises:
        InvalidInputError: with every problem that blocks.

    """
    blocking = tuple(problem for problem in problems if problem.blocks)
    if blocking:
        raise InvalidInputError(blocking)


def refuse_outdated(in_register: int, seen: int) -> None:
    """Refuse an edit of something that has been saved since it was read.

    Raises:
        ChangedByAnotherError: if the versions differ.

    """
    if in_register != seen:
        raise ChangedByAnotherError(
            "Noen andre har lagret dette i mellomtiden.",
            "Det du skrev, står fortsatt i skjemaet. Åpne posten på nytt i listen for "
            "å se hva som er endret.",
        )
