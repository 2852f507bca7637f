"""Avslutt oppdrag: the last day, why, the last sheet, and when to call them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_course import EndDraft, EndReason, end_problems
from stkdesk.domain.errors import Problem
from stkdesk.services.assignment_course import end_assignment, usual_last_sheet
from stkdesk.services.assignments import AssignmentCard
from stkdesk.services.course_letters import CourseLetter
from stkdesk.ui.assignments.course_form import CourseForm
from stkdesk.ui.fields import ChoiceField, DateField
from stkdesk.ui.page import Page
from stkdesk.ui.small_form import fit_small

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CALL_AFTER = timedelta(weeks=2)  # the office's usual: soon, yet after the last sheet


class EndForm(CourseForm):
    """Asks how an assignment ends."""

    def __init__(self, page: Page, card: AssignmentCard) -> None:
        """End the assignment of ``card``, today when nothing else is said."""
        super().__init__(
            page,
            card,
            "Avslutt oppdrag",
            save_text="Avslutt",
            intro=f"{card.client} og {card.provider}. Oppdrag slettes aldri: "
            "timelister og papirer blir stående.",
        )
        today, start = page.workspace.today, card.draft.start_on
        assert start is not None
        self._began = card.draft.status is not AssignmentStatus.PLANNED
        self._end, self._reason = DateField(today), ChoiceField(tuple(EndReason))
        self._sheet, self._call = DateField(today), DateField(today)
        self._reason.setCurrentIndex(-1)
        self._reason.setPlaceholderText("Velg")
        self.add("end_on", "&Siste dag", self._end, width=150)
        self.add("reason", "&Hvorfor", self._reason, width=286)
        if self._began:
            self._add_after()
        known = card.draft.end_on
        is_over = known is not None and known <= today()
        self._end.set_value(known if is_over else max(start, today()))
        self._end.editingFinished.connect(self._on_end)
        self._on_end()
        self.begin()
        self._end.selectAll()
        fit_small(self)

    def _add_after(self) -> None:
        self.add_row(
            self.add(
                "last_sheet_on",
                "Siste &timeliste",
                self._sheet,
                hint="Til og med",
                width=150,
            ),
            self.add(
                "follow_up_on",
                "&Ring dem",
                self._call,
                optional=True,
                hint="Tom: ingen samtale",
                width=150,
            ),
        )
        if self._card.draft.contact_number is not None:
            self.offer_letters(
                [
                    (CourseLetter.CLIENT_END, "Brev til &brukeren", True),
                    (CourseLetter.CONTACT_END, "Brev til støttekont&akten", True),
                    (CourseLetter.REFERENCE, "Attest ti&l støttekontakten", False),
                ]
            )

    def _on_end(self) -> None:
        """Let the last sheet and the call follow the last day."""
        end: date | None = self._end.value()
        if end is None or not self._began:
            return
        if self._call.value() is None or not self.fields["follow_up_on"].was_edited:
            self._call.set_value(end + CALL_AFTER)
        self._page.workspace.ask(
            lambda session: usual_last_sheet(session, end),
            self._sheet.set_value,
            key=(id(self), "last sheet"),
            at_once=True,
        )

    def draft(self) -> EndDraft:
        chosen = self._reason.currentIndex() >= 0
        return EndDraft(
            self._end.value(),
            self._reason.value() if chosen else None,
            self._sheet.value() if self._began else None,
            self._call.value() if self._began else None,
        )

    def check(self, draft: EndDraft) -> tuple[Problem, ...]:
        start, today = self._card.draft.start_on, self._page.workspace.today()
        assert start is not None
        return end_problems(draft, start if self._began else min(start, today))

    def errand(self, session: Session, draft: EndDraft, today: date) -> str:
        card = self._card
        stands = end_assignment(session, card.number, card.version, draft, today=today)
        if stands is AssignmentStatus.ENDED:
            return f"Oppdraget for {card.client} er avsluttet"
        return "Siste dag er lagret. I dag minner om å avslutte oppdraget da"
