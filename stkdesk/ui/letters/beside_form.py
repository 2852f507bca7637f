"""A form of a letter with the letter beside it, drawn again while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stkdesk.domain.errors import InvalidInputError, Problem
from stkdesk.domain.merging import Difference
from stkdesk.domain.rule import Broken
from stkdesk.ui import theme
from stkdesk.ui.letters.lacks_box import LacksBox
from stkdesk.ui.letters.view import LetterView
from stkdesk.ui.page import Page
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_merging import Meeting
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button

RESTING_MS = 350  # from the last change until the letter is drawn again
ROOM_FOR_LETTER = 940  # pixels at text size 10


class BesideForm(RecordForm):
    """Asks for a letter; a draft may lack most things, a finished one nothing.

    A kind of letters derives from it: it says what is missing, draws the letter, and
    finishes it. Never names anybody in the title of the window.
    """

    help_topic = "brev"

    def __init__(
        self, page: Page, title: str, errands: Errands, card: Any, intro: str
    ) -> None:
        """Show no fields yet; ``add`` them, then call ``begin_letter``."""
        super().__init__(
            page,
            title,
            errands,
            card,
            save_text="Lagre kladd",
            intro=intro,
            width=1180,
        )
        self._finishing = False
        self.lacks = LacksBox()
        self.lacks.wanted.connect(self.on_remedy)
        self.put_above(self.lacks)
        self.letter = LetterView(page.workspace)
        self._resting = QTimer(self, interval=RESTING_MS, singleShot=True)
        self._resting.timeout.connect(self.draw)

    # What a kind of letters says.

    def missing(self, draft: Any) -> tuple[Broken, ...]:
        """Return what ``draft`` lacks."""
        raise NotImplementedError

    def draw_letter(self, draft: Any) -> None:
        """Draw ``draft`` in the view beside."""
        raise NotImplementedError

    def on_remedy(self, act: str) -> None:
        """Go where something missing is put right."""
        raise NotImplementedError

    def issue(self) -> None:
        """Finish the letter: nothing is missing."""
        raise NotImplementedError

    def more_problems(self) -> list[Problem]:
        """Return what else hinders that the letter is finished."""
        return []

    # What it calls.

    def begin_letter(self, draft: Any, finish_text: str) -> None:
        """Everything is added: show ``draft`` and the letter."""
        self._put_letter_beside()
        self._add_finish(finish_text)
        for field in self.fields.values():
            field.edited.connect(self._resting.start)
        self.begin_with(draft)
        self._take_room()
        self.draw()

    def begin_where_it_lacks(self) -> None:
        """Put the cursor in the first field that must be filled in, if one must."""
        for each in self.missing(self.draft()):
            if each.blocks and each.key in self.fields:
                self.fields[each.key].editor.setFocus()
                return

    def go_to(self, name: str) -> None:
        """Put the cursor in the field ``name`` and write what it lacks under it."""
        if name in self.fields:
            self.recheck(name)
            self.fields[name].editor.setFocus()
            self.reveal(self.fields[name])

    def draw(self) -> None:
        """Draw the letter and what it lacks, as they are now."""
        draft = self.draft()
        self.lacks.show_lacks([e for e in self.missing(draft) if e.blocks])
        self.draw_letter(draft)

    # What the form does.

    def check(self, draft: Any) -> tuple[Problem, ...]:
        """Return what is wrong: for a draft, everything is a warning."""
        found = [each.problem for each in self.missing(draft)]
        found += self.more_problems()
        if self._finishing:
            return tuple(found)
        mine = [each for each in found if each.field in self.fields]
        return tuple(replace(each, blocks=False) for each in mine)

    def saved_text(self, _draft: Any) -> str:
        """Return what is said when the draft is saved."""
        return "Kladden til brevet er lagret"

    def accept(self) -> None:
        """Save the draft."""
        self._finishing = False
        super().accept()

    def restore(self, texts: dict[str, str]) -> None:
        """Fill in what was kept, and draw it."""
        super().restore(texts)
        self._resting.start()

    def finish(self) -> None:
        """Check that nothing is missing, and finish the letter."""
        self.banner.clear()
        self._finishing = True
        if not self.show_problems(self._found(self.draft())):
            self.issue()

    def not_issued(self, error: BaseException) -> None:
        """Tell why the letter is not finished; everything typed stays."""
        if isinstance(error, InvalidInputError):
            self.show_problems(error.problems)
        else:
            self.not_saved(error)

    def save_on_top(self, meeting: Meeting, keep_mine: Sequence[Difference]) -> None:
        """Save the draft; before it is finished, let the person read it once more."""
        if not self._finishing:
            super().save_on_top(meeting, keep_mine)
            return
        self.put_together(meeting, keep_mine)
        self.banner.tell(
            "Brevet er ikke ferdig ennå.",
            "Les det slik det er blitt med det dere begge har skrevet, og gjør det "
            "ferdig på nytt.",
        )

    # Layout.

    def _put_letter_beside(self) -> None:
        lay = self.layout()
        assert isinstance(lay, QVBoxLayout)
        at = lay.indexOf(self._scroll)
        lay.takeAt(at)
        lay.insertLayout(at, row((self._scroll, 6), (self.letter, 5), gap=0), 1)

    def _take_room(self) -> None:
        """Be as high as a letter needs, however few the fields are."""
        room = self._page.window().size()
        self.resize(
            min(theme.u(1240), max(theme.u(560), room.width() - 40)),
            min(theme.u(840), max(theme.u(420), room.height() - 40)),
        )

    def _add_finish(self, text: str) -> None:
        finish = button(text, "primary", icon="PrinterSmall", on=self.finish)
        self._save_button.setProperty("kind", "")
        theme.restyle(self._save_button)
        foot: QWidget | None = self._save_button.parentWidget()
        lay = foot.layout() if foot else None
        assert lay is not None
        lay.addWidget(finish)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            keys = QKeyCombination(Qt.KeyboardModifier.ControlModifier, key)
            QShortcut(QKeySequence(keys), self, self.finish)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the letter where there is room for it."""
        self.letter.setVisible(self.width() >= theme.u(ROOM_FOR_LETTER))
        super().resizeEvent(event)
