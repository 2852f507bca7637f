"""What is worth a look on a card, without standing in the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.texts import label


def warnings(messages: Sequence[str]) -> QFrame:
    """Return the messages, each on its line, in a frame that warns."""
    words = column(*[label(each, wrap=True) for each in messages], gap=4)
    mark = column(Icon("ExclamationmarkTriangle", Tone.WARN.value, 18), None)
    made = frame(row(mark, (words, 1), gap=10, margins=(12, 8, 12, 8)), "warn")
    made.setAccessibleName(" ".join(messages))
    return made
