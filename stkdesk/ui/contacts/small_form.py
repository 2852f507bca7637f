"""A form with few fields is no higher than they are."""

from __future__ import annotations

from stkdesk.ui import theme
from stkdesk.ui.form import Form

AROUND, ROOM = 150, 56  # pixels at text size 10: head and foot; what may be told


def fit_small(form: Form) -> None:
    """Let ``form`` be as high as its fields, with room for what is wrong with two."""
    inside = form.body.sizeHint().height()
    height = inside + theme.u(AROUND) + theme.u(ROOM)
    form.resize(form.width(), min(form.height(), height))
