"""The cards of the first page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton

from stkdesk.domain.formats import kr, number_text, short_date
from stkdesk.domain.sheet_period import span_label
from stkdesk.services.today import Deadline, MonthStanding, Today
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon, Tile
from stkdesk.ui.today import wording
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import card, column, flat, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.meter import Stack
from stkdesk.ui.widgets.record import pressable
from stkdesk.ui.widgets.texts import label

Go = Callable[[str, object], None]


def figure_tile(
    icon: str, tone: Tone, number: int, title: str, detail: str, on: Callable[[], None]
) -> QPushButton:
    """Return a large number that is also the way to what it counts."""
    figure = label(number_text(number), "figure")
    head = row(
        Tile(icon, tone, 40, round_=False),
        figure,
        None,
        Icon("ChevronRight", "muted", 18),
        gap=12,
    )
    inside = column(
        head, 4, label(title, "h3"), label(detail, "small"), gap=1, margins=16
    )
    return pressable(inside, f"{number} {title}. {detail}", on)


def figures(today: Today, go: Go) -> list[QPushButton]:
    """Return the numbers at the top: of hours and of cases, to those who see them."""
    month = today.month
    name = span_label(month.code).lower() if month else "ingen periode er avsluttet"
    due = f" · frist {short_date(month.due_on)}" if month else ""
    oldest = month.oldest_received if month else None
    hours = [
        figure_tile(
            "ExclamationmarkTriangle",
            Tone.BAD if month and month.missing else Tone.QUIET,
            month.missing if month else 0,
            "Mangler timeliste",
            f"{name}{due}",
            lambda: go("timesheets", None),
        ),
        figure_tile(
            "InboxDown",
            Tone.ACT,
            month.waiting if month else 0,
            "Til godkjenning",
            f"eldste mottatt {short_date(oldest)}" if oldest else "ingen venter",
            lambda: go("timesheets", None),
        ),
        figure_tile(
            "SackKroner",
            Tone.GOOD,
            month.approved if month else 0,
            "Klar til utbetaling",
            kr(month.approved_ore) if month else kr(0),
            lambda: go("timesheets", None),
        ),
    ]
    cases = [
        figure_tile(
            "Hourglass",
            Tone.WARN if today.waiting else Tone.QUIET,
            today.waiting,
            "Venter på støttekontakt",
            f"lengst siden {short_date(today.longest_wait)}"
            if today.longest_wait
            else "dato er ikke kjent"
            if today.waiting
            else "ingen venter",
            lambda: go("clients", None),
        ),
    ]
    return [
        *(hours if today.sees_hours else ()),
        *(cases if today.sees_cases else ()),
    ]


def month_card(month: MonthStanding | None, go: Go) -> QFrame:
    """Return how far the month has come: a bar, and the same as numbers."""
    if month is None:
        return card(
            column(
                label("Måneden", "h2"),
                label(
                    "Når den første perioden er over, ser du her hvor mange "
                    "timelister som er kommet inn.",
                    "muted",
                    wrap=True,
                ),
                margins=(18, 14, 14, 16),
            )
        )
    open_month = button("Åpne måneden", "link", on=lambda: go("timesheets", None))
    parts = [
        ("Sendt til lønn", month.sent + month.paid, "chart_done"),
        ("Godkjent", month.approved, "chart_good"),
        ("Mottatt", month.under_way, "chart_act"),
        ("Mangler", month.missing, "chart_bad"),
    ]
    bar = Stack()
    bar.show_parts(parts)
    lay = column(
        row(label(span_label(month.code), "h2"), None, open_month),
        label(f"{month.come} av {month.expected} timelister er kommet inn", "muted"),
        6,
        bar,
        6,
        gap=4,
        margins=(18, 14, 14, 16),
    )
    for name, number, colour in parts:
        lay.addLayout(row(_swatch(colour), label(name), None, label(str(number), "h3")))
    return card(lay)


def deadline_card(deadlines: tuple[Deadline, ...]) -> QFrame:
    """Return the days ahead that matter."""
    lay = column(label("Frister framover", "h2"), 6, gap=8, margins=(18, 14, 14, 14))
    for deadline in deadlines:
        number, month = wording.day_of_month(deadline.day)
        day = label(number, "h2")
        under = label(month, "small")
        for each in (day, under):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        leaf = flat(column(day, under, gap=0, margins=(0, 4, 0, 5)))
        leaf.setFixedWidth(theme.u(50))
        leaf.setAccessibleName(wording.spoken_day(deadline.day))
        title, detail = wording.deadline_words(deadline)
        words = column(label(title, "h3"), label(detail, "small", wrap=True), gap=1)
        lay.addLayout(row(leaf, (words, 1), gap=12))
    if not deadlines:
        lay.addWidget(label("Ingen frister de neste to månedene.", "muted", wrap=True))
    return card(lay)


def _swatch(colour: str) -> QFrame:
    made = QFrame()
    made.setFixedSize(theme.u(10), theme.u(10))
    made.setStyleSheet(
        f"background: {theme.colour(colour).name()}; border-radius: {theme.u(3)}px"
    )
    return made
