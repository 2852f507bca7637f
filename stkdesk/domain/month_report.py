"""Monthly reports (månedsrapport): how it goes, told by the support contact.

They may hold health information: they belong to the case and never to payroll
(domain.md 4.3). The topics are the office's own words, and hold from a day on: what
is printed or answered already keeps the words it had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.errors import Problem
from stkdesk.domain.language import Language
from stkdesk.domain.sheet_period import END_OF_YEAR

ALWAYS = date(2000, 1, 1)  # from which the first topics hold
MOST_TOPICS = 7  # what the back of the timesheet has room for
LONGEST = 70  # signs of a topic: one line of the paper
MONTHS_A_YEAR = 12


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
    version: int = 0

    def words(self, language: Language) -> str:
        """Return the topic as it is printed."""
        return self.bokmal if language is Language.BOKMAL else self.nynorsk

    def holds_on(self, day: date) -> bool:
        """Tell whether it is asked on ``day``, if no newer row of it is."""
        return self.valid_from <= day and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report as filled in on the form."""

    received_on: date | None
    answers: Mapping[str, str] = field(default_factory=dict)  # told, by topic key
    is_concern: bool = False  # somebody must look at it now
    wants_change: bool = False
    note: str = ""  # the office's own

    def answer(self, key: str) -> str:
        """Return what is told of a topic, "" for nothing."""
        return self.answers.get(key, "")


class ReportState(StrEnum):
    """Where the report of one assignment in one period stands."""

    NONE = "none"  # not asked for
    WAITED = "waited"  # asked for, and has not come
    UNREAD = "unread"
    READ = "read"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ReportState.NONE: "Ikke bedt om",
            ReportState.WAITED: "Venter",
            ReportState.UNREAD: "Ulest",
            ReportState.READ: "Lest",
        }[self]


#: The topics until the office writes its own.
USUAL_TOPICS = tuple(
    ReportTopic(key, bokmal, nynorsk, place, ALWAYS)
    for place, (key, bokmal, nynorsk) in enumerate(
        (
            (
                "activities",
                "Hva har dere gjort sammen?",
                "Kva har de gjort saman?",
            ),
            (
                "cooperation",
                "Hvordan fungerer samarbeidet?",
                "Korleis fungerer samarbeidet?",
            ),
            (
                "goals",
                "Hvordan går det med målet og trivselen?",
                "Korleis går det med målet og trivselen?",
            ),
            (
                "concern",
                "Har det hendt noe spesielt?",
                "Har det hendt noko spesielt?",
            ),
            (
                "change",
                "Er det behov for endringer?",
                "Trengst det endringar?",
            ),
        ),
        start=1,
    )
)


def topics_on(day: date, rows: Iterable[ReportTopic]) -> tuple[ReportTopic, ...]:
    """Return the topics asked on ``day``, in order: of each key the newest begun."""
    newest: dict[str, ReportTopic] = {}
    for row in rows:
        known = newest.get(row.key)
        begun = row.valid_from <= day
        if begun and (known is None or row.valid_from >= known.valid_from):
            newest[row.key] = row
    held = [row for row in newest.values() if row.holds_on(day)]
    return tuple(sorted(held, key=lambda row: (row.place, row.key)))


def topic_problems(topics: Sequence[ReportTopic]) -> tuple[Problem, ...]:
    """Return what is wrong with a list of topics before the office may use it."""
    found: list[Problem] = []
    if not topics:
        found.append(Problem("topics", "Skriv minst ett spørsmål."))
    if len(topics) > MOST_TOPICS:
        most = f"Arket har plass til {MOST_TOPICS} spørsmål. Ta bort noen."
        found.append(Problem("topics", most))
    for topic in topics:
        for name, text in (("bokmal", topic.bokmal), ("nynorsk", topic.nynorsk)):
            said = "bokmål" if name == "bokmal" else "nynorsk"
            if not text.strip():
                found.append(Problem(name, f"Skriv spørsmålet på {said}."))
            elif len(text.strip()) > LONGEST:
                long = f"Spørsmålet på {said} er for langt. Høyst {LONGEST} tegn."
                found.append(Problem(name, long))
    return tuple(found)


def is_wanted(code: str, rules: CaseRules) -> bool:
    """Tell whether the office asks for a report of the period ``code`` (2026-10).

    The short period at the end of December never wants one of its own.
    """
    between = rules[CaseRule.REPORT_MONTHS]
    if not between or code.endswith(END_OF_YEAR):
        return False
    month = int(code.partition("-")[2][:2])
    return (month - rules[CaseRule.REPORT_FIRST_MONTH]) % between == 0


def report_problems(
    draft: ReportDraft, *, today: date, first: date
) -> tuple[Problem, ...]:
    """Return what is wrong with a report of a period that began on ``first``."""
    found: list[Problem] = []
    if draft.received_on is None:
        found.append(Problem("received_on", "Skriv hvilken dag rapporten kom."))
    elif draft.received_on > today:
        found.append(Problem("received_on", "Dagen den kom, kan ikke være fram i tid."))
    elif draft.received_on < first:
        found.append(Problem("received_on", "Den kan ikke ha kommet før perioden."))
    said = any(text.strip() for text in draft.answers.values())
    ticked = draft.is_concern or draft.wants_change
    if not (said or ticked or draft.note.strip()):
        nothing = "Skriv minst ett svar, eller noe under Merknad."
        found.append(Problem(next(iter(draft.answers), "note"), nothing))
    return tuple(found)
