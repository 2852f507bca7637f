"""Start oppdrag, and Fortsett oppdrag: the gate is open, letters are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.formats import long_date
from stkdesk.services.assignment_course import resume_assignment, start_assignment
from stkdesk.services.assignments import AssignmentCard
from stkdesk.services.course_letters import CourseLetter
from stkdesk.ui.assignments.course_form import CourseForm
from stkdesk.ui.page import Page
from stkdesk.ui.small_form import fit_small

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


class StartForm(CourseForm):
    """Tells what begins, and does it."""

    def __init__(self, page: Page, card: AssignmentCard) -> None:
        """Start the planned assignment of ``card``, or let the one that rests go on."""
        self._goes_on = card.draft.status is AssignmentStatus.PAUSED
        super().__init__(
            page,
            card,
            "Fortsett oppdrag" if self._goes_on else "Start oppdrag",
            save_text="Fortsett" if self._goes_on else "Start",
            intro=_intro(page, card, goes_on=self._goes_on),
        )
        if not self._goes_on:
            self.offer_letters(starting_letters(card))
        self.begin()
        fit_small(self)

    def errand(self, session: Session, draft: Any, today: date) -> str:
        number, version = self._card.number, self._card.version
        if self._goes_on:
            resume_assignment(session, number, version, today=today)
            return f"Oppdraget for {self._card.client} er i gang igjen"
        start_assignment(session, number, version, today=today)
        return f"Oppdraget for {self._card.client} er startet"


def starting_letters(card: AssignmentCard) -> list[tuple[CourseLetter, str, bool]]:
    """Return the letters of a beginning; a group and an organisation get none."""
    if card.draft.contact_number is None:
        return []
    return [
        (CourseLetter.CLIENT_START, "«&Din støttekontakt» til brukeren", True),
        (CourseLetter.CONTACT_START, "&Oppstartsbrev til støttekontakten", True),
    ]


def _intro(page: Page, card: AssignmentCard, *, goes_on: bool) -> str:
    start, today = card.draft.start_on, page.workspace.today()
    who = f"{card.client} og {card.provider}"
    if goes_on:
        return f"{who}. Pausen slutter i dag, og timelistene ventes igjen."
    assert start is not None
    when = f"Første dag er {long_date(start)}." if start > today else ""
    return f"{who}. Alle krav er i orden. {when}".strip()
