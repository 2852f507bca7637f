"""A page of the help on paper, or as a file; made when somebody asks for it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFileDialog, QWidget

from stkdesk import __version__
from stkdesk.documents.help_paper import HelpPaper, build
from stkdesk.ui.papers.printer import print_pdf
from stkdesk.ui.papers.saving import ask_where_to_save
from stkdesk.ui.widgets.toast import show_toast


def print_page(parent: QWidget, topic: str, text: str) -> None:
    """Print the page ``topic``, whose words are ``text``."""
    print_pdf(parent.window(), _paper(text), f"stkdesk hjelp {topic}", lambda: None)


def save_page(parent: QWidget, topic: str, text: str) -> QFileDialog:
    """Ask for a file and write the page ``topic`` to it."""
    window = parent.window()

    def tell(name: str) -> None:
        show_toast(window, f"{name} er lagret.")

    name = f"stkdesk-{topic}.pdf"
    return ask_where_to_save(window, _paper(text), name, tell)


def _paper(text: str) -> bytes:
    return build(HelpPaper(text, __version__, date.today()))  # noqa: DTZ011 - of here
