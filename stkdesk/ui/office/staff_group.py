"""Ansatte: who works here, as what, and who may come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import short_date
from stkdesk.domain.sign_in import moment_text
from stkdesk.domain.staff import StaffStatus, roles_text
from stkdesk.services.staff import StaffCard, list_staff
from stkdesk.services.staff_keys import end_access, has_passwords
from stkdesk.ui import errors, theme
from stkdesk.ui.jobs import Job
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.staff_form import StaffForm, StaffPasswordForm
from stkdesk.ui.page import Page
from stkdesk.ui.question import Answer, ask
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button, more_button
from stkdesk.ui.widgets.record import linked

MARKS = {
    StaffStatus.IN: Mark("Har tilgang", Tone.GOOD, "Checkmark"),
    StaffStatus.COMING: Mark("Begynner senere", Tone.ACT, "Clock"),
    StaffStatus.ENDED: Mark("Avsluttet", Tone.QUIET, "Minus"),
}
NO_PASSWORD = Mark("Mangler passord", Tone.WARN, "ExclamationmarkTriangle")
NOT_OUT = Mark("Ikke fullført", Tone.BAD, "ExclamationmarkTriangle")
COPIES = (
    "Passordet åpner ikke registeret lenger. Har den ansatte en kopi av registeret "
    "og nøkkelfilen, for eksempel på en bærbar maskin, åpner passordet fortsatt den "
    "kopien. Be da IT kjøre «stkdesk-cli rotate-key», så får registeret en ny nøkkel, "
    "og ingenting som skrives fra nå av, kan leses med den gamle."
)


class StaffGroup(Group):
    """A line for each of the staff; a press on it opens the form."""

    def __init__(self, page: Page) -> None:
        """Read and save through the workspace of ``page``."""
        super().__init__(
            "Ansatte",
            "Hva hver enkelt får se og gjøre, følger av rollene. Endringer gjelder "
            "straks, også for den som har programmet oppe.",
        )
        self._page = page
        self._job: Job | None = None
        self._new = button("Ny ansatt", "primary", icon="Plus", on=self.new_staff)
        self._new.setAutoDefault(True)
        self._lines = column(gap=8)
        self.body.addSpacing(theme.u(10))
        self.body.addLayout(row(self._new, None))
        self.body.addSpacing(theme.u(10))
        self.body.addLayout(self._lines)
        self.end()

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or "staff" in tables:
            today = self._page.workspace.today()
            self._page.workspace.ask(
                lambda session: list_staff(session, today=today),
                self._show,
                key=(id(self), "staff"),
            )

    def new_staff(self) -> None:
        """Ask who the new one is."""
        StaffForm(self._page, with_password=self._gives_passwords).open()

    @cached_property
    def _gives_passwords(self) -> bool:
        return has_passwords(self._page.workspace.database)

    def _show(self, cards: Sequence[StaffCard]) -> None:
        clear(self._lines)
        for card in cards:
            self._lines.addWidget(self._line(card))

    def _line(self, card: StaffCard) -> QWidget:
        edit = partial(self._edit, card)
        told = linked("Person", card.draft.name, _under(card), self._mark(card), edit)
        name = f"Mer om {card.draft.name}"
        made = QWidget()
        made.setLayout(row((told, 1), more_button(self._acts(card), name), gap=6))
        return made

    def _mark(self, card: StaffCard) -> Mark:
        ended = card.status is StaffStatus.ENDED
        if self._gives_passwords and ended and card.has_password:
            return NOT_OUT
        if self._gives_passwords and not ended and not card.has_password:
            return NO_PASSWORD
        return MARKS[card.status]

    def _acts(self, card: StaffCard) -> list[tuple[str, str, Callable[[], object]]]:
        acts: list[tuple[str, str, Callable[[], object]]] = [
            ("Rediger", "Pencil", partial(self._edit, card))
        ]
        if self._gives_passwords:
            text = "Nytt passord" if card.has_password else "Gi passord"
            acts.append((text, "PadlockLocked", partial(self._renew, card)))
        if card.status is not StaffStatus.ENDED or card.has_password:
            acts.append(("Avslutt tilgangen", "XMark", partial(self._ask_end, card)))
        return acts

    def _edit(self, card: StaffCard) -> None:
        StaffForm(self._page, card).open()

    def _renew(self, card: StaffCard) -> None:
        StaffPasswordForm(self._page, card).open()

    def _ask_end(self, card: StaffCard) -> None:
        ask(
            self,
            "Avslutte tilgangen?",
            f"{card.draft.name} kommer ikke inn i registeret mer. Alt den ansatte har "
            "gjort, blir stående i loggen.",
            ("Avslutt tilgangen", "danger", partial(self._end_access, card)),
        )

    def _end_access(self, card: StaffCard) -> None:
        workspace = self._page.workspace
        steps = end_access(workspace.database, card.number, today=workspace.today())
        self._job = Job(steps, self)
        self._job.done.connect(partial(self._on_ended, card))
        self._job.failed.connect(self._on_failed)

    def _on_ended(self, card: StaffCard, _done: object) -> None:
        self._page.workspace.changed.emit(frozenset({"staff"}))
        if card.has_password and self._gives_passwords:
            told = f"{card.draft.name} kommer ikke inn mer. {COPIES}"
            ok: Answer = ("Greit", "primary", self._new.setFocus)
            ask(self, "Tilgangen er avsluttet", told, ok)
        else:
            self._page.toast(f"Tilgangen til {card.draft.name} er avsluttet")

    def _on_failed(self, error: BaseException) -> None:
        self._page.workspace.changed.emit(frozenset({"staff"}))
        errors.show(self, error)


def _under(card: StaffCard) -> str:
    """Return ``Saksbehandler, leder · kari.lunde · sist inne fredag 20.11. …``."""
    draft, seen = card.draft, card.last_signed_in_at
    told = [roles_text(draft.roles), draft.login]
    if draft.sees_protected:
        told.append("ser graderte")
    if card.status is StaffStatus.COMING and draft.authorised_from is not None:
        told.append(f"fra {short_date(draft.authorised_from)}")
    if draft.authorised_to is not None:
        told.append(f"til {short_date(draft.authorised_to)}")
    told.append(f"sist inne {moment_text(seen)}" if seen else "har ikke vært inne")
    return " · ".join(told)
