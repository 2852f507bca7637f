"""The errors a caseworker is meant to see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, or to look at, in one field of a form."""

    field: str  # attribute name of the draft, e.g. "birth_date"
    message: str  # what to do about it, in the words of the office
    blocks: bool = True  # False: a warning; the office may save all the same


class OfficeError(Exception):
    """Something went wrong that the person at the desk can act on.

    Every other exception is a fault of the program and is reported as one.
    """

    def __init__(self, title: str, advice: str = "") -> None:
        """Say what happened in ``title`` and what to do next in ``advice``."""
        super().__init__(f"{title} {advice}".strip())
        self.title = title
        self.advice = advice


class InvalidInputError(OfficeError):
    """The form holds values the office cannot accept; nothing was saved."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Carry the problems, so that a form can show each by its field."""
        super().__init__(
            "Noe må rettes før det kan lagres.",
            " ".join(problem.message for problem in problems),
        )
        self.problems = problems


class AlreadyRegisteredError(OfficeError):
    """The register already holds this one; nothing was saved."""

    def __init__(self, title: str, advice: str = "", *, number: int) -> None:
        """Carry the short number of the one there is, so that it can be opened."""
        super().__init__(title, advice)
        self.number = number


class NotFoundError(OfficeError):
    """What was asked for is not, or no longer, in the register."""


class ChangedByAnotherError(OfficeError):
    """Someone else saved the same record first; nothing was saved."""


class CannotOpenError(OfficeError):
    """The register cannot be opened by this program; it was not touched."""


class WrongPasswordError(OfficeError):
    """The password does not open the register; nothing was touched."""


class NotAllowedError(OfficeError):
    """The role of the one who asks does not allow it; nothing was done."""


class BlockedError(NotAllowedError):
    """The client is blocked, and the one who asks is not on the list."""

    def __init__(self, number: int) -> None:
        """Carry the short number, so that it can be opened in need, with a reason."""
        super().__init__(
            "Brukeren er sperret for deg.",
            "Be en leder om tilgang. Haster det, kan du åpne med en begrunnelse.",
        )
        self.number = number


class CannotSaveError(OfficeError):
    """A disk, a folder or a file would not take what was to be written."""


class CannotPrintError(OfficeError):
    """A paper cannot be made or printed; the title says which part is missing."""
