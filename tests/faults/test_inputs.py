"""Anything at all, typed into any form: saved as it is read back, or refused in words.

A few hundred drafts for each kind of record; more on demand:

    STKDESK_INPUTS=10000 python -m pytest tests/faults/test_inputs.py
"""

import os
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stkdesk.domain.assignment import AssignmentDraft, Solution
from stkdesk.domain.client import ClientDraft, RelativeDraft
from stkdesk.domain.contact import ContactDraft
from stkdesk.domain.decision import DecisionDraft, GrantItem
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.identity import tidy_identity
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.timesheet import Visit
from stkdesk.services.assignments import open_assignment, register_assignment
from stkdesk.services.client_list import list_clients
from stkdesk.services.clients import edit_client, open_client, register_client
from stkdesk.services.contacts import open_contact, register_contact
from stkdesk.services.decisions import open_decision, register_decision
from stkdesk.services.drafts import keep_draft, kept_draft
from stkdesk.services.office import edit_office, open_office, set_up_office
from stkdesk.services.rates import list_rates, set_rate
from stkdesk.services.search import find
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.timesheets import register_sheet
from tests.builders import a_client, a_contact, an_assignment, periods, rates

pytestmark = pytest.mark.on_both

TODAY = date(2026, 11, 16)
ENOUGH = settings(
    max_examples=int(os.environ.get("STKDESK_INPUTS", "40")),
    deadline=None,
    derandomize="STKDESK_INPUTS" not in os.environ,
    suppress_health_check=list(HealthCheck),
)

