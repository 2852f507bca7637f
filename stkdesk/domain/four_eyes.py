"""Acts that may need two people: one who prepares, another who carries out."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What may need another person than the one who prepared it."""

    ISSUE_DECISION = "issue_decision"
    CHECK_HOURS = "check_hours"
    APPROVE_HOURS = "approve_hours"
    ERASE = "erase"

    @property
    def label(self) -> str:
        """The question on screen."""
        return {
            Act.ISSUE_DECISION: "Vedtak godkjennes av en annen enn den som skrev dem",
            Act.CHECK_HOURS: "Timer attesteres av en annen enn den som førte dem",
            Act.APPROVE_HOURS: "Timer godkjennes av en annen enn den som attesterte",
            Act.ERASE: "Sletting utføres av en annen enn den som foreslo den",
        }[self]

    @property
    def is_usual(self) -> bool:
        """Whether it needs two until the office says otherwise."""
        return self is Act.ERASE
