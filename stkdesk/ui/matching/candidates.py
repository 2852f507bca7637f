"""The two directions of a match: contacts for a client, clients for a contact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from stkdesk.domain.formats import phone_text
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.match_facts import FactKind
from stkdesk.domain.waiting import unmet_text, waited_text
from stkdesk.services.match_contact import (
    ClientMatch,
    list_clients_for,
    open_client_match,
)
from stkdesk.services.matching import Candidate, list_candidates, open_candidate
from stkdesk.ui.matching.pane import MatchPane
from stkdesk.ui.matching.words import (
    asked_mark,
    cannot_words,
    cell,
    elsewhere_words,
    urgency_mark,
)
from stkdesk.ui.table import Column
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _fact(kind: FactKind, width: int, keep: int, heading: str = "") -> Column:
    return Column(
        heading or kind.label,
        lambda row: cell(row.facts, kind),
        width=width,
        keep=keep,
    )


def _stands(row: Candidate) -> str:
    """The status, or why it can not be."""
    if row.hindrance is not None:
        return cannot_words(row.hindrance)
    return cell(row.facts, FactKind.READY)


def _where(row: ClientMatch) -> str:
    """Where the client wishes help, and whether it is the contact's area too."""
    state = next(each.state for each in row.facts if each.kind is FactKind.AREA)
    return f"{state.mark} {row.areas}"


def _asked(row: Candidate | ClientMatch) -> str:
    """What was answered, read aloud where the badge is seen."""
    mark = asked_mark(row.asked)
    return mark.text if mark else ""


ASKED = Column(
    "Spurt",
    _asked,
    width=104,
    keep=8,
    mark=lambda row: asked_mark(row.asked),
)
CONTACT_COLUMNS = (
    Column("Navn", lambda row: row.name, strong=True, keep=9),
    ASKED,
    Column("Status", _stands, width=190, keep=7),
    _fact(FactKind.AREA, 140, 6),
    _fact(FactKind.INTEREST, 150, 5, "Felles"),
    _fact(FactKind.CAPACITY, 110, 4, "Ledig"),
    _fact(FactKind.WEEKDAYS, 90, 3),
    _fact(FactKind.CAR, 84, 3),
    _fact(FactKind.LANGUAGE, 96, 2),
    _fact(FactKind.AGE, 84, 2),
    _fact(FactKind.GENDER, 104, 1),
)
CLIENT_COLUMNS = (
    Column("Navn", lambda row: row.name, strong=True, keep=9),
    ASKED,
    Column(
        "Haster",
        lambda row: row.urgency.level.label,
        width=120,
        keep=7,
        mark=lambda row: urgency_mark(row.urgency),
    ),
    Column(
        "Mangler",
        lambda row: unmet_text(row.waiting.missing, row.waiting.unit),
        width=100,
        keep=6,
    ),
    Column("Område", _where, width=150, keep=5),
    _fact(FactKind.INTEREST, 150, 4, "Felles"),
    _fact(FactKind.CAPACITY, 110, 3, "Ledig"),
    _fact(FactKind.WEEKDAYS, 90, 3),
    _fact(FactKind.CAR, 84, 2),
    _fact(FactKind.LANGUAGE, 96, 2),
    _fact(FactKind.AGE, 84, 1),
    _fact(FactKind.GENDER, 104, 1),
)


class CandidatesPane(MatchPane):
    """Support contacts who may suit one client."""

    room, title, help_topic = "matching", "Støttekontakter", "venteliste"
    other_room = "contacts"
    columns = CONTACT_COLUMNS
    chips = (
        ("", "Alle"),
        ("ready", "Aktive"),
        ("area", "Samme område"),
        ("asked", "Spurt"),
        ("cannot", "Kan ikke"),
    )
    search_hint = "Søk i navn, interesser, språk, område"
    nothing = (
        "HandShakeHeart",
        "Ingen støttekontakter ennå",
        "De som er registrert, kommer hit.",
    )

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[Candidate]]:
        client, today = self.one, self.workspace.today()
        return lambda session: list_candidates(session, client, query, today=today)

    def reading_record(self, number: int) -> Callable[[Session], Candidate]:
        client, today = self.one, self.workspace.today()
        return lambda session: open_candidate(session, client, number, today=today)

    def pair(self, number: int) -> tuple[int, int]:
        return self.one, number

    def told(self, record: Candidate) -> tuple[str, ...]:
        phone = phone_text(record.phone)
        return (
            " · ".join(part for part in (f"S-{record.number}", phone) if part),
            elsewhere_words(record.elsewhere),
        )


class ClientsPane(MatchPane):
    """Clients whom one support contact may help."""

    room, title, help_topic = "matching_clients", "Brukere som venter", "venteliste"
    other_room = "clients"
    columns = CLIENT_COLUMNS
    chips = (
        ("", "Alle"),
        ("area", "Samme område"),
        ("asked", "Spurt"),
        ("cannot", "Kan ikke"),
    )
    search_hint = "Søk i navn eller saksnummer"
    nothing = (
        "CheckmarkCircle",
        "Ingen venter",
        "Alle som er innvilget timer, har fått dem.",
    )

    def __init__(self, workspace: Workspace, number: int) -> None:
        """Look for somebody for the support contact with this short number."""
        self._day: date = workspace.today()
        super().__init__(workspace, number)

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[ClientMatch]]:
        contact, today = self.one, self.workspace.today()
        return lambda session: list_clients_for(session, contact, query, today=today)

    def reading_record(self, number: int) -> Callable[[Session], ClientMatch]:
        contact, today = self.one, self.workspace.today()
        return lambda session: open_client_match(session, contact, number, today=today)

    def pair(self, number: int) -> tuple[int, int]:
        return number, self.one

    def told(self, record: ClientMatch) -> tuple[str, ...]:
        waiting = record.waiting
        waited = waited_text(waiting.since, self._day)
        missing = unmet_text(waiting.missing, waiting.unit)
        return (
            f"B-{record.number} · mangler {missing}",
            f"Har ventet {waited} · {waiting.reason.label.lower()}",
        )
