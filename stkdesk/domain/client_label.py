"""How a client is named on a timesheet, which others than the office will see."""

from __future__ import annotations

from stkdesk.domain.names import full_name, initials
from stkdesk.domain.office import NameMode
from stkdesk.domain.person import Protection


def client_label(
    mode: NameMode,
    *,
    given: str,
    family: str,
    case_number: str,
    assignment_number: int,
    protection: Protection,
) -> str:
    """Return what stands for the client on a form, in the office's name mode.

    A client whose address is protected is never named, whatever the mode. Where the
    case number is wanted and there is none, the short number of the assignment
    serves; it means nothing outside the office.
    """
    if protection.stops_mail or mode is NameMode.CASE_NUMBER:
        return case_number.strip() or f"O-{assignment_number}"
    if mode is NameMode.INITIALS:
        return initials(given, family)
    return full_name(given, family)
