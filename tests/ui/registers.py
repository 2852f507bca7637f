"""What the tests of the three registers share: a window, and waiting for it."""

from PySide6.QtWidgets import QApplication, QCheckBox, QLabel

from stkdesk.ui.form import Form
from tests import person


def wait_for(qtbot, where, text):
    """Wait until ``text`` can be read in ``where``."""
    qtbot.waitUntil(lambda: person.says(where, text), timeout=person.WAIT)


def shown(qtbot, page, width=1240, height=780):
    """Show ``page`` and wait until it has the keys."""
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    active(qtbot, page)
    qtbot.waitUntil(lambda: page.rows.is_loaded, timeout=person.WAIT)
    return page


def active(qtbot, window):
    """Wait until ``window`` has the keys: shortcuts need it.

    Asked for again and again: a form that is closing may hand the keys to its page.
    """

    def _has_keys():
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(_has_keys, timeout=person.WAIT)


def key(qtbot, where, keys):
    """Press keys in ``where``, which must be in front for a shortcut to be heard."""
    active(qtbot, where.window())
    person.key(qtbot, where, keys)


def close_forms():
    """Put away the forms a test left open: they would keep the keys from the next."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, Form) and each.isVisible():
            each.discard()


def lose(form):
    """Let the form go as when the machine stops: nobody is asked."""
    form.hide()
    form.deleteLater()


def closed(qtbot, form):
    """Wait until ``form`` is gone."""
    qtbot.waitUntil(lambda: not is_open(form), timeout=person.WAIT)


def is_open(form):
    """Tell whether the form can be seen; one that is deleted cannot."""
    try:
        return form.isVisible()
    except RuntimeError:  # Qt has let go of it
        return False


def letters(form):
    """Return the letter Alt leads by, for each visible field; "" when it has none."""
    labels = [each for each in form.findChildren(QLabel) if each.buddy() is not None]
    named = [*labels, *form.findChildren(QCheckBox)]
    texts = [each.text() for each in named if each.isVisibleTo(form)]
    return [text.partition("&")[2][:1].upper() for text in texts]
