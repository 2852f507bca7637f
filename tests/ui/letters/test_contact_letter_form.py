"""The form of a letter to a support contact, used the way a caseworker uses it."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader
from sqlalchemy import select

from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.letter import LetterState
from stkdesk.storage.tables import ContactLetter, Paper
from stkdesk.ui.contact_letters.form import ContactLetterForm, open_contact_letter
from stkdesk.ui.papers.paper_window import PaperWindow
from tests import builders as make
from tests import person

WAIT = 10_000
K = ContactLetterKind


def register(database):
    with database.transaction() as session:
        return make.a_contact(session, "Sølvi Næss")


def opened(qtbot, page, kind, contact, **how):
    """Open the form; return it when the letter is drawn."""
    open_contact_letter(page, page.workspace, kind, contact, **how)
    found = []

    def _drawn():
        forms = page.findChildren(ContactLetterForm)
        found[:] = [each for each in forms if each.isVisible()]
        return (
            len(found) == 1
            and not found[0]._resting.isActive()
            and not page.workspace.is_reading
            and found[0].letter.preview.view.pages > 0
        )

    qtbot.waitUntil(_drawn, timeout=WAIT)
    return found[0]


def paper_window(qtbot, page):
    """Wait for the window with the finished paper."""
    found = []

    def _shown():
        windows = page.findChildren(PaperWindow)
        found[:] = [each for each in windows if each.isVisible()]
        return len(found) == 1

    qtbot.waitUntil(_shown, timeout=WAIT)
    return found[0]


def letter(form):
    pages = PdfReader(BytesIO(form.letter.preview.view._data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def papers(database):
    with database.reading() as session:
        return session.scalars(select(Paper)).all()


def test_an_interview_is_filled_in_finished_and_shown(qtbot, page, database):
    contact = register(database)
    form = opened(qtbot, page, K.INTERVIEW, contact)
    assert form.windowTitle() == "Innkalling til samtale"  # names nobody
    assert person.says(form, "Til Sølvi Næss. Brevet skrives på bokmål.")
    person.key(qtbot, form, "Ctrl+Return")
    assert person.says(form, "Skriv hvilken dag samtalen er.")
    assert papers(database) == []

    person.write(qtbot, form, "Dag", "3.12.2026")
    person.write(qtbot, form, "Klokken", "14.30")
    person.write(qtbot, form, "Sted", "Rådhuset")
    person.key(qtbot, form, "Ctrl+Return")
    window = paper_window(qtbot, page)

    said = PdfReader(BytesIO(window.data)).pages[0].extract_text()
    assert "3. desember 2026" in " ".join(said.split())
    [paper] = papers(database)
    assert paper.contact_number == contact
    assert paper.client_number is None
    with database.reading() as session:
        row = session.scalars(select(ContactLetter)).one()
        assert (row.state, row.issued_on) == (LetterState.ISSUED, date(2026, 11, 16))


def test_what_the_contact_lacks_stops_the_purpose_letter(qtbot, page, database):
    form = opened(qtbot, page, K.CERTIFICATE_REQUEST, register(database))

    assert person.says(form, "Støttekontakten mangler fødselsnummer.")
    assert "Postboks 113, 9951 Vardø" in letter(form)
    person.key(qtbot, form, "Ctrl+Return")
    assert form.isVisible()
    assert papers(database) == []


def test_a_draft_is_gone_on_with_and_a_finished_letter_is_shown(qtbot, page, database):
    contact = register(database)
    form = opened(qtbot, page, K.APPROVED, contact)
    person.write(qtbot, form, "Annet å si", "Kurset er 8. desember.")
    person.key(qtbot, form, "Ctrl+S")
    qtbot.waitUntil(lambda: not form.isVisible(), timeout=WAIT)

    again = opened(qtbot, page, K.APPROVED, contact, number=1)
    assert "Kurset er 8. desember." in letter(again)
    person.key(qtbot, again, "Ctrl+Return")
    first = paper_window(qtbot, page)
    data = first.data
    first.close()
    open_contact_letter(page, page.workspace, K.APPROVED, contact, number=1)

    assert paper_window(qtbot, page).data == data
