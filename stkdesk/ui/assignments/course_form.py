"""What the small forms of an assignment's course share: the errand and the letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from stkdesk.services.assignments import AssignmentCard
from stkdesk.services.course_letters import CourseLetter
from stkdesk.ui.assignments.course_letters import make_letters
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

Offered = Sequence[tuple[CourseLetter, str, bool]]  # which, its label, ticked


class CourseForm(Form):
    """Does one errand with an assignment, and then makes the letters ticked."""

    help_topic = "oppdrag"

    def __init__(
        self,
        page: Page,
        card: AssignmentCard,
        title: str,
        *,
        save_text: str,
        intro: str = "",
    ) -> None:
        """Ask about ``card`` over the window of ``page``."""
        super().__init__(
            page.window(), title, save_text=save_text, intro=intro, width=540
        )
        self._page, self._card = page, card
        self._letters: dict[CourseLetter, QCheckBox] = {}

    # What a form overrides.

    def errand(self, session: Session, draft: Any, today: date) -> str:
        """Do it; return what is said when it is done."""
        raise NotImplementedError

    # What a form calls.

    def offer_letters(self, offered: Offered) -> None:
        """Offer letters to be made when it is done."""
        if offered:
            self.add_heading("Brev som lages med det samme")
        for which, text, ticked in offered:
            box = QCheckBox()
            box.setChecked(ticked)
            self._letters[which] = box
            self.add(which.value, text, box)

    def hand_in(self, draft: Any) -> None:
        page, number = self._page, self._card.number
        today = page.workspace.today()
        wanted = [each for each, box in self._letters.items() if box.isChecked()]

        def _done(told: str) -> None:
            page.toast(told)
            self.saved()
            make_letters(page, number, wanted)

        page.workspace.save(
            lambda session: self.errand(session, draft, today), _done, self.not_saved
        )
