"""Something worth doing, at the top of a page until it is done or put away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label


class Notice(QFrame):
    """A title, a sentence and what can be done; it takes no focus by itself."""

    def __init__(
        self,
        title: str,
        text: str,
        *acts: tuple[str, Callable[[], object]],
        tone: Tone = Tone.WARN,
        icon: str = "ExclamationmarkTriangleFill",
    ) -> None:
        """Offer ``acts``, a text and what it does each."""
        super().__init__()
        self.setProperty("card", tone.value)
        self.setAccessibleName(f"{title} {text}")
        words = column(label(title, "h3", wrap=True), label(text, wrap=True), gap=1)
        inside = row(Icon(icon, tone.value, 22), (words, 1), gap=12)
        for each, act in acts:
            made = button(each, on=act)
            made.setAutoDefault(True)
            inside.addWidget(made)
        inside.setContentsMargins(14, 10, 14, 10)
        self.setLayout(inside)
