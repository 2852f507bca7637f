"""A month's attendance list on one page, and the pile of them, group after group."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from stkdesk.domain.formats import count, short_date
from stkdesk.domain.group import MeetingState
from stkdesk.domain.period import Period
from stkdesk.services.group_punching import (
    PiledGroup,
    add_usual_meeting,
    groups_to_punch,
)
from stkdesk.services.meeting_sheets import GroupSheets, group_sheets
from stkdesk.services.meetings import cancel_meeting, restore_meeting
from stkdesk.ui import question, theme
from stkdesk.ui.fields import DateField, NumberField
from stkdesk.ui.go_on import add_go_on, on_ctrl_enter
from stkdesk.ui.groups.sheet_form import Reading, SheetForm, open_sheets
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

Next = Callable[[int], object]  # the group that is done


class MonthSheetForm(SheetForm):
    """The meetings of a month as columns; Ctrl+Enter saves and takes the next list.

    The paper's own count of attendances is held up against the marks; a meeting that is
    on the list and not in the plan is added, one that never was is called off.
    """

    def __init__(
        self,
        page: Page,
        sheets: GroupSheets,
        reading: Reading,
        *,
        then: Next | None = None,
        left: int = 0,
    ) -> None:
        """Show ``sheets``; ``then`` opens the next list, ``left`` are still to come."""
        super().__init__(page, sheets, reading)
        self._then, self._goes_on = then, False
        self._control = NumberField()
        self._control.setMaximumWidth(theme.u(70))
        self._difference = label("", "small")
        self._new_day = DateField(page.workspace.today)
        self._new_day.setFixedWidth(theme.u(136))
        self._new_day.returnPressed.connect(self._add_meeting)
        add = button("Legg til møte", on=self._add_meeting)
        self._off = button("Avlys møtet", on=self._call_off)
        name = label("O&ppmøter på papiret")
        name.setBuddy(self._control)
        at = self.body.count() - 1  # before the stretch
        line = row(name, self._control, (self._difference, 1), gap=8)
        self.body.insertLayout(at, line)
        lacking = label("&Dag som mangler")
        lacking.setBuddy(self._new_day)
        more = row(lacking, self._new_day, add, 12, self._off, None, gap=8)
        if then is not None:
            told = count(left, "liste igjen", "lister igjen") if left else "Siste liste"
            more.addWidget(label(told, "muted"))
            add_go_on(self, self._save_button, self.go_on)
        else:
            on_ctrl_enter(self, self.go_on)
        self.body.insertLayout(at + 1, more)
        self._control.textChanged.connect(self._show_difference)
        self.rows.written.connect(self._show_difference)
        self.rows.modelReset.connect(self._show_difference)
        self.view.moved.connect(self._show_off)
        self._show_difference()
        self._show_off()

    def go_on(self) -> None:
        """Save, and open the next list of the pile; without one, save."""
        self._goes_on = True
        self.accept()

    def went_in(self) -> None:
        if self._goes_on and self._then is not None:
            self._then(self._group)

    def _show_difference(self) -> None:
        """Hold the marks up against the paper's own count."""
        here, paper = self.rows.count_all(), self._control.value()
        said, role = f"{count(here, 'oppmøte', 'oppmøter')} er ført", "small"
        if paper is not None and paper == here:
            said += ". Stemmer"
        elif paper is not None:
            way = "flere" if here > paper else "færre"
            said += f": {abs(here - paper)} {way} enn papiret"
            role = "problem"
        self._difference.setText(said)
        self._difference.setProperty("role", role)
        self._control.setProperty("state", "bad" if role == "problem" else None)
        self._control.setAccessibleDescription(said)
        theme.restyle(self._difference)
        theme.restyle(self._control)

    # Meetings.

    def _add_meeting(self) -> None:
        day = self._new_day.value()
        if day is None:
            self._new_day.setFocus()
            return
        group = self._group

        def _added(_number: int) -> None:
            self._new_day.set_value(None)
            self._page.toast(f"Møtet {short_date(day)} er lagt til")
            self.reread()
            self.view.setFocus()

        self._page.workspace.save(
            lambda session: add_usual_meeting(session, group, day),
            _added,
            self.not_saved,
        )

    def _call_off(self) -> None:
        sheet = self.rows.sheet_at(self.view.currentIndex().column())
        if sheet is None:
            return
        meeting = sheet.meeting
        undoes = meeting.state is MeetingState.CANCELLED
        act = restore_meeting if undoes else cancel_meeting

        def _done() -> None:
            self._page.workspace.save(
                lambda session: act(session, meeting.number, meeting.version),
                lambda _none: self.reread(),
                self.not_saved,
            )

        if undoes or not meeting.came:
            _done()
            return
        question.ask(
            self,
            f"Avlyse møtet {short_date(meeting.meet_on)}?",
            f"Oppmøtet til {meeting.came} blir slettet.",
            ("Avlys møtet", "danger", _done),
        )

    def _show_off(self) -> None:
        sheet = self.rows.sheet_at(self.view.currentIndex().column())
        off = sheet is not None and sheet.meeting.state is MeetingState.CANCELLED
        day = f" {short_date(sheet.meeting.meet_on)[:6]}" if sheet is not None else ""
        self._off.setText(f"{'Angre avlysning' if off else 'Avlys møtet'}{day}")
        self._off.setAccessibleName("Angre avlysning" if off else "Avlys møtet")


def open_month_sheet(page: Page, group: int, month: Period) -> None:
    """Open the list of one group's month."""
    open_sheets(
        page, lambda session: group_sheets(session, group, month), MonthSheetForm
    )


def punch_pile(page: Page, month: Period, after: int | None = None) -> None:
    """Open the first list of ``month`` that lacks something; ``after``: the next one.

    When nothing lacks, the first list there is; at the end it is told.
    """
    today = page.workspace.today()

    def _begin(pile: tuple[PiledGroup, ...]) -> None:
        done = [each.number for each in pile].index(after) + 1 if after else 0
        missing = [each for each in pile if each.missed]
        rest = [each for each in pile[done:] if each.missed]
        if not pile:
            page.toast("Ingen grupper har hatt møter i måneden.")
        elif rest:
            _open(page, month, rest[0].number, len(rest) - 1)
        elif after is None:
            _open(page, month, pile[0].number, len(pile) - 1)
        elif missing:
            told = count(len(missing), "gruppe", "grupper")
            page.toast(f"Det var siste liste. {told} mangler fortsatt oppmøte.")
        else:
            page.toast("Alle oppmøtelistene for måneden er ført.")

    page.workspace.ask(
        lambda session: groups_to_punch(session, month, today=today),
        _begin,
        key=(id(page), "pile of lists"),
        at_once=True,
    )


def _open(page: Page, month: Period, group: int, left: int) -> None:
    def _make(on: Page, sheets: GroupSheets, reading: Reading) -> SheetForm:
        then = partial(punch_pile, on, month)
        return MonthSheetForm(on, sheets, reading, then=then, left=left)

    open_sheets(page, lambda session: group_sheets(session, group, month), _make)
