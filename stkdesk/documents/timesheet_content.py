"""What is printed on a timesheet and on the report form on its back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.language import Language
from stkdesk.domain.month_report import USUAL_TOPICS
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address
from stkdesk.domain.timesheet import Visit


@dataclass(frozen=True, slots=True)
class TimesheetForm:
    """Everything printed on the form; nothing is looked up while printing.

    Blank when there are no visits: then it holds all that is known beforehand and
    leaves the rest to the pen. With visits it is the office's copy, with sums.
    """

    reference: str  # of the paper, "T-2026-004211-3Q"; also in the code on each page
    language: Language
    sender: OfficeDraft
    address: Address  # of the support contact; shows in the window
    contact_name: str
    employee_number: str  # may be empty
    period_label: str  # "Oktober 2026"
    first_on: date  # of the period
    last_on: date  # of the period, included
    client_label: str  # in the office's name mode: name, initials or case number
    assignment_number: int
    granted_minutes: int  # in this period
    due_on: date
    made_on: date
    revision: int = 1
    visits: tuple[Visit, ...] = ()
    with_report: bool = True  # the monthly report on the back
    topics: tuple[str, ...] | None = None  # it asks about; (): no report; None: usual
    practice: bool = False  # prints ØVING across every page

    @property
    def asks_report(self) -> bool:
        """Whether a report is asked for, and not only driving and a message."""
        return self.topics is None or bool(self.topics)

    @property
    def questions(self) -> tuple[str, ...]:
        """What the report is asked about, in the language of the form."""
        if self.topics is not None:
            return self.topics
        return tuple(each.words(self.language) for each in USUAL_TOPICS)
