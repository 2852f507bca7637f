"""What the post asks for on the first page: reminders, and what is sent back."""

from datetime import date

import pytest

from stkdesk.domain.sheet_ledger import ReminderStep, ReturnReason
from stkdesk.domain.staff import PROGRAM
from stkdesk.services.asking import asker
from stkdesk.services.reminders import make_reminders, note_phoned
from stkdesk.services.sheet_course import SheetKey, mark_arrived
from stkdesk.services.sheet_returns import ReturnDraft, send_back
from stkdesk.services.today import today_in
from tests import builders as make
from tests.services.writing import an_office

FIRST_DAY, SECOND_DAY, CALL_DAY = (date(2026, 11, day) for day in (9, 19, 29))
FIRST, SECOND, _ = ReminderStep


@pytest.fixture
def session(database):
    with database.transaction() as session:
        an_office(session, FIRST_DAY)
        yield session


@pytest.fixture
def october(session):
    return make.periods(session)["2026-10"].number


def todo(session, key, on):
    """The tasks of one kind that are to be done on a day."""
    session.flush()
    found = today_in(asker(session), today=on, actor=PROGRAM).tasks
    return [task for task in found if task.key == key]


def test_the_first_page_says_how_many_are_to_be_reminded_and_how(session, october):
    numbers = [make.an_assignment(session, f"Per {x}", f"Siv {x}") for x in "ABC"]
    assert todo(session, "sheets_remind", date(2026, 11, 7)) == []
    [task] = todo(session, "sheets_remind", FIRST_DAY)
    assert task.title == "Purr på 3 timelister for oktober"
    make_reminders(session, october, FIRST, numbers[:2], today=FIRST_DAY)
    [task] = todo(session, "sheets_remind", SECOND_DAY)
    assert task.detail == "1 første purring · 2 andre purring"
    make_reminders(session, october, FIRST, numbers[2:], today=SECOND_DAY)
    make_reminders(session, october, SECOND, numbers[:2], today=SECOND_DAY)
    note_phoned(session, october, numbers[:1], today=CALL_DAY)
    [task] = todo(session, "sheets_remind", CALL_DAY)
    assert task.detail == "1 andre purring · 1 å ringe"


def test_a_sheet_sent_back_that_does_not_come_again_is_told(session, october):
    key = SheetKey(make.an_assignment(session, "Per Moen", "Siv Lie"), october)
    make.a_sheet(session, key.assignment, october)
    draft = ReturnDraft((ReturnReason.SUM,))
    send_back(session, [key], draft, today=FIRST_DAY)
    assert todo(session, "sheet_returned", date(2026, 11, 18)) == []
    [task] = todo(session, "sheet_returned", SECOND_DAY)
    assert (task.who, task.detail) == ("Siv Lie", f"Oppdrag O-{key.assignment}")
    mark_arrived(session, [key], today=SECOND_DAY)
    assert todo(session, "sheet_returned", SECOND_DAY) == []
