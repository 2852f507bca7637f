"""The list of papers: finding one, where it is, and the bytes that were kept."""

from datetime import date

import pytest
from sqlalchemy import func, select, update

from stkdesk.domain.errors import ChangedByAnotherError, NotFoundError, OfficeError
from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.paper import PaperKind, PaperState, is_paper_reference
from stkdesk.services.numbering import take_case_number, take_references
from stkdesk.services.paper_acts import (
    NotPrintedError,
    PaperAct,
    mark,
    take_back,
    unmark,
)
from stkdesk.services.paper_files import DamagedPaperError
from stkdesk.services.papers import (
    PaperLinks,
    find_paper,
    keep_paper,
    list_papers,
    matching_papers,
    open_paper,
    open_paper_bytes,
)
from stkdesk.storage.tables import Paper, PaperFile
from tests.builders import a_client, a_contact, an_assignment

LETTER = b"%PDF-1.7 /Type /Page a letter"


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


def a_paper(session, *, kind=PaperKind.DECLARATION, today=date(2026, 11, 16), **fields):
    [reference] = take_references(session, kind, today.year)
    data, links = fields.pop("data", LETTER), PaperLinks(**fields)
    return keep_paper(
        session, reference, kind, Language.BOKMAL, links=links, today=today, data=data
    )


def names(page):
    return [row.about for row in page.rows]


def test_references_count_up_without_holes_in_each_kind_and_year(session):
    first = take_references(session, PaperKind.TIMESHEET, 2026, 2)
    second = take_references(session, PaperKind.TIMESHEET, 2026)
    other = take_references(session, PaperKind.DECISION, 2026)
    next_year = take_references(session, PaperKind.TIMESHEET, 2027)

    serials = [ref.split("-")[2] for ref in (*first, *second, *other, *next_year)]
    assert serials == ["000001", "000002", "000003", "000001", "000001"]
    assert all(map(is_paper_reference, (*first, *second, *other, *next_year)))


def test_a_number_that_was_undone_goes_to_the_next(database):
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        assert take_case_number(session, 2026) == "2026/1"
        raise ZeroDivisionError
    with database.transaction() as session:
        assert take_case_number(session, 2026) == "2026/1"
    with database.transaction() as session:
        assert take_case_number(session, 2026) == "2026/2"


def test_a_stored_paper_is_given_back_byte_for_byte(session):
    number = a_paper(session, data=b"%PDF one")
    assert open_paper_bytes(session, number) == b"%PDF one"


def test_the_same_bytes_are_kept_once(session):
    one, two = a_paper(session), a_paper(session)
    assert session.scalar(select(func.count()).select_from(PaperFile)) == 1
    assert open_paper_bytes(session, one) == open_paper_bytes(session, two) == LETTER


def test_a_damaged_paper_is_never_printed_as_if_it_were_whole(session):
    number = a_paper(session, data=b"%PDF hele")
    session.execute(update(PaperFile).values(data=b"%PDF halv"))

    with pytest.raises(DamagedPaperError) as told:
        open_paper_bytes(session, number)
    assert "sikkerhetskopi" in told.value.advice


def test_the_pages_of_a_paper_are_counted(session):
    data = b"/Type /Pages .. /Type /Page .. /Type /Page"
    assert open_paper(session, a_paper(session, data=data)).pages == 2


def test_the_newest_paper_stands_first_with_who_it_is_for(session):
    a_paper(session, contact_number=a_contact(session, "Håkon Solheim"))
    a_paper(session, client_number=a_client(session, "Åse Østby"))

    page = list_papers(session, ListQuery())
    assert names(page) == ["Åse Østby", "Håkon Solheim"]
    assert page.total == page.everything == 2


def test_a_sheet_is_listed_under_the_support_contact_who_gets_it(session):
    client, contact = a_client(session, "Åse Østby"), a_contact(session, "Ola Vik")
    a_paper(session, client_number=client, contact_number=contact)
    assert names(list_papers(session, ListQuery())) == ["Ola Vik"]


