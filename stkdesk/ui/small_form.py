"""Forms of a few fields, as high as they are."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea

from stkdesk.ui import theme
from stkdesk.ui.form import Form

AROUND = 150  # pixels at text size 10: head and foot of a form, at the least


def fit_small(form: Form, spare: int = 30) -> None:
    """Let ``form`` be as high as its fields, with room for a message; call it last."""
    area = form.findChild(QScrollArea)
    assert area is not None
    if (layout := form.layout()) is not None:
        layout.activate()  # so that an intro of several lines is measured
    around = max(form.height() - area.height(), theme.u(AROUND))
    wanted = area.widget().sizeHint().height() + around + theme.u(spare)
    form.resize(form.width(), min(form.height(), wanted))
