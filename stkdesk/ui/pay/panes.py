"""The first three panes of the wizard: what lacks, what looks wrong, and the sums."""

from __future__ import annotations

from collections.abc import Sequence

from stkdesk.domain.formats import count, hours_text, km_text, kr, short_date
from stkdesk.domain.run_preview import (
    ContactTotal,
    Lack,
    LackingSheet,
    RunPreview,
    RunProblem,
    Wrong,
)
from stkdesk.ui.pay.pane_list import ListPane
from stkdesk.ui.table import Column
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

Way = tuple[str, object]  # a room, and what of it

_LACKS = {
    Lack.MISSING: (Tone.BAD, "ExclamationmarkTriangle"),
    Lack.ARRIVED: (Tone.ACT, "InboxDown"),
    Lack.RETURNED: (Tone.WARN, "ArrowUndo"),
}
LACKING = (
    Column("Støttekontakt", lambda lack: lack.contact, strong=True),
    Column("Oppdrag", lambda lack: f"O-{lack.assignment_number}", width=84, keep=4),
    Column(
        "Hvor den er",
        lambda lack: lack.why.label,
        width=170,
        keep=9,
        mark=lambda lack: Mark(lack.why.label, *_LACKS[lack.why]),
    ),
    Column(
        "Siden",
        lambda lack: short_date(lack.on) if lack.on else "",
        width=96,
        keep=3,
    ),
    Column(
        "Purret",
        lambda lack: short_date(lack.reminded_on) if lack.reminded_on else "",
        width=96,
        keep=2,
        muted=True,
    ),
)
PROBLEMS = (
    Column("Hvem", lambda problem: problem.contact or "Kontoret", width=150, keep=8),
    Column("Timeliste", lambda problem: _place(problem), width=84, keep=3, muted=True),
    Column("Hva", lambda problem: problem.sentence, strong=True),
    Column(
        "Følge",
        lambda problem: _effect(problem).text,
        width=112,
        keep=9,
        mark=lambda problem: _effect(problem),
    ),
)
#: What lacks in the settings, and stops every sheet that needs it.
OF_OFFICE = frozenset({Wrong.NO_PAY_CODE, Wrong.NO_RATE})
TOTALS = (
    Column("Støttekontakt", lambda total: total.contact, strong=True),
    Column("Ansattnr.", lambda total: total.employee_number, width=90, keep=4),
    Column("Lister", lambda total: _sheets(total), width=70, keep=5, right=True),
    Column(
        "Timer",
        lambda total: hours_text(total.minutes),
        width=70,
        keep=7,
        right=True,
    ),
    Column("Km", lambda total: km_text(total.metres), width=64, keep=6, right=True),
    Column(
        "Utlegg", lambda total: kr(total.expense_ore), width=100, keep=3, right=True
    ),
    Column("Over grensen", lambda total: _unpaid(total), width=120, keep=2, right=True),
    Column("Feriepenger", lambda total: _holiday(total), width=104, keep=1, right=True),
    Column("Sum", lambda total: kr(total.sum_ore), width=116, keep=9, right=True),
)


class LacksPane(ListPane):
    """1: what is missing, on its way or sent back; one may go on without them."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(
            "pay_lacks",
            "Mangler",
            LACKING,
            ("Alle timelister er her", "Ingen mangler, og ingen ligger uført."),
        )

    def show_run(self, found: RunPreview) -> None:
        """Show what ``found`` lacks."""
        ready = count(len(found.choice.taken), "timeliste", "timelister")
        told = [
            f"{ready} er klare, av {found.expected} i {found.period_label.lower()}."
        ]
        if found.before:
            told.append(f"{found.before} er sendt i en kjøring før.")
        if found.nothing:
            told.append(f"{found.nothing} har ingen timer.")
        if found.lacking:
            told.append(
                "Gå videre uten dem: de kan gå med en senere kjøring, og purres i "
                "siste steg. Enter åpner timelisten."
            )
        self.show_items(found.lacking, " ".join(told))


class ProblemsPane(ListPane):
    """2: what looks wrong; what blocks keeps its own sheet back, and no other."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(
            "pay_problems",
            "Ser feil ut",
            PROBLEMS,
            ("Ingenting ser feil ut", "Alt som er klart, kan gå til lønn."),
            full=lambda problem: problem.sentence,
        )

    def show_run(self, found: RunPreview) -> None:
        """Show the problems of ``found``."""
        about = (
            "Det som venter, holder bare sin egen timeliste tilbake. Enter åpner "
            "stedet der det rettes."
        )
        self.show_items(_gathered(found.problems), about if found.problems else "")


