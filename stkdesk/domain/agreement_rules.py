"""What an agreement must be like before it is made, and what is worth a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from stkdesk.domain.agreement import AgreementDays, AgreementDraft
from stkdesk.domain.assignment import MOST_MINUTES_A_MONTH
from stkdesk.domain.contact import Employment
from stkdesk.domain.formats import hours_text, long_date
from stkdesk.domain.grants import MOST_MINUTES_A_WEEK, HoursUnit
from stkdesk.domain.hours_meter import granted_of, summed, within
from stkdesk.domain.in_force import ONE_DAY, Force
from stkdesk.domain.period import Period
from stkdesk.domain.rate import RateKind, RateRow, rate_on
from stkdesk.domain.rule import Remedy, Rule

OWN = "Kontorets egen regel"
RESPITE_SOURCE = "Avlaster 2-dommen 23. juni 2016, KS B-rundskriv 7/2016"
LAST_DAY = date.max
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """An agreement as filled in, and what the register says around it."""

    draft: AgreementDraft
    today: date
    assignment_from: date
    assignment_to: date | None = None
    granted: tuple[Force, ...] = ()  # of the solution the assignment is about
    others: tuple[AgreementDays, ...] = ()  # made, of the pair; not the one replaced
    hour_kind: RateKind | None = None  # what an hour is paid by; None: elsewhere
    rates: tuple[RateRow, ...] = ()
    assignment_hours: tuple[int, HoursUnit] | None = None  # minutes, as registered

    @property
    def first(self) -> date | None:
        """The first day."""
        return self.draft.valid_from

    @property
    def has_rate(self) -> bool:
        """Whether an hour of this kind has a rate on the first day."""
        kind, first = self.hour_kind, self.draft.valid_from
        if kind is None or first is None:
            return True
        return rate_on(self.rates, kind, first) is not None

    @property
    def is_ordered(self) -> bool:
        """Whether there is a first day, and the last is not before it."""
        first, last = self.draft.valid_from, self.draft.valid_to
        return first is not None and (last is None or last >= first)

    @property
    def year(self) -> Period | None:
        """The days the hours are counted in: to the last day, at most a year."""
        first = self.draft.valid_from
        if first is None or not self.is_ordered:
            return None
        new_year = date(first.year, 12, 31)
        return Period(first, min(self.draft.valid_to or new_year, new_year))

    @property
    def months(self) -> list[Period]:
        """The months of ``year``."""
        return (
            [Period.month(self.year.first.year, n) for n in _MONTHS]
            if self.year
            else []
        )

    @property
    def agreed_then(self) -> int:
        """Minutes agreed within ``year``."""
        asked, draft = self.year, self.draft
        if asked is None or not draft.minutes or draft.minutes < 0:
            return 0
        unit = draft.hours_unit
        return summed(draft.minutes, unit, asked.first, asked.last, self.months)

    @property
    def granted_then(self) -> int:
        """Minutes granted within ``year``."""
        asked = self.year
        return granted_of(within(self.granted, asked), self.months) if asked else 0

    @property
    def covered_to(self) -> date | None:
        """The last day the decisions cover from the first day on, without a gap.

        None when they do not cover the first day; ``LAST_DAY`` when they never end.
        """
        first = self.draft.valid_from
        held = sorted(
            (each for each in self.granted if first and each.meets(first, None)),
            key=lambda each: each.first,
        )
        if not held or first is None or held[0].first > first:
            return None
        ends = [each.last or LAST_DAY for each in held]
        for at, (one, other) in enumerate(pairwise(held)):
            end = max(ends[: at + 1])
            if end is LAST_DAY or one.last is None or other.first > end + ONE_DAY:
                return end
        return max(ends)


def _hours_fit(facts: AgreementFacts) -> bool:
    minutes = facts.draft.minutes or 0
    a_week = facts.draft.hours_unit is HoursUnit.WEEK
    return minutes <= (MOST_MINUTES_A_WEEK if a_week else MOST_MINUTES_A_MONTH)


def _in_assignment(facts: AgreementFacts) -> bool:
    end, last = facts.assignment_to, facts.draft.valid_to
    return end is None or (last is not None and last <= end)


def _met(facts: AgreementFacts) -> AgreementDays | None:
    first = facts.draft.valid_from
    if first is None or not facts.is_ordered:
        return None
    last = facts.draft.valid_to
    return next((each for each in facts.others if each.meets(first, last)), None)


def _other_says(facts: AgreementFacts) -> str:
    met = _met(facts)
    assert met is not None
    same = met.assignment_number == facts.draft.assignment_number
    where = "oppdraget" if same else f"samme to, i oppdrag O-{met.assignment_number},"
    return (
        f"Det finnes alt en avtale for {where} fra {long_date(met.valid_from)} i denne "
        "perioden. Åpne den, og la den nye erstatte den."
    )


def _hours_differ(facts: AgreementFacts) -> str:
    assert facts.assignment_hours is not None
    minutes, unit = facts.assignment_hours
    return (
        f"Oppdraget er registrert med {hours_text(minutes)} timer {unit.label}. "
        "Timelistene følger oppdraget, så rett det også."
    )


def _covered(facts: AgreementFacts) -> bool:
    end = facts.covered_to
    if not facts.is_ordered or end is None or end is LAST_DAY:
        return True  # no decision at all is told by a rule of its own
    last = facts.draft.valid_to
    return last is not None and last <= end


def _covered_says(facts: AgreementFacts) -> str:
    end = facts.covered_to
    assert end is not None
    return f"Vedtaket varer til {long_date(end)}. Avtalen varer lenger."


AGREEMENT_RULES: tuple[Rule[AgreementFacts], ...] = (
    Rule(
        "valid_from",
        lambda facts: facts.draft.valid_from is not None,
        "Skriv den første dagen avtalen gjelder.",
        OWN,
    ),
    Rule(
        "valid_to",
        lambda facts: facts.draft.valid_from is None or facts.is_ordered,
        "Avtalen kan ikke slutte før den begynner.",
        OWN,
    ),
    Rule(
        "valid_from",
        lambda facts: facts.first is None or facts.first >= facts.assignment_from,
        lambda facts: (
            f"Oppdraget starter {long_date(facts.assignment_from)}. "
            "Avtalen kan ikke begynne før."
        ),
        OWN,
    ),
    Rule(
        "valid_to",
        _in_assignment,
        lambda facts: (
            f"Oppdraget slutter {long_date(facts.assignment_to or facts.today)}. "
            "La avtalen slutte da, eller før."
        ),
        OWN,
    ),
    Rule(
        "minutes",
        lambda facts: bool(facts.draft.minutes) and (facts.draft.minutes or 0) > 0,
        "Skriv hvor mange timer som er avtalt, for eksempel 16.",
        OWN,
    ),
    Rule("minutes", _hours_fit, "Så mange timer finnes ikke.", OWN),
    Rule(
        "expense_cap_ore",
        lambda facts: (facts.draft.expense_cap_ore or 0) >= 0,
        "Rammen kan ikke være under null.",
        OWN,
    ),
    Rule(
        "drive_cap_metres",
        lambda facts: (facts.draft.drive_cap_metres or 0) >= 0,
        "Rammen kan ikke være under null.",
        OWN,
    ),
    Rule(
        "drive_cap_ore",
        lambda facts: (facts.draft.drive_cap_ore or 0) >= 0,
        "Rammen kan ikke være under null.",
        OWN,
    ),
    Rule("valid_from", lambda facts: _met(facts) is None, _other_says, OWN),
    Rule(
        "minutes",
        lambda facts: facts.covered_to is not None or not facts.is_ordered,
        "Ingen vedtak gir timer fra den første dagen i avtalen.",
        "Helse- og omsorgstjenesteloven § 3-2 første ledd nr. 6 bokstav b",
        blocks=False,
    ),
    Rule(
        "minutes",
        lambda facts: (
            facts.covered_to is None or facts.agreed_then <= facts.granted_then
        ),
        lambda facts: (
            f"Avtalen gir {hours_text(facts.agreed_then)} timer ut året, mer enn de "
            f"{hours_text(facts.granted_then)} timene vedtaket gir."
        ),
        OWN,
        blocks=False,
    ),
    Rule(
        "minutes",
        lambda facts: (
            facts.assignment_hours is None
            or facts.assignment_hours == (facts.draft.minutes, facts.draft.hours_unit)
        ),
        _hours_differ,
        OWN,
        Remedy("Rett oppdraget", "assignment/edit"),
        blocks=False,
    ),
    Rule("valid_to", _covered, _covered_says, OWN, blocks=False),
    Rule(
        "employment",
        lambda facts: (
            not facts.draft.has_respite or facts.draft.employment is Employment.EMPLOYEE
        ),
        "Den som er både avlaster og støttekontakt for samme bruker, kan være "
        "arbeidstaker. Vurder det før avtalen lages.",
        RESPITE_SOURCE,
        blocks=False,
    ),
    Rule(
        "contact_person",
        lambda facts: bool(facts.draft.contact_person.strip()),
        "Skriv hvem i kommunen støttekontakten kan ringe.",
        OWN,
        blocks=False,
    ),
    Rule(
        "goal",
        lambda facts: bool(facts.draft.goal.strip()),
        "Skriv målet med oppdraget. Det står i avtalen.",
        OWN,
        blocks=False,
    ),
    Rule(
        "valid_from",
        lambda facts: facts.has_rate,
        "Timesatsen er ikke satt for den første dagen. Avtalen viser da bare til "
        "kommunens satser.",
        OWN,
        Remedy("Sett satsen", "room/office"),
        blocks=False,
    ),
)


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """The days written on a signed agreement."""

    made_on: date
    valid_from: date
    signed_on: date | None  # the last signature
    returned_on: date | None  # the day it was back at the office
    today: date


def _not_coming(day: date | None, today: date) -> bool:
    return day is None or day <= today


SIGNING_RULES: tuple[Rule[SigningFacts], ...] = (
    Rule(
        "signed_on",
        lambda facts: facts.signed_on is not None,
        "Skriv dagen avtalen ble signert av begge.",
        OWN,
    ),
    Rule(
        "signed_on",
        lambda facts: _not_coming(facts.signed_on, facts.today),
        "Dagen har ikke vært ennå.",
        OWN,
    ),
    Rule(
        "signed_on",
        lambda facts: facts.signed_on is None or facts.signed_on >= facts.made_on,
        lambda facts: (
            f"Avtalen ble laget {long_date(facts.made_on)}. "
            "Den kan ikke være signert før."
        ),
        OWN,
    ),
    Rule(
        "returned_on",
        lambda facts: _not_coming(facts.returned_on, facts.today),
        "Dagen har ikke vært ennå.",
        OWN,
    ),
    Rule(
        "returned_on",
        lambda facts: (
            facts.signed_on is None
            or facts.returned_on is None
            or facts.returned_on >= facts.signed_on
        ),
        "Avtalen kan ikke være tilbake før den er signert.",
        OWN,
    ),
    Rule(
        "signed_on",
        lambda facts: facts.signed_on is None or facts.signed_on <= facts.valid_from,
        lambda facts: (
            f"Avtalen gjelder fra {long_date(facts.valid_from)}, men er signert "
            "senere. Timer før den er signert, betales ikke."
        ),
        OWN,
        blocks=False,
    ),
)
