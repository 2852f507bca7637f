"""The counts on the rail, also when what they are written on has gone."""

from shiboken6 import delete

from stkdesk.domain.staff import FIRST_ROLES, Actor
from stkdesk.ui.counts import Counts
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.today.reading import read_today

BERIT = Actor(1, "Berit", FIRST_ROLES)


def test_what_was_counted_while_the_window_closed_is_dropped(workspace, today, qapp):
    window = MainWindow()
    counts = Counts(window, workspace)
    with workspace.database.reading() as session:
        counted = read_today(session, today=today, actor=BERIT)
    counts.show(counted)
    delete(window)
    counts.show(counted)
