"""A police certificate is shown: two dates and a result, and never what it says.

There is no field for a remark and none for a file, and there shall be none. The duty
of secrecy is told every time (politiregisterloven § 47).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateDraft,
    CertificateResult,
)
from stkdesk.domain.certificate_rules import SECRECY_NOTICE, certificate_problems
from stkdesk.domain.errors import ChangedByAnotherError, OfficeError, Problem
from stkdesk.domain.formats import count, long_date
from stkdesk.domain.staff import Right
from stkdesk.services.certificates import (
    CertificateRow,
    certificates_of,
    register_certificate,
    rested_by_gate,
)
from stkdesk.services.contacts import open_contact
from stkdesk.ui.contacts.disposal import ask_disposal
from stkdesk.ui.contacts.small_form import fit_small
from stkdesk.ui.fields import ChoiceField, DateField
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.tokens import Tone
from stkdesk.ui.unsaid_fields import MaybeField
from stkdesk.ui.widgets.notice import Notice
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Shown:
    """Who shows a certificate, and those that are known from before."""

    contact_number: int
    name: str
    certificates: tuple[CertificateRow, ...]

    @property
    def awaited(self) -> CertificateRow | None:
        """The one that was asked for and is not seen yet."""
        found = [row for row in self.certificates if row.draft.seen_on is None]
        return found[-1] if found else None

    @property
    def kept(self) -> CertificateRow | None:
        """The newest paper that is still to be shredded or given back."""
        found = [row for row in self.certificates if row.is_kept]
        return found[-1] if found else None


def open_certificate(
    page: Page,
    workspace: Workspace,
    contact_number: int,
    *,
    number: int | None = None,
) -> None:
    """Register what a support contact shows; ``number``: put that one right.

    When a paper is still kept and nothing more is awaited, what becomes of it is asked.
    """
    if page.refuses(Right.EDIT_CONTACTS):
        return

    def _read(session: Session) -> Shown:
        name = open_contact(session, contact_number).name
        return Shown(contact_number, name, certificates_of(session, contact_number))

    def _open(shown: Shown) -> None:
        if number is None and shown.kept is not None and shown.awaited is None:
            ask_disposal(page, shown.kept, is_new=False)
            return
        wrong = [row for row in shown.certificates if row.number == number]
        CertificateForm(page, shown, wrong[0] if wrong else None).open()

    workspace.ask(_read, _open, key=(id(page), "certificate"), at_once=True)


class CertificateForm(Form):
    """Asks when it was issued and shown, and whether it is accepted."""

    help_topic = "politiattest"

    def __init__(
        self, page: Page, shown: Shown, wrong: CertificateRow | None = None
    ) -> None:
        """Ask over the window of ``page``; ``wrong``: the one to put right."""
        super().__init__(
            page.window(),
            "Rett opp politiattest" if wrong else "Registrer politiattest",
            save_text="Lagre" if wrong else "Registrer",
            intro=f"Gjelder {shown.name}.",
            width=560,
        )
        self._page, self._shown = page, shown
        self._row = wrong or shown.awaited
        self._today = page.workspace.today
        self._basis = ChoiceField(tuple(CertificateBasis))
        self._issued, self._seen = DateField(self._today), DateField(self._today)
        self._result = MaybeField(tuple(CertificateResult), "Velg")
        self.body.addWidget(
            Notice("Taushetsplikt", SECRECY_NOTICE, icon="ShieldLock", tone=Tone.WARN)
        )
        self._add_fields()
        self._fill(self._row.draft if self._row else CertificateDraft())
        self.begin()
        fit_small(self)

    # What the form asks for.

    def draft(self) -> CertificateDraft:
        was = self._row.draft if self._row else CertificateDraft()
        return replace(
            was,
            basis=self._basis.value(),
            issued_on=self._issued.value(),
            seen_on=self._seen.value(),
            result=self._result.value(),
        )

    def check(self, draft: CertificateDraft) -> tuple[Problem, ...]:
        if draft.seen_on is None:
            return (Problem("seen_on", "Skriv datoen attesten ble vist."),)
        return certificate_problems(draft, today=self._today())

    def hand_in(self, draft: CertificateDraft) -> None:
        contact, row, today = self._shown.contact_number, self._row, self._today()

        def _save(session: Session) -> tuple[CertificateRow, int]:
            number = register_certificate(
                session,
                contact,
                draft,
                today=today,
                number=row.number if row else None,
                version=row.version if row else None,
            )
            rows = certificates_of(session, contact)
            rested = rested_by_gate(session, contact, today=today)
            return next(each for each in rows if each.number == number), len(rested)

        self._page.workspace.save(_save, self._on_saved, self.not_saved)

    def refused(self, error: OfficeError) -> None:
        """Tell why; what another has registered meanwhile is to be looked at first."""
        if isinstance(error, ChangedByAnotherError):
            advice = "Lukk, og åpne den på nytt for å se hva som står der nå."
            self.banner.tell(error.title, advice)
        else:
            super().refused(error)

    # Laying it out.

    def _add_fields(self) -> None:
        row = self._row
        asked = row.draft.requested_on if row else None
        add = self.add
        add(
            "issued_on",
            "&Utstedt",
            self._issued,
            hint="Datoen som står på attesten.",
            width=150,
        )
        add("seen_on", "&Vist fram", self._seen, width=150)
        add(
            "result",
            "&Resultat",
            self._result,
            hint="Skriv aldri hvorfor, heller ikke i notater.",
            width=200,
        )
        add("basis", "&Hjemmel", self._basis, width=360)
        if asked is not None:
            self.fields["basis"].set_hint(f"Anmodningen er fra {long_date(asked)}.")

    def _fill(self, draft: CertificateDraft) -> None:
        self._basis.set_value(draft.basis)
        self._issued.set_value(draft.issued_on)
        self._seen.set_value(draft.seen_on or self._today())
        self._result.set_value(draft.result)

    def _on_saved(self, done: tuple[CertificateRow, int]) -> None:
        row, rested = done
        self.saved()
        told = "Politiattesten er registrert"
        if rested and row.draft.result is CertificateResult.NOT_ACCEPTED:
            told += f" · {count(rested, 'oppdrag', 'oppdrag')} er satt på pause"
        self._page.toast(told)
        if row.is_kept:
            ask_disposal(self._page, row, is_new=True)
