"""The journal, used the way a caseworker uses it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from sqlalchemy import select

from stkdesk.domain.journal import EntryState
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.trail import Action
from stkdesk.services.journal_rows import entries_of_client
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Attachment, Event, JournalEntry
from stkdesk.ui.journal.attachment_window import AttachmentWindow
from stkdesk.ui.journal.form import open_entry
from stkdesk.ui.journal.page import JournalPage
from tests import files, person
from tests.builders import a_client
from tests.ui.reading import findings
from tests.ui.registers import close_forms, closed, key, letters, shown, wait_for

PNG = files.a_picture()


@pytest.fixture
def office(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        return a_client(session, "Åse Ødegård"), a_client(session, "Oskar Moen")


@pytest.fixture
def page(qtbot, workspace, office):
    page = shown(qtbot, JournalPage(workspace))
    yield page
    for each in QApplication.topLevelWidgets():
        if isinstance(each, AttachmentWindow):
            each.reject()
    close_forms()


@pytest.fixture
def form(qtbot, page, workspace, office):
    """The form of a new document of the first client."""
    open_entry(page, workspace, office[0])
    return person.wait_for_window(qtbot, "Nytt dokument")


@pytest.fixture
def letter(tmp_path):
    """A picture of a letter that lies among other files."""
    file = tmp_path / "fra legen.png"
    file.write_bytes(PNG)
    return file


def entries(database, client=1):
    with database.reading() as session:
        return entries_of_client(session, client)


def dropped(where, *paths):
    """Let go of files over ``where``, as a mouse does."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        held,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    where.dropEvent(event)


def chosen(qtbot, title):
    """Return the file dialog that is open."""
    dialog = person.wait_for_window(qtbot, title)
    assert isinstance(dialog, QFileDialog)
    return dialog


def test_a_document_is_registered_with_the_keyboard(qtbot, page, office, database):
    page.new_record()
    form = person.wait_for_window(qtbot, "Nytt dokument")
    whose = person.field(form, "Gjelder")
    qtbot.keyClicks(whose, "ødeg")
    qtbot.waitUntil(lambda: whose._list.isVisible(), timeout=person.WAIT)
    person.key(qtbot, form, "Return")
    sender = person.field(form, "Avsender")
    qtbot.waitUntil(lambda: sender.text() == "Åse Ødegård", timeout=person.WAIT)
    assert person.field(form, "Mottatt").text() == "16.11.2026"
    person.write(qtbot, form, "Datert", "121126")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)

    [row] = person.wait_for_rows(qtbot, page.table, 1)
    assert row[0] == "2026/1-1"
    assert "Opplysninger til saken" in row
    wait_for(qtbot, page, "Inngående dokument · 2026/1-1")
    assert person.says(page, "offentleglova § 13")
    [entry] = entries(database)
    assert (entry.document_on, entry.received_on) == (
        date(2026, 11, 12),
        date(2026, 11, 16),
    )


def test_what_is_lacking_is_told_by_its_field(qtbot, form, database):
    person.choose(form, "Dokumenttype", "Annet")
    person.write(qtbot, form, "Mottatt", "17.11.2026")
    person.press(qtbot, form, "Journalfør")
    for told in (
        "Skriv hva dokumentet handler om.",
        "Skriv datoen som står på dokumentet.",
        "Dagen kan ikke være fram i tid.",
        "Skriv hvem dokumentet kom fra.",
    ):
        assert person.says(form, told), told
    assert entries(database) == ()


def test_a_name_in_the_title_is_warned_about_only(qtbot, form, database):
    person.write(qtbot, form, "Tittel", "Brev fra Ødegård")
    person.write(qtbot, form, "Datert", "121126")
    assert person.says(form, "Skriv tittelen uten navn")
    person.press(qtbot, form, "Journalfør")
    closed(qtbot, form)
    assert len(entries(database)) == 1


def test_a_note_is_internal_and_has_no_sender(qtbot, form, database):
    person.choose(form, "Dokumenttype", "Notat")
    labels = person.texts(form)
    assert "Avsender" not in labels
    assert "Mottatt" not in labels
    person.write(qtbot, form, "Datert", "121126")
    person.press(qtbot, form, "Journalfør")
    closed(qtbot, form)
    [entry] = entries(database)
    assert (entry.title, entry.parties, entry.received_on) == ("Notat", (), None)


def test_what_was_sent_by_another_way_is_dispatched_at_once(qtbot, form, database):
    person.choose(form, "Vei", "Utgående dokument")
    person.write(qtbot, form, "Mottaker", "Fjordvik legesenter")
    person.write(qtbot, form, "Datert", "121126")
    person.write(qtbot, form, "Sendt", "131126")
    person.press(qtbot, form, "Journalfør")
    closed(qtbot, form)
    [entry] = entries(database)
    assert (entry.state, entry.sent_on) == (
        EntryState.DISPATCHED,
        date(2026, 11, 13),
    )


def test_files_are_dropped_and_told_what_they_are(
    qtbot, form, database, letter, tmp_path
):
    lies = tmp_path / "bilde.png"
    lies.write_bytes(b"MZ run me")
    dropped(form, letter, lies)
    wait_for(qtbot, form, "PNG · 1 kB")
    wait_for(qtbot, form, "Filen er et program og blir ikke tatt inn.")
    person.write(qtbot, form, "Datert", "121126")
    person.press(qtbot, form, "Journalfør")
    assert person.says(form, "Ta bort filen som ikke kan tas inn.")
    assert entries(database) == ()

    person.press(qtbot, form, "Ta bort bilde.png")
    person.press(qtbot, form, "Journalfør")
    closed(qtbot, form)
    [entry] = entries(database)
    assert entry.attachments == 1
    with database.reading() as session:
        assert session.scalars(select(Attachment.title)).all() == ["fra legen"]


