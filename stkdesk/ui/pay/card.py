"""The card of one payroll run: how far it is, its files and its sheets."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.domain.formats import kr, long_date, short_date
from stkdesk.domain.pay_run import RunState
from stkdesk.domain.run_rows import OpenRun, RunFileRow, RunSheetRow
from stkdesk.domain.staff import Right
from stkdesk.ui.allowed import May, allowed, everybody
from stkdesk.ui.papers.preview_pane import size_text
from stkdesk.ui.pay.words import is_unfinished, sheets_text, state_mark
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import Item, column, facts, line, section
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.record import header, linked
from stkdesk.ui.widgets.texts import label

SHOWN = 40  # sheets of a run on the card; the rest stand in its control list


class RunCard(QWidget):
    """Shows one run; knows no database.

    Signals:
        continued, confirmed, reversed_, saved: a button was pressed.
        file_wanted: the number of a file to look at.
    """

    continued, confirmed, reversed_ = Signal(), Signal(), Signal()
    saved, vouchers_wanted, summary_wanted = Signal(), Signal(), Signal()
    file_wanted = Signal(object)

    def __init__(self, run: OpenRun, may: May = everybody) -> None:
        """Show ``run``, with what those who ``may`` can do about it."""
        super().__init__()
        self._run, self._may = run, may
        items: list[Item] = [self._header(), line(), self._facts()]
        if run.row.state is RunState.REVERSED:
            told = f"Tatt tilbake av {run.reversed_by or 'stkdesk'}"
            at = run.reversed_at
            on = f" {short_date(at.astimezone().date())}" if at else ""
            items.append(facts([(f"{told}{on}", run.reverse_reason)], columns=1))
        items += [line(), self._files(), line(), self._sheets()]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))

    def _header(self) -> Item:
        row = self._run.row
        marks = [state_mark(row.state)]
        if is_unfinished(row):
            marks.append(Mark("Ikke ferdig", Tone.WARN, "Hourglass"))
        return header(
            "",
            f"Lønnskjøring {row.code}",
            f"{row.period_label} · {sheets_text(row.sheets)} · {kr(row.sum_ore)}",
            marks,
            self._buttons(),
            icon="BankNote",
        )

    def _buttons(self) -> list[QPushButton]:
        row, offers = self._run.row, []
        if is_unfinished(row):
            go_on = button("Gå videre", "primary", on=self.continued.emit)
            offers.append((Right.RUN_PAY, go_on))
        if row.state is RunState.SENT:
            paid = button(
                "Lønn har betalt", icon="CheckmarkCircle", on=self.confirmed.emit
            )
            offers.append((Right.CONFIRM_PAY, paid))
        if row.state is not RunState.REVERSED:
            save = button("Lagre filene …", icon="Download", on=self.saved.emit)
            offers.append((Right.RUN_PAY, save))
            papers = button("Lagre bilag …", icon="Files", on=self.vouchers_wanted.emit)
            offers.append((Right.RUN_PAY, papers))
            told = button("Oppsummering", icon="File", on=self.summary_wanted.emit)
            offers.append((Right.RUN_PAY, told))
        if row.state is RunState.SENT:
            back = button("Ta tilbake …", icon="ArrowUndo", on=self.reversed_.emit)
            offers.append((Right.RUN_PAY, back))
        return allowed(self._may, *offers)

    def _facts(self) -> Item:
        run, row = self._run, self._run.row
        made = short_date(row.made_at.astimezone().date())
        by = f" av {row.made_by}" if row.made_by else ""
        pairs: list[tuple[str, str | QWidget]] = [
            ("Laget", f"{made}{by}"),
            ("Utbetales", long_date(row.pay_on)),
            ("Kommet til", row.done.label),
            ("Oppgjør i arkivet", self._archived()),
        ]
        if run.confirmed_on is not None:
            by = f", bekreftet av {run.confirmed_by}" if run.confirmed_by else ""
            pairs.append(("Betalt", f"{short_date(run.confirmed_on)}{by}"))
        return facts(pairs)

    def _archived(self) -> str:
        total, left = len(self._run.sheets), self._run.unarchived
        return f"{total - left} av {total}"

    def _files(self) -> Item:
        return section("Filer", *[self._file(each) for each in self._run.files])

    def _file(self, file: RunFileRow) -> Item:
        at = file.delivered_at
        told = f"{file.name} · {size_text(file.size)}"
        mark = (
            Mark(f"Levert {short_date(at.astimezone().date())}", Tone.GOOD, "Checkmark")
            if at
            else Mark("Ikke levert", Tone.WARN, "Hourglass")
        )
        icon = "Files" if file.name.endswith(".pdf") else "Tasklist"
        return linked(icon, file.kind.label, told, mark, self._looking(file.number))

    def _looking(self, number: int) -> Callable[[], object]:
        return lambda: self.file_wanted.emit(number)

    def _sheets(self) -> Item:
        items: list[Item] = [_sheet(each) for each in self._run.sheets[:SHOWN]]
        if (rest := len(self._run.sheets) - SHOWN) > 0:
            told = f"Og {sheets_text(rest)} til. Alle står på kontrollisten."
            items.append(label(told, "muted", wrap=True))
        return section("Timelister", *items)


def _sheet(sheet: RunSheetRow) -> Item:
    what = " · korreksjon" if sheet.is_correction else ""
    told = f"{sheet.assignment_code} · {sheet.period_label}{what}"
    icon = "PersonGroup" if sheet.is_leader else "HandShakeHeart"
    return linked(icon, sheet.contact, f"{told} · {kr(sheet.sum_ore)}")
