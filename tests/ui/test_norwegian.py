"""No English word shows, not even Qt's own."""

import re

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

ENGLISH = re.compile(
    r"\b(save|cancel|delete|search|close|open|new|edit|print|error|warning|yes|no|"
    r"settings|undo|redo|copy|paste|cut|select|all|file|folder|name|size|date|"
    r"modified|look in|back|forward|parent|directory|view|create|discard|apply|reset|"
    r"help|retry|ignore|abort|show|hide|details|pages|range|copies|options|"
    r"properties|location|paper|orientation|portrait|landscape|margins|the|and)\b",
    re.IGNORECASE,
)


def words_in(root: QWidget) -> set[str]:
    """Return every text a person can read or be told in ``root``."""
    found = set()
    for each in [root, *root.findChildren(QWidget)]:
        found |= {each.toolTip(), each.windowTitle(), each.accessibleName()}
        if isinstance(each, QLabel | QAbstractButton):
            found.add(each.text())
        if isinstance(each, QLineEdit):
            found.add(each.placeholderText())
        if isinstance(each, QComboBox):
            found |= {each.itemText(at) for at in range(each.count())}
        found |= {action.text() for action in each.actions()}
    return {text.replace("&", "") for text in found if text}


def english_in(words: set[str]) -> set[str]:
    return {text for text in words if ENGLISH.search(text)}


def test_the_list_of_english_words_catches_english():
    assert english_in({"Save", "Lagre", "Open file", "Åpne"}) == {"Save", "Open file"}


@pytest.mark.parametrize("box", [QMessageBox, QDialogButtonBox])
def test_the_standard_buttons_are_norwegian(qtbot, box):
    made = box()
    qtbot.addWidget(made)
    buttons = box.StandardButton
    for name in ("Ok", "Save", "Cancel", "Discard", "Yes", "No", "Close", "Retry"):
        made.addButton(getattr(buttons, name))
    texts = {each.text().replace("&", "") for each in made.buttons()}
    assert {"Lagre", "Avbryt", "Forkast", "Ja", "Nei", "Lukk", "Prøv igjen"} <= texts
    assert english_in(texts) == set()


@pytest.mark.parametrize("save", [True, False])
def test_the_file_dialog_is_norwegian(qtbot, tmp_path, save):
    dialog = QFileDialog(directory=str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    mode = QFileDialog.AcceptMode
    dialog.setAcceptMode(mode.AcceptSave if save else mode.AcceptOpen)
    dialog.show()
    paths = {text for text in words_in(dialog) if "/" in text or text == tmp_path.name}
    assert english_in(words_in(dialog) - paths) == set()
    view = dialog.findChild(QWidget, "treeView").model()
    assert [view.headerData(at, Qt.Orientation.Horizontal) for at in range(2)] == [
        "Navn",
        "Størrelse",
    ]


@pytest.mark.parametrize("field", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_text_field_is_norwegian(qtbot, field):
    edit = field()
    qtbot.addWidget(edit)
    menu = edit.createStandardContextMenu()
    texts = {each.text().split("\t")[0].replace("&", "") for each in menu.actions()}
    assert {"Angre", "Klipp ut", "Kopier", "Lim inn", "Merk alt"} <= texts
    menu.deleteLater()


def test_the_print_dialog_is_norwegian(qtbot):
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    own = {"PDF", "Local file", "Form"}
    assert english_in(words_in(dialog)) - own == set()


def test_dates_and_numbers_are_written_the_norwegian_way(qapp):
    locale = QLocale()
    assert locale.name() == "nb_NO"
    assert locale.toString(1234567) == "1\u00a0234\u00a0567"
    assert QApplication.translate("QPlatformTheme", "&Yes") == "&Ja"
