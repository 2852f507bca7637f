"""The bars above and below the page: title, search, help; where things are kept."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout

from stkdesk.ui import theme
from stkdesk.ui.backup.line import BackupLine
from stkdesk.ui.icons import Icon, paint_icon
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

SEARCH = "Søk eller kjør en kommando"


class TopBar(QFrame):
    """The title of the page, a line beside it, and what can be reached everywhere.

    Signals:
        search_wanted: the person pressed the search field.
        help_wanted: the person pressed the question mark.
    """

    search_wanted, help_wanted = Signal(), Signal()

    def __init__(self, *, practice: bool = False) -> None:
        """Show no title yet; say ØVING when it is the practice office."""
        super().__init__()
        self.setProperty("card", "bar")
        self._title, self._line = label("", "h1"), label("", "muted")
        self._search = button(
            SEARCH,
            "search",
            icon="MagnifyingGlass",
            name="Søk eller kjør en kommando (Ctrl+K)",
            on=self.search_wanted.emit,
        )
        self._search.setMinimumWidth(theme.u(330))
        self._search.setMinimumHeight(theme.u(34))
        inside = QHBoxLayout(self._search)
        inside.setContentsMargins(0, 0, theme.u(8), 0)
        inside.addStretch(1)
        key = label("Ctrl K", "key")
        key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        help_button = button("", "ghost", icon="QuestionmarkCircle", tip="Hjelp (F1)")
        help_button.clicked.connect(self.help_wanted)
        practice_label = label("ØVING", "practice")
        practice_label.setToolTip("Alle personer her er oppdiktet.")
        practice_label.setVisible(practice)
        self._practice = practice_label
        lay = row(self._title, 6, self._line, None, margins=(24, 11, 16, 11))
        middle = Qt.AlignmentFlag.AlignVCenter
        for each in (practice_label, self._search, help_button):
            lay.addWidget(each, 0, middle)
        self.setLayout(lay)

    def show_head(self, title: str, line: str) -> None:
        """Show the title of a page and the line beside it."""
        self._title.setText(title)
        self._line.setText(line)

    def show_practice(self, on: bool) -> None:
        """Say ØVING, or not."""
        self._practice.setVisible(on)

    def fit(self, width: int) -> None:
        """Leave out what there is no room for in a window ``width`` wide."""
        self._line.setVisible(width > theme.u(1000))
        self._search.setVisible(width > theme.u(700))
        wide = width > theme.u(900)
        self._search.setText(SEARCH if wide else "Søk")
        self._search.setMinimumWidth(theme.u(330 if wide else 170))

    def allow_search(self, on: bool) -> None:
        """Switch the search field on when there is something to find."""
        enable(self._search, on, "Logg inn først, så kan du søke.")


class StatusLine(QFrame):
    """The line at the foot: where the register lies, its backups, if all is saved."""

    def __init__(self) -> None:
        """Start without a register."""
        super().__init__()
        self.setProperty("card", "foot")
        self._mark = Icon("Database", "muted", 15)
        self._mark.hide()
        self._place = label("", "small")
        self._saved = label("", "small")
        self.backup = BackupLine()
        inside = row(
            self._mark,
            self._place,
            10,
            self.backup,
            None,
            self._saved,
            gap=7,
            margins=(18, 5, 18, 5),
        )
        self.setLayout(inside)

    def show_place(self, text: str) -> None:
        """Say where the register lies."""
        self._place.setText(text)
        self._mark.setVisible(bool(text))

    def show_saved(self, text: str) -> None:
        """Say whether everything is saved."""
        self._saved.setText(text)


class Brand(QFrame):
    """The mark of the program and the name of the office, over the rail."""

    def __init__(self) -> None:
        """Show the program; the office is not known yet."""
        super().__init__()
        self._office = label("", "small")
        self._office.hide()  # the name of the program stands by the middle of its mark
        self._words = frame(column(label("stkdesk", "h3"), self._office, gap=0))
        self.setLayout(row(Mark(), (self._words, 1), gap=11, margins=(18, 14, 12, 12)))

    def show_office(self, name: str) -> None:
        """Show the name of the municipality."""
        self._office.setText(name)
        self._office.setVisible(bool(name))
        self._office.setToolTip(name)

    def set_slim(self, slim: bool) -> None:
        """Show the mark only."""
        self._words.setVisible(not slim)
        inside = self.layout()
        if inside is not None:
            side = theme.u(15 if slim else 18)
            right = side if slim else 0  # the same: else the mark is not in the middle
            inside.setContentsMargins(side, theme.u(14), right, theme.u(12))


class Mark(Icon):
    """The mark of the program: a heart of two hands on a petrol square."""

    def __init__(self, size: int = 34) -> None:
        """Be ``size`` pixels wide at text size 10."""
        super().__init__("HandShakeHeart", "on_accent", size)

    def paintEvent(self, _event: object) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            radius = self.width() * 0.26
            painter.drawRoundedRect(self.rect(), radius, radius)
            inset = self.width() * 0.18
            place = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            paint_icon(painter, "HandShakeHeart", place, theme.colour("on_accent"))
