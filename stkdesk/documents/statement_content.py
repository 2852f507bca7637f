"""What is printed on the statement of a sheet: what was done, and what it paid."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.pay import PayLine
from stkdesk.domain.person import Address
from stkdesk.domain.timesheet import Trip, Visit


@dataclass(frozen=True, slots=True)
class Signed:
    """Who did one thing with the sheet, and when; "" and None: not told."""

    name: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything printed; nothing is looked up while printing.

    The copy of the case names the client. The one for the accounts is ``coded``: it
    holds the assignment's number in the place of every name (domain.md 4.3).
    """

    reference: str  # of the paper; "" of the copy for the accounts
    language: Language
    sender: OfficeDraft
    contact_name: str
    employee_number: str
    address: Address
    client: str  # name, or the code
    assignment_code: str  # "O-12", "G-3"
    sheet_code: str  # "O-12 2026-10"
    period_label: str
    run_code: str
    pay_on: date
    made_on: date
    visits: tuple[Visit, ...]  # or the meetings that were led
    lines: tuple[PayLine, ...]
    entered: Signed
    checked: Signed
    approved: Signed
    paper_reference: str = ""  # of the form that came back signed
    correction: int = 0  # which correction it is; 0: the sheet itself
    corrects: str = ""  # code of the sheet that is corrected
    correction_reason: str = ""
    is_leader: bool = False
    is_coded: bool = False
    practice: bool = False

    @property
    def trips(self) -> tuple[Visit, ...]:
        """The visits with driving."""
        return tuple(visit for visit in self.visits if visit.metres)


def coded(
    content: Statement, names: tuple[str, ...], hidden_route: str = ""
) -> Statement:
    """Return the copy for the accounts.

    Names of passengers are codes, every one of ``names`` (given name, family name,
    case number of the client) is the code wherever it was written, and what was done
    is told only where driving is paid: the rule on driving wants it.

    Args:
        content: the copy of the case.
        names: what points at the client.
        hidden_route: stands in place of the routes to a protected address.

    """
    code = content.assignment_code
    return replace(
        content,
        reference="",
        client=code,
        is_coded=True,
        correction_reason="",
        visits=tuple(
            _coded_visit(visit, code, names, hidden_route) for visit in content.visits
        ),
    )


def _coded_visit(
    visit: Visit, code: str, names: tuple[str, ...], hidden_route: str
) -> Visit:
    def _without(text: str) -> str:
        for name in sorted(filter(None, names), key=len, reverse=True):
            whole = rf"(?<!\w){re.escape(name)}(?:s\b|(?!\w))"
            text = re.sub(whole, code, text, flags=re.IGNORECASE)
        for name in along:  # as written: «Per» is a passenger, «per» is none
            text = re.sub(rf"\b{name}(?:s\b|\b)", code, text)
        return text

    trip = visit.trip
    words = re.findall(r"[^\W\d_]{2,}", trip.passenger_names)
    along = [word for word in words if word[0].isupper()]
    passengers = tuple(f"{code}.{n}" for n in range(1, trip.passengers + 1))
    route = hidden_route if hidden_route and visit.metres else _without(trip.route)
    return replace(
        visit,
        activity=_without(visit.activity) if visit.metres else "",
        trip=Trip(
            _without(trip.purpose),
            route,
            "" if hidden_route else _without(trip.detour),
            trip.passengers,
            ", ".join(passengers),
            trip.back_on,
        ),
    )
