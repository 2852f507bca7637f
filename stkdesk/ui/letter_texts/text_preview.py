"""The letter with the text as it is typed, about an invented case or a real one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame

from stkdesk.documents.paragraphs import Paragraph
from stkdesk.documents.pictures import page_with
from stkdesk.documents.print_file import build
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import DECISION
from stkdesk.services.letter_examples import RealLetter, example_letter, real_letters
from stkdesk.ui.papers.preview_pane import PreviewPane
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LOOKED_FOR = 30  # signs of a text that find its page
_TAG, _FIELD = re.compile(r"</?b>"), re.compile(r"{\w+}")
INVENTED = "Oppdiktet eksempel"


class TextPreview(QFrame):
    """Shows the letter with UTKAST or an invented name; saves nothing.

    Signals:
        case_chosen: another case is to be shown.
    """

    case_chosen = Signal()

    def __init__(self, workspace: Workspace) -> None:
        """Show nothing yet."""
        super().__init__()
        self._workspace = workspace
        self._asking, self._listing = (id(self), "letter"), (id(self), "cases")
        for key in (self._asking, self._listing):
            self.destroyed.connect(partial(workspace.forget, key))
        self._paper = ""
        self._open: tuple[str, int] | None = None  # real letter, as the log knows it
        self._what: tuple[object, ...] = ()  # is shown
        self._case = QComboBox()
        self._case.addItem(INVENTED, None)
        self._case.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._case.activated.connect(self._on_case)
        name = label("Vis &med")
        name.setBuddy(self._case)
        self._case.setAccessibleName("Vis med")
        self.preview = PreviewPane("Slik blir brevet")
        over = row(name, (self._case, 1), gap=8, margins=(16, 10, 12, 2))
        self.setLayout(column(over, (self.preview, 1), gap=0, margins=(0, 0, 1, 0)))

    def draw(self, paragraph: Paragraph, language: Language, typed: str) -> None:
        """Draw the letter with ``typed`` in the place of ``paragraph``."""
        if paragraph.paper != self._paper:
            self._list_cases(paragraph.paper)
        today, real = self._workspace.today(), self._case.currentData()
        self._read(paragraph.paper, real)

        def _build(session: Session) -> tuple[bytes, int] | str:
            try:
                letter = example_letter(
                    session, paragraph, language, typed, today=today, real=real
                )
                data = build(letter)
                return data, page_with(data, _first_words(typed))
            except OfficeError as error:
                return f"{error.title} {error.advice}".strip()

        title = f"Slik blir brevet på {language.label.lower()}"
        what = (paragraph.name, language, real)
        shown = partial(self._show, title, what)
        self._workspace.ask(_build, shown, key=self._asking)

    def say(self, text: str) -> None:
        """Show no letter, and ``text`` for why."""
        self._workspace.forget(self._asking)
        self.preview.say(text)

    def let_go(self) -> None:
        """No letter is looked at any more."""
        self._workspace.forget(self._asking)
        self._read("", None)

    def _read(self, paper: str, real: int | None) -> None:
        """Let the log know that the real letter looked at before is put away."""
        now = None
        if real is not None:
            now = ("decisions" if paper == DECISION else "letters", real)
        if self._open is not None and self._open != now:
            self._workspace.put_away(*self._open)
        self._open = now

    def _list_cases(self, paper: str) -> None:
        self._paper = paper
        self._show_cases(())
        self._workspace.ask(
            lambda session: real_letters(session, paper),
            self._show_cases,
            key=self._listing,
        )

    def _show_cases(self, letters: Sequence[RealLetter]) -> None:
        self._case.clear()
        self._case.addItem(INVENTED, None)
        for each in letters:
            self._case.addItem(each.told, each.number)

    def _show(
        self, title: str, what: tuple[object, ...], made: tuple[bytes, int] | str
    ) -> None:
        if isinstance(made, str):
            self.preview.say(made)
            return
        data, page = made
        self.preview.show_pdf(data, title)
        if what != self._what:  # else one stays where one has scrolled to
            self.preview.view.go_to(page + 1)
        self._what = what

    def _on_case(self) -> None:
        self.case_chosen.emit()


def _first_words(typed: str) -> str:
    """Return what to look for: words of the first line that are no field."""
    first = _TAG.sub("", typed).strip().split("\n", 1)[0]
    return max(_FIELD.split(first), key=len).strip()[:LOOKED_FOR]
