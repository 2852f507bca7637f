"""Lønnsfil in the settings: codes first, then the layouts of the file."""

from __future__ import annotations

from stkdesk.ui import theme
from stkdesk.ui.office.group import Group
from stkdesk.ui.page import Page
from stkdesk.ui.payroll_file.codes import Codes
from stkdesk.ui.payroll_file.layouts import Layouts


class PayrollFileGroup(Group):
    """What goes to payroll, as agreed with those who read it there."""

    def __init__(self, page: Page) -> None:
        """Save through the workspace of ``page``."""
        super().__init__(
            "Lønnsfil",
            "Avtal dette med lønnskontoret. Filer som alt er laget, endres ikke. "
            "Ingen bruker kan nevnes i filen.",
        )
        self._codes, self._layouts = Codes(page), Layouts(page)
        self.body.addSpacing(theme.u(8))
        self.add(self._codes)
        self.body.addSpacing(theme.u(22))
        self.add(self._layouts)
        self.end()

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or "pay_codes" in tables:
            self._codes.read()
        if not tables or "payroll_layouts" in tables:
            self._layouts.read()

    def may_leave(self) -> bool:
        return not self._codes.is_half_typed

    def discard(self) -> None:
        self._codes.discard()
