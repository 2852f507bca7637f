"""Monthly reports (månedsrapport): how it goes, told by the support contact.

They may hold health information: they belong to the case and never to payroll
(domain.md 4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportTopic:
    """One thing a report is asked about: the office's own words, dated."""

    key: str  # stable: "activities"
    bokmal: str
    nynorsk: str
    place: int  # in the order of the form, from 1
    valid_from: date
    valid_to: date | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report as filled in on the form."""

    received_on: date
    answers: tuple[tuple[str, str], ...] = ()  # topic key and what is told
    is_concern: bool = False  # somebody must look at it now
    wants_change: bool = False
    note: str = ""  # the office's own
