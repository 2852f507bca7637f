"""Opening a form at the field that is to be filled in."""

from __future__ import annotations

from PySide6.QtCore import Qt

from stkdesk.ui.form import Form


def open_at(form: Form, name: str) -> None:
    """Open ``form`` with the cursor in the field ``name``, if it has one."""
    form.open()
    if (field := form.fields.get(name)) is not None:
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
