"""Which lønnsart a line has: the row that says most of whom it is for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_codes import (
    MissingCode,
    PayCodeRow,
    code_for,
    pay_code_problems,
)

HOURS = PayKind.HOURS
EMPLOYEE, CONTRACTOR = Employment.EMPLOYEE, Employment.CONTRACTOR
GROUP, ALONE = Solution.GROUP, Solution.INDIVIDUAL
DAY = date(2026, 11, 5)


def row(code, employment=None, solution=None, since=date(2026, 1, 1), kind=HOURS):
    return PayCodeRow(kind, since, code, "", employment, solution)


TABLE = (
    row("all"),
    row("all, later", since=date(2026, 6, 1)),
    row("employees", EMPLOYEE, since=date(2025, 1, 1)),
    row("groups", None, GROUP),
    row("employees in groups", EMPLOYEE, GROUP, date(2026, 10, 1)),
    row("not yet", CONTRACTOR, ALONE, date(2026, 11, 6)),
    row("driving", kind=PayKind.DRIVE_TAXABLE),
)


@pytest.mark.parametrize(
    ("kind", "employment", "solution", "day", "code"),
    [
        (HOURS, CONTRACTOR, ALONE, DAY, "all, later"),
        (HOURS, CONTRACTOR, ALONE, date(2026, 5, 31), "all"),
        (HOURS, CONTRACTOR, ALONE, date(2026, 11, 6), "not yet"),
        (HOURS, CONTRACTOR, GROUP, DAY, "groups"),
        (HOURS, EMPLOYEE, ALONE, DAY, "employees"),
        (HOURS, EMPLOYEE, GROUP, DAY, "employees in groups"),
        (HOURS, EMPLOYEE, GROUP, date(2026, 9, 30), "employees"),
        (HOURS, EMPLOYEE, GROUP, date(2024, 12, 31), None),
        (PayKind.DRIVE_TAXABLE, EMPLOYEE, GROUP, DAY, "driving"),
        (PayKind.PASSENGER, EMPLOYEE, GROUP, DAY, None),
    ],
)
def test_the_most_said_and_then_the_newest_holds(kind, employment, solution, day, code):
    found = code_for(TABLE, kind, employment, solution, day)
    assert (found and found.pay_code) == code


days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
rows = st.builds(
    PayCodeRow,
    kind=st.sampled_from([HOURS, PayKind.EXPENSES]),
    valid_from=days,
    pay_code=st.text("0123456789", min_size=1, max_size=4),
    employment=st.sampled_from([None, *Employment]),
    solution=st.sampled_from([None, *Solution]),
)


@given(
    st.lists(rows, max_size=8),
    rows,
    st.sampled_from(list(Employment)),
    st.sampled_from(list(Solution)),
    days,
)
def test_a_row_that_says_less_never_changes_the_answer(table, new, who, how, day):
    before = code_for(table, HOURS, who, how, day)
    after = code_for([*table, new], HOURS, who, how, day)
    if before is None:
        return
    said = {(before.employment is not None, before.solution is not None)}
    less = {
        (True, True): {(True, False), (False, True), (False, False)},
        (True, False): {(False, True), (False, False)},
        (False, True): {(False, False)},
        (False, False): set(),
    }[said.pop()]
    if (new.employment is not None, new.solution is not None) in less:
        assert after == before


@given(st.lists(rows, max_size=8), st.sampled_from(list(Employment)), days)
def test_the_order_of_the_rows_means_nothing(table, who, day):
    unique = list({each.place: each for each in table}.values())
    found = code_for(unique, HOURS, who, GROUP, day)
    assert code_for(unique[::-1], HOURS, who, GROUP, day) == found


def test_what_is_missing_is_said_with_where_to_put_it_right():
    missing = MissingCode(HOURS, EMPLOYEE, GROUP, DAY)
    assert missing.sentence == (
        "Honorar (arbeidstaker, aktivitetsgruppe) har ingen lønnsart "
        "5. november 2026. Legg den inn under Innstillinger, Lønnsfil."
    )


def test_a_code_is_one_short_line():
    assert pay_code_problems(row("1500")) == ()
    for bad in ("", "  ", "1\n2", "1\t2", "1" * 41):
        assert pay_code_problems(row(bad)), bad
    [problem] = pay_code_problems(replace(row("1500"), account="a\tb"))
    assert problem.field == "account"
