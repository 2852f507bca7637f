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

    def page_class(self) -> type[Page]:
        """Load the page."""
        module, _, name = self.page.partition(":")
        found: type[Page] = getattr(import_module(module), name)
        return found


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
)


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
        "Nytt oppdrag",
        "Handling",
        "Plus",
        "assignments",
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
        "Skriv ut måneden",
        "Handling",
        "PrinterSmall",
        "papers",
        "print_month",
        (Right.MAKE_PAPERS,),
    ),
)

#: Pictures of what Ctrl+K finds, by room.
PICTURES = {room.key: room.icon for room in ROOMS}