@pytest.mark.parametrize("typed", ["2", "000002", "{ref}", "{lower}", "2-{tail}"])
def test_a_paper_is_found_by_what_stands_on_the_sheet(session, typed):
    a_paper(session)
    wanted = open_paper(session, a_paper(session))
    a_paper(session)
    tail = wanted.reference.rpartition("-")[2]
    text = typed.format(ref=wanted.reference, lower=wanted.reference.lower(), tail=tail)

    page = list_papers(session, ListQuery(search=text))
    assert [row.reference for row in page.rows] == [wanted.reference]


def test_a_paper_is_found_by_name_and_by_assignment(session):
    assignment = an_assignment(session, "Åse Østby", "Håkon Solheim")
    a_paper(session, assignment_number=assignment, contact_number=1)
    a_paper(session, client_number=a_client(session, "Nora Lie"))

    assert names(list_papers(session, ListQuery(search="solh haakon"))) == [
        "Håkon Solheim"
    ]
    assert names(list_papers(session, ListQuery(search=f"o-{assignment}"))) == [
        "Håkon Solheim"
    ]
    assert list_papers(session, ListQuery(search="ingen slik")).rows == ()


def test_a_typed_reference_opens_its_paper(session):
    wanted = open_paper(session, a_paper(session))
    assert find_paper(session, f" {wanted.reference.lower()} ") == wanted
    with pytest.raises(NotFoundError):
        find_paper(session, "T-2026-999999-00")


def test_papers_are_counted_by_where_they_are(session, today):
    made, printed, mailed, back = (a_paper(session) for _ in range(4))
    mark(session, PaperAct.PRINTED, [printed, mailed, back], on=today)
    mark(session, PaperAct.MAILED, [mailed, back], on=today)
    mark(session, PaperAct.RETURNED, [back], on=today)

    page = list_papers(session, ListQuery())
    assert dict(page.chips) == {"": 4, **{state.value: 1 for state in PaperState}}
    for number, state in zip((made, printed, mailed, back), PaperState, strict=True):
        shown = list_papers(session, ListQuery(chip=state.value))
        assert [row.number for row in shown.rows] == [number]
        assert shown.rows[0].state is state


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("made", [1, 2, 3]),
        ("reference", [1, 3, 2]),  # E-1, E-2, V-1
        ("kind", [1, 3, 2]),
        ("about", [2, 3, 1]),
        ("state", [3, 1, 2]),
    ],
)
def test_the_list_sorts_by_each_column(session, today, sort, expected):
    first = a_paper(session, client_number=a_client(session, "Per Ås"))
    second = a_paper(
        session, kind=PaperKind.DECISION, client_number=a_client(session, "Eva Aker")
    )
    third = a_paper(session, client_number=a_client(session, "Ida Sæther"))
    mark(session, PaperAct.PRINTED, [first, third], on=today)
    mark(session, PaperAct.MAILED, [third], on=today)

    order = {1: first, 2: second, 3: third}
    up = list_papers(session, ListQuery(sort=sort))
    down = list_papers(session, ListQuery(sort=sort, descending=True))
    assert [row.number for row in up.rows] == [order[n] for n in expected]
    assert down.rows[0] == up.rows[-1]


def test_a_long_list_comes_a_page_at_a_time(session):
    made = [a_paper(session) for _ in range(7)]
    page = list_papers(session, ListQuery(offset=2, limit=3))
    assert [row.number for row in page.rows] == made[::-1][2:5]
    assert page.total == 7


def test_printed_mailed_and_returned_are_three_acts_on_three_days(session, today):
    number = a_paper(session)
    for act, day in zip(PaperAct, (16, 18, 30), strict=True):
        mark(session, act, [number], on=today.replace(day=day))

    row = open_paper(session, number)
    days = (row.printed_on, row.mailed_on, row.returned_on)
    assert [day.day for day in days] == [16, 18, 30]
    assert row.state_on == row.returned_on


def test_each_act_can_be_undone_and_done_again(session, today):
    numbers = [a_paper(session) for _ in range(3)]
    marking = mark(session, PaperAct.PRINTED, numbers, on=today)
    undone = take_back(session, marking)
    assert {open_paper(session, n).printed_on for n in numbers} == {None}

    take_back(session, undone)
    assert {open_paper(session, n).printed_on for n in numbers} == {today}


