"""Start likevel: going past a rule the office lets one go past, with a reason."""

from __future__ import annotations

from stkdesk.domain.assignment_gate import Condition
from stkdesk.domain.errors import Problem
from stkdesk.services.assignment_gate import override_gate
from stkdesk.ui.fields import TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.small_form import fit_small
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner

MEANS = (
    "Unntaket gjelder dette oppdraget og dette kravet til oppdraget slutter. Det "
    "skrives i loggen, og kommer på listen over unntak i I dag."
)


class OverrideForm(Form):
    """Asks why; nothing is let through without a reason."""

    help_topic = "oppdrag"

    def __init__(self, page: Page, number: int, condition: Condition) -> None:
        """Ask about one condition of the assignment ``number``."""
        super().__init__(
            page.window(),
            "Start likevel",
            save_text="Gjør unntak",
            intro=MEANS,
            width=520,
        )
        self._page, self._number, self._condition = page, number, condition
        told = Banner(Tone.WARN)
        told.tell(f"{condition.title}: {condition.evidence}.", condition.source)
        self.body.addWidget(told)
        self._reason = TextArea(4)
        hint = "Skriv så en annen forstår det om et år. Ingen helseopplysninger."
        self.add("reason", "&Begrunnelse", self._reason, hint=hint)
        self.begin()
        fit_small(self)

    def draft(self) -> str:
        return self._reason.value()

    def check(self, draft: str) -> tuple[Problem, ...]:
        if draft.strip():
            return ()
        return (Problem("reason", "Skriv hvorfor oppdraget kan starte likevel."),)

    def hand_in(self, draft: str) -> None:
        number, rule = self._number, self._condition.rule
        today = self._page.workspace.today()

        def _done(_none: object) -> None:
            self._page.toast(f"Unntak er gjort: {self._condition.title.lower()}")
            self.saved()

        self._page.workspace.save(
            lambda session: override_gate(session, number, rule, draft, today=today),
            _done,
            self.not_saved,
        )
