"""Two people have changed one record: both values, field by field, and a choice.

Nothing is saved here: whoever opened it gets the choices, and saves on top of what the
other one saved. Closed with Avbryt, everything is as before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from stkdesk.domain.formats import count
from stkdesk.domain.merging import Changed, Difference
from stkdesk.ui import theme
from stkdesk.ui.conflict_choice import Choice
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.boxes import Item, column, frame, line, row, scrolled
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

Finish = Callable[[Sequence[Difference]], object]  # gets those where mine is kept
EMPTY = "tomt"
WIDTH, HEIGHT = 760, 660  # pixels at text size 10


@dataclass(frozen=True, slots=True)
class FieldOfTwo:
    """What stood in one field, and what each of two people wrote."""

    caption: str
    before: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference as it is shown: the fields a person knows it by.

    ``title`` names fields that belong together; "" for one by itself.
    """

    difference: Difference
    fields: tuple[FieldOfTwo, ...]
    title: str = ""

    @property
    def caption(self) -> str:
        """What stands over it."""
        return self.title or self.fields[0].caption


class ConflictDialog(QDialog):
    """Shows what each changed; asks about the fields both changed, by radio buttons.

    What only one of the two changed is taken along by itself, and shown.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        name: str,
        shown: Sequence[ShownDifference],
        finish: Finish,
        *,
        act: str = "Lagre",
    ) -> None:
        """Show ``shown``; ``title`` tells who and when, ``name`` who in a word.

        ``act``: what ``finish`` does, on the button.
        """
        super().__init__(parent)
        self.setWindowTitle("To har endret det samme")
        answer_why(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._finish, self._act = finish, act
        both = [each for each in shown if each.difference.by is Changed.BOTH]
        self._choices = [Choice(each, ("Du skrev", f"{name} lagret")) for each in both]
        self._state = label("", "small")
        self._lay_out(title, name, shown)
        for choice in self._choices:
            choice.chosen.connect(self._show_state)
        QShortcut(QKeySequence.StandardKey.Save, self, self.accept)
        self._show_state()
        self._fit()
        first = self._choices[0].first if self._choices else self._save
        first.setFocus()

    def accept(self) -> None:
        """Hand over the choices; go to the first that is not made, if there is one."""
        left = [choice for choice in self._choices if not choice.is_made]
        if left:
            left[0].first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(left[0], 0, theme.u(16))
            announce(self, f"Velg for {left[0].shown.caption}.")
            left[0].ask()
            return
        kept = [each.shown.difference for each in self._choices if each.keeps_mine]
        super().accept()
        self._finish(kept)

    def choose_all(self, *, mine: bool) -> None:
        """Choose mine, or theirs, wherever both have changed a field."""
        for choice in self._choices:
            choice.choose(mine=mine)
        self._save.setFocus()

    def _show_state(self) -> None:
        left = sum(not choice.is_made for choice in self._choices)
        self._state.setText(f"{count(left, 'valg', 'valg')} igjen" if left else "")

    def _lay_out(self, title: str, name: str, shown: Sequence[ShownDifference]) -> None:
        intro = (
            "Det du har skrevet, er ikke borte. Velg hva som skal gjelde der dere "
            "begge har endret."
            if self._choices
            else "Dere har endret hver deres felt. Alt tas med når du lagrer."
        )
        head = column(
            label(title, "h2", wrap=True),
            label(intro, "muted", wrap=True),
            gap=3,
            margins=(22, 18, 22, 10),
        )
        items: list[Item] = [*self._choices]
        alone = [each for each in shown if each.difference.by is not Changed.BOTH]
        if alone:
            if items:
                items += [4, line()]
            items += [label("Tas med uten å spørre", "h3"), *_told(alone, name)]
        inside = QWidget()
        inside.setLayout(column(*items, None, gap=14, margins=(22, 8, 22, 16)))
        self._scroll = scrolled(inside)
        self._save = button(
            f"{self._act}  Ctrl+S", "primary", name=self._act, on=self.accept
        )
        self._save.setDefault(True)
        no = button("Avbryt", tip="Tilbake til skjemaet (Esc)", on=self.reject)
        foot: list[Item] = [(self._state, 1), no, self._save]
        if len(self._choices) > 1:
            foot[1:1] = [
                button("Behold alle &mine", on=partial(self.choose_all, mine=True)),
                button("Ta alle &deres", on=partial(self.choose_all, mine=False)),
            ]
        foot_box = frame(row(*foot, gap=8, margins=(22, 12, 22, 12)), "foot")
        self.setLayout(column(head, line(), (self._scroll, 1), foot_box, gap=0))
        self.setMinimumSize(theme.u(360), theme.u(260))

    def _fit(self) -> None:
        """Be as high as what is shown asks for, and lie within the window behind."""
        behind = self.parentWidget()
        room = (behind.window() if behind else self.screen()).size()
        outer = behind.window().parentWidget() if behind else None
        if outer is not None:  # a form is smaller than the window it lies over
            room = outer.window().size()
        width = min(theme.u(WIDTH), int(room.width() * 0.96))
        inside = self._scroll.widget()
        wanted = inside.layout().heightForWidth(width - theme.u(14))  # type: ignore[union-attr]
        high = max(wanted, theme.u(120)) + theme.u(170)
        self.resize(width, min(high, theme.u(HEIGHT), int(room.height() * 0.96)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_focused)

    def _show_focused(self) -> None:
        focused = self.focusWidget()
        if focused is not None and self._scroll.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, theme.u(60))


def _told(alone: Sequence[ShownDifference], name: str) -> list[Item]:
    """Return a line for each field only one of the two has changed."""
    items: list[Item] = []
    for each in alone:
        is_mine = each.difference.by is Changed.MINE
        for field in each.fields:
            now = field.mine if is_mine else field.theirs
            change = f"{field.before or EMPTY} → {now or EMPTY}"
            who = "Du" if is_mine else name
            what = field.caption
            if each.title:
                what = f"{each.title}: {what.lower()}"
            words = label(change, wrap=True, selectable=True)
            words.setAccessibleName(f"{what}, {who}: {change}")
            items.append(column(label(f"{what} · {who}", "small"), words, gap=0))
    return items
