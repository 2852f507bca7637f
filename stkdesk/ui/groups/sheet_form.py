"""The sheet of attendance: one meeting, or the meetings of a month from the paper list.

What is written is kept as a draft while one writes. When somebody else has saved the
same meeting, both people's lines are taken along, and only where both have said
something else of the same member is it asked whose line holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stkdesk.domain.attendance import LeaderMinutes, MemberPresence
from stkdesk.domain.attendance_sheet import join
from stkdesk.domain.errors import ChangedByAnotherError, OfficeError, Problem
from stkdesk.domain.formats import count, hours_text
from stkdesk.domain.group import Presence
from stkdesk.services.drafts import KeptDraft, discard_draft, keep_draft, kept_draft
from stkdesk.services.meeting_holding import HeldMeeting, hold_meetings
from stkdesk.services.meeting_sheets import GroupSheets
from stkdesk.ui.form import Form
from stkdesk.ui.groups.sheet_model import Line, SheetRows, Spot, lines_of
from stkdesk.ui.groups.sheet_view import SheetField, SheetView
from stkdesk.ui.groups.words import meeting_day
from stkdesk.ui.last_saved import when
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.offer import Offer
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Reading = Callable[["Session"], GroupSheets]
KEYS = (
    "Mellomrom: neste · K eller X: kom · M: meldt fravær · I: kom ikke · A: alle kom · "
    "tall: timer · Delete: visk ut"
)
WIDTH_ONE, WIDTH_MONTH = 520, 860


class SheetForm(Form):
    """Asks who came, and how long the leaders led."""

    help_topic = "grupper"

    def __init__(self, page: Page, sheets: GroupSheets, reading: Reading) -> None:
        """Show ``sheets``; ``reading`` reads them again when another has saved."""
        one = len(sheets.sheets) == 1
        super().__init__(
            page.window(),
            "Oppmøte" if one else "Oppmøte i perioden",
            width=WIDTH_ONE if one else WIDTH_MONTH,
        )
        self._page, self._reading, self._group = page, reading, sheets.group_number
        self._key = f"attendance/{sheets.group_number}/{sheets.asked.first}"
        self._key += f"/{sheets.asked.last}"
        self._before = lines_of(sheets)
        self._offer = Offer()
        self.rows = SheetRows(sheets, page.workspace.today(), self)
        self.view = SheetView(self.rows)
        self._sum = label("", "small")
        everybody = button(
            "Alle kom (A)", icon="PersonGroup", name="Alle kom", on=self._all_came
        )
        day = meeting_day(sheets.sheets[0].meeting.meet_on) if one else ""
        title = f"{sheets.group} · {day}" if day else sheets.group
        self.body.addWidget(self._offer)
        self.body.addLayout(row(label(title, "h3"), None, everybody))
        self.add("lines", "&Oppmøte", SheetField(self.view), hint=KEYS)
        self.body.addWidget(self._sum)
        self.rows.written.connect(self._show_sum)
        self.view.moved.connect(self._show_sum)
        self.view.setMinimumHeight(self._height())
        self.begin()
        self.view.begin()
        self._show_sum()
        page.workspace.ask(
            lambda session: kept_draft(session, self._key),
            self._on_kept,
            key=(id(self), "kept"),
            at_once=True,
        )

    def draft(self) -> tuple[HeldMeeting, ...]:
        return self.rows.held()

    def check(self, draft: tuple[HeldMeeting, ...]) -> tuple[Problem, ...]:
        changed = {each.number for each in draft}
        return tuple(
            Problem("lines", problem.message, problem.blocks)
            for spot, problem in self.rows.problems.items()
            if spot.meeting in changed
        )

    def hand_in(self, draft: tuple[HeldMeeting, ...]) -> None:
        today = self._page.workspace.today()

        def _saved(_none: object) -> None:
            self._page.toast("Oppmøtet er lagret")
            self.saved()
            self.went_in()

        self._page.workspace.save(
            lambda session: hold_meetings(session, draft, today=today),
            _saved,
            self.not_saved,
        )

    def went_in(self) -> None:
        """Hear that the sheet is saved and the form closed."""

    def reread(self) -> None:
        """Read the meetings again, and keep what is written here."""

        def _show(sheets: GroupSheets) -> None:
            theirs = lines_of(sheets)
            both = join(self._before, self.rows.lines, theirs)
            self._before = theirs
            self.rows.show(sheets, both.lines)
            self._show_sum()

        self._page.workspace.ask(
            self._reading, _show, key=(id(self), "again"), at_once=True
        )

    def show_problems(self, problems: Iterable[Problem]) -> int:
        """Tell under the table; a line that is refused has a ring already."""
        found = [
            Problem("lines", each.message, each.blocks)
            if each.field.partition("/")[0] in ("minutes", "attended_on", "leader")
            else each
            for each in problems
        ]
        return super().show_problems(found)

    def refused(self, error: OfficeError) -> None:
        if isinstance(error, ChangedByAnotherError):
            self._page.workspace.ask(
                self._reading, self._on_theirs, key=(id(self), "theirs"), at_once=True
            )
        else:
            super().refused(error)

    # Two people in one meeting.

    def _on_theirs(self, theirs: GroupSheets) -> None:
        both = join(self._before, self.rows.lines, lines_of(theirs))
        their_lines = lines_of(theirs)
        self._before = their_lines
        self.rows.show(theirs, both.lines)
        self._show_sum()
        if not both.clashes:
            self._offer.ask(
                "Noen andre har lagret oppmøte i mellomtiden.",
                f"Det de skrev, er tatt med her ({_told(both.news)}). "
                "Se over og lagre igjen.",
                ("Lagre", "primary", self.accept),
                ("Se over først", "", self.view.setFocus),
            )
            return

        def _take_theirs() -> None:
            again = {spot: their_lines[spot] for spot in both.clashes}
            self.rows.show(theirs, {**both.lines, **again})
            self._show_sum()
            self.view.setFocus()

        self._offer.ask(
            "Noen andre har ført noe annet på det samme.",
            f"Dere er uenige om {_told(both.clashes)}. Det øvrige er tatt med fra "
            "begge.",
            ("Behold mitt", "primary", self.view.setFocus),
            ("Ta deres", "", _take_theirs),
        )

    # What is written is kept.

    def _on_kept(self, kept: KeptDraft | None) -> None:
        if kept is None:
            self.on_draft(self._keep_lines)
            return

        def _resume() -> None:
            self.rows.show(self.rows.sheets, _read_lines(kept.body, self.rows.lines))
            self.on_draft(self._keep_lines)
            self._on_edited()
            self._show_sum()
            self.view.setFocus()

        def _forget() -> None:
            self._forget_lines()
            self.on_draft(self._keep_lines)
            self.view.setFocus()

        self._offer.ask(
            f"Du har en liste du ikke ble ferdig med ({when(kept.saved_at)}).",
            "",
            ("Fortsett", "primary", _resume),
            ("Forkast", "", _forget),
        )

    def _keep_lines(self, texts: dict[str, str]) -> None:
        """Keep what differs from the register; without ``texts``, forget it."""
        body = _lines_text(self.rows.lines, self._before) if texts else ""
        key = self._key
        if body:
            self._page.workspace.save(
                lambda session: keep_draft(session, key, body), lambda _at: None
            )
        else:
            self._forget_lines()

    def _forget_lines(self) -> None:
        key = self._key
        self._page.workspace.save(lambda session: discard_draft(session, key))

    # Showing.

    def _all_came(self) -> None:
        columns = range(1, self.rows.columnCount())
        at = self.view.currentIndex().column()
        for column in (at,) if at > 0 else columns:
            self.rows.all_came(column)
        self.view.setFocus()

    def _show_sum(self) -> None:
        column = max(1, self.view.currentIndex().column())
        sheet = self.rows.sheet_at(column)
        if sheet is None:
            return
        came, minutes = self.rows.count_came(column)
        day = meeting_day(sheet.meeting.meet_on)
        told = f"{day}: {came} av {count(len(sheet.lines), 'medlem', 'medlemmer')} kom"
        self._sum.setText(f"{told} · {hours_text(minutes)} timer til sammen")

    def _height(self) -> int:
        from stkdesk.ui import theme

        lines = min(12, self.rows.rowCount())
        return theme.u(44) + lines * theme.u(31)


def _told(spots: tuple[Spot, ...]) -> str:
    return count(len(spots), "linje", "linjer")


def _lines_text(lines: dict[Spot, Line], before: dict[Spot, Line]) -> str:
    """Return the lines that differ from ``before``, for a draft; "" for none."""
    changed = []
    for spot, line in lines.items():
        if before.get(spot) == line:
            continue
        presence = line.presence if isinstance(line, MemberPresence) else None
        changed.append([*spot, presence.value if presence else "", line.minutes])
    return json.dumps(changed) if changed else ""


def _read_lines(body: str, lines: dict[Spot, Line]) -> dict[Spot, Line]:
    """Return ``lines`` with what the draft says of those there still are."""
    found = dict(lines)
    for meeting, is_leader, number, presence, minutes in json.loads(body):
        spot = Spot(meeting, is_leader, number)
        if spot not in found:
            continue
        found[spot] = (
            LeaderMinutes(number, minutes)
            if is_leader
            else MemberPresence(
                number, Presence(presence) if presence else None, minutes
            )
        )
    return found


Making = Callable[[Page, GroupSheets, Reading], SheetForm]


def open_sheets(page: Page, reading: Reading, make: Making = SheetForm) -> None:
    """Open the sheet of what ``reading`` reads, as the form that ``make`` makes."""

    def _show(sheets: GroupSheets) -> None:
        if not sheets.sheets:
            page.toast("Det er ingen møter i perioden. Planlegg møtene først.")
        elif not sheets.members:
            page.toast("Gruppen har ingen medlemmer som er startet.")
        else:
            make(page, sheets, reading).open()

    page.workspace.ask(reading, _show, key=(id(page), "sheets"), at_once=True)
