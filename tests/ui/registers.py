"""What the tests of the three registers share: a window, and waiting for it."""

from tests import person


def wait_for(qtbot, where, text):
    """Wait until ``text`` can be read in ``where``."""
    qtbot.waitUntil(lambda: person.says(where, text), timeout=person.WAIT)


def shown(qtbot, page, width=1240, height=780):
    """Show ``page`` and wait until it has the keys."""
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    qtbot.waitActive(page)
    qtbot.waitUntil(lambda: page.rows.is_loaded, timeout=person.WAIT)
    return page


def closed(qtbot, form):
    """Wait until ``form`` is gone."""
    qtbot.waitUntil(lambda: not is_open(form), timeout=person.WAIT)


def is_open(form):
    """Tell whether the form can be seen; one that is deleted cannot."""
    try:
        return form.isVisible()
    except RuntimeError:  # Qt has let go of it
        return False


def mnemonics(form):
    """Return the letters Alt leads by, one for each visible label with a field."""
    from PySide6.QtWidgets import QCheckBox, QLabel

    texts = [
        each.text()
        for each in form.findChildren(QLabel)
        if each.buddy() is not None and each.isVisibleTo(form)
    ]
    texts += [
        each.text()
        for each in form.findChildren(QCheckBox)
        if each.isVisibleTo(form)
    ]
    return [text[text.index("&") + 1].upper() for text in texts if "&" in text], texts