class TotalsPane(ListPane):
    """3: what each support contact is paid, and what is not."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(
            "pay_totals",
            "Summer",
            TOTALS,
            ("Ingenting å betale", "Ingen timelister er klare for lønn ennå."),
        )

    def show_run(self, found: RunPreview) -> None:
        """Show the totals of ``found``."""
        people = count(len(found.totals), "støttekontakt", "støttekontakter")
        lines = count(found.lines, "linje", "linjer")
        about = (
            f"{kr(found.sum_ore)} til {people}, {lines} i lønnsfilen. "
            f"Utbetales {short_date(found.pay_on)}."
        )
        if any(total.holiday_ore is not None for total in found.totals):
            about += " Feriepenger er til opplysning, og er ikke med i summen."
        self.show_items(found.totals, about if found.totals else "")


def way_to(item: LackingSheet | RunProblem | ContactTotal, period: int) -> Way | None:
    """Return the room where ``item`` is put right, and what of it."""
    match item:
        case LackingSheet():
            return "timesheets", (item.assignment_number, period)
        case ContactTotal():
            return "contacts", item.contact_number
    if item.wrong is Wrong.NO_PAY_CODE:
        return "office", "payroll_file"
    if item.wrong is Wrong.NO_RATE:
        return "office", "rates"
    if item.wrong in (Wrong.NO_EMPLOYEE_NUMBER, Wrong.NO_BANK_ACCOUNT):
        return "contacts", item.contact_number
    if item.assignment_number is not None:
        return "timesheets", (item.assignment_number, item.period_number)
    if item.group_number is not None:
        return "groups", item.group_number
    return None


def _gathered(problems: Sequence[RunProblem]) -> list[RunProblem]:
    """Return the problems, with what lacks at the office told once for all it stops."""
    sheets: dict[str, int] = {}
    for each in problems:
        if each.wrong in OF_OFFICE:
            sheets[each.sentence] = sheets.get(each.sentence, 0) + 1
    found, told = [], set[str]()
    for each in problems:
        if each.wrong not in OF_OFFICE or sheets[each.sentence] == 1:
            found.append(each)
        elif each.sentence not in told:
            told.add(each.sentence)
            waits = (
                f"{count(sheets[each.sentence], 'linje', 'linjer')} venter på dette."
            )
            sentence = f"{each.sentence} {waits}"
            found.append(RunProblem(each.wrong, sentence, each.blocks))
    return found


def _place(problem: RunProblem) -> str:
    if problem.assignment_number is not None:
        return f"O-{problem.assignment_number}"
    return f"G-{problem.group_number}" if problem.group_number is not None else ""


def _effect(problem: RunProblem) -> Mark:
    if problem.blocks:
        return Mark("Venter", Tone.BAD, "Pause")
    return Mark("Se over", Tone.WARN, "ExclamationmarkTriangle")


def _sheets(total: ContactTotal) -> str:
    if not total.corrections:
        return str(total.sheets)
    return f"{total.sheets} + {total.corrections} korr."


def _unpaid(total: ContactTotal) -> str:
    return kr(total.unpaid_ore) if total.unpaid_ore else ""


def _holiday(total: ContactTotal) -> str:
    return kr(total.holiday_ore) if total.holiday_ore is not None else ""
