"""What the window shows while there is no register yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stkdesk import settings
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.progress import Steps
from stkdesk.services.first_key import FirstKey, first_key, first_sheet
from stkdesk.services.signing_in import account_name
from stkdesk.storage.files import cannot_save
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.ui import errors, theme
from stkdesk.ui.jobs import Job
from stkdesk.ui.recovery_page import RecoveryPage
from stkdesk.ui.start.choice import Choice
from stkdesk.ui.start.finding_register import ask_for_register
from stkdesk.ui.start.first_staff import FirstPerson, FirstStaffForm
from stkdesk.ui.start.new_office import NewOffice, NewOfficeForm
from stkdesk.ui.start.working import Working
from stkdesk.ui.widgets.boxes import card, column, row, scrolled

WIDTH = 640


class FirstStart(QWidget):
    """Choose, tell who you are, lock the code in, wait a moment: an office.

    The register is made only when two groups of the recovery code are typed back.

    Signals:
        ready: (file, password) of a register that can be opened.
        found: the file of a register there already is.
    """

    help_topic = "forste-start"

    restore_wanted = Signal()  # from a backup, instead of making an office
    ready = Signal(Path, str)
    found = Signal(Path)

    def __init__(
        self,
        file: Path,
        *,
        practice: bool = False,
        clock: Callable[[], date] = date.today,
    ) -> None:
        """Suggest ``file`` as the register; ``practice`` makes it a practice office."""
        super().__init__()
        self._file, self._clock = file, clock
        self._job: Job | None = None
        self._office: NewOffice
        self._person: FirstPerson
        self._key = first_key()
        self._choice, self._working = Choice(), Working()
        self._form = NewOfficeForm(file.parent, file.name)
        self._staff = FirstStaffForm(account_name())
        self._code = RecoveryPage(self._key.code, "Lag kontoret", "Tilbake")
        self._stack = QStackedWidget()
        self._pages: list[QWidget] = [
            self._choice,
            self._form,
            self._staff,
            self._code,
            self._working,
        ]
        for page in self._pages:
            self._stack.addWidget(_centred(page))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._stack)
        self._connect()
        self._show(self._choice)
        if practice:
            self._make_practice(file)
        elif settings.chosen_register() == file:
            self._tell_missing()

    def _connect(self) -> None:
        self._choice.empty_wanted.connect(partial(self._show, self._form))
        self._choice.practice_wanted.connect(self._on_practice)
        self._choice.restore_wanted.connect(self.restore_wanted)
        self._choice.found_wanted.connect(self._on_find)
        self._form.went_back.connect(partial(self._show, self._choice))
        self._form.wanted.connect(self._on_office)
        self._staff.went_back.connect(partial(self._show, self._form))
        self._staff.wanted.connect(self._on_person)
        self._code.went_back.connect(partial(self._show, self._staff))
        self._code.confirmed.connect(self._on_confirmed)
        self._working.stopped.connect(self._on_stop)

    # Choosing.

    def _on_practice(self) -> None:
        file = settings.practice_file()
        if file.exists():
            self.ready.emit(file, PRACTICE_PASSWORD)
        else:
            self._make_practice(file)

    def _on_find(self) -> None:
        ask_for_register(self, self._file.parent, self.found.emit)

    def _on_office(self, asked: NewOffice) -> None:
        self._office = asked
        self._show(self._staff)

    def _on_person(self, asked: FirstPerson) -> None:
        self._person = asked
        key, draft, today = self._key, self._office.draft, self._clock()
        self._code.begin(lambda: first_sheet(key, draft, today=today))
        self._show(self._code)

    # Making.

    def _make_practice(self, file: Path) -> None:
        self._made = file, PRACTICE_PASSWORD
        steps = _practice_steps(file, self._clock())
        self._begin("Lager øvingskontoret", steps, self._choice)

    def _on_confirmed(self, _typed: object) -> None:
        office, person = self._office, self._person
        file = office.folder / self._file.name
        self._made = file, person.password
        steps = _office_steps(file, office, person, self._key, self._clock())
        self._begin("Lager kontoret", steps, self._form)

    def _begin(self, title: str, steps: Steps, back: Choice | NewOfficeForm) -> None:
        self._back = back
        self._working.begin(title)
        self._show(self._working)
        self._job = Job(steps, self)
        self._job.progressed.connect(self._working.show_progress)
        self._job.done.connect(self._on_done)
        self._job.stopped.connect(self._on_stopped)
        self._job.failed.connect(self._on_failed)

    def _on_done(self, _result: object) -> None:
        self._job = None
        file, password = self._made
        if self._back is self._form and file != self._file:
            self._remember(file)
        self._working.finish()
        self.ready.emit(file, password)

    def _remember(self, file: Path) -> None:
        try:
            settings.remember_register(file)
        except OSError as error:
            errors.show(self, cannot_save(error, settings.data_folder()))

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_stopped(self) -> None:
        self._job = None
        self._show(self._back)

    def _on_failed(self, error: BaseException) -> None:
        """Show the page that can put it right; everything typed is still there."""
        self._job = None
        self._show(self._back)
        if not isinstance(error, OfficeError):
            errors.show(self, error)
        elif isinstance(self._back, Choice):
            self._back.banner.tell(error.title, error.advice)
        else:
            self._back.refuse(error)

    # Showing.

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentIndex(self._pages.index(page))
        self.setFocusProxy(page)
        page.setFocus()

    def _tell_missing(self) -> None:
        """A register was put elsewhere, and now the place is not there."""
        self._choice.banner.tell(
            "Registeret dere brukte sist, finnes ikke.",
            f"Det skal ligge her: {self._file}. Sitter disken i? Lukk programmet, "
            "sett den i og start igjen. Lag bare et nytt kontor om det er meningen.",
        )


def _centred(page: QWidget) -> QWidget:
    """Return ``page`` on a card in the middle, scrolled where there is little room."""
    box = card(column(page, margins=28))
    box.setMaximumWidth(theme.u(WIDTH))
    middle = row((box, 100), margins=(20, 20, 20, 20))
    middle.insertStretch(0, 1)
    middle.addStretch(1)
    inside = QWidget()
    inside.setLayout(column(None, middle, None, None, gap=0))
    return scrolled(inside)


def _office_steps(
    file: Path, office: NewOffice, person: FirstPerson, key: FirstKey, today: date
) -> Steps:
    """Make the office; the casework is loaded on the worker, it takes a moment."""
    from stkdesk.services.starting import start_office

    yield from start_office(
        file,
        person.password,
        person.again,
        office.draft,
        staff=person.staff,
        key=key,
        period_start_day=office.start_day,
        today=today,
    )


def _practice_steps(file: Path, today: date) -> Steps:
    from stkdesk.services.practice.building import build_practice_office

    yield from build_practice_office(file, today=today)
