"""Work with support contacts: from a paper application to an assignment, and after.

What is done in the window is done by keys alone: Tab goes from field to field and from
button to button, as for one who has no mouse. ``worker`` is the fixture of the
journeys: an ordinary office, and nobody in it.

worker.comes_to_work(date(2026, 11, 16))
new_applicant(worker, MARIA, Language.NYNORSK)
call_references(worker, MARIA, "Roleg og påliteleg.")
hold_interview(worker, MARIA)
approve(worker, MARIA)

The builders at the end put those into the register that a journey is not about, before
the program starts: ``worker.prepares(a_client_with_decision, "Åse Ødegård")``.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)

from stkdesk.domain.identity import synthetic_identity
from stkdesk.domain.language import Language
from stkdesk.storage.opening import open_register
from tests import builders as make
from tests import person
from tests.conftest import PASSWORD
from tests.desk import SLOW
from tests.journeys.casework import typed

STEPS = 150  # Tabs through the whole of a window, and more


class Applicant(NamedTuple):
    """Somebody who applies on paper, with those who know her."""

    name: str
    born: date
    street: str
    postal_code: str
    references: tuple[tuple[str, str, str], ...] = ()  # name, telephone, who it is

    @property
    def national_id(self) -> str:
        """Eleven digits that nobody has."""
        return synthetic_identity(self.born, 3)

    @property
    def given(self) -> str:
        """The first names."""
        return self.name.rpartition(" ")[0]

    @property
    def family(self) -> str:
        """The family name."""
        return self.name.rpartition(" ")[2]


MARIA = Applicant(
    "Maria Eide",
    date(1994, 5, 17),
    "Fjellveien 2",
    "6507",
    (("Bernt Hansen", "91234567", "arbeidsgiver"), ("Gro Lie", "92345678", "lærer")),
)


# Keys.


def tab_to(worker, where: QWidget, wanted: QWidget):
    """Press Tab until ``wanted`` has the cursor."""
    for _ in range(STEPS):
        here = QApplication.focusWidget()
        if here is wanted or here is wanted.focusProxy():
            return
        worker.desk.key("Tab", where)
    raise AssertionError(f"Tab never comes to {wanted.accessibleName() or wanted!r}")


def press_by_keys(worker, text: str, where: QWidget | None = None):
    """Go to the button ``text`` with Tab, when it is awake, and press the space bar."""
    place = where or worker.window

    def _awake() -> bool:
        try:
            return person.button(place, text).isEnabled()
        except AssertionError:
            return False

    worker.qtbot.waitUntil(_awake, timeout=SLOW)
    tab_to(worker, place, person.button(place, text))
    worker.desk.key("Space", place)


def begins_by_keys(worker, button: str, title: str) -> QWidget:
    """Press ``button`` in the main window, and return the window that opens."""
    worker.back_in()
    press_by_keys(worker, button)
    return worker.opened(title)


def chooses_by_keys(worker, button: str, line: str):
    """Open the menu of ``button``, and take ``line`` of it with the arrows."""
    worker.back_in()
    press_by_keys(worker, button)
    menu = person.open_menu(worker.qtbot, worker.window)
    [wanted] = [each for each in menu.actions() if each.text() == line]
    assert wanted.isEnabled(), f"{line!r} is off: {wanted.toolTip()}"
    for _ in menu.actions():
        if menu.activeAction() is not wanted:
            worker.qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() is wanted
    worker.qtbot.keyClick(menu, Qt.Key.Key_Return)


def fills(worker, where: QWidget, told: dict[str, str]):
    """Go to each field with Tab, and type in place of what stands there.

    A field is called by its label, or by what is read out of it. In a list of choices,
    as much is typed as it takes to find the right one; a box is ticked by "x".
    """
    for label, text in told.items():
        worker.qtbot.waitUntil(
            lambda label=label: _found(where, label) is not None, timeout=SLOW
        )
        editor = _found(where, label)
        tab_to(worker, where, editor)
        if isinstance(editor, QCheckBox):
            worker.desk.key("Space", where)
            continue
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            worker.desk.key("Ctrl+A", where)
        worker.desk.type(text, where=where)
        if isinstance(editor, QComboBox):
            assert editor.currentText().startswith(text), editor.currentText()


def picks(worker, form: QWidget, told: dict[str, str]):
    """Type a name in each field, and take with Enter who is offered."""
    for label, name in told.items():
        picker = person.field(form, label)
        tab_to(worker, form, picker)
        worker.desk.type(name, where=form)
        worker.qtbot.waitUntil(lambda name=name: _offers(form, name), timeout=SLOW)
        worker.desk.key("Return", form)
        assert picker.text().startswith(name)


def _offers(form: QWidget, name: str) -> bool:
    lists = [view for view in form.findChildren(QListView) if view.isVisible()]
    return any(
        name in str(view.model().index(row, 0).data())
        for view in lists
        for row in range(view.model().rowCount())
    )


def command(worker, text: str):
    """Do what Ctrl+K finds under ``text``."""
    worker.back_in()
    worker.desk.type("<Ctrl+K>", text, "<Return>")


def _found(where: QWidget, name: str) -> QWidget | None:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)
    spoken = [e for kind in kinds for e in where.findChildren(kind)]
    found = [e for e in spoken if e.accessibleName() == name and e.isVisible()]
    if found:
        return found[0]
    try:
        field = person.field(where, name)
    except (AssertionError, ValueError):
        return None
    return field if field.isVisible() else None


# The way in, step by step.


def new_applicant(worker, applicant: Applicant, language=Language.BOKMAL, **more):
    """Type in what an applicant sent on paper; ``more`` by the labels of the form."""
    command(worker, "Ny søker")
    form = worker.opened("Ny søker")
    told = {
        "Fornavn": applicant.given,
        "Etternavn": applicant.family,
        "Fødselsdato": typed(applicant.born),
        "Fødselsnummer": applicant.national_id,
        "Adresse": applicant.street,
        "Postnummer": applicant.postal_code,
        "Målform i brev": language.label,
    }
    told |= more
    for at, (name, phone, relation) in enumerate(applicant.references, 1):
        told[f"Referanse {at}, navn"] = name
        told[f"Referanse {at}, telefon"] = phone
        told[f"Referanse {at}, hvem er det"] = relation
    fills(worker, form, told)
    worker.saves(form)
    worker.reads(f"{applicant.name} er registrert som søker")


def on_the_board(worker, applicant: Applicant, step: str):
    """Find an applicant in Rekruttering, where the column says ``step``."""
    command(worker, "Rekruttering")
    page = worker.window.page
    worker.qtbot.waitUntil(lambda: page.room == "recruiting", timeout=SLOW)
    worker.desk.type("<Ctrl+F>", "<Ctrl+A>", applicant.name, "<Down>")
    worker.reads(f"{applicant.name}  ·  {step}")


def next_step(
    worker, applicant: Applicant, step: str, verb: str, title: str
) -> QWidget:
    """Begin what is next at ``step``, from the board; return what opens.

    ``verb``: the words of the button, which tell that the board has been read again.
    """
    on_the_board(worker, applicant, step)
    worker.reads(verb)
    worker.desk.key("Ctrl+Return")
    return worker.opened(title)


def call_references(worker, applicant: Applicant, said: str):
    """Write down what those said who know the applicant: all recommend."""
    form = next_step(
        worker, applicant, "Referanser", "Noter referanser", "Rekruttering"
    )
    spoken = QApplication.focusWidget().accessibleName()
    assert spoken == "Referanse 1, svar"  # the cursor is where the call is noted
    for at, _who in enumerate(applicant.references, 1):
        told = {"svar": "Anbefaler", "hva ble sagt": said}
        fills(worker, form, {f"Referanse {at}, {k}": v for k, v in told.items()})
    worker.saves(form)


def agree_interview(worker, applicant: Applicant, day: date, clock: str, place: str):
    """Agree on a day to meet."""
    form = next_step(worker, applicant, "Samtale", "Noter samtalen", "Rekruttering")
    fills(worker, form, {"Avtalt dag": typed(day), "Tid": clock, "Sted": place})
    worker.saves(form)


def hold_interview(worker, applicant: Applicant, note: str):
    """Write down that they met today; the space bar writes the day."""
    form = next_step(worker, applicant, "Samtale", "Noter samtalen", "Rekruttering")
    fills(worker, form, {"Samtalen ble holdt": " ", "Notat fra samtalen": note})
    worker.saves(form)


def approve(worker, applicant: Applicant):
    """Write down that the office says yes; the day comes by itself."""
    form = next_step(worker, applicant, "Vurdering", "Skriv vurdering", "Rekruttering")
    fills(worker, form, {"Vurdering": "Godkjent"})
    worker.saves(form)


def see_certificate(worker, applicant: Applicant, issued: date):
    """Write down that the certificate was shown today, and shredded with one key."""
    form = next_step(
        worker,
        applicant,
        "Politiattest",
        "Registrer politiattest",
        "Registrer politiattest",
    )
    fills(worker, form, {"Utstedt": typed(issued), "Resultat": "Godtatt"})
    worker.saves(form)
    shred(worker)


def shred(worker):
    """Answer with one key what becomes of the certificate on paper."""
    question = worker.opened("Politiattesten på papir")
    worker.desk.key("M", question)
    worker.gone(question)
    worker.reads("Politiattesten: makulert")


def sign_declaration(worker, applicant: Applicant):
    """Write down that the declaration was explained and signed today."""
    form = next_step(
        worker,
        applicant,
        "Taushetserklæring",
        "Registrer taushetserklæring",
        "Taushetserklæring",
    )
    worker.saves(form)


def note_course(worker, applicant: Applicant, name: str):
    """Write down the certificate of a course of today."""
    form = next_step(worker, applicant, "Kurs", "Registrer kurs", "Rekruttering")
    fills(worker, form, {"Kursbevis fra": " ", "Kurset heter": name})
    worker.saves(form)


def opens_card(worker, applicant: Applicant):
    """Open the card of a support contact, from wherever she is found first."""
    command(worker, "Støttekontakter")
    page = worker.window.page
    worker.qtbot.waitUntil(lambda: page.rows.is_loaded, timeout=SLOW)
    worker.desk.type("<Ctrl+F>", "<Ctrl+A>", applicant.name, "<Down>")
    worker.qtbot.waitUntil(
        lambda: page.record is not None and page.record.name == applicant.name,
        timeout=SLOW,
    )


# Put into the register before the program starts.


def prepares(worker, build, *args, **told):
    """Return what ``build(session, ...)`` returns, in the register of ``worker``.

    The program must not run.
    """
    database = open_register(worker.file, PASSWORD)
    try:
        with database.transaction() as session:
            return build(session, *args, **told)
    finally:
        database.close()


def an_active_contact(session, applicant: Applicant = MARIA, **fields) -> int:
    """Register a support contact for whom everything is in order."""
    born = {"birth_date": applicant.born, "national_id": applicant.national_id}
    return make.a_ready_contact(session, applicant.name, person=born, **fields)


def a_client_with_decision(session, name="Åse Ødegård", minutes=960, **fields) -> int:
    """Register a grown client who is granted so many minutes a month."""
    person = {"birth_date": date(1988, 2, 1), **fields.pop("person", {})}
    fields.setdefault("is_protected_group", False)
    client = make.a_client(session, name, person=person, **fields)
    make.a_grant(session, client, minutes)
    return client


# Papers, by keys.


def prints(worker, form: QWidget, title: str, sent="Alt er sendt i dag") -> str:
    """Finish the letter in ``form``, print it and post it.

    Return the name the program gave the file.
    """
    worker.desk.key("Ctrl+Return", form)
    worker.gone(form)
    return posts(worker, worker.opened(f"{title} "), sent)


def posts(worker, shown: QWidget, sent="Alt er sendt i dag") -> str:
    """Save the papers shown as a file, and say they came out right and are sent."""
    worker.desk.key("Ctrl+S", shown)
    dialog = shown.findChildren(QFileDialog)[-1]
    name = dialog.findChild(QLineEdit)
    suggested = name.text()
    file = worker.next_file()
    name.setFocus()
    worker.desk.type("<Ctrl+A>", str(file), "<Return>", where=dialog)
    worker.reads("Kom alt riktig ut av skriveren?", where=shown)
    assert file.read_bytes().startswith(b"%PDF-")
    press_by_keys(worker, "Ja", shown)
    worker.reads("merket som skrevet ut", where=shown)
    press_by_keys(worker, sent, shown)
    worker.reads("merket som sendt", where=shown)
    worker.desk.key("Esc", shown)
    worker.gone(shown)
    worker.back_in()
    return suggested
