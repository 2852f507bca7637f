"""What an open application asks of the office, and by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from stkdesk.domain import clock
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.duty import Duty, Urgency, day_text
from stkdesk.domain.rule import Remedy

if TYPE_CHECKING:  # it takes time to load, and the first page is waited for
    from stkdesk.domain.application import Pause

ANSWER_NEAR = timedelta(days=7)
ASSESSMENT_LASTS = timedelta(days=365)  # an older one is asked for again


class ApplicationFacts(NamedTuple):
    """What the duties about one application are judged by."""

    received_on: date
    pauses: tuple[Pause, ...] = ()
    confirmed_on: date | None = None
    interim_on: date | None = None  # the interim reply was made final
    interim_is_unnecessary: bool = False  # the office has said why
    assessed_on: date | None = None  # kartlegging
    is_begun: bool = False  # a decision on it is being written
    is_over: bool = False  # decided or withdrawn

    @property
    def waits_since(self) -> date | None:
        """The first day of the pause that is not over."""
        open_ = [each for each in self.pauses if each.resumed_on is None]
        return open_[0].paused_on if open_ else None


def _while_open(
    limit: Callable[[ApplicationFacts, CaseRules], date | None],
) -> Callable[[ApplicationFacts, CaseRules], date | None]:
    return lambda facts, rules: None if facts.is_over else limit(facts, rules)


def _confirm_from(facts: ApplicationFacts, _rules: CaseRules) -> date | None:
    done = facts.confirmed_on or facts.interim_on
    return None if done else facts.received_on


def _interim_from(facts: ApplicationFacts, rules: CaseRules) -> date | None:
    if facts.interim_on or facts.interim_is_unnecessary:
        return None
    return clock.interim_warning_on(facts.received_on, facts.pauses, rules)


def _answer_by(facts: ApplicationFacts, rules: CaseRules) -> date | None:
    return clock.answer_by(facts.received_on, facts.pauses, rules)


def _answer_from(facts: ApplicationFacts, rules: CaseRules) -> date | None:
    due = _answer_by(facts, rules)
    return due - ANSWER_NEAR if due else None


def _information_from(facts: ApplicationFacts, rules: CaseRules) -> date | None:
    since = facts.waits_since
    return clock.information_by(since, rules) + timedelta(days=1) if since else None


def _assess_from(facts: ApplicationFacts, rules: CaseRules) -> date | None:
    known = facts.assessed_on
    if known is not None and known >= facts.received_on - ASSESSMENT_LASTS:
        return None
    return facts.received_on + timedelta(days=rules[CaseRule.CONFIRM_DAYS])


def _received(facts: ApplicationFacts) -> str:
    return f"Søknaden kom {day_text(facts.received_on)}"


def _decide(facts: ApplicationFacts) -> Remedy:
    if facts.is_begun:
        return Remedy("Fortsett vedtaket", "decision/granted")
    return Remedy("Lag vedtak", "decision/granted")


CONFIRM: Duty[ApplicationFacts] = Duty(
    "confirm_application",
    "Bekreftelser",
    "InboxDown",
    "eForvaltningsforskriften § 6; kontorets egen regel",
    _while_open(_confirm_from),
    "Søknad er ikke bekreftet",
    Remedy("Lag bekreftelse", "letter/receipt"),
    due=lambda facts, rules: clock.confirm_by(facts.received_on, rules),
    detail=_received,
)
INTERIM_REPLY: Duty[ApplicationFacts] = Duty(
    "interim_reply",
    "Foreløpig svar",
    "Clock",
    "Forvaltningsloven § 11 a",
    _while_open(_interim_from),
    "Foreløpig svar er ikke sendt",
    Remedy("Lag foreløpig svar", "letter/interim_reply"),
    due=lambda facts, _rules: clock.interim_due_on(facts.received_on, facts.pauses),
    detail=lambda facts: f"{_received(facts)} og kan ikke vente mer enn en måned",
    calm=Urgency.SOON,
)
ANSWER: Duty[ApplicationFacts] = Duty(
    "answer_application",
    "Søknader",
    "Tasklist",
    "Kontorets egen regel",
    _while_open(_answer_from),
    "Søknad skal avgjøres",
    _decide,
    due=_answer_by,
    detail=_received,
    calm=Urgency.SOON,
)
INFORMATION: Duty[ApplicationFacts] = Duty(
    "information_late",
    "Opplysninger",
    "Pause",
    "Forvaltningsloven § 17; kontorets egen regel",
    _while_open(_information_from),
    "Opplysningene er ikke kommet",
    Remedy("Gå videre", "application/open"),
    detail=lambda facts: (
        f"Bedt om {day_text(facts.waits_since)}. Purr, eller avgjør med det dere har"
        if facts.waits_since
        else ""
    ),
    calm=Urgency.SOON,
)
ASSESS: Duty[ApplicationFacts] = Duty(
    "assess",
    "Kartlegging",
    "PencilWriting",
    "Forvaltningsloven § 17; pasient- og brukerrettighetsloven § 3-1",
    _while_open(_assess_from),
    "Kartlegging mangler",
    Remedy("Kartlegg", "assessment/open"),
    detail=lambda facts: (
        f"Den forrige er fra {facts.assessed_on.year}"
        if facts.assessed_on
        else _received(facts)
    ),
)
DUTIES = (CONFIRM, INTERIM_REPLY, ANSWER, INFORMATION, ASSESS)
