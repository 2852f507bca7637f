"""What follows from a complaint: each duty with its rule, its limit and its remedy.

One list for the form, the first page and the card of the client. Sources:
forvaltningsloven §§ 11 a, 32–34 and 36; eForvaltningsforskriften § 6; pasient- og
brukerrettighetsloven §§ 7-3 and 7-5.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.clock import (
    complaint_answer_by,
    confirm_by,
    interim_due_on,
    interim_warning_on,
)
from stkdesk.domain.complaint import ComplaintOutcome, GovernorOutcome, Verdict
from stkdesk.domain.complaint_case import ComplaintCase
from stkdesk.domain.complaint_rules import FORWARDED
from stkdesk.domain.formats import long_date
from stkdesk.domain.rule import Remedy, Rule


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that follows from a complaint."""

    key: str
    heading: str
    sentence: str
    source: str
    remedy: Remedy
    is_done: bool
    due_on: date | None = None
    shown_from: date | None = None  # not yet worth telling of before
    is_waiting: bool = False  # for somebody else than the office


Day = Callable[[ComplaintCase], date | None]


@dataclass(frozen=True, slots=True)
class Consequence:
    """A duty that a complaint brings at some stage of it."""

    heading: str  # what all of its kind are called
    applies: Callable[[ComplaintCase], bool]
    rule: Rule[ComplaintCase]  # holds when the duty is done
    due: Day | None = None
    shown_from: Day | None = None
    is_waiting: bool = False

    def step(self, case: ComplaintCase) -> Step:
        """Return where it stands."""
        assert self.rule.remedy is not None
        return Step(
            key=self.rule.key,
            heading=self.heading,
            sentence=self.rule.says(case),
            source=self.rule.source,
            remedy=self.rule.remedy,
            is_done=self.rule.test(case),
            due_on=self.due(case) if self.due else None,
            shown_from=self.shown_from(case) if self.shown_from else None,
            is_waiting=self.is_waiting,
        )


def _day(work: Callable[[date, CaseRules], date | None]) -> Day:
    """Return a limit that runs from when the complaint came."""

    def _of(case: ComplaintCase) -> date | None:
        received = case.draft.received_on
        return None if received is None else work(received, case.rules)

    return _of


def _again_by(case: ComplaintCase) -> date | None:
    """Return by when a case that came back should be decided anew."""
    came_back = case.draft.governor_on
    return None if came_back is None else complaint_answer_by(came_back, case.rules)


def _not_withdrawn(case: ComplaintCase) -> bool:
    return case.draft.outcome is not ComplaintOutcome.WITHDRAWN


def _governor(*outcomes: GovernorOutcome) -> Callable[[ComplaintCase], bool]:
    return lambda case: case.draft.governor_outcome in outcomes


def _ours(*outcomes: ComplaintOutcome) -> Callable[[ComplaintCase], bool]:
    return lambda case: case.draft.outcome in outcomes


def _ending(case: ComplaintCase) -> str:
    if case.draft.closed_on is not None:
        return f"Klagen ble lukket {long_date(case.draft.closed_on)}."
    if case.draft.governor_outcome is GovernorOutcome.CONFIRMED:
        return "Fortell brukeren at vedtaket står, og lukk klagen."
    return "Alt er gjort. Lukk klagen."


_answer_by = _day(complaint_answer_by)

