"""The form of a letter, used the way a caseworker uses it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from sqlalchemy import select

from stkdesk.domain.complaint import ComplaintOutcome
from stkdesk.domain.journal import DocumentKind, EntryDraft, Party, PartyRole
from stkdesk.domain.letter import EnclosureDraft, LetterKind, LetterState
from stkdesk.domain.trail import Action
from stkdesk.services.attachments import attach
from stkdesk.services.journal import journal
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letters import edit_letter, register_letter
from stkdesk.services.letters import open_letter as read_letter
from stkdesk.storage.tables import Complaint, Event, Letter
from stkdesk.ui.letters.form import LetterForm, open_letter
from stkdesk.ui.letters.showing import show_letter
from stkdesk.ui.papers.paper_window import PaperWindow
from tests import builders as make
from tests import person
from tests.files import a_pdf
from tests.services.writing import a_complaint, a_grant, an_application
from tests.ui.letters.conftest import TODAY
from tests.ui.registers import lose, wait_for

WAIT = 10_000
ADULT = {"birth_date": date(1990, 5, 1)}
INTERIM = LetterKind.INTERIM_REPLY
REASON = "Hvorfor det tar lengre tid"


def register(database, *, name="Åse Ødegård"):
    with database.transaction() as session:
        client = make.a_client(session, name, person=ADULT)
        an_application(session, client, TODAY)
    return client


def opened(qtbot, page, kind, client, **how):
    """Open the form; return it when the letter is drawn."""
    open_letter(page, page.workspace, kind, client, **how)
    found = []

    def _open():
        found[:] = [each for each in page.findChildren(LetterForm) if each.isVisible()]
        return len(found) == 1

    qtbot.waitUntil(_open, timeout=WAIT)
    letter_drawn(qtbot, found[0])
    return found[0]


def letter_drawn(qtbot, form):
    workspace = form.workspace
    qtbot.waitUntil(
        lambda: (
            not form._resting.isActive()
            and not workspace.is_reading
            and form.letter.preview.view.pages > 0
        ),
        timeout=WAIT,
    )


def letter(form):
    """Return the text of the letter in the preview."""
    pages = PdfReader(BytesIO(form.letter.preview.view._data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def finish(qtbot, form):
    """Make the letter ready, and mean it."""
    person.press(qtbot, form, "Ferdig og skriv ut …")
    question = person.wait_for_window(qtbot, "Gjør brevet ferdig?")
    person.press(qtbot, question, "Ferdig og skriv ut")


def in_register(database, number=1):
    with database.reading() as session:
        return read_letter(session, number)


def test_what_is_known_is_filled_in_and_what_lacks_is_told(qtbot, page, database):
    form = opened(qtbot, page, INTERIM, register(database))

    assert form.windowTitle() == "Foreløpig svar"  # names nobody
    assert person.says(form, "Gjelder Åse Ødegård. Brevet skrives på bokmål.")
    assert person.field(form, "Mottatt").text() == "02.11.2026"
    assert person.says(form, "Brevet mangler 1 ting")
    assert person.says(form, "Skriv hvorfor saken tar mer enn en måned.")
    assert "Du kan vente svar innen 14. desember 2026" in letter(form)


def test_the_letter_follows_what_is_typed(qtbot, page, database):
    form = opened(qtbot, page, INTERIM, register(database))
    person.write(qtbot, form, REASON, "Vi venter på legen.")
    qtbot.waitUntil(form._resting.isActive, timeout=WAIT)
    letter_drawn(qtbot, form)

    assert "Vi venter på legen." in letter(form)
    assert form.lacks.isHidden()


def test_the_remedy_leads_to_the_field(qtbot, page, database):
    form = opened(qtbot, page, INTERIM, register(database))
    person.press(qtbot, form, f"Fyll ut «{REASON}»")

    assert form.focusWidget() is person.field(form, REASON)


def test_a_letter_is_opened_at_the_field_that_lacks(qtbot, page, database):
    client = register(database)
    form = opened(qtbot, page, INTERIM, client, field="reason")

    assert form.focusWidget() is person.field(form, REASON)


def test_a_draft_is_kept_and_gone_on_with(qtbot, page, database):
    client = register(database)
    form = opened(qtbot, page, INTERIM, client)
    person.write(qtbot, form, REASON, "Så vidt begynt.")
    person.key(qtbot, form, "Ctrl+S")
    qtbot.waitUntil(lambda: not form.isVisible(), timeout=WAIT)

    assert in_register(database).state is LetterState.DRAFT
    again = opened(qtbot, page, None, client, number=1)
    assert person.field(again, REASON).toPlainText() == "Så vidt begynt."


def test_what_is_missing_is_told_by_its_field_when_it_is_to_be_sent(
    qtbot, page, database
):
    form = opened(qtbot, page, INTERIM, register(database))
    person.press(qtbot, form, "Ferdig og skriv ut …")

    assert person.says(form, "1 felt må rettes")
    assert form.focusWidget() is person.field(form, REASON)
    with database.reading() as session:
        assert session.query(Letter).count() == 0


def test_finishing_shows_who_gets_it_locks_and_prints(qtbot, page, database):
    client = register(database)
    form = opened(qtbot, page, INTERIM, client)
    person.write(qtbot, form, REASON, "Vi venter på legen.")
    person.press(qtbot, form, "Ferdig og skriv ut …")
    question = person.wait_for_window(qtbot, "Gjør brevet ferdig?")
    assert person.says(question, "Åse Ødegård, Fjordgata 1, 6509 Byen")
    person.press(qtbot, question, "Ferdig og skriv ut")

    window = person.wait_for_window(qtbot, "Foreløpig svar B-2026-000001-NG")
    text = " ".join(PdfReader(BytesIO(window.data)).pages[0].extract_text().split())
    assert "Vi venter på legen." in text
    assert "UTKAST" not in text
    window.reject()
    assert in_register(database).state is LetterState.ISSUED

    open_letter(page, page.workspace, None, client, number=1)
    again = person.wait_for_window(qtbot, "Foreløpig svar B-2026-000001-NG")
    assert again.data == window.data
    again.reject()


def test_a_letter_nobody_gets_is_not_sent(qtbot, page, database):
    form = opened(qtbot, page, INTERIM, register(database))
    person.write(qtbot, form, REASON, "Vi venter på legen.")
    person.field(form, "Åse Ødegård").setChecked(False)
    wait_for(qtbot, form, "Velg hvem som skal ha brevet.")
    person.press(qtbot, form, "Ferdig og skriv ut …")

    assert person.says(form, "Skriv hvorfor Åse Ødegård ikke skal ha brevet.")
    assert form.isVisible()


def test_what_was_typed_is_offered_when_the_form_is_opened_again(qtbot, page, database):
    client = register(database)
    form = opened(qtbot, page, INTERIM, client)
    person.write(qtbot, form, REASON, "Halvferdig tanke.")
    qtbot.waitUntil(lambda: person.says(form, "Kladd lagret"), timeout=WAIT)
    lose(form)

    again = opened(qtbot, page, INTERIM, client)
    person.press(qtbot, again, "Fortsett")
    assert person.field(again, REASON).toPlainText() == "Halvferdig tanke."


def upheld(database):
    with database.transaction() as session:
        client = make.a_client(session, "Åse Ødegård", person=ADULT)
        number = a_complaint(session, a_grant(session, client), TODAY)
        row = session.get(Complaint, number)
        row.reassessment = "Tre timer er nok."
        row.outcome, row.outcome_on = ComplaintOutcome.UPHELD, TODAY
    return client


def test_enclosures_are_numbered_moved_and_taken_away(qtbot, page, database):
    form = opened(qtbot, page, LetterKind.FORWARDING, upheld(database))
    assert person.says(form, "Legg ved klagen, vedtaket og det saken bygger på.")
    line = person.field(form, "Vedlegg")
    for title in ("Klagen", "Vedtaket", "Kart"):
        line.setFocus()
        qtbot.keyClicks(line, title)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    wait_for(qtbot, form, "3. Kart")
    person.press(qtbot, form, "Flytt vedlegg 3 opp")
    wait_for(qtbot, form, "3. Vedtaket")
    person.press(qtbot, form, "Ta bort vedlegg 1")
    wait_for(qtbot, form, "1. Kart")
    letter_drawn(qtbot, form)

    assert person.says(form, "2. Vedtaket")
    assert "1. Kart 2. Vedtaket" in letter(form)
    assert form.isVisible()  # Enter in the line adds, and does not save


def test_a_forwarding_is_finished_with_a_copy_to_the_party(qtbot, page, database):
    client = upheld(database)
    form = opened(qtbot, page, LetterKind.FORWARDING, client)
    line = person.field(form, "Vedlegg")
    line.setFocus()
    qtbot.keyClicks(line, "Klagen")
    person.press(qtbot, form, "Ferdig og skriv ut …")
    question = person.wait_for_window(qtbot, "Gjør brevet ferdig?")
    assert person.says(question, "Statsforvalteren i Rogaland, Postboks 59")
    assert person.says(question, "Husk vedlegget: Klagen")
    person.press(qtbot, question, "Ferdig og skriv ut")
    window = person.wait_for_window(qtbot, "Oversendelse til Statsforvalteren")

    with database.reading() as session:
        assert read_letter(session, 1).state is LetterState.ISSUED
    window.reject()


def test_two_who_write_in_one_letter_both_keep_what_they_wrote(qtbot, page, database):
    client = register(database)
    with database.transaction() as session:
        draft = begin_letter(session, INTERIM, client, today=TODAY)
        number = register_letter(session, draft)
    form = opened(qtbot, page, None, client, number=number)
    with database.transaction() as session:
        card = read_letter(session, number)
        fields = {**card.draft.fields, "note": "Skrevet av den andre."}
        changed = replace(card.draft, fields=fields)
        edit_letter(session, number, card.version, changed)
    person.write(qtbot, form, REASON, "Skrevet av meg.")
    person.key(qtbot, form, "Ctrl+S")
    question = person.wait_for_window(qtbot, "To har endret det samme")
    person.press(qtbot, question, "Lagre")
    qtbot.waitUntil(lambda: not form.isVisible(), timeout=WAIT)

    fields = in_register(database, number).draft.fields
    assert fields["note"] == "Skrevet av den andre."
    assert fields["reason"] == "Skrevet av meg."


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_has_a_form_of_its_own(qtbot, page, database, kind):
    client = upheld(database) if kind.value.startswith("f") else register(database)
    form = opened(qtbot, page, kind, client)

    assert form.windowTitle() == kind.label
    keys = [
        each.text().split("&")[1][0].casefold()
        for each in form.findChildren(type(form._status))
        if "&" in each.text()
    ]
    assert len(keys) == len(set(keys))
    form.discard()


@pytest.mark.parametrize(("width", "seen"), [(1240, True), (760, False)])
def test_the_letter_makes_way_for_the_fields_in_a_narrow_window(
    qtbot, page, database, width, seen
):
    form = opened(qtbot, page, INTERIM, register(database))
    form.resize(width, 700)
    assert form.letter.isVisible() is seen


def papers_shown():
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, PaperWindow) and each.isVisible()
    ]


def paper_window(qtbot):
    qtbot.waitUntil(lambda: len(papers_shown()) == 1, timeout=WAIT)
    return papers_shown()[0]


def test_what_is_enclosed_lies_after_the_letter_in_the_window(
    qtbot, page, database, tmp_path
):
    client = register(database)
    with database.transaction() as session:
        came = journal(
            session,
            EntryDraft(
                client_number=client,
                document=DocumentKind.STATEMENT,
                title="Uttalelse",
                document_on=TODAY,
                received_on=TODAY,
                parties=(Party(PartyRole.SENDER, "Bo Lie"),),
            ),
            today=TODAY,
        )
        file = attach(session, came, "Uttalelse", a_pdf(), today=TODAY)
        draft = begin_letter(session, INTERIM, client, today=TODAY)
        enclosures = (
            EnclosureDraft("Uttalelse", attachment_number=file),
            EnclosureDraft("Legeerklæring"),
        )
        fields = {**draft.fields, "reason": "Vi venter på legen."}
        draft = replace(draft, fields=fields, enclosures=enclosures)
        number = register_letter(session, draft)
    form = opened(qtbot, page, INTERIM, client, number=number)
    finish(qtbot, form)
    window = paper_window(qtbot)
    assert person.says(window, "Legg ved for hånd: 2. Legeerklæring")
    window.reject()
    qtbot.waitUntil(lambda: not papers_shown(), timeout=WAIT)

    show_letter(page, page.workspace, number, INTERIM)  # and when it is shown again
    again = paper_window(qtbot)
    qtbot.waitUntil(lambda: again.preview.view.pages > 1, timeout=WAIT)
    assert person.says(again, "Legg ved for hånd: 2. Legeerklæring")
    assert not person.says(again, "Vedlegg 1: Uttalelse")
    again.preview.view.go_to(again.preview.view.pages)
    assert person.says(again, "Vedlegg 1: Uttalelse")

    again.save()  # what leaves the window is in the log, the enclosed file too
    dialog = again.findChild(QFileDialog)
    dialog.findChild(QLineEdit).setText(str(tmp_path / "brev.pdf"))
    dialog.accept()
    qtbot.waitUntil((tmp_path / "brev.pdf").exists, timeout=WAIT)
    with database.reading() as session:
        out = session.scalars(select(Event).where(Event.action == Action.EXPORTED))
        assert {each.table_name for each in out} == {"papers", "attachments"}
    again.reject()
