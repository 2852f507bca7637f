"""Whether a complaint came in time, and the rule that says so, in words.

Sources: pasient- og brukerrettighetsloven § 7-5 (four weeks from when one knew);
forvaltningsloven §§ 29 (grounds asked for interrupt the limit), 30 (handed to the post
in time) and 31 (late: for a reason, and never when more than a year has gone);
domstolloven §§ 148 and 149; eForvaltningsforskriften § 11 (electronic: when it came).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.clock import (
    is_in_time,
    known_on,
    last_day_for_any_complaint,
    last_day_to_complain,
)
from stkdesk.domain.complaint import ComplaintDraft, Verdict
from stkdesk.domain.formats import count, long_date, weekday_name
from stkdesk.domain.office import LawVersion

WEEKS = ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte")


@dataclass(frozen=True, slots=True)
class Appealed:
    """What the time limit asks about the decision that is complained about."""

    decided_on: date
    sent_on: date | None = None  # None: not known; counted from when it was made
    no_grounds: bool = False  # it came without grounds, which may be asked for


@dataclass(frozen=True, slots=True)
class Timeliness:
    """The verdict on the time limit, and how it was counted.

    ``last_day`` is None while the limit stands still: grounds are asked for and have
    not come. ``steps`` is the counting, a sentence each, in bokmål.
    """

    verdict: Verdict
    began_on: date
    last_day: date | None
    lodged_on: date
    latest_of_all: date  # a year from the decision
    steps: tuple[str, ...]
    conclusion: str

    @property
    def sentence(self) -> str:
        """The whole of it as running text."""
        return " ".join((*self.steps, self.conclusion))


def lodged_on(draft: ComplaintDraft) -> date:
    """Return the day that counts: handed to the post, or reached the office."""
    assert draft.received_on is not None
    if draft.is_electronic or draft.postmarked_on is None:
        return draft.received_on
    return min(draft.postmarked_on, draft.received_on)


def timeliness(
    draft: ComplaintDraft,
    appealed: Appealed,
    rules: CaseRules,
    act: LawVersion = LawVersion.ACT_1967,
) -> Timeliness | None:
    """Return the verdict on ``draft``; None until the day it came is filled in.

    ``rules`` are those of the day of the decision: its letter said how long the limit
    is. ``act`` only decides which section is named.
    """
    if draft.received_on is None:
        return None
    weeks, postal = rules[CaseRule.COMPLAINT_WEEKS], rules[CaseRule.POSTAL_DAYS]
    letter_on = appealed.sent_on or appealed.decided_on
    began = known_on(letter_on, postal, draft.known_on)
    last: date | None = last_day_to_complain(began, weeks)
    steps = [_reached(draft, appealed, postal, began)]
    assert last is not None
    if _interrupts(draft, appealed, last):
        assert draft.grounds_asked_on is not None
        began = draft.grounds_on or draft.grounds_asked_on
        last = last_day_to_complain(began, weeks) if draft.grounds_on else None
        steps.append(_asked(draft))
    if last is not None:
        steps.append(_counted(began, last, weeks))
    steps.append(_came(draft, act))
    latest = last_day_for_any_complaint(appealed.decided_on)
    verdict = _verdict(draft, last, latest)
    return Timeliness(
        verdict=verdict,
        began_on=began,
        last_day=last,
        lodged_on=lodged_on(draft),
        latest_of_all=latest,
        steps=tuple(steps),
        conclusion=_conclusion(verdict, latest),
    )


def _verdict(draft: ComplaintDraft, last: date | None, latest: date) -> Verdict:
    assert draft.received_on is not None
    if last is None or is_in_time(
        last,
        received_on=draft.received_on,
        postmarked_on=draft.postmarked_on,
        is_electronic=draft.is_electronic,
    ):
        return Verdict.IN_TIME
    if lodged_on(draft) > latest:
        return Verdict.TOO_LATE
    return Verdict.EXCUSED if draft.late_reason.strip() else Verdict.LATE


def _interrupts(draft: ComplaintDraft, appealed: Appealed, last: date) -> bool:
    """Tell whether grounds were asked for in time, of a decision without any."""
    asked = draft.grounds_asked_on
    return appealed.no_grounds and asked is not None and asked <= last


def _reached(
    draft: ComplaintDraft, appealed: Appealed, postal: int, began: date
) -> str:
    if draft.known_on is not None:
        return f"Brukeren fikk vedtaket {long_date(began)}."
    days = count(postal, "dag", "dager")
    if appealed.sent_on is None:
        return (
            f"Vedtaket er datert {long_date(appealed.decided_on)}. Med {days} i posten "
            f"var det framme {long_date(began)}."
        )
    return (
        f"Vedtaket ble sendt {long_date(appealed.sent_on)}. Med {days} i posten var "
        f"det framme {long_date(began)}."
    )


def _asked(draft: ComplaintDraft) -> str:
    assert draft.grounds_asked_on is not None
    asked = (
        f"Brukeren ba om begrunnelse {long_date(draft.grounds_asked_on)}, og det "
        "avbrøt fristen (forvaltningsloven § 29 tredje ledd)."
    )
    if draft.grounds_on is None:
        return f"{asked} Fristen løper ikke før begrunnelsen er framme."
    return f"{asked} Begrunnelsen var framme {long_date(draft.grounds_on)}."


def _counted(began: date, last: date, weeks: int) -> str:
    """Return how the last day was found, and why it may not be the same weekday."""
    word = WEEKS[weeks] if weeks < len(WEEKS) else str(weeks)
    unit = "uke" if weeks == 1 else "uker"
    text = (
        f"Fristen er {word} {unit} fra da (pasient- og brukerrettighetsloven § 7-5). "
        f"Siste dag er {day_text(last)}."
    )
    named = began + timedelta(weeks=weeks)
    if named == last:
        return text
    return (
        f"{text} Fristen ville endt {day_text(named)}, men den går til neste virkedag "
        "(domstolloven § 149)."
    )


def _came(draft: ComplaintDraft, act: LawVersion) -> str:
    assert draft.received_on is not None
    came = long_date(draft.received_on)
    if draft.is_electronic:
        return (
            f"Klagen kom elektronisk og nådde oss {came} "
            "(eForvaltningsforskriften § 11)."
        )
    if draft.postmarked_on is None or draft.postmarked_on >= draft.received_on:
        return f"Klagen kom til oss {came}."
    section = "§ 30" if act is LawVersion.ACT_1967 else "§ 64"
    return (
        f"Klagen er poststemplet {long_date(draft.postmarked_on)}, og det er den dagen "
        f"som teller (forvaltningsloven {section}). Den kom til oss {came}."
    )


def _conclusion(verdict: Verdict, latest: date) -> str:
    year = long_date(latest)
    return {
        Verdict.IN_TIME: "Klagen kom i tide.",
        Verdict.LATE: "Klagen kom for sent. Den kan tas likevel hvis brukeren ikke kan "
        "lastes for det, eller hvis særlige grunner taler for det "
        "(forvaltningsloven § 31). Uten en slik grunn blir den avvist.",
        Verdict.EXCUSED: "Klagen kom for sent, men blir tatt likevel, av den grunnen "
        "som er skrevet (forvaltningsloven § 31).",
        Verdict.TOO_LATE: "Klagen kom for sent, og det er gått mer enn ett år siden "
        f"vedtaket (til og med {year}). Da kan den ikke behandles "
        "(forvaltningsloven § 31 siste ledd).",
    }[verdict]


def day_text(day: date) -> str:
    """Return ``mandag 28. desember 2026``."""
    return f"{weekday_name(day)} {long_date(day)}"
