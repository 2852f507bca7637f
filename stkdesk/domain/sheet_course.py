"""The course of a sheet: which step may follow which, as rules with their reasons.

Source: the office's own order (domain.md 4.3: a sheet is attested by one and approved
by another); where else it is told: ``SheetState``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from stkdesk.domain.rule import Rule
from stkdesk.domain.timesheet import SheetState

OWN = "Kontorets egen regel"


class CourseStep(StrEnum):
    """What is done with many sheets at once; each can be undone."""

    MAILED = "mailed"
    ARRIVED = "arrived"
    NOTHING = "nothing"
    SENT_BACK = "sent_back"
    CHECKED = "checked"
    APPROVED = "approved"

    @property
    def done(self) -> str:
        """The words for it having happened: ``Attestert``."""
        return {
            CourseStep.MAILED: "Sendt",
            CourseStep.ARRIVED: "Mottatt",
            CourseStep.NOTHING: "Ingen timer",
            CourseStep.SENT_BACK: "Sendt tilbake",
            CourseStep.CHECKED: "Attestert",
            CourseStep.APPROVED: "Godkjent",
        }[self]


@dataclass(frozen=True, slots=True)
class SheetMark:
    """Where a sheet stands, and who brought it there and when."""

    state: SheetState
    received_on: date
    checked_at: datetime | None = None
    checked_by: int | None = None  # of staff
    approved_at: datetime | None = None
    approved_by: int | None = None  # of staff
    entered_by: int | None = None  # of staff


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What is asked about one row before a step."""

    state: SheetState | None  # None: nothing has come in
    is_hidden: bool = False  # a blocked client, to the one at work
    is_wanted: bool = True  # a sheet is wanted of the assignment in the period
    is_closed: bool = False  # the period
    is_correction: bool = False
    is_corrected: bool = False  # a correction tells the difference from it
    is_outdated: bool = False  # somebody has saved it since it was seen
    has_paper: bool = True  # a form has been made
    is_printed: bool = True
    is_mailed: bool = False
    has_visits: bool = False
    needs_check: bool = True  # the office wants it attested before it is approved
    is_own: bool = False  # four eyes: who is at work has done the step before
    others: str = ""  # who may do it instead, for the sentence
    lacks: str = ""  # what keeps it from being attested


S = SheetState
_TODAY = {
    S.ARRIVED: "Timelisten er mottatt.",
    S.RETURNED: "Timelisten er sendt tilbake.",
    S.RECEIVED: "Timene er ført.",
    S.NOTHING: "Timelisten er registrert uten timer.",
    S.CHECKED: "Timelisten er attestert.",
    S.APPROVED: "Timelisten er godkjent.",
    S.SENT: "Timelisten er sendt til lønn.",
    S.PAID: "Timelisten er utbetalt.",
}


def _told(facts: CourseFacts) -> str:
    """Return where the sheet stands, as a sentence."""
    return (
        "Timelisten er ikke kommet inn." if facts.state is None else _TODAY[facts.state]
    )


def _from(*states: SheetState | None) -> Rule[CourseFacts]:
    return Rule("state", lambda facts: facts.state in states, _told, OWN)


_SEEN: Rule[CourseFacts] = Rule(
    "hidden",
    lambda facts: not facts.is_hidden,
    "Brukeren er sperret for deg.",
    "folkeregisterloven § 10-4",
)
_UNCHANGED: Rule[CourseFacts] = Rule(
    "outdated",
    lambda facts: not facts.is_outdated,
    "Noen andre har endret timelisten siden du så den. Se på den igjen.",
    OWN,
)
_WANTED: Rule[CourseFacts] = Rule(
    "wanted",
    lambda facts: facts.is_wanted or facts.state is not None,
    "Oppdraget skal ikke levere timeliste for perioden.",
    OWN,
)
_OPEN: Rule[CourseFacts] = Rule(
    "closed",
    lambda facts: not facts.is_closed or facts.is_correction,
    "Perioden er lukket.",
    OWN,
)
_FIRST: Rule[CourseFacts] = Rule(
    "correction",
    lambda facts: not facts.is_correction,
    "En rettelse har ikke noe eget papir.",
    OWN,
)
_UNCORRECTED: Rule[CourseFacts] = Rule(
    "corrected",
    lambda facts: not facts.is_corrected,
    "Timelisten har en rettelse. Ta bort rettelsen først.",
    OWN,
)
_EMPTY: Rule[CourseFacts] = Rule(
    "visits",
    lambda facts: not facts.has_visits,
    "Det er ført timer på timelisten. Ta dem bort først.",
    OWN,
)
_RIGHT: Rule[CourseFacts] = Rule(
    "lacks", lambda facts: not facts.lacks, lambda facts: facts.lacks, OWN
)
_OTHER_CHECKS: Rule[CourseFacts] = Rule(
    "own",
    lambda facts: not facts.is_own,
    lambda facts: (
        "Timelisten må attesteres av en annen enn den som førte den. "
        f"Be {facts.others} om det."
    ),
    "Økonomireglement: to personer på hver utbetaling",
)
_OTHER_APPROVES: Rule[CourseFacts] = Rule(
    "own",
    lambda facts: not facts.is_own,
    lambda facts: (
        "Timelisten må godkjennes av en annen enn den som attesterte eller "
        f"førte den. Be {facts.others} om det."
    ),
    "Økonomireglement: to personer på hver utbetaling",
)
_CHECKED_FIRST: Rule[CourseFacts] = Rule(
    "checked",
    lambda facts: facts.state is S.CHECKED or not facts.needs_check,
    "Timelisten må attesteres før den kan godkjennes.",
    OWN,
)

COURSE: dict[CourseStep, tuple[Rule[CourseFacts], ...]] = {
    CourseStep.MAILED: (
        _SEEN,
        Rule("paper", lambda f: f.has_paper, "Timelisten er ikke laget.", OWN),
        Rule("mailed", lambda f: not f.is_mailed, "Timelisten er sendt før.", OWN),
        Rule(
            "printed",
            lambda f: f.is_printed,
            "Timelisten er ikke merket som skrevet ut.",
            OWN,
        ),
    ),
    CourseStep.ARRIVED: (_SEEN, _WANTED, _OPEN, _from(None, S.RETURNED)),
    CourseStep.NOTHING: (
        _SEEN,
        _WANTED,
        _OPEN,
        _from(None, S.ARRIVED, S.RETURNED),
        _EMPTY,
        _UNCORRECTED,
    ),
    CourseStep.SENT_BACK: (
        _SEEN,
        _UNCHANGED,
        _FIRST,
        _OPEN,
        _UNCORRECTED,
        _from(S.ARRIVED, S.RECEIVED, S.CHECKED),
    ),
    CourseStep.CHECKED: (
        _SEEN,
        _UNCHANGED,
        _from(S.RECEIVED),
        _OPEN,
        _RIGHT,
        _OTHER_CHECKS,
    ),
    CourseStep.APPROVED: (
        _SEEN,
        _UNCHANGED,
        _from(S.RECEIVED, S.CHECKED),
        _OPEN,
        _CHECKED_FIRST,
        _OTHER_APPROVES,
    ),
}


def reason_against(step: CourseStep, facts: CourseFacts) -> str:
    """Return why ``step`` may not be taken, the first reason there is; "" if it may."""
    return next((rule.says(facts) for rule in COURSE[step] if not rule.test(facts)), "")
