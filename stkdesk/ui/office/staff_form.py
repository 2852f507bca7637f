"""The forms about one member of the staff: who it is, and a new password."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QCheckBox

from stkdesk.domain.errors import Problem
from stkdesk.domain.progress import Steps
from stkdesk.domain.staff import StaffDraft, staff_problems, suggested_login
from stkdesk.services.staff import StaffCard, edit_staff, open_staff
from stkdesk.services.staff_keys import hire, is_for_practice, renew_password
from stkdesk.ui.fields import DateField, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.jobs import Job
from stkdesk.ui.office.role_field import RoleField
from stkdesk.ui.page import Page
from stkdesk.ui.password_pair import PasswordPair
from stkdesk.ui.shared_form import SharedForm
from stkdesk.ui.widgets.texts import label

THEMSELVES = "Den ansatte skriver passordet selv, to ganger, her hos deg."
ON_SERVER = "Passordet styres på serveren. Be IT opprette brukernavnet der også."
TO_PRACTISE = "I øvingskontoret logger ingen inn: alle arbeider som Kontoret."


class StaffForm(SharedForm):
    """Who somebody is, what they may do, and from when to when."""

    help_topic = "ansatte-og-tilgang"
    together: ClassVar = {"Tilgang": (("authorised_from",), ("authorised_to",))}

    def __init__(
        self, page: Page, card: StaffCard | None = None, *, with_password: bool = False
    ) -> None:
        """Ask about ``card``, or about somebody new; ``with_password``: the first."""
        title = "Ny ansatt" if card is None else "Endre ansatt"
        today = page.workspace.today
        super().__init__(
            page,
            title,
            "staff",
            lambda session, number: open_staff(session, number, today=today()),
            card,
        )
        self._job: Job | None = None
        self._pair: PasswordPair | None = None
        self._name, self._login = TextField(), TextField()
        self._roles, self._protected = RoleField(), QCheckBox()
        self._from, self._to = DateField(today), DateField(today)
        self.add("name", "&Navn", self._name)
        self.add(
            "login",
            "&Brukernavn",
            self._login,
            hint="Det den ansatte skriver for å logge inn.",
            width=284,
        )
        self.add("roles", "&Roller", self._roles)
        self.add(
            "sees_protected",
            "Ser graderte &adresser",
            self._protected,
            hint="Fortrolig og strengt fortrolig. Gi den til så få som mulig.",
        )
        self.add_row(
            self.add("authorised_from", "&Fra", self._from, optional=True, width=150),
            self.add(
                "authorised_to", "&Til og med", self._to, optional=True, width=150
            ),
        )
        if with_password:
            self._add_password()
        elif card is None:
            practises = is_for_practice(page.workspace.database)
            told = TO_PRACTISE if practises else ON_SERVER
            self.body.addWidget(label(told, "muted", wrap=True))
        self.fill(StaffDraft() if card is None else card.draft)
        if card is not None and card.has_password:
            self._login.setReadOnly(True)
        self._name.textEdited.connect(self._suggest)
        self.begin()

    def draft(self) -> StaffDraft:
        return StaffDraft(
            name=self._name.value(),
            login=self._login.value(),
            roles=self._roles.value(),
            sees_protected=self._protected.isChecked(),
            authorised_from=self._from.value(),
            authorised_to=self._to.value(),
        )

    def check(self, draft: StaffDraft) -> tuple[Problem, ...]:
        typed = self._pair.problems() if self._pair is not None else ()
        return (*staff_problems(draft), *typed)

    def hand_in(self, draft: StaffDraft) -> None:
        workspace, card = self.workspace, self.card
        if card is None:
            passwords = self._pair.values() if self._pair is not None else ("", "")
            self._run(hire(workspace.database, draft, *passwords))
            return
        today = workspace.today()
        workspace.save(
            lambda session: edit_staff(
                session, card.number, card.version, draft, today=today
            ),
            lambda _none: self.saved(),
            self.not_saved,
        )

    def _run(self, steps: Steps) -> None:
        self._job = Job(steps, self)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self.not_saved)

    def _on_done(self, _number: object) -> None:
        self._page.workspace.changed.emit(frozenset({"staff"}))
        self._page.toast(f"{self._name.value()} er lagt til")
        self.saved()

    def _add_password(self) -> None:
        self.add_heading("Passord")
        self.body.addWidget(label(THEMSELVES, "muted", wrap=True))
        self._pair = PasswordPair()
        self._pair.entered.connect(self.accept)
        self.body.addWidget(self._pair)
        for name, field in self._pair.fields.items():
            self.fields[name] = field
            field.edited.connect(self._on_edited)

    def fill(self, draft: StaffDraft) -> None:
        self._name.set_value(draft.name)
        self._login.set_value(draft.login)
        self._roles.set_value(draft.roles)
        self._protected.setChecked(draft.sees_protected)
        self._from.set_value(draft.authorised_from)
        self._to.set_value(draft.authorised_to)

    def _suggest(self, name: str) -> None:
        """Fill in a user name while the name is typed, until one has been typed."""
        if self.card is None and not self.fields["login"].was_edited:
            self._login.set_value(suggested_login(name))


class StaffPasswordForm(Form):
    """A new password for somebody, typed by themselves."""

    def __init__(self, page: Page, card: StaffCard) -> None:
        """Ask for the password of ``card``."""
        super().__init__(
            page.window(),
            "Nytt passord",
            intro=f"{card.draft.name}. {THEMSELVES}",
            width=460,
        )
        self._page, self._card = page, card
        self._pair = PasswordPair("Nytt &passord", "Nytt passord en &gang til")
        self.body.addWidget(self._pair)
        for name, field in self._pair.fields.items():
            self.fields[name] = field
            field.edited.connect(self._on_edited)
        self._pair.entered.connect(self.accept)
        self.begin()

    def draft(self) -> tuple[str, str]:
        return self._pair.values()

    def check(self, draft: tuple[str, str]) -> tuple[Problem, ...]:
        return self._pair.problems()

    def hand_in(self, draft: tuple[str, str]) -> None:
        steps = renew_password(self._page.workspace.database, self._card.number, *draft)
        self._job = Job(steps, self)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self.not_saved)

    def _on_done(self, _number: object) -> None:
        self._page.workspace.changed.emit(frozenset({"staff"}))
        self._page.toast(f"{self._card.draft.name} har fått nytt passord")
        self.saved()
