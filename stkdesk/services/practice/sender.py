"""The office of the practice municipality, its rates and its periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stkdesk.domain.office import NameMode, OfficeDraft
from stkdesk.domain.period import Period
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.sheet_period import PeriodRule, SheetSpan, spans_of_year

FJORDVIK = OfficeDraft(
    municipality="Fjordvik kommune",
    municipality_number="1599",
    running_unit="Bo og habilitering",
    deciding_unit="Tjenestekontoret",
    return_address="Fjordvik kommune, Postboks 9124, 6601 Sunndalsøra",
    postal_line="Postboks 9124",
    postal_code="6601",
    city="Sunndalsøra",
    visiting_line="Øvre Øvingsvei 7",
    visiting_place="6600 Sunndalsøra",
    phone="01 00 40 00",
    phone_hours="hverdager 9–15",
    email="post@fjordvik.example.org",
    web="fjordvik.example.org",
    organisation_number="310 124 141",
    county_governor="Statsforvalteren i Møre og Romsdal",
    governor_line="Postboks 9130",
    governor_code="6404",
    governor_city="Molde",
    appeal_address="Fjordvik kommune, Tjenestekontoret, Postboks 9124, "
    "6601 Sunndalsøra",
    case_officer="Kåre Næss Sørbø",
    case_officer_phone="01 00 41 23",
    leader="Marit Hægstad",
    leader_title="leder for Tjenestekontoret",
    name_mode=NameMode.INITIALS,
)

SENIOR = 60  # years

#: Øre an hour or a km. Hours are paid by a table of the municipality; driving by
#: the state's rates as far as they are known (særavtalen for reise innenlands), the
#: tax-free part by forskrift om satser for forskuddstrekk § 4. From 60 years of age an
#: hour pays more: the office's own addition.
RATES = (
    *(
        RateRow(RateKind.HOUR_INDIVIDUAL, date(year, 1, 1), ore)
        for year, ore in (
            (2010, 214_50),
            (2024, 221_00),
            (2025, 231_00),
            (2026, 241_35),
        )
    ),
    *(
        RateRow(RateKind.HOUR_GROUP, date(year, 1, 1), ore)
        for year, ore in (
            (2010, 248_00),
            (2024, 256_00),
            (2025, 268_00),
            (2026, 280_00),
        )
    ),
    *(
        RateRow(RateKind.HOUR_INDIVIDUAL, date(year, 1, 1), ore, age_from=SENIOR)
        for year, ore in ((2025, 236_00), (2026, 246_35))
    ),
    RateRow(RateKind.EXPENSE_HOUR, date(2010, 1, 1), 15_00),
    RateRow(RateKind.EXPENSE_HOUR, date(2026, 1, 1), 18_00),
    RateRow(RateKind.EXPENSE_MONTH, date(2010, 1, 1), 300_00),
    RateRow(RateKind.KM_STATE, date(2010, 1, 1), 3_65),
    RateRow(RateKind.KM_STATE, date(2012, 1, 1), 3_90),
    RateRow(RateKind.KM_STATE, date(2015, 1, 1), 4_10),
    RateRow(RateKind.KM_STATE, date(2018, 6, 22), 3_90),
    RateRow(RateKind.KM_STATE, date(2019, 1, 1), 4_03),
    RateRow(RateKind.KM_STATE, date(2023, 1, 1), 4_48),
    RateRow(RateKind.KM_STATE, date(2024, 1, 1), 4_90),
    RateRow(RateKind.KM_STATE, date(2025, 1, 1), 5_00),
    RateRow(RateKind.KM_STATE, date(2026, 1, 1), 5_30),
    RateRow(RateKind.KM_TAX_FREE, date(2010, 1, 1), 3_50),
    RateRow(RateKind.KM_PASSENGER, date(2010, 1, 1), 1_00),
)


#: Calendar months, due the fifth, as long as anybody can remember.
RULE = PeriodRule(date(2000, 1, 1), start_day=1, due_day=5)


def rates_in(period: Period) -> tuple[RateRow, ...]:
    """Return the rates that may be asked for in ``period``: a few of the many."""
    begun = [rate for rate in RATES if rate.valid_from <= period.last]
    newest: dict[tuple[RateKind, int], RateRow] = {}
    for one in begun:
        known = newest.get(key := (one.kind, one.age_from))
        early = one.valid_from <= period.first
        if early and (known is None or known.valid_from < one.valid_from):
            newest[key] = one
    inside = (one for one in begun if one.valid_from > period.first)
    return (*newest.values(), *inside)


def spans_of(today: date, years: int) -> Iterator[SheetSpan]:
    """Yield the periods of so many calendar years, this one the last."""
    for year in range(today.year - years + 1, today.year + 1):
        yield from spans_of_year(RULE, year)