CONSEQUENCES: tuple[Consequence, ...] = (
    Consequence(
        "Bekreft klage",
        lambda c: _not_withdrawn(c) and (c.is_open or c.receipt_on is not None),
        Rule(
            "receipt",
            lambda c: c.receipt_on is not None,
            "Bekreft at klagen er mottatt.",
            "eForvaltningsforskriften § 6",
            Remedy("Lag bekreftelse", "letter/complaint_receipt"),
        ),
        _day(confirm_by),
    ),
    Consequence(
        "Underskrift på klage",
        lambda c: c.is_open and not c.draft.is_signed,
        Rule(
            "signature",
            lambda c: c.draft.is_signed,
            "Klagen er ikke underskrevet. Be om underskrift, med en frist.",
            "Pasient- og brukerrettighetsloven § 7-3; forvaltningsloven § 32",
            Remedy("Be om underskrift", "letter/information_request"),
        ),
    ),
    Consequence(
        "Foreløpig svar",
        lambda c: c.is_open or c.interim_on is not None,
        Rule(
            "interim",
            lambda c: c.interim_on is not None,
            "Send foreløpig svar: klagen er ikke avgjort innen en måned.",
            "Forvaltningsloven § 11 a",
            Remedy("Lag foreløpig svar", "letter/interim_reply"),
        ),
        _day(lambda day, _rules: interim_due_on(day)),
        _day(lambda day, rules: interim_warning_on(day, (), rules)),
    ),
    Consequence(
        "Klage som kom for sent",
        lambda c: c.is_open and c.verdict in (Verdict.LATE, Verdict.TOO_LATE),
        Rule(
            "late",
            lambda c: not c.is_open,
            lambda c: (
                "Klagen kom mer enn ett år etter vedtaket. Avvis den."
                if c.verdict is Verdict.TOO_LATE
                else "Klagen kom for sent. Skriv hvorfor den tas likevel, eller avvis."
            ),
            "Forvaltningsloven § 31",
            Remedy("Åpne klagen", "complaint/open"),
        ),
        _answer_by,
    ),
    Consequence(
        "Klage til vurdering",
        lambda c: (
            c.verdict not in (Verdict.LATE, Verdict.TOO_LATE) and _not_withdrawn(c)
        ),
        Rule(
            "reassess",
            lambda c: not c.is_open,
            "Vurder vedtaket på nytt.",
            "Forvaltningsloven § 33",
            Remedy("Åpne klagen", "complaint/open"),
        ),
        _answer_by,
    ),
    Consequence(
        "Omgjøring etter klage",
        _ours(ComplaintOutcome.GRANTED, ComplaintOutcome.PARTLY),
        Rule(
            "reverse",
            lambda c: c.is_answered,
            "Fatt det nye vedtaket, til fordel for brukeren.",
            "Forvaltningsloven § 33 andre ledd",
            Remedy("Lag omgjøring", "decision/reversed"),
        ),
        _answer_by,
    ),
    Consequence(
        "Avvisning av klage",
        _ours(ComplaintOutcome.DISMISSED),
        Rule(
            "dismiss",
            lambda c: c.is_answered,
            "Fatt vedtak om avvisning. Det kan også klages på.",
            "Forvaltningsloven § 33 andre ledd",
            Remedy("Lag avvisning", "decision/dismissed"),
        ),
        _answer_by,
    ),
    Consequence(
        "Oversendelse til Statsforvalteren",
        _ours(*FORWARDED),
        Rule(
            "forward",
            lambda c: c.sent_on is not None,
            lambda c: (
                "Send resten av saken til Statsforvalteren."
                if c.draft.outcome is ComplaintOutcome.PARTLY
                else "Send saken til Statsforvalteren."
            ),
            "Forvaltningsloven § 33 fjerde ledd",
            Remedy("Lag oversendelse", "letter/forwarding"),
        ),
        _answer_by,
    ),
    Consequence(
        "Kopi av oversendelse",
        lambda c: _ours(*FORWARDED)(c) and c.sent_on is not None,
        Rule(
            "party_told",
            lambda c: c.party_told_on is not None,
            "Send brukeren kopi av det Statsforvalteren fikk.",
            "Forvaltningsloven § 33 fjerde ledd",
            Remedy("Lag melding til brukeren", "letter/forwarding_notice"),
        ),
        lambda c: c.sent_on,
    ),
    Consequence(
        "Hos Statsforvalteren",
        lambda c: _ours(*FORWARDED)(c) and c.sent_on is not None,
        Rule(
            "governor",
            lambda c: c.draft.governor_outcome is not None,
            "Venter på Statsforvalteren.",
            "Forvaltningsloven § 34",
            Remedy("Registrer svar fra Statsforvalteren", "complaint/governor"),
        ),
        is_waiting=True,
    ),
    Consequence(
        "Vedtak fra Statsforvalteren",
        _governor(GovernorOutcome.GRANTED, GovernorOutcome.PARTLY),
        Rule(
            "carry_out",
            lambda c: c.is_carried_out,
            "Gjennomfør det Statsforvalteren har bestemt, med et nytt vedtak.",
            "Forvaltningsloven § 34",
            Remedy("Lag nytt vedtak", "decision/reversed"),
        ),
        _again_by,
    ),
    Consequence(
        "Klagesak sendt tilbake",
        _governor(GovernorOutcome.SENT_BACK),
        Rule(
            "again",
            lambda c: c.is_carried_out,
            "Saken er sendt tilbake. Behandle den på nytt, og fatt nytt vedtak.",
            "Forvaltningsloven § 34 siste ledd",
            Remedy("Lag nytt vedtak", "decision/new"),
        ),
        _again_by,
    ),
    Consequence(
        "Sakskostnader",
        lambda c: c.changed_on is not None,
        Rule(
            "costs",
            lambda c: (
                c.costs_told_on is not None
                and c.changed_on is not None
                and c.costs_told_on >= c.changed_on
            ),
            "Fortell at sakskostnader kan kreves dekket innen tre uker.",
            "Forvaltningsloven § 36",
            Remedy("Lag orientering", "letter/reversal_notice"),
        ),
        lambda c: c.changed_on,
    ),
)
CLOSE = Consequence(
    "Klage som kan lukkes",
    lambda c: not c.is_open,
    Rule(
        "close",
        lambda c: c.draft.closed_on is not None,
        _ending,
        "Kontorets egen regel",
        Remedy("Lukk klagen", "complaint/close"),
    ),
)


def consequences(case: ComplaintCase) -> tuple[Step, ...]:
    """Return what follows from the complaint as it stands, in order, done or not.

    To close it is the last, and only when nothing else is left; of one that is closed,
    what was done.
    """
    steps = tuple(each.step(case) for each in CONSEQUENCES if each.applies(case))
    if case.draft.closed_on is not None:
        return (*(step for step in steps if step.is_done), CLOSE.step(case))
    if CLOSE.applies(case) and all(step.is_done for step in steps):
        return (*steps, CLOSE.step(case))
    return steps


def steps_left(case: ComplaintCase, *, today: date) -> tuple[Step, ...]:
    """Return what is to be done, or waited for, on ``today``; of one closed: nothing.

    The one that is due first comes first, what is only waited for comes last.
    """
    if case.draft.closed_on is not None:
        return ()
    left = [
        step
        for step in consequences(case)
        if not step.is_done and (step.shown_from is None or step.shown_from <= today)
    ]
    left.sort(key=lambda step: (step.is_waiting, step.due_on or date.max))
    return tuple(left)
