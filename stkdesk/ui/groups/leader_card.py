"""The card of one leader's sheet: the meetings, what they pay, what to look at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import clock_text, count, hours_text, kr
from stkdesk.domain.names import initials_of
from stkdesk.domain.pay import PayLine
from stkdesk.domain.standing import Standing
from stkdesk.services.leader_list import LeaderRow
from stkdesk.ui import theme
from stkdesk.ui.groups.words import meeting_day
from stkdesk.ui.timesheets.marks import ICONS, TONES
from stkdesk.ui.timesheets.stepper import Stepper
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import Item, column, line, row, section
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.record import header
from stkdesk.ui.widgets.texts import label

DAY = 104  # pixels of a day of a meeting at text size 10


def leader_mark(sheet: LeaderRow) -> Mark:
    """Return the badge of where a leader's sheet stands."""
    if not sheet.is_made:
        return Mark("Ikke laget", Tone.BAD, "ExclamationmarkTriangle")
    standing = Standing(sheet.state.value)
    return Mark(standing.label, TONES[standing], ICONS.get(standing, "Checkmark"))


class LeaderCard(QWidget):
    """Shows one leader's sheet; knows no database.

    Signals:
        correct_wanted: take in what has changed since.
        opened: (room, number) of a linked record.
    """

    correct_wanted = Signal()
    opened = Signal(str, object)

    def __init__(self, sheet: LeaderRow, *, corrects: bool) -> None:
        """Show ``sheet``; ``corrects``: whoever is at work may take in a change."""
        super().__init__()
        self._sheet = sheet
        about = f"{sheet.group} · {sheet.group_code}"
        if sheet.serial > 1:
            about += f" · korreksjon {sheet.serial - 1}"
        standing = Standing(sheet.state.value)
        items: list[Item] = [
            header(
                initials_of(sheet.contact),
                sheet.contact,
                about,
                [leader_mark(sheet)],
                [],
                icon="HandShakeHeart",
            ),
            *([Stepper(standing)] if sheet.is_made else ()),
            *self._told(corrects),
            line(),
            self._meetings(),
            line(),
            self._pay(),
            row(
                button("Åpne støttekontakten", "link", on=self._open_contact),
                button("Åpne gruppen", "link", on=self._open_group),
                None,
            ),
        ]
        self.setLayout(column(*items, None, gap=12, margins=20))

    def _told(self, corrects: bool) -> list[Item]:
        sheet, told = self._sheet, list[Item]()
        if sheet.moved and sheet.is_made:
            banner = Banner(Tone.WARN)
            advice = (
                "Det blir en korreksjon som går med neste lønnskjøring."
                if sheet.state.is_locked
                else "Listen må attesteres på nytt når endringen tas inn."
            )
            banner.tell(f"{sheet.moved.words}.", advice)
            told.append(banner)
            if corrects:
                take_in = button(
                    "Ta inn endringen", "primary", on=self.correct_wanted.emit
                )
                told.append(row(take_in, None))
        if not sheet.is_made:
            made = (
                "Lederlisten lages når du trykker Oppdater, eller når måneden kjøres."
            )
            told.append(label(made, "muted", wrap=True))
        if sheet.missing:
            banner = Banner(Tone.BAD)
            banner.tell(
                "Timesats for gruppe mangler.",
                "Legg inn satsen i Innstillinger, og trykk Oppdater.",
            )
            told.append(banner)
        told += [label(each.sentence, wrap=True) for each in sheet.remarks]
        return told

    def _meetings(self) -> Item:
        lines: list[Item] = []
        for each in self._sheet.meetings:
            at = f"kl. {clock_text(each.start_minute)}" if each.start_minute else ""
            day = label(meeting_day(each.day))
            day.setMinimumWidth(theme.u(DAY))
            lines.append(
                row(
                    day,
                    label(at, "muted"),
                    None,
                    label(f"{hours_text(each.minutes)} t"),
                    gap=10,
                )
            )
        if not lines:
            lines.append(label("Ingen møter er ført på lederen.", "muted", wrap=True))
        held = count(len(self._sheet.meetings), "møte", "møter")
        return section(f"Ledet {held}", *lines)

    def _pay(self) -> Item:
        sheet = self._sheet
        lines: list[Item] = [_line(each) for each in sheet.lines]
        total = row(label("Til utbetaling", "h3"), None, label(kr(sheet.pay_ore), "h3"))
        title = "Korreksjon" if sheet.serial > 1 else "Honorar"
        return section(title, *lines, total)

    def _open_contact(self) -> None:
        self.opened.emit("contacts", self._sheet.key.contact)

    def _open_group(self) -> None:
        self.opened.emit("groups", self._sheet.key.group)


def _line(each: PayLine) -> Item:
    told = f"{hours_text(abs(each.quantity))} t × {kr(each.rate_ore)}"
    if each.quantity < 0:
        told = f"− {told}"
    return row(label(told, "muted"), None, label(kr(each.sum_ore)), gap=10)
