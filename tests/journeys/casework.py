"""A caseworker at work on a case: what she presses, what she reads, what she keeps.

Everything is done in the window, by what is written there. Only ``papers`` and
``entries`` ask the register, at the end.

worker.comes_to_work(date(2026, 11, 16))  # ``worker`` is a fixture of the journeys
worker.opens_case("Åse Ødegård")
form = worker.begins("Nytt vedtak", "Nytt vedtak", "Innvilgelse")
worker.writes(form, {"Begrunnelse": "Du har lite kontakt med andre."})
worker.posts(worker.approves(form, "Åse Ødegård, Øvre Strandgate 14 B"))
tells(worker.papers()[-1], DecisionKind.GRANTED, Language.BOKMAL, told)
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.language_words import strangers
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.office import LawVersion, OfficeDraft
from stkdesk.services.journal_card import open_entry
from stkdesk.services.journal_rows import entries_of_client
from stkdesk.storage.tables import Paper, PaperFile
from tests import person
from tests.conftest import PASSWORD
from tests.desk import SLOW, on_screen
from tests.documents.mandatory import lacking, plain, wrong_limits
from tests.documents.reading import spoken
from tests.documents.reading import text_of as printed
from tests.ui.registers import is_open

MARKED = "merket som skrevet ut"
CLAIMS = (LetterKind.REVERSAL_NOTICE, DecisionKind.REVERSED)  # costs may be claimed
ENGLISH = ("cancel", "save", "close", "open", "error", "yes", "ok to", "file name")
#: The office of the journeys: one unit decides, another runs the service.
OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    municipality_number="9999",
    running_unit="Bo og habilitering",
    deciding_unit="Tjenestekontoret",
    return_address="Fjordvik kommune, Postboks 124, 4481 Fjordvik",
    postal_line="Postboks 124",
    postal_code="4481",
    city="Fjordvik",
    phone="51004000",
    email="post@fjordvik.example",
    county_governor="Statsforvalteren i Rogaland",
    governor_line="Postboks 59",
    governor_code="4001",
    governor_city="Stavanger",
    case_officer="Kåre Næss Sørbø",
    case_officer_phone="51004123",
    leader="Marit Hægstad",
    leader_title="seksjonssjef",
)
#: What every letter from that office tells.
OF_OFFICE = {
    "office": "Fjordvik kommune",
    "unit": "Tjenestekontoret",
    "running": "Bo og habilitering",
    "county": "Rogaland",
}


class Kept(NamedTuple):
    """A paper as it lies in the register."""

    reference: str
    recipient: str
    is_copy: bool
    printed_on: date | None
    mailed_on: date | None
    text: str
    data: bytes


class Caseworker:
    """One person at the desk; does and reads what anybody could."""

    def __init__(self, desk, file, folder):
        """Work on the register ``file``; papers are saved in ``folder``."""
        self.desk, self.qtbot = desk, desk.qtbot
        self.file, self._folder = file, folder
        self._saved = 0
        self.titles: set[str] = (
            set()
        )  # of the windows that opened, seen in the task bar

    @property
    def window(self):
        """The main window."""
        return self.desk.window

    # Days, rooms and windows.

    def comes_to_work(self, day: date, size=(1440, 900), login="", password=PASSWORD):
        """Start the program on ``day`` and sign in; what ran before is closed."""
        if self.desk.is_running:
            self.desk.shut()
        self.desk.today = day
        self.desk.begin(self.file, size=size)
        self.desk.sign_in(password, login)
        self.desk.wait_for_sitting()

    def goes_to(self, room: str):
        """Go to a room by its key, and wait until its heading is there."""
        rail = self.window.rail
        titles = [rail.tabText(at) for at in range(rail.count())]
        self.back_in()
        self.desk.key(f"Ctrl+{titles.index(room) + 1}")
        self.qtbot.waitUntil(lambda: self.window.page.isVisible(), timeout=SLOW)

    def opens_case(self, name: str):
        """Click a client in the list, and open the whole case with Enter."""
        self.goes_to("Brukere")
        page = self.window.page
        if page.is_alone:
            self.desk.key("Esc")
        self.qtbot.waitUntil(lambda: page.rows.is_loaded, timeout=SLOW)
        person.click_row(self.qtbot, page.table, name)
        self.qtbot.waitUntil(
            lambda: page.record is not None and page.record.name == name, timeout=SLOW
        )
        self.desk.type("<Return>")
        self.reads("Opplysninger")
        self.sees_nothing_english()

    def back_in(self):
        """Wait until the keys go to the main window again."""

        def _in_front():
            self.window.activateWindow()
            here = self.window.isActiveWindow()
            return here and QApplication.focusWidget() is not None

        self.qtbot.waitUntil(_in_front, timeout=SLOW)

    def opened(self, title: str) -> QWidget:
        """Return the window whose title begins so, when it has the keys."""

        def _found():
            shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
            return [w for w in shown if w.windowTitle().startswith(title)]

        self.qtbot.waitUntil(lambda: len(_found()) == 1, timeout=SLOW)
        [found] = _found()
        self.titles.add(found.windowTitle())

        def _in_front():
            found.activateWindow()
            return found.isActiveWindow()

        self.qtbot.waitUntil(_in_front, timeout=SLOW)
        return found

    def saves(self, form: QWidget):
        """Press Ctrl+S, and wait until the form is gone."""
        self.desk.key("Ctrl+S", form)
        self.gone(form)

    def gone(self, form: QWidget):
        """Wait until ``form`` is closed."""
        self.qtbot.waitUntil(lambda: not is_open(form), timeout=SLOW)

    # Reading and pressing.

    def reads(self, *texts: str, where: QWidget | None = None):
        """Wait until each of ``texts`` can be read."""
        for text in texts:
            self.desk.wait_for(text, where)

    def reads_not(self, *texts: str, where: QWidget | None = None):
        """Wait until none of ``texts`` can be read any more."""
        place = where or self.window
        for text in texts:
            self.qtbot.waitUntil(
                lambda text=text: not person.says(place, text), timeout=SLOW
            )

    def sees_nothing_english(self):
        """See that no usual English word of a program stands anywhere."""
        words = f" {plain(on_screen())} ".replace(".", " ").replace(":", " ").casefold()
        found = [each for each in ENGLISH if f" {each} " in words]
        assert not found, found

    def press(self, text: str, where: QWidget | None = None):
        """Press the button ``text`` when it is there and awake."""
        place = where or self.window

        def _awake():
            try:
                return person.button(place, text).isEnabled()
            except AssertionError:
                return False

        self.qtbot.waitUntil(_awake, timeout=SLOW)
        person.press(self.qtbot, place, text)

    def chooses(self, button: str, line: str):
        """Open the menu of a button, and choose ``line`` in it."""
        self.press(button)
        person.choose_in_menu(self.qtbot, self.window, line)

    def begins(self, button: str, title: str, line: str = "") -> QWidget:
        """Press ``button``, choose ``line`` in its menu, and return what opens."""
        self.back_in()
        if line:
            self.chooses(button, line)
        else:
            self.press(button)
        return self.opened(title)

    # Filling in.

    def writes(self, form: QWidget, told: dict[str, str]):
        """Type in place of what stands there, each text in the field called so."""
        for label, text in told.items():
            self.qtbot.waitUntil(
                lambda label=label: _is_shown(form, label), timeout=SLOW
            )
            editor = person.field(form, label)
            assert editor.isEnabled(), label
            editor.setFocus()
            if isinstance(editor, QPlainTextEdit | QLineEdit):
                editor.selectAll()
            for at, line in enumerate(text.split("\n")):
                if at:
                    self.qtbot.keyClick(editor, Qt.Key.Key_Return)
                self.qtbot.keyClicks(editor, line)
            self.qtbot.keyClick(editor, Qt.Key.Key_Tab)

    def ticks(self, form: QWidget, label: str):
        """Tick or clear the box called so, with the space bar."""
        box = person.field(form, label)
        assert isinstance(box, QCheckBox)
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Space)

    def stands(self, form: QWidget, label: str) -> str:
        """Return what stands in the field called so."""
        editor = person.field(form, label)
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        return editor.text() if isinstance(editor, QLineEdit) else editor.currentText()

    def argues(self, form: QWidget, argument: str, answer: str = ""):
        """Add an argument to a complaint, and what the office answers to it."""
        line = _named(form, QLineEdit, "Nytt argument")
        line.setFocus()
        self.desk.type(argument, "<Return>", where=form)
        if answer:
            at = 1
            while _find(form, QPlainTextEdit, f"Svar på argument {at + 1}"):
                at += 1
            box = _named(form, QPlainTextEdit, f"Svar på argument {at}")
            box.setFocus()
            self.qtbot.keyClicks(box, answer)

    # Locking and posting.

    def approves(self, form: QWidget, *recipients: str) -> QWidget:
        """Approve a decision after reading who gets it; return the window it opens."""
        self.reads("Klar til godkjenning", where=form)
        self.press("Godkjenn og lås …", form)
        question = self.opened("Godkjenn og lås vedtaket?")
        self.reads(*recipients, where=question)
        self.sees_nothing_english()
        self.press("Godkjenn og lås", question)
        self.gone(form)
        return self.opened("Vedtak")

    def finishes(self, form: QWidget, title: str, *recipients: str) -> QWidget:
        """Finish a letter after reading who gets it; return the window it opens."""
        self.press("Ferdig og skriv ut …", form)
        question = self.opened("Gjør brevet ferdig?")
        self.reads(*recipients, where=question)
        self.sees_nothing_english()
        self.press("Ferdig og skriv ut", question)
        self.gone(form)
        return self.opened(title)

    def next_file(self):
        """Return where the next papers are saved."""
        self._saved += 1
        return self._folder / f"{self._saved}.pdf"

    def posts(self, shown: QWidget, done: str = "Alt er sendt i dag"):
        """Save the papers shown as a file, say they are printed and in the post."""
        file = self.next_file()
        self.press("Lagre som PDF …", shown)
        dialog = shown.findChildren(QFileDialog)[-1]
        dialog.findChild(QLineEdit).setText(str(file))
        self.sees_nothing_english()
        dialog.accept()
        self.reads("Kom alt riktig ut av skriveren?", where=shown)
        assert file.read_bytes().startswith(b"%PDF-")
        self.press("Ja", shown)
        self.reads(MARKED, where=shown)
        self.press(done, shown)
        self.reads("merket som sendt", where=shown)
        self.press("Lukk", shown)
        self.gone(shown)
        self.back_in()

    # Reading back what the register has.

    def papers(self) -> list[Kept]:
        """Return every letter of the register with its text, oldest first."""
        workspace = self.window.workspace

        def _read(session):
            rows = session.query(Paper, PaperFile).join(
                PaperFile, PaperFile.sha256 == Paper.sha256
            )
            return [
                Kept(
                    paper.reference,
                    paper.recipient,
                    paper.is_copy,
                    paper.printed_on,
                    paper.mailed_on,
                    text_of(kept.data),
                    bytes(kept.data),
                )
                for paper, kept in rows.order_by(Paper.number)
            ]

        return workspace.read(_read)

    def entries(self, client: int = 1):
        """Return the documents of a client in the journal, in full, oldest first."""
        workspace = self.window.workspace

        def _read(session):
            rows = entries_of_client(session, client)
            return [open_entry(session, each.number) for each in rows]

        return sorted(workspace.read(_read), key=lambda card: card.row.number)


def text_of(data: bytes) -> str:
    """Return all a PDF says on one line: as printed, and then as it is read aloud.

    Aloud, a paragraph that goes on over the page is whole.
    """
    aloud = " ".join(text for _role, text in spoken(data))
    return plain(f"{printed(data)} {aloud}")


def tells(paper: Kept, kind, language: Language, told: dict[str, str], *, without=()):
    """See that a letter has every mandatory element, and nothing that must not be.

    ``told``: the words in braces of ``tests.documents.mandatory``; the office's own
    are known. ``without`` names elements this case has not.
    """
    told = OF_OFFICE | told
    act = LawVersion.ACT_1967
    wrong = lacking(paper.text, kind, language, act, told, without=without)
    wrong += wrong_limits(paper.text, costs=kind in CLAIMS)
    wrong += strangers(language, paper.text)
    wrong += [each for each in ("UTKAST", "[ … ]") if each in paper.text]
    assert not wrong, f"{kind.label}: {wrong}\n{paper.text}"


def typed(day: date) -> str:
    """Return a day as one types it."""
    return f"{day:%d%m%y}"


def _is_shown(form: QWidget, label: str) -> bool:
    try:
        return person.field(form, label).isVisible()
    except (AssertionError, ValueError):
        return False


def _find(form: QWidget, kind, name: str):
    found = [e for e in form.findChildren(kind) if e.accessibleName() == name]
    return [each for each in found if each.isVisible()]


def _named(form: QWidget, kind, name: str):
    [found] = _find(form, kind, name)
    return found
