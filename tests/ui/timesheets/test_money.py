"""The table of sums in the panes beside a sheet."""

import pytest
from PySide6.QtWidgets import QWidget

from stkdesk.domain.pay import Pay, PayKind, at_rate
from stkdesk.ui import theme
from stkdesk.ui.timesheets.entry_page import SIDE
from stkdesk.ui.timesheets.money import money
from tests import person

PADDING = 2 * 19  # pixels of the card at text size 10


@pytest.mark.parametrize("workings", [True, False])
def test_every_amount_is_within_the_pane_however_long_its_name(qtbot, workings):
    pay = Pay(
        (
            at_rate(PayKind.HOURS, 1335, 241_35),
            at_rate(PayKind.DRIVE_TAXABLE, 123_000, 1_80),
            at_rate(PayKind.EXPENSE_MONTH, 1, 300_00),
        )
    )
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.setLayout(money(pay, workings=workings))
    pane.show()
    assert person.says(pane, "Utgiftsdekning per måned")
    assert pane.minimumSizeHint().width() <= theme.u(SIDE - PADDING)
