"""Innlogging og nøkler: the own password, the lock, and what opens the register."""

from __future__ import annotations

from datetime import date

from stkdesk.configuration.choices import chosen
from stkdesk.configuration.keys import Key
from stkdesk.domain.errors import InvalidInputError, OfficeError
from stkdesk.domain.formats import count, short_date
from stkdesk.domain.staff import Right
from stkdesk.services.office import is_practice
from stkdesk.services.sitting import LEAST, MOST, lock_minutes, set_lock_minutes
from stkdesk.ui import errors
from stkdesk.ui.background import Worker
from stkdesk.ui.fields import NumberField
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.setting import Setting
from stkdesk.ui.own_password import OwnPasswordDialog
from stkdesk.ui.page import Page
from stkdesk.ui.question import ask
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

LOCK_MEANS = (
    "Minutter uten tastatur eller mus, i alle vinduer på kontoret. Ctrl+L låser med en "
    "gang."
)
NO_CODE = (
    "Ingen. Glemmer alle administratorer passordet sitt, er registeret tapt for alltid."
)
KEY_MEANS = (
    "Når noen som har sluttet, kan ha tatt med seg en kopi av registeret og "
    "nøkkelfilen: den gamle kopien åpner seg fortsatt, men det dere skriver etterpå, "
    "er lukket for den. Passordene og koden på papir gjelder som før."
)
KEY_QUESTION = (
    "Registeret lukkes mens det skrives på nytt med den nye nøkkelen, og åpnes igjen "
    "etterpå. Det tar fra noen sekunder til et minutt. Ingen andre kan ha det åpent."
)
OPEN = "Øvingskontoret har ikke noe hemmelig passord."


class KeysGroup(Group):
    """What each may do about the own password, and who keeps the register about it."""

    def __init__(self, page: Page) -> None:
        """Show what the one at work on ``page`` may change."""
        super().__init__("Innlogging og nøkler")
        self._page, self._workspace = page, page.workspace
        self._keeps = page.workspace.may(Right.KEEP_REGISTER)
        self._worker = Worker("keys", self)
        self._own = button("Bytt passord …", on=self._on_password)
        self._minutes = NumberField()
        self._minutes.setFixedWidth(80)
        unit = label(f"minutter ({LEAST}–{MOST})", "muted")
        self._lock = Setting("&Lås vinduet etter", LOCK_MEANS, self._minutes, unit)
        self._slots = label("", wrap=True)
        self._code = button("Lag ny kode …", on=self._on_code)
        self._recovery = Setting("Gjenopprettingskode", "", row(self._code, None))
        self._key = button("Bytt nøkkel …", on=self._on_key)
        for each in (self._own, self._code, self._key):
            each.setAutoDefault(True)
        means = "Gjelder bare deg. Det gamle gjelder til det nye er lagret."
        self.add(Setting("Passordet ditt", means, row(self._own, None)))
        if self._keeps:
            self.add(self._lock)
            self.heading("Registerets nøkler")
            self.add(Setting("Passord i bruk", "Ett for hver ansatt.", self._slots))
            self.add(self._recovery)
            self.add(Setting("Ny nøkkel", KEY_MEANS, row(self._key, None)))
        self.end()
        self._shown = 0  # minutes that hold
        self._by_it = chosen(Key.LOCK_MINUTES)
        if self._by_it.is_managed:
            self._lock.lock(self._by_it)
        self._minutes.editingFinished.connect(self._on_minutes)

    def refresh(self, tables: frozenset[str]) -> None:
        if tables and not tables & {"register_facts", "staff"}:
            return
        self._workspace.ask(is_practice, self._show_practice, key=(id(self), "kind"))
        self._workspace.ask(lock_minutes, self._show_minutes, key=(id(self), "lock"))
        self._read_keys()

    def _read_keys(self) -> None:
        workspace = self._workspace
        self._worker.ask(
            lambda: _keys_of(workspace),
            lambda found: self._show_keys(*found),
            key="keys",
        )

    def _show_practice(self, practice: bool) -> None:
        for each in (self._own, self._code, self._key):
            enable(each, not practice, OPEN)

    def _show_minutes(self, minutes: int) -> None:
        self._shown = minutes
        if not self._minutes.hasFocus():
            self._minutes.set_value(minutes)

    def _show_keys(self, passwords: int, made_on: date | None) -> None:
        self._slots.setText(count(passwords, "ansatt", "ansatte"))
        made = f"Laget {short_date(made_on)}." if made_on else NO_CODE
        self._recovery.explain(made)

    def _on_minutes(self) -> None:
        minutes = self._minutes.value()
        if self._by_it.is_managed:
            return
        if minutes == self._shown and not self._lock.has_problem:
            return
        wanted = -1 if minutes is None else minutes
        self._workspace.save(
            lambda session: set_lock_minutes(session, wanted),
            lambda _saved: self._lock.show_saved(),
            self._on_refused,
        )

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, InvalidInputError):
            self._lock.show_problem(error.problems[0])
        elif isinstance(error, OfficeError):
            errors.show(self, error)
        else:
            raise error

    def _on_password(self) -> None:
        OwnPasswordDialog(self.window(), self._workspace).open()

    def _on_code(self) -> None:
        from stkdesk.ui.recovery_dialog import RecoveryDialog

        dialog = RecoveryDialog(self.window(), self._workspace)
        dialog.made.connect(self._read_keys)
        dialog.open()

    def _on_key(self) -> None:
        ask(
            self._page,
            "Bytte nøkkelen til registeret?",
            KEY_QUESTION,
            ("Bytt nøkkel", "primary", self._change_key),
        )

    def _change_key(self) -> None:
        wanted = getattr(self.window(), "key_wanted", None)
        if wanted is not None and self._page.may_leave():
            wanted.emit()

    def may_leave(self) -> bool:
        return not self._lock.has_problem

    def discard(self) -> None:
        self._lock.show_problem(None)
        self._minutes.set_value(self._shown)


def _keys_of(workspace: Workspace) -> tuple[int, date | None]:
    """Return how many passwords there are and when the code was made; on the worker."""
    from stkdesk.services.key_change import passwords_in_use
    from stkdesk.services.recovery import recovery_code_made_on

    database = workspace.database
    return passwords_in_use(database), recovery_code_made_on(database)
