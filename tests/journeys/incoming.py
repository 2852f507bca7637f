"""What comes in from others: files that are scanned, complaints that are answered."""

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

from tests import person
from tests.desk import SLOW
from tests.files import a_pdf
from tests.journeys.casework import typed

ADULT = "010288"
STREET = "Øvre Strandgate 14 B"


def a_scan(folder, name):
    """Return a file that could be a letter from somebody, scanned."""
    file = folder / f"{name}.pdf"
    file.write_bytes(a_pdf())
    return file


def attaches(worker, form, file):
    """Choose a file where the form asks for files, and see it stand there."""
    worker.press("Legg til filer …", form)
    dialog = form.findChildren(QFileDialog)[-1]
    dialog.findChild(QLineEdit).setText(str(file))
    dialog.accept()
    worker.reads(file.name, where=form)


def applies(worker, received_on, language, hours="4"):
    """Type in what Åse Ødegård applies for; she is new. The receipt waits."""
    worker.goes_to("Brukere")
    form = worker.begins("Ny søknad", "Ny søknad")
    worker.ticks(form, "Brukeren er ny i registeret")
    told = {
        "Fornavn": "Åse",
        "Etternavn": "Ødegård",
        "Fødselsdato": ADULT,
        "Adresse": STREET,
        "Postnummer": "6518",
        "Målform i brev": language.label,
        "Mottatt": typed(received_on),
        "Timer": hours,
    }
    worker.writes(form, told)
    worker.saves(form)
    question = worker.opened("Søknaden er registrert")
    worker.press("Ikke nå", question)
    worker.gone(question)


def sees(worker, name):
    """Wait until something to press is read out so."""

    def _there():
        try:
            return person.button(worker.window, name).isVisible()
        except AssertionError:
            return False

    worker.qtbot.waitUntil(_there, timeout=SLOW)


def grants(worker, form, hours):
    """Type how many hours a decision gives, in its first line of hours."""
    [line] = [
        each
        for each in form.findChildren(QLineEdit)
        if each.accessibleName() == "Timer" and each.isVisible()
    ]
    line.setFocus()
    worker.desk.type("<Ctrl+A>", hours, "<Tab>", where=form)


def answers(worker, form, argument, text):
    """Type what the office says to an argument, by its number in the complaint."""
    [box] = [
        each
        for each in form.findChildren(QPlainTextEdit)
        if each.accessibleName() == f"Svar på argument {argument}"
    ]
    box.setFocus()
    worker.desk.type(text, where=form)
