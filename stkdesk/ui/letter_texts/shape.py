"""How the editor of the letters' texts is laid out: list, two languages, letter."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from stkdesk.domain.language import Language
from stkdesk.ui import theme
from stkdesk.ui.fields import DateField
from stkdesk.ui.form import Form
from stkdesk.ui.letter_texts.field_bar import FieldBar
from stkdesk.ui.letter_texts.field_text import FieldText
from stkdesk.ui.letter_texts.language_box import StandardBox
from stkdesk.ui.letter_texts.outline import Outline
from stkdesk.ui.letter_texts.text_preview import TextPreview
from stkdesk.ui.letter_texts.versions import Versions
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.offer import Offer
from stkdesk.ui.widgets.texts import label

ROOM_FOR_LETTER = 1010  # pixels at text size 10


class EditorShape(Form):
    """The parts of the editor and their places; knows no texts."""

    help_topic = "brevtekster"

    def __init__(self, page: Page) -> None:
        """Lay out over the window of ``page``, as large as it lets be."""
        super().__init__(page.window(), "Brevtekster", width=1180)
        self._page, self._workspace = page, page.workspace
        self.outline, self.bar = Outline(), FieldBar()
        self.letter, self.versions = TextPreview(self._workspace), Versions()
        self._title = label("", "h2", wrap=True)
        self._about = label("", "small", wrap=True)
        self._draft_offer = Offer(icon="PencilWriting")
        self._editors = {language: FieldText() for language in Language}
        self._boxes = {language: StandardBox(language) for language in Language}
        self._lay_out_middle()
        self._put_beside()
        QShortcut(QKeySequence("F6"), self, self._next_pane)

    def _lay_out_middle(self) -> None:
        self.body.addWidget(self._title)
        self.body.addWidget(self._about)
        self.body.addWidget(self._draft_offer)
        self.body.addWidget(self.bar)
        sides = row(gap=14)
        for language, editor in self._editors.items():
            side, inside = QWidget(), column(gap=4)
            side.setLayout(inside)
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            text = "&Bokmål" if language is Language.BOKMAL else "&Nynorsk"
            self.add(language.value, text, editor, into=inside)
            inside.addWidget(self._boxes[language])
            inside.addStretch(1)
            sides.addWidget(side, 1)
        self.body.addLayout(sides)
        self.body.addSpacing(theme.u(4))
        self._date = DateField(self._workspace.today)
        day = self.add("valid_from", "&Gjelder fra", self._date, width=150)
        self.add_row(day)
        self.body.addWidget(self.versions)

    def _put_beside(self) -> None:
        lay = self.layout()
        assert isinstance(lay, QVBoxLayout)
        at = lay.indexOf(self._scroll)
        lay.takeAt(at)
        self._left = frame(column(self.outline, margins=(10, 4, 4, 8)), "side")
        three = row((self._left, 26), (self._scroll, 44), (self.letter, 36), gap=0)
        lay.insertLayout(at, three, 1)
        for made in self.findChildren(QPushButton):
            if made.text() == "Avbryt":
                made.setText("Lukk")
                made.setAccessibleName("Lukk")
        room = self._page.window().size()
        self.resize(
            max(theme.u(560), room.width() - 40), max(theme.u(420), room.height() - 40)
        )

    def _next_pane(self) -> None:
        """F6: the list, bokmål, nynorsk, the letter, and round again."""
        panes: list[QWidget] = [
            self.outline,
            *self._editors.values(),
            self.letter.preview.view,
        ]
        panes = [pane for pane in panes if pane.isVisible()]
        at = [n for n, pane in enumerate(panes) if pane.hasFocus()]
        panes[(at[0] + 1) % len(panes) if at else 0].setFocus()

    def _fit(self) -> None:
        """Keep the size: as large as the window behind lets it be."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.letter.setVisible(self.width() >= theme.u(ROOM_FOR_LETTER))
        super().resizeEvent(event)
