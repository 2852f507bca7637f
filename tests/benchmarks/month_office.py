"""An office that has run for ten years, put in by the hundred thousand rows."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.names import search_text, sort_key
from stkdesk.domain.trail import Action
from stkdesk.services.periods import PeriodRow
from stkdesk.storage.database import Database
from stkdesk.storage.tables import Assignment, Client, Contact, Person
from stkdesk.storage.trail import noted_as_one

VISITS = 2_000_000
NAMES = ("Hansen", "Åsen", "Moe", "Øyen", "Berg", "Lie", "Dahl", "Ærø", "Nes", "Vik")
GIVEN = ("Åse", "Per", "Kari", "Ola", "Siv", "Eva", "Jon", "Ida", "Nils", "Tor")
_SAVED = "1, '2026-01-01 00:00:00+00:00'"
#: A sheet a month for each assignment; of the last month some are on their way.
SHEETS = f"""
INSERT INTO timesheets (assignment_number, period_number, state, received_on,
 granted_minutes, minutes, metres, expense_ore, pay_ore, entered_by, serial,
 correction_reason, paid_on, version, changed_at)
SELECT a.number, p.number,
 CASE WHEN p.number <> {{last}} THEN 'paid' WHEN a.number % 10 < 4 THEN 'received'
  WHEN a.number % 10 < 6 THEN 'checked' WHEN a.number % 10 < 7 THEN 'approved'
  ELSE 'arrived' END,
 p.due_on, 960, 20 * {{each}}, 0, 0, 300000, NULL, 1, '',
 CASE WHEN p.number <> {{last}} THEN p.pay_on END, {_SAVED}
FROM assignments a JOIN periods p ON p.number <= {{last}}
WHERE p.number <> {{last}} OR a.number % 10 <> 9
"""
LINES = """
INSERT INTO timesheet_lines (sheet_number, work_on, start_minute, minutes, metres,
 expense_ore, activity, has_receipt, account, purpose, route, detour, passengers,
 passenger_names)
SELECT t.number, p.first_on, 300 + 25 * times.number, 20, 0, 0, 'Tur', FALSE, '',
 '', '', '', 0, ''
FROM timesheets t JOIN periods p ON p.number = t.period_number
JOIN periods times ON times.number <= {each}
"""
PAPERS = f"""
INSERT INTO papers (reference, kind, language, pages, made_at, printed_on, mailed_on,
 assignment_number, period_number, recipient, is_copy, by_hand, version, changed_at)
SELECT 'T-' || p.number || '-' || a.number, 'timesheet', 'nb', 2,
 '2026-01-01 00:00:00+00:00', p.first_on,
 CASE WHEN p.number <> {{last}} OR a.number % 10 < 9 THEN p.first_on END,
 a.number, p.number, '', FALSE, FALSE, {_SAVED}
FROM assignments a JOIN periods p ON p.number <= {{last}}
"""
REPORTS = f"""
INSERT INTO month_reports (assignment_number, period_number, received_on, read_on,
 is_concern, wants_change, note, version, changed_at)
SELECT assignment_number, period_number, received_on,
 CASE WHEN state = 'paid' THEN received_on END, FALSE, FALSE, '', {_SAVED}
FROM timesheets
"""


#: What the driver reads as one percent sign.
_PERCENT = {"sqlite": "%", "postgresql": "%%"}


def build_months(database: Database, size: int, periods: Sequence[PeriodRow]) -> int:
    """Fill an empty register; return how many visits there are."""
    last = periods[-1].number
    each = max(1, round(VISITS / (size * len(periods))))
    with (
        database.transaction() as session,
        noted_as_one(session, Action.ADDED, "practice"),
    ):
        _add_assignments(session, size)
        bare = session.connection()
        if bare.dialect.name == "postgresql":
            bare.exec_driver_sql("SET LOCAL statement_timeout = 0")
        percent = _PERCENT[bare.dialect.name]
        for sql in (SHEETS, LINES, PAPERS, REPORTS):
            told = sql.format(last=last, each=each).replace("%", percent)
            bare.exec_driver_sql(told)
        bare.exec_driver_sql("ANALYZE")
    return size * len(periods) * each


def _add_assignments(session: Session, size: int) -> None:
    clients, contacts = [], []
    for at in range(size):
        client = Client(status=ClientStatus.ACTIVE, person=_person(at))
        contact = Contact(status=ContactStatus.ACTIVE, person=_person(at + 37))
        clients.append(client)
        contacts.append(contact)
    session.add_all([*clients, *contacts])
    session.flush()
    session.add_all(
        Assignment(
            client_number=client.number,
            contact_number=contact.number,
            start_on=date(2016, 12, 1),
            agreed_minutes=960,
            status=AssignmentStatus.ACTIVE,
        )
        for client, contact in zip(clients, contacts, strict=True)
    )
    session.flush()


def _person(at: int) -> Person:
    given = GIVEN[at % 10]
    family = f"{NAMES[at // 10 % 10]}{'abcdefghij'[at // 100 % 10]}"
    return Person(
        given_name=given,
        family_name=family,
        sort_key=sort_key(family, given),
        search_text=search_text(given, family),
        birth_date=date(1990, 1, 1),
    )
