"""Sett på pause: from when, perhaps to when, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stkdesk.domain.assignment_course import PauseDraft, PauseReason, pause_problems
from stkdesk.domain.errors import Problem
from stkdesk.services.assignment_course import pause_assignment
from stkdesk.services.assignments import AssignmentCard
from stkdesk.services.course_letters import CourseLetter
from stkdesk.ui.assignments.course_form import CourseForm
from stkdesk.ui.fields import ChoiceField, DateField, TextField
from stkdesk.ui.page import Page
from stkdesk.ui.small_form import fit_small

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

#: What the office itself chooses; the program pauses for a rule by itself.
REASONS = tuple(each for each in PauseReason if each is not PauseReason.GATE)


class PauseForm(CourseForm):
    """Asks for the days and the reason of a pause."""

    def __init__(self, page: Page, card: AssignmentCard) -> None:
        """Pause the assignment of ``card``, from today when nothing else is said."""
        super().__init__(
            page,
            card,
            "Sett på pause",
            save_text="Sett på pause",
            intro=f"{card.client} og {card.provider}. I pausen ventes ingen "
            "timelister.",
        )
        today = page.workspace.today
        start = card.draft.start_on
        assert start is not None
        self._from, self._to = DateField(today), DateField(today)
        self._reason, self._note = ChoiceField(REASONS), TextField()
        self._from.set_value(max(start, today()))
        self._reason.setCurrentIndex(-1)
        self._reason.setPlaceholderText("Velg")
        self.add_row(
            self.add("from_on", "&Første dag", self._from, width=150),
            self.add(
                "to_on",
                "&Siste dag",
                self._to,
                optional=True,
                hint="Om den er kjent",
                width=150,
            ),
        )
        self.add("reason", "&Hvorfor", self._reason, width=286)
        hint = "Til kontoret selv. Ingen helseopplysninger."
        self.add("note", "&Merknad", self._note, optional=True, hint=hint)
        if card.draft.contact_number is not None:
            self.offer_letters(
                [
                    (CourseLetter.CLIENT_PAUSE, "Brev til &brukeren om pausen", True),
                    (
                        CourseLetter.CONTACT_PAUSE,
                        "Brev til støttekont&akten om pausen",
                        True,
                    ),
                ]
            )
        self.begin()
        self._from.selectAll()
        fit_small(self)

    def draft(self) -> PauseDraft:
        chosen = self._reason.currentIndex() >= 0
        return PauseDraft(
            self._from.value(),
            self._to.value(),
            self._reason.value() if chosen else None,
            self._note.value(),
        )

    def check(self, draft: PauseDraft) -> tuple[Problem, ...]:
        assert self._card.draft.start_on is not None
        return pause_problems(draft, self._card.draft.start_on)

    def errand(self, session: Session, draft: PauseDraft, today: date) -> str:
        card = self._card
        pause_assignment(session, card.number, card.version, draft, today=today)
        return f"Oppdraget for {card.client} er satt på pause"
