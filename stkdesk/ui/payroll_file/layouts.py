"""The layouts of the payroll file: which holds, which comes, and a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import count, short_date
from stkdesk.domain.payroll_layout import STANDARD, STANDARD_NAME
from stkdesk.services.payroll_layouts import StoredLayout, list_layouts
from stkdesk.ui.page import Page
from stkdesk.ui.payroll_file.codes import COMING, NOW
from stkdesk.ui.payroll_file.layout_form import LayoutForm
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.record import linked
from stkdesk.ui.widgets.texts import label

PAST = Mark("Tidligere", Tone.QUIET)
TRIAL = Mark("Ikke i bruk", Tone.QUIET)


class Layouts(QWidget):
    """A line for each layout; a press on it opens the form."""

    def __init__(self, page: Page) -> None:
        """Read and save through the workspace of ``page``."""
        super().__init__()
        self._page = page
        self._used = StoredLayout(None, STANDARD_NAME, None, True, STANDARD)
        self._lines = column(gap=8)
        new = button("Nytt oppsett", icon="Plus", on=self._new)
        self.setLayout(
            column(
                row(label("Slik ser filen ut", "h3"), None, new),
                label(
                    "Kolonner, rekkefølge og format. En kjøring bruker oppsettet som "
                    "gjelder den dagen den gjøres.",
                    "small",
                    wrap=True,
                ),
                self._lines,
                gap=6,
            )
        )

    def read(self) -> None:
        """Read every layout again."""
        self._page.workspace.ask(list_layouts, self._show, key=(id(self), "layouts"))

    def _show(self, layouts: Sequence[StoredLayout]) -> None:
        clear(self._lines)
        today = self._page.workspace.today()
        used: StoredLayout | None = None
        for each in layouts:
            assert each.valid_from is not None
            mark = PAST
            if not each.is_used:
                mark = TRIAL
            elif each.valid_from > today:
                mark = COMING
            elif used is None:
                used, mark = each, NOW
            self._lines.addWidget(self._line(each, mark))
        standard = StoredLayout(None, STANDARD_NAME, None, True, STANDARD)
        self._used = used or standard
        if used is None:
            self._lines.addWidget(self._line(standard, NOW))

    def _line(self, stored: StoredLayout, mark: Mark) -> QWidget:
        columns = count(len(stored.layout.columns), "kolonne", "kolonner")
        told = f"{stored.layout.format.label} · {columns}"
        if stored.valid_from is None:
            told += " · brukes til dere har laget deres eget"
        else:
            told += f" · fra {short_date(stored.valid_from)}"
        opens = partial(self._open, stored)
        return linked("File", stored.name, told, mark, opens)

    def _new(self) -> None:
        """Begin with the columns of the one that holds, as most of it stays."""
        new = replace(self._used, number=None, name="", valid_from=None)
        LayoutForm(self._page, new).open()

    def _open(self, stored: StoredLayout) -> None:
        LayoutForm(self._page, stored).open()