def test_files_are_chosen_with_a_button(qtbot, form, letter):
    person.press(qtbot, form, "Legg til filer …")
    dialog = chosen(qtbot, "Legg til filer")
    dialog.filesSelected.emit([str(letter)])
    wait_for(qtbot, form, "PNG · 1 kB")
    dialog.close()


@pytest.fixture
def shown_entry(qtbot, page, form, letter):
    """A document with a picture, registered and shown."""
    dropped(form, letter)
    wait_for(qtbot, form, "PNG · 1 kB")
    person.write(qtbot, form, "Datert", "121126")
    person.press(qtbot, form, "Journalfør")
    closed(qtbot, form)
    person.wait_for_rows(qtbot, page.table, 1)
    wait_for(qtbot, page, "fra legen")
    return page


def test_a_file_is_looked_at_without_touching_the_disk(
    qtbot, shown_entry, tmp_path, letter
):
    letter.unlink()
    person.press(qtbot, shown_entry, "fra legen, PNG · 1 kB · 16.11.2026")
    window = person.wait_for_window(qtbot, "Vedlegg")
    qtbot.waitUntil(lambda: window.preview.view.pages == 1, timeout=person.WAIT)
    qtbot.waitUntil(lambda: window.preview.view.is_ready, timeout=person.WAIT)
    for file in tmp_path.rglob("*"):
        assert file.is_dir() or PNG[:60] not in file.read_bytes(), file.name
        assert file.suffix not in (".png", ".pdf", ".tmp"), file.name
    assert person.says(window, "fra legen")


def test_a_file_is_saved_as_it_came_and_the_log_knows(
    qtbot, shown_entry, database, tmp_path
):
    person.press(qtbot, shown_entry, "Lagre som fil: fra legen")
    dialog = chosen(qtbot, "Lagre vedlegget")
    assert dialog.findChildren(QLineEdit)[0].text() == "vedlegg 1.png"
    saved = tmp_path / "ut.png"
    dialog.fileSelected.emit(str(saved))
    qtbot.waitUntil(saved.exists, timeout=person.WAIT)
    dialog.close()
    assert saved.read_bytes() == PNG
    with database.reading() as session:
        left = select(Event.record).where(
            Event.action == Action.EXPORTED, Event.table_name == "attachments"
        )
        assert session.scalars(left).all() == [1]


def test_more_files_are_added_later(qtbot, shown_entry, database, tmp_path):
    more = tmp_path / "side 2.pdf"
    more.write_bytes(files.a_pdf())
    person.press(qtbot, shown_entry, "Legg til vedlegg")
    form = person.wait_for_window(qtbot, "Legg til vedlegg")
    person.press(qtbot, form, "Legg til")
    assert person.says(form, "Velg minst én fil.")
    dropped(form, more)
    wait_for(qtbot, form, "PDF · 1 kB")
    person.press(qtbot, form, "Legg til")
    closed(qtbot, form)
    wait_for(qtbot, shown_entry, "side 2")
    assert entries(database)[0].attachments == 2


def test_a_document_that_does_not_count_stays_in_the_list(qtbot, shown_entry, database):
    person.press(qtbot, shown_entry, "Utgår …")
    form = person.wait_for_window(qtbot, "Dokumentet utgår")
    person.press(qtbot, form, "Marker som Utgår")
    assert person.says(form, "Skriv hvorfor dokumentet ikke gjelder.")
    person.write(qtbot, form, "Hvorfor", "Gjelder en annen")
    person.press(qtbot, form, "Marker som Utgår")
    closed(qtbot, form)
    qtbot.waitUntil(
        lambda: person.rows(shown_entry.table)[0][-1] == "Utgår", timeout=person.WAIT
    )
    assert entries(database)[0].state is EntryState.VOID
    qtbot.waitUntil(
        lambda: not person.says(shown_entry, "Utgår …"), timeout=person.WAIT
    )


def test_the_folder_for_the_archive_is_made_where_one_says(
    qtbot, shown_entry, database, tmp_path
):
    shown_entry.export()
    form = person.wait_for_window(qtbot, "Eksport til arkivet")
    assert person.says(form, "Mappen er ikke beskyttet")
    person.field(form, "Merk som Arkivert").setChecked(True)
    person.press(qtbot, form, "Velg mappe …")
    dialog = chosen(qtbot, "Hvor skal mappen ligge?")
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    folder = tmp_path / "arkiv 2026-11-16"
    qtbot.waitUntil((folder / "index.csv").exists, timeout=person.WAIT)
    qtbot.waitUntil(
        lambda: person.rows(shown_entry.table)[0][-1] == "Arkivert", timeout=person.WAIT
    )
    closed(qtbot, form)
    with database.reading() as session:
        assert session.scalar(select(JournalEntry.state)) is EntryState.ARCHIVED
    assert Path(folder / "dokumenter").is_dir()


def test_the_other_half_is_one_press_away(qtbot, page):
    left = []
    page.goto.connect(lambda room, _number: left.append(room))
    person.press(qtbot, page, "Del: Papirer")
    assert left == ["papers"]
    assert person.button(page, "Del: Journal").isChecked()


def test_the_form_can_be_read_out_and_led_by_letters(form):
    assert findings(form) == []
    own = [letter for letter in letters(form) if letter]
    assert len(own) == len(set(own))