TEXT = st.one_of(
    st.text(max_size=40),
    st.text("aæøåÁŊ'-. \t\n\x00\u200b\ud800%_#;\"0123456789", max_size=20),
    st.sampled_from(
        ["", " ", "' OR 1=1 --", "𝕳𝖆𝖓𝖘", "١٢٣", "\x00", "\ud800", "x" * 9000]
    ),
)
NAME = st.one_of(TEXT, st.text("abcæøåéŊ' -", min_size=1, max_size=20))
DIGITS = st.one_of(TEXT, st.text("0123456789 .", max_size=14))
DAY = st.one_of(st.none(), st.dates(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
WHOLE = st.one_of(
    st.none(),
    st.integers(-10, 10_000),
    st.sampled_from([2**31, 2**63 - 1, 2**63, -(2**63), 2**80]),
)
PERSON = st.builds(
    PersonDraft,
    given_name=NAME,
    family_name=NAME,
    birth_date=DAY,
    national_id=DIGITS,
    phone=DIGITS,
    email=TEXT,
    street=TEXT,
    postal_code=DIGITS,
    city=TEXT,
)


CLIENT = st.builds(
    ClientDraft,
    person=PERSON,
    case_number=TEXT,
    wishes=TEXT,
    relatives=st.lists(
        st.builds(RelativeDraft, person=PERSON, number=st.none()), max_size=2
    ).map(tuple),
)
CONTACT = st.builds(
    ContactDraft,
    person=PERSON,
    employee_number=DIGITS,
    account_number=DIGITS,
    languages=TEXT,
    interests=TEXT,
    areas=TEXT,
    capacity_minutes=st.integers(-5, 2**64),
    declaration_signed_on=DAY,
)
ASSIGNMENT = st.builds(
    AssignmentDraft,
    client_number=st.just(1),
    contact_number=st.sampled_from([1, None, 99, 2**70]),
    organisation_name=TEXT,
    organisation_number=DIGITS,
    start_on=DAY,
    end_on=DAY,
    agreed_minutes=WHOLE,
    expense_cap_ore=WHOLE,
    drive_cap_metres=WHOLE,
    goal=TEXT,
)
DECISION = st.builds(
    DecisionDraft,
    client_number=st.just(1),
    applied_on=DAY,
    decided_on=DAY,
    valid_from=DAY,
    valid_to=DAY,
    review_on=DAY,
    items=st.lists(
        st.builds(
            GrantItem,
            solution=st.sampled_from(Solution),
            minutes=WHOLE.filter(lambda n: n is not None),
        ),
        max_size=3,
    ).map(tuple),
    expense_cap_ore=WHOLE,
    drive_cap_metres=WHOLE,
    goal=TEXT,
    facts=TEXT,
    own_view=TEXT,
    grounds=TEXT,
    legal_basis=TEXT,
)
VISIT = st.builds(
    Visit,
    work_on=st.dates() | st.dates(date(2026, 9, 25), date(2026, 11, 5)),
    start_minute=st.none() | st.integers(-1, 1500),
    minutes=st.integers(-5, 2000) | st.just(2**70),
    metres=st.integers(-5, 10**6) | st.just(2**70),
    expense_ore=st.integers(-5, 10**6) | st.just(2**70),
    activity=TEXT,
)


def saved_or_refused(database, save, read):
    """Save in one transaction; return what is read back, or None when refused.

    What was refused left nothing behind: the counts of every table are as before.
    """
    before = rows_in(database)
    try:
        with database.transaction() as session:
            number = save(session)
    except OfficeError:
        assert rows_in(database) == before
        return None
    with database.reading() as session:
        return read(session, number)


def rows_in(database):
    """Return how many rows the tables hold that a draft may reach."""
    tables = ("people", "clients", "contacts", "assignments", "decisions", "rates")
    with database.reading() as session:
        connection = session.connection()
        return [
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            for table in tables
        ]


def same(typed, read):
    """Tell whether ``read`` is what was typed, but for blanks and how digits stand."""
    if is_dataclass(typed) and not isinstance(typed, Enum):
        return all(
            same(getattr(typed, each.name), getattr(read, each.name))
            for each in fields(typed)
            if each.name != "number" and not _is_half_a_number(each.name, typed, read)
        )
    if isinstance(typed, str) and not isinstance(typed, Enum):
        return squeezed(typed) == squeezed(read)
    if isinstance(typed, tuple):
        return len(typed) == len(read) and all(map(same, typed, read))
    return typed == read


def _is_half_a_number(name, typed, read):
    """Tell whether an identity number was left out that the form warns about."""
    if name != "national_id" or read.national_id:
        return False
    return len(tidy_identity(typed.national_id)) != 11


def squeezed(text):
    """Return ``text`` without blanks, dots and what has no width."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        sign
        for sign in plain
        if unicodedata.category(sign)[0] not in "ZC" and sign not in ".-"
    )


@pytest.fixture
def office(database):
    """A register with one client, one contact, one assignment and their office."""
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=TODAY)
        periods(session)
        rates(session)
        an_assignment(session, a_client(session), a_contact(session))
    return database


@ENOUGH
@given(CLIENT)
def test_any_client_is_saved_as_read_back_or_refused(office, draft):
    read = saved_or_refused(
        office,
        lambda s: register_client(s, draft, today=TODAY, apart=range(10_000)),
        open_client,
    )
    assert read is None or same(draft, read.draft)


@ENOUGH
@given(CLIENT)
def test_any_edit_of_a_client_is_saved_as_read_back_or_refused(office, draft):
    def save(session):
        card = open_client(session, 1)
        edit_client(session, 1, card.version, draft, today=TODAY)
        return 1

    read = saved_or_refused(office, save, open_client)
    assert read is None or same(draft, read.draft)


@ENOUGH
@given(CONTACT)
def test_any_contact_is_saved_as_read_back_or_refused(office, draft):
    read = saved_or_refused(
        office,
        lambda s: register_contact(s, draft, today=TODAY, apart=range(10_000)),
        open_contact,
    )
    assert read is None or same(draft, read.draft)


@ENOUGH
@given(ASSIGNMENT)
def test_any_assignment_is_saved_as_read_back_or_refused(office, draft):
    read = saved_or_refused(
        office, lambda s: register_assignment(s, draft), open_assignment
    )
    if read is not None and draft.solution is not Solution.ORGANISATION:
        assert (read.draft.goal.strip(), read.draft.agreed_minutes) == (
            draft.goal.strip(),
            draft.agreed_minutes,
        )


@ENOUGH
@given(DECISION)
def test_any_decision_is_saved_as_read_back_or_refused(office, draft):
    read = saved_or_refused(
        office, lambda s: register_decision(s, draft), open_decision
    )
    assert read is None or same(draft, read.draft)


@ENOUGH
@given(st.lists(VISIT, max_size=4).map(tuple), WHOLE)
def test_any_sheet_is_saved_as_read_back_or_refused(office, visits, control):
    def save(session):
        period = periods(session)["2026-10"].number
        version = open_sheet(session, 1, period).draft.version
        draft = SheetDraft(1, period, visits, control_minutes=control, version=version)
        register_sheet(session, draft, today=TODAY)
        return period

    read = saved_or_refused(office, save, lambda s, period: open_sheet(s, 1, period))
    if read is not None:
        assert sorted(map(repr, read.draft.visits)) == sorted(
            map(repr, (v for v in visits))
        ) or same(
            tuple(sorted(visits, key=lambda v: (v.work_on, v.start_minute or -1))),
            tuple(
                sorted(
                    read.draft.visits, key=lambda v: (v.work_on, v.start_minute or -1)
                )
            ),
        )


@ENOUGH
@given(
    st.builds(
        OfficeDraft,
        municipality=NAME,
        organisation_number=DIGITS,
        phone=TEXT,
        coat_of_arms=TEXT,
        carry_over_minutes=st.integers(-5, 2**70),
    )
)
def test_anything_said_about_the_office_is_read_back_or_refused(office, draft):
    def save(session):
        edit_office(session, open_office(session, today=TODAY).version, draft)

    read = saved_or_refused(office, save, lambda s, _none: open_office(s, today=TODAY))
    assert read is None or squeezed(read.draft.municipality) == squeezed(
        draft.municipality
    )


@ENOUGH
@given(st.sampled_from(RateKind), st.dates(), st.integers(-5, 2**70))
def test_any_rate_is_read_back_or_refused(office, kind, day, amount):
    row = RateRow(kind, day, amount)
    read = saved_or_refused(
        office, lambda s: set_rate(s, row), lambda s, _none: list_rates(s)
    )
    assert read is None or any(
        (each.kind, each.valid_from, each.amount_ore) == (kind, day, amount)
        for each in read
    )


@ENOUGH
@given(TEXT, TEXT)
def test_anything_half_typed_is_kept(office, form, body):
    read = saved_or_refused(
        office,
        lambda s: keep_draft(s, form, body),
        lambda s, _moment: kept_draft(s, form),
    )
    assert read is None or read.body == body


@ENOUGH
@given(TEXT)
def test_anything_may_be_searched_for(office, words):
    with office.reading() as session:
        find(session, words)
        list_clients(session, ListQuery(search=words))