def test_undo_touches_only_what_the_act_changed(session, today):
    first, second = a_paper(session), a_paper(session)
    mark(session, PaperAct.PRINTED, [first], on=today)
    later = mark(session, PaperAct.PRINTED, [first, second], on=today.replace(day=20))

    assert later.papers == 1
    take_back(session, later)
    assert open_paper(session, first).printed_on == today
    assert open_paper(session, second).printed_on is None


def test_undo_is_refused_when_the_paper_was_marked_anew(session, today):
    number = a_paper(session)
    printed = mark(session, PaperAct.PRINTED, [number], on=today)
    mark(session, PaperAct.MAILED, [number], on=today)

    with pytest.raises(ChangedByAnotherError):
        take_back(session, printed)
    assert open_paper(session, number).mailed_on == today


def test_mailing_what_nobody_saw_printed_is_asked_about(session, today):
    number = a_paper(session)
    with pytest.raises(NotPrintedError, match="1 papir er ikke merket"):
        mark(session, PaperAct.MAILED, [number], on=today)
    assert open_paper(session, number).state is PaperState.MADE

    marking = mark(session, PaperAct.MAILED, [number], on=today, printed_too=True)
    assert open_paper(session, number).printed_on == today
    take_back(session, marking)
    assert open_paper(session, number).state is PaperState.MADE


def test_a_sheet_handed_over_may_come_back_without_having_been_mailed(session, today):
    number = a_paper(session)
    mark(session, PaperAct.RETURNED, [number], on=today)
    assert open_paper(session, number).state is PaperState.RETURNED


def test_nothing_happens_to_a_paper_before_it_was_made(session, today):
    number = a_paper(session, today=today)
    with pytest.raises(OfficeError, match="kan ikke være skrevet ut den dagen"):
        mark(session, PaperAct.PRINTED, [number], on=today.replace(day=15))


def test_a_paper_is_not_back_before_it_was_mailed(session, today):
    number = a_paper(session)
    mark(session, PaperAct.MAILED, [number], on=today.replace(day=20), printed_too=True)
    with pytest.raises(OfficeError, match="kommet tilbake"):
        mark(session, PaperAct.RETURNED, [number], on=today.replace(day=19))


def test_printed_cannot_be_taken_away_from_what_is_mailed(session, today):
    number = a_paper(session)
    mark(session, PaperAct.MAILED, [number], on=today, printed_too=True)
    with pytest.raises(OfficeError, match="merket som sendt"):
        unmark(session, PaperAct.PRINTED, [number])

    unmark(session, PaperAct.MAILED, [number])
    unmark(session, PaperAct.PRINTED, [number])
    assert open_paper(session, number).state is PaperState.MADE


def test_a_whole_month_is_marked_at_once_and_told_to_every_page(database, today):
    with database.transaction() as session:
        numbers = [a_paper(session) for _ in range(1_200)]
    with database.transaction() as session:
        marking = mark(session, PaperAct.PRINTED, numbers, on=today)
        assert marking.papers == 1_200
        assert "papers" in session.info["changed"]
    with database.reading() as session:
        counted = select(func.count()).where(Paper.printed_on == today)
        assert session.scalar(counted) == 1_200


def test_marking_counts_as_a_save_of_the_paper(session, today):
    number = a_paper(session)
    mark(session, PaperAct.PRINTED, [number], on=today)
    assert session.scalar(select(Paper.version)) == 2


def test_a_paper_that_is_not_there_is_told(session, today):
    with pytest.raises(NotFoundError):
        mark(session, PaperAct.PRINTED, [99], on=today)
    with pytest.raises(NotFoundError):
        open_paper(session, 99)


def test_all_that_is_found_can_be_marked_though_only_a_page_is_shown(session, today):
    papers = [a_paper(session) for _ in range(5)]
    mark(session, PaperAct.PRINTED, papers[:3], on=today)
    query = ListQuery(chip="printed", limit=2)
    assert set(matching_papers(session, query)) == set(papers[:3])
