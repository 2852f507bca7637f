"""A page of the help leaves the screen: as a file, or on paper."""

import pytest
from PySide6.QtWidgets import QFileDialog

from stkdesk.ui.help_panel import HelpPanel
from tests import person
from tests.documents.reading import spoken


@pytest.fixture
def panel(qtbot):
    shown = HelpPanel()
    qtbot.addWidget(shown)
    shown.show_topic("tastatur")
    return shown


def test_the_page_in_front_is_saved_as_a_file(qtbot, panel, tmp_path):
    person.press(qtbot, panel, "Lagre siden som PDF")
    (dialog,) = panel.findChildren(QFileDialog)
    assert [name.rpartition("/")[2] for name in dialog.selectedFiles()] == [
        "stkdesk-tastatur.pdf"
    ]
    dialog.fileSelected.emit(str(tmp_path / "taster.pdf"))
    dialog.close()
    said = [text.strip() for _, text in spoken((tmp_path / "taster.pdf").read_bytes())]
    assert "Taster" in said
    assert person.says(panel, "taster.pdf er lagret.")


def test_without_a_printer_one_is_told_what_to_do_instead(qtbot, panel, monkeypatch):
    monkeypatch.setattr(
        "stkdesk.ui.papers.printer.QPrinterInfo.availablePrinterNames", lambda: []
    )
    person.press(qtbot, panel, "Skriv ut siden")
    told = person.wait_for_window(qtbot, "stkdesk")
    assert person.says(told, "Det er ingen skriver på denne maskinen.")
    told.close()
