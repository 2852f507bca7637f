"""A forgotten password: the two ways back in, and the one with the paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from stkdesk.domain.errors import InvalidInputError, OfficeError, Problem
from stkdesk.domain.progress import Steps
from stkdesk.domain.recovery_code import code_problems
from stkdesk.ui import errors, theme
from stkdesk.ui.background import Worker
from stkdesk.ui.code_fields import CodeFields
from stkdesk.ui.form_field import Field
from stkdesk.ui.icons import Icon, Tile
from stkdesk.ui.jobs import Job
from stkdesk.ui.password_pair import PasswordPair
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import card, column, flat, row, scrolled
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

if TYPE_CHECKING:  # it loads all of the casework, on the worker
    from stkdesk.services.recovery import Known

WIDTH = 560  # pixels at text size 10
BY_ADMINISTRATOR = (
    "En ansatt som er administrator, logger inn her, åpner Innstillinger → Ansatte, "
    "og velger «Nytt passord» under «…» ved navnet ditt. Du skriver det selv. "
    "Ingenting går tapt."
)
BY_CODE = (
    "Har ingen administrator passordet sitt, åpner arket med ni grupper registeret. "
    "Det ligger innlåst hos lederen og i arkivet."
)
NO_CODE = (
    "Dette registeret har ingen gjenopprettingskode. Uten et passord kan ingen åpne "
    "det, heller ikke IT eller de som lager programmet. Let etter lappen med passordet."
)


class Forgotten(QWidget):
    """Tells the ways, takes the code, then a new password.

    Signals:
        ready: (file, password, user name) that open the register now.
        went_back: to the sign-in page.
    """

    help_topic = "innlogging"

    ready = Signal(Path, str, str)
    went_back = Signal()

    def __init__(
        self,
        file: Path,
        *,
        has_code: bool,
        clock: Callable[[], date] = date.today,
    ) -> None:
        """Help into ``file``; ``has_code``: a recovery code opens it."""
        super().__init__()
        self._file, self._clock = file, clock
        self._worker = Worker("recover", self)
        self._job: Job | None = None
        self._ways = _Ways(has_code=has_code)
        self._code = _CodePage()
        self._new = _NewPassword()
        self._pages: list[QWidget] = [self._ways, self._code, self._new]
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(_centred(page))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._stack)
        self._ways.code_wanted.connect(lambda: self._show(self._code))
        self._ways.went_back.connect(self.went_back)
        self._code.went_back.connect(lambda: self._show(self._ways))
        self._code.entered.connect(self._on_code)
        self._new.went_back.connect(lambda: self._show(self._code))
        self._new.wanted.connect(self._on_wanted)
        self._show(self._ways)

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentIndex(self._pages.index(page))
        self.setFocusProxy(page)
        page.setFocus()

    def _on_code(self, code: str) -> None:
        file = self._file
        self._code.hold(True)
        self._worker.ask(
            lambda: _known(file, code),
            self._on_known,
            self._on_wrong_code,
            key="code",
        )

    def _on_known(self, known: Sequence[Known]) -> None:
        self._code.hold(False)
        self._new.offer(known)
        self._show(self._new)

    def _on_wrong_code(self, error: BaseException) -> None:
        self._code.hold(False)
        if isinstance(error, OfficeError):
            self._code.refuse(error)
        else:
            errors.show(self, error)

    def _on_wanted(self, login: str, password: str, again: str) -> None:
        self._new.hold(True)
        self._made = password, login
        code, today = self._code.value(), self._clock()
        self._job = Job(
            _recovering(self._file, code, login, password, again, today), self
        )
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)

    def _on_done(self, _result: object) -> None:
        self._job = None
        self.ready.emit(self._file, *self._made)

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        self._new.hold(False)
        if not isinstance(error, OfficeError):
            errors.show(self, error)
        elif isinstance(error, InvalidInputError) and error.problems[0].field == "code":
            self._show(self._code)
            self._code.refuse(error)
        else:
            self._new.refuse(error)


class _Ways(QWidget):
    """The two ways, told plainly."""

    code_wanted, went_back = Signal(), Signal()

    def __init__(self, *, has_code: bool) -> None:
        super().__init__()
        back = button("Tilbake", icon="ArrowLeft", on=self.went_back.emit)
        code = button("Skriv inn koden", "primary", on=self.code_wanted.emit)
        for each in (back, code):
            each.setAutoDefault(True)
        enable(code, has_code, "Registeret har ingen gjenopprettingskode.")
        self.setFocusProxy(code if has_code else back)
        self.setLayout(
            column(
                label("Glemt passordet?", "h1"),
                4,
                _way(
                    "PersonGroup", "En administrator kan lage et nytt", BY_ADMINISTRATOR
                ),
                _way(
                    "ShieldLock",
                    "Gjenopprettingskoden på papir",
                    BY_CODE if has_code else NO_CODE,
                ),
                8,
                row(back, None, code),
                gap=10,
            )
        )


class _CodePage(QWidget):
    """Nine groups to be typed from the paper."""

    entered = Signal(str)
    went_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner(Tone.BAD)
        self._fields = CodeFields()
        self._mark = Icon("ExclamationmarkTriangleFill", "bad", 15)
        self._problem = label("", "problem", wrap=True)
        back = button("Tilbake", icon="ArrowLeft", on=self.went_back.emit)
        self._next = button("Neste", "primary", on=self.submit)
        for each in (back, self._next):
            each.setAutoDefault(True)
        self._status = label("", "small")
        self._fields.edited.connect(self._clear)
        self._fields.entered.connect(self.submit)
        self.setFocusProxy(self._fields)
        self.setLayout(
            column(
                label("Skriv gjenopprettingskoden", "h1"),
                label(
                    "Ni grupper med fire tegn. Store og små bokstaver er like gode, og "
                    "hele koden kan limes inn.",
                    "muted",
                    wrap=True,
                ),
                4,
                self.banner,
                self._fields,
                row(self._mark, (self._problem, 1), gap=5),
                8,
                row(back, (self._status, 1), self._next, gap=12),
                gap=10,
            )
        )
        self._clear()

    def value(self) -> str:
        return self._fields.value()

    def submit(self) -> None:
        if problems := code_problems(self.value()):
            self._tell(problems[0])
            self._fields.first_open().setFocus()
        elif self._next.isEnabled():
            self.entered.emit(self.value())

    def hold(self, on: bool) -> None:
        enable(self._next, not on, "Koden prøves nå.")
        self._status.setText("Åpner …" if on else "")

    def refuse(self, error: OfficeError) -> None:
        if isinstance(error, InvalidInputError):
            self._tell(error.problems[0])
        else:
            self.banner.tell(error.title, error.advice)
        self._fields.groups[0].setFocus()

    def _tell(self, problem: Problem) -> None:
        self._problem.setText(problem.message)
        self._mark.show()
        announce(self, problem.message)

    def _clear(self) -> None:
        self._problem.setText("")
        self._mark.hide()
        self.banner.clear()


class _NewPassword(QWidget):
    """Who it is, and a new password twice."""

    wanted = Signal(str, str, str)
    went_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner(Tone.BAD)
        self._who = QComboBox()
        self._who_field = Field("&Hvem er du?", self._who)
        self._pair = PasswordPair("Nytt &passord", "Nytt passord en &gang til")
        self._status = label("", "small")
        self._back = button("Tilbake", icon="ArrowLeft", on=self.went_back.emit)
        self._done = button("Lagre og logg inn", "primary", on=self.submit)
        for each in (self._back, self._done):
            each.setAutoDefault(True)
        self._pair.entered.connect(self.submit)
        self.setLayout(
            column(
                label("Nytt passord", "h1"),
                label("Koden stemmer. Den gjelder fortsatt.", "muted", wrap=True),
                4,
                self.banner,
                self._who_field,
                self._pair,
                8,
                row(self._back, (self._status, 1), self._done, gap=12),
                gap=8,
            )
        )

    def offer(self, known: Sequence[Known]) -> None:
        self._who.clear()
        for each in known:
            self._who.addItem(f"{each.name} ({each.login})", each.login)
        self.setFocusProxy(self._who if len(known) > 1 else self._pair)

    def submit(self) -> None:
        self.banner.clear()
        if problems := self._pair.problems():
            self._pair.show_problems(problems)
            self._pair.setFocus()
        elif self._done.isEnabled():
            login = str(self._who.currentData() or "")
            self.wanted.emit(login, *self._pair.values())

    def hold(self, on: bool) -> None:
        enable(self._done, not on, "Passordet lagres nå.")
        enable(self._back, not on, "Passordet lagres nå.")
        self._status.setText("Lagrer …" if on else "")

    def refuse(self, error: OfficeError) -> None:
        if isinstance(error, InvalidInputError):
            self._pair.show_problems(error.problems)
            mine = [each for each in error.problems if each.field == "login"]
            self._who_field.show_problem(mine[0] if mine else None)
        else:
            self.banner.tell(error.title, error.advice)


def _known(file: Path, code: str) -> Sequence[Known]:
    from stkdesk.services.recovery import who_can_be_let_in

    return who_can_be_let_in(file, code)


def _recovering(
    file: Path, code: str, login: str, new: str, again: str, today: date
) -> Steps:
    from stkdesk.services.recovery import recover

    yield from recover(file, code, login, new, again, today=today)


def _way(icon: str, title: str, text: str) -> QWidget:
    words = column(label(title, "h3", wrap=True), label(text, wrap=True), gap=3)
    picture = column(Tile(icon, Tone.ACT.value, 40, round_=False), None)
    return flat(row(picture, (words, 1), gap=14, margins=14))


def _centred(page: QWidget) -> QWidget:
    box = card(column(page, margins=28))
    box.setMaximumWidth(theme.u(WIDTH))
    middle = row((box, 100), margins=(20, 20, 20, 20))
    middle.insertStretch(0, 1)
    middle.addStretch(1)
    inside = QWidget()
    inside.setLayout(column(None, middle, None, None, gap=0))
    return scrolled(inside)
