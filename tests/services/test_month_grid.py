"""The month grid: every assignment, period by period."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.standing import Standing
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.month_grid import month_counts, month_grid
from stkdesk.services.sheet_course import approve_sheets, check_sheets
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.timesheets import register_nothing
from stkdesk.storage.tables import Timesheet
from tests import builders as make

TODAY = date(2026, 11, 16)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        make.rates(session)
        yield session


@pytest.fixture
def months(session):
    return make.periods(session)


def grid(session, months, *, today=TODAY, **query):
    return month_grid(session, [*months.values()], ListQuery(**query), today=today)


def names(page):
    return [(row.client, row.contact) for row in page.rows]


def shown(row):
    return [cell.standing for cell in row.cells]


def test_every_cell_says_where_its_sheet_stands(session, months):
    number = make.an_assignment(
        session, start_on=date(2026, 2, 10), end_on=date(2026, 11, 30)
    )
    for code in ("2026-03", "2026-04", "2026-05"):
        make.a_sheet(
            session,
            number,
            months[code].number,
            make.a_visit(5, month=int(code[-2:])),
        )
    nothing = SheetDraft(number, months["2026-06"].number)
    register_nothing(session, nothing, today=TODAY)
    [row] = grid(session, months).rows
    for sign in (check_sheets, approve_sheets):
        sign(session, [row.cells[3].sheet_number], now=datetime.now(UTC))

    [row] = grid(session, months).rows
    s = Standing
    assert shown(row) == [
        s.NONE,
        s.MISSING,
        s.RECEIVED,
        s.APPROVED,
        s.RECEIVED,
        s.NOTHING,
        *[s.MISSING] * 4,
        s.WAITING,
        s.NONE,
    ]
    assert row.cells[2].minutes == 180
    assert row.minutes == 540


def test_a_correction_adds_its_hours_and_is_no_sheet_of_its_own(session, months):
    number, october = make.an_assignment(session), months["2026-10"].number
    sheet = make.a_sheet(session, number, october, make.a_visit(5))
    for serial, minutes in ((2, -60), (3, 15)):
        session.add(
            Timesheet(
                assignment_number=number,
                period_number=october,
                serial=serial,
                corrects_number=sheet,
                received_on=TODAY,
                minutes=minutes,
                state=SheetState.APPROVED,
            )
        )
    session.flush()
    [row] = grid(session, months).rows
    cell = row.cells[9]
    assert (cell.standing, cell.minutes, cell.corrections) == (
        Standing.RECEIVED,
        135,
        2,
    )
    assert (cell.sheet_number, row.minutes) == (sheet, 135)
    counts = month_counts(session, [months["2026-10"]], today=TODAY)
    assert (counts["received"], counts["approved"], counts["missing"]) == (1, 0, 0)
    assert grid(session, months, chip="approved").rows == ()


def test_rows_stand_in_norwegian_order_of_the_clients_names(session, months):
    for name in ("Per Ås", "Kari Øye", "Ali Zen", "Ine Ærø", "Per Aas"):
        make.an_assignment(session, name, "Siv Lie")
    assert [row.client for row in grid(session, months).rows] == [
        "Ali Zen",
        "Ine Ærø",
        "Kari Øye",
        "Per Ås",
        "Per Aas",
    ]


def test_search_finds_client_and_contact_and_short_number(session, months):
    make.an_assignment(session, "Oskar Moen", "Håkon Solheim")
    number = make.an_assignment(session, "Signe Foss", "Filip Brekke")
    expected = [("Signe Foss", "Filip Brekke")]
    for search in ("foss", "filip", "fos bre", "SIGNE", f"O-{number}", str(number)):
        page = grid(session, months, search=search)
        assert (names(page), page.total) == (expected, 1), search
    assert grid(session, months, search="nobody").rows == ()


def test_no_sheet_is_waited_for_from_an_organisation(session, months):
    """What came in before attendance was registered instead is still shown."""
    make.an_assignment(session, solution=Solution.ORGANISATION)
    old = make.an_assignment(
        session, make.a_client(session, "Ada Lie"), solution=Solution.ORGANISATION
    )
    make.a_sheet(session, old, months["2026-01"].number)
    assert names(grid(session, months)) == [("Ada Lie", "Byen Turlag")]
    assert grid(session, months, search="turlag").total == 1
    assert grid(session, months, chip="missing").rows == ()
    assert month_counts(session, [*months.values()], today=TODAY)["missing"] == 0


def test_planned_assignments_are_not_shown_and_paused_ones_lack_nothing(
    session, months
):
    make.an_assignment(session, "A Moe", "B Lie", status=AssignmentStatus.PLANNED)
    make.an_assignment(session, "C Moe", "D Lie", status=AssignmentStatus.PAUSED)
    [row] = grid(session, months).rows
    assert set(shown(row)) == {Standing.NONE}
    assert month_counts(session, [*months.values()], today=TODAY)["missing"] == 0
    assert grid(session, months, chip="missing").rows == ()


def test_chips_filter_rows_and_count_sheets(session, months):
    first = make.an_assignment(session, "A Moe", "B Lie", start_on=date(2026, 9, 1))
    make.an_assignment(session, "C Moe", "D Lie", start_on=date(2026, 10, 1))
    for code in ("2026-09", "2026-10"):
        visit = make.a_visit(5, month=int(code[-2:]))
        make.a_sheet(session, first, months[code].number, visit)
    counts = month_counts(session, [*months.values()], today=TODAY)
    there_are = {name: count for name, count in counts.items() if count}
    assert there_are == {"": 2, "missing": 1, "received": 2}
    assert names(grid(session, months, chip="missing")) == [("C Moe", "D Lie")]
    assert names(grid(session, months, chip="received")) == [("A Moe", "B Lie")]
    assert names(grid(session, months, chip="paid")) == []


def test_pages_follow_one_another_without_gaps(session, months):
    for place in range(7):
        make.an_assignment(session, f"Per {'ABCDEFG'[place]}", "Siv Lie")
    pages = [grid(session, months, offset=n, limit=3) for n in (0, 3, 6)]
    assert [row.client[-1] for page in pages for row in page.rows] == [*"ABCDEFG"]
    assert {page.total for page in pages} == {7}


def test_many_rows_are_asked_for_in_five_questions(session, months):
    for place in range(20):
        make.an_assignment(session, f"Per {place}", "Siv Lie")
    asked = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert len(grid(session, months).rows) == 20
    assert len(asked) == 5
