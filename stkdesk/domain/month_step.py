"""The steps of a timesheet through the month, and where each of them stands."""

from __future__ import annotations

from enum import StrEnum

from stkdesk.domain.standing import Standing


class Step(StrEnum):
    """One thing that happens to every sheet, in the order it happens."""

    PRINTED = "printed"
    MAILED = "mailed"
    ARRIVED = "arrived"
    ENTERED = "entered"
    CHECKED = "checked"
    APPROVED = "approved"
    SENT = "sent"
    PAID = "paid"
    REPORT = "report"  # the monthly report that came with it is read

    @property
    def label(self) -> str:
        """The word over the column."""
        return {
            Step.PRINTED: "Utskrevet",
            Step.MAILED: "Sendt",
            Step.ARRIVED: "Mottatt",
            Step.ENTERED: "Ført",
            Step.CHECKED: "Attestert",
            Step.APPROVED: "Godkjent",
            Step.SENT: "Til lønn",
            Step.PAID: "Utbetalt",
            Step.REPORT: "Rapport lest",
        }[self]


class StepMark(StrEnum):
    """Where one step of one sheet stands."""

    NONE = "none"  # no sheet is wanted, or the step is not for this one
    TO_COME = "to_come"  # something before it is not done
    NEXT = "next"  # the one to do now
    DONE = "done"
    LATE = "late"  # done, after the day it was due
    MISSING = "missing"  # not done, and the day it was due has passed
    RETURNED = "returned"  # was done; the sheet was sent back to be completed
    NOTHING = "nothing"  # done: there were no hours, so nothing more is to be done

    @property
    def label(self) -> str:
        """The word a screen reader says."""
        return {
            StepMark.NONE: "gjelder ikke",
            StepMark.TO_COME: "gjenstår",
            StepMark.NEXT: "neste",
            StepMark.DONE: "gjort",
            StepMark.LATE: "gjort for sent",
            StepMark.MISSING: "mangler",
            StepMark.RETURNED: "sendt tilbake",
            StepMark.NOTHING: "ingen timer",
        }[self]

    @property
    def is_done(self) -> bool:
        """Whether it counts as done."""
        return self in (StepMark.DONE, StepMark.LATE, StepMark.NOTHING)


#: The steps a sheet in each standing has behind it, from ARRIVED on.
_BEHIND = {
    Standing.ARRIVED: 1,
    Standing.RETURNED: 1,
    Standing.RECEIVED: 2,
    Standing.NOTHING: 2,
    Standing.CHECKED: 3,
    Standing.APPROVED: 4,
    Standing.SENT: 5,
    Standing.PAID: 6,
}
SHEET_STEPS = (
    Step.ARRIVED,
    Step.ENTERED,
    Step.CHECKED,
    Step.APPROVED,
    Step.SENT,
    Step.PAID,
)


def sheet_marks(standing: Standing, *, is_late: bool) -> tuple[StepMark, ...]:
    """Return the marks of ``SHEET_STEPS`` for a sheet that stands so.

    ``is_late``: it came in after the day it was due.
    """
    come = StepMark.LATE if is_late else StepMark.DONE
    rest = len(SHEET_STEPS)
    match standing:
        case Standing.NONE:
            return (StepMark.NONE,) * rest
        case Standing.WAITING:
            return (StepMark.NEXT, *(StepMark.TO_COME,) * (rest - 1))
        case Standing.MISSING:
            return (StepMark.MISSING, *(StepMark.TO_COME,) * (rest - 1))
        case Standing.RETURNED:
            return (StepMark.RETURNED, *(StepMark.TO_COME,) * (rest - 1))
        case Standing.NOTHING:
            return (come, StepMark.NOTHING, *(StepMark.NONE,) * (rest - 2))
    behind = _BEHIND[standing]
    marks = [come, *(StepMark.DONE,) * (behind - 1)]
    if behind < rest:
        marks += [StepMark.NEXT, *(StepMark.TO_COME,) * (rest - behind - 1)]
    return tuple(marks)
