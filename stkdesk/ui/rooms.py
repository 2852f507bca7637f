"""Which rooms the office has, and what can be done by name from anywhere.

A page is named by module and class, and loaded on its first visit: nothing that lists
records is loaded before the window is up.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from stkdesk.domain.staff import Right

if TYPE_CHECKING:
    from stkdesk.ui.page import Page


class Room(NamedTuple):
    """One room: its key in ``goto``, its tab, its page, and who may enter."""

    key: str
    title: str
    icon: str
    page: str  # "module:Class"
    rights: tuple[Right, ...] = ()  # one of them lets in; none: everybody
    under: str = ""  # key of the room whose tab it shares

    def page_class(self) -> type[Page]:
        """Load the page."""
        module, _, name = self.page.partition(":")
        found: type[Page] = getattr(import_module(module), name)
        return found


NUMBERED = 9  # rooms with keys of their own: Ctrl+1 to Ctrl+9
ROOMS = (
    Room("today", "I dag", "House", "stkdesk.ui.today.page:TodayPage"),
    Room(
        "clients",
        "Brukere",
        "Person",
        "stkdesk.ui.clients.page:ClientsPage",
        (Right.READ_CASES,),
    ),
    Room(
        "contacts",
        "Støttekontakter",
        "HandShakeHeart",
        "stkdesk.ui.contacts.page:ContactsPage",
        (Right.READ_CONTACTS,),
    ),
    Room(
        "assignments",
        "Oppdrag",
        "Tasklist",
        "stkdesk.ui.assignments.page:AssignmentsPage",
        (Right.READ_HOURS,),
    ),
    Room(
        "timesheets",
        "Månedsrapporter",
        "Calendar",
        "stkdesk.ui.timesheets.month_page:MonthPage",
        (Right.READ_HOURS,),
    ),
    Room(
        "papers",
        "Dokumenter",
        "Files",
        "stkdesk.ui.papers.page:PapersPage",
        (Right.READ_CASES,),
    ),
    Room("office", "Innstillinger", "Cog", "stkdesk.ui.office.page:OfficePage"),
    Room(
        "events", "Logg", "Eye", "stkdesk.ui.trail.page:TrailPage", (Right.READ_TRAIL,)
    ),
    Room(
        "pay",
        "Lønn",
        "BankNote",
        "stkdesk.ui.pay.page:PayPage",
        (Right.READ_HOURS,),
        under="timesheets",
    ),
    Room(
        "sheet_post",
        "Post og purring",
        "Paperplane",
        "stkdesk.ui.timesheets.ledger_page:LedgerPage",
        (Right.READ_HOURS,),
        under="timesheets",
    ),
    Room(
        "journal_entries",
        "Journal",
        "Files",
        "stkdesk.ui.journal.page:JournalPage",
        (Right.READ_CASES,),
        under="papers",
    ),
    Room(
        "letters",
        "Mangler noe",
        "Files",
        "stkdesk.ui.letters.page:LettersPage",
        (Right.READ_CASES,),
        under="papers",
    ),
    Room(
        "month_reports",
        "Rapporter",
        "File",
        "stkdesk.ui.reports.page:ReportsPage",
        (Right.READ_CASES,),
        under="timesheets",
    ),
    Room(
        "waiting",
        "Venteliste",
        "Tasklist",
        "stkdesk.ui.waiting.page:WaitingPage",
        (Right.READ_CASES,),
        under="assignments",
    ),
    Room(
        "recruiting",
        "Rekruttering",
        "HandShakeHeart",
        "stkdesk.ui.recruiting.page:RecruitingPage",
        (Right.READ_RECRUITING,),
        under="contacts",
    ),
    Room(
        "groups",
        "Grupper",
        "PersonGroup",
        "stkdesk.ui.groups.page:GroupsPage",
        (Right.READ_CASES,),
        under="assignments",
    ),
    Room(
        "leaders",
        "Gruppeledere",
        "PersonGroup",
        "stkdesk.ui.groups.leaders_page:LeadersPage",
        (Right.READ_HOURS,),
        under="assignments",
    ),
    Room(
        "organisations",
        "Organisasjoner",
        "Buildings3",
        "stkdesk.ui.organisations.page:OrganisationsPage",
        (Right.READ_CASES,),
        under="assignments",
    ),
)


def room_keys(at: int) -> str:
    """Return the keys to the room at a place; from the tenth on there are none."""
    return f"Ctrl+{at + 1}" if at < NUMBERED else ""


class Command(NamedTuple):
    """Something Ctrl+K offers to do: a method of a page, called by name."""

    title: str
    detail: str
    icon: str
    room: str
    method: str
    rights: tuple[Right, ...]  # one of them suffices


COMMANDS = (
    Command(
        "Ny søknad",
        "Handling · Ctrl+Shift+N",
        "DocPencil",
        "clients",
        "new_application",
        (Right.EDIT_CASES,),
    ),
    Command(
        "Ny bruker",
        "Handling",
        "PersonPlus",
        "clients",
        "new_record",
        (Right.EDIT_CASES,),
    ),
    Command(
        "Ny støttekontakt",
        "Handling",
        "HandHeart",
        "contacts",
        "new_record",
        (Right.EDIT_CONTACTS,),
    ),
    Command(
        "Ny søker: søknad om å bli støttekontakt",
        "Handling",
        "PersonPlus",
        "recruiting",
        "new_record",
        (Right.EDIT_CONTACTS,),
    ),
    Command(
        "Registrer politiattest",
        "Handling",
        "Seal",
        "recruiting",
        "register_certificate",
        (Right.EDIT_CONTACTS,),
    ),
    Command(
        "Registrer klage",
        "Handling",
        "InboxDown",
        "clients",
        "new_complaint",
        (Right.EDIT_CASES,),
    ),
    Command(
        "Nytt oppdrag",
        "Handling",
        "Plus",
        "assignments",
        "new_record",
        (Right.EDIT_CASES,),
    ),
    Command(
        "Ny gruppe",
        "Handling",
        "PersonGroup",
        "groups",
        "new_record",
        (Right.EDIT_CASES,),
    ),
    Command(
        "Ny organisasjon",
        "Handling",
        "Buildings3",
        "organisations",
        "new_record",
        (Right.EDIT_CASES,),
    ),
    Command(
        "Ny timeliste",
        "Handling · Ctrl+T",
        "Timer",
        "timesheets",
        "new_record",
        (Right.EDIT_HOURS,),
    ),
    Command(
        "Ny månedsrapport",
        "Handling",
        "File",
        "month_reports",
        "new_record",
        (Right.EDIT_CASES,),
    ),
    Command(
        "Kjør måneden",
        "Handling",
        "BankNote",
        "pay",
        "new_record",
        (Right.RUN_PAY,),
    ),
    Command(
        "KPR-kontroll",
        "Handling",
        "PrinterSmall",
        "month_reports",
        "print_kpr",
        (Right.READ_CASES,),
    ),
    Command(
        "Nytt dokument i journalen",
        "Handling",
        "InboxDown",
        "journal_entries",
        "new_record",
        (Right.EDIT_CASES,),
    ),
    Command(
        "Skriv ut måneden",
        "Handling",
        "PrinterSmall",
        "papers",
        "print_month",
        (Right.MAKE_PAPERS,),
    ),
)


class Place(NamedTuple):
    """A group of settings: its key, its words, and for whom it is there."""

    key: str
    title: str
    rights: tuple[Right, ...] = ()  # one of them shows it; none: everybody sees it


#: The groups of Innstillinger, in their order; ``ui/office/page.py`` makes them.
PLACES = (
    Place("address", "Kontoret", (Right.EDIT_OFFICE,)),
    Place("papers", "Papirene", (Right.EDIT_OFFICE,)),
    Place("periods", "Perioder", (Right.EDIT_OFFICE,)),
    Place("letter_texts", "Brevtekster", (Right.EDIT_OFFICE,)),
    Place("citations", "Lovhenvisninger", (Right.EDIT_OFFICE,)),
    Place("case_rules", "Frister", (Right.EDIT_OFFICE,)),
    Place("contact_rules", "Krav til støttekontakter", (Right.EDIT_OFFICE,)),
    Place("hours_rules", "Avtaler og timer", (Right.EDIT_OFFICE,)),
    Place("sheet_rules", "Timelister og purring", (Right.EDIT_OFFICE,)),
    Place("report_rules", "Månedsrapporter", (Right.EDIT_OFFICE,)),
    Place("gate_rules", "Krav til oppstart", (Right.EDIT_OFFICE,)),
    Place("rates", "Satser", (Right.EDIT_RATES,)),
    Place("payroll_file", "Lønnsfil", (Right.EDIT_RATES,)),
    Place("staff", "Ansatte", (Right.MANAGE_STAFF,)),
    Place("four_eyes", "Fire øyne", (Right.EDIT_OFFICE,)),
    Place("look", "Utseende"),
    Place("register", "Registeret", (Right.KEEP_REGISTER,)),
    Place("backup", "Sikkerhetskopi", (Right.KEEP_REGISTER,)),
    Place("keys", "Innlogging og nøkler"),
    Place("retention", "Oppbevaring og sletting", (Right.ERASE,)),
    Place("about", "Om stkdesk"),
)

#: Keys that lead from anywhere: to a room, and what to begin there.
KEYS = {
    "Ctrl+T": ("timesheets", "new_record"),
    "Ctrl+Shift+N": ("clients", "new_application"),
}
#: Keys the page in front answers, each by its method.
KEYS_OF_PAGE = {
    "Ctrl+N": "new_record",
    "Ctrl+F": "focus_search",
    "Ctrl+P": "print_current",
    "F6": "next_pane",
}

#: Pictures of what Ctrl+K finds, by room.
PICTURES = {room.key: room.icon for room in ROOMS}
