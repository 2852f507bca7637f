"""Blocked clients: there for those on the list, and for nobody else."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.errors import BlockedError, InvalidInputError, NotAllowedError
from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Role
from stkdesk.services.assignment_list import list_assignments
from stkdesk.services.assignments import open_assignment
from stkdesk.services.blocking import (
    block_client,
    break_glass,
    open_block,
    unblock_client,
)
from stkdesk.services.client_list import list_clients
from stkdesk.services.clients import open_client
from stkdesk.services.contacts import open_contact
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.month_grid import month_grid
from stkdesk.services.paper_acts import PaperAct, mark
from stkdesk.services.papers import (
    PaperLinks,
    keep_paper,
    list_papers,
    open_paper_bytes,
)
from stkdesk.services.periods import period_by_code
from stkdesk.services.search import find
from stkdesk.services.sheet_forms import FormOptions, form_papers, sheet_forms
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.sheet_pile import count_missing
from stkdesk.services.timesheets import register_sheet
from stkdesk.storage.tables import ClientAccess, Event, EventDetail
from tests import builders as make
from tests.staff import at_work, hire

TODAY = date(2026, 11, 16)
ALL = ListQuery()
REASON = "Foresatte ringer om brudd på avtalen i dag"


@pytest.fixture
def office(database):
    """Oskar, whom only Kari may see, and Selma, whom all may; both with hours."""
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    with database.transaction() as session:
        oskar = make.a_client(session, "Oskar Moen")
        selma = make.a_client(session, "Selma Dahl")
        siv = make.a_contact(session, "Siv Lie")
        period = make.periods(session)["2026-10"].number
        of_oskar = make.an_assignment(session, oskar, siv)
        of_selma = make.an_assignment(session, selma, siv)
        make.rates(session)
        for each in (of_oskar, of_selma):
            make.a_sheet(session, each, period, make.a_visit(5, activity="Kino"))
        decision = keep_paper(
            session,
            "V-2026-000001-3Q",
            PaperKind.DECISION,
            "nb",
            links=PaperLinks(client_number=oskar),
            today=TODAY,
            data=b"%PDF /Type /Page ",
        )
    with at_work(database, kari) as own, own.transaction() as session:
        block_client(session, oskar, [])
    return {
        "kari": kari,
        "ola": ola,
        "oskar": oskar,
        "siv": siv,
        "assignment": of_oskar,
        "period": period,
        "paper": decision,
    }


@pytest.fixture
def ola(database, office):
    """The register as Ola sees it, who is not on the list."""
    with at_work(database, office["ola"]) as own:
        yield own


@pytest.fixture
def kari(database, office):
    with at_work(database, office["kari"]) as own:
        yield own


def test_a_blocked_client_is_absent_from_the_list_and_its_counts(ola, kari):
    with ola.reading() as session:
        page = list_clients(session, ALL)
    assert [row.name for row in page.rows] == ["Selma Dahl"]
    assert (page.total, page.everything) == (1, 1)
    assert page.chips[ClientStatus.ACTIVE.value] == 1
    with kari.reading() as session:
        assert list_clients(session, ALL).total == 2


@pytest.mark.parametrize("typed", ["Oskar", "moen"])
def test_nobody_outside_the_list_finds_a_blocked_client(ola, kari, typed):
    with ola.reading() as session:
        assert find(session, typed) == ()
        assert list_clients(session, ListQuery(search=typed)).total == 0
        assert list_assignments(session, ListQuery(search=typed)).total == 0
        assert list_papers(session, ListQuery(search=typed)).total == 0
    with kari.reading() as session:
        assert [hit.title for hit in find(session, typed)] == ["Oskar Moen"]


@pytest.mark.parametrize("typed", ["B-{}", "b{}", " B-{} "])
def test_asked_for_by_number_it_is_offered_with_a_reason(ola, office, typed):
    with ola.reading() as session:
        [hit] = find(session, typed.format(office["oskar"]))
    assert (hit.room, hit.number) == ("clients", office["oskar"])
    assert hit.title == "Sperret bruker"
    assert "begrunnelse" in hit.detail


def test_the_assignment_of_a_blocked_client_is_not_listed(ola, office):
    with ola.reading() as session:
        page = list_assignments(session, ALL)
        assert [row.client for row in page.rows] == ["Selma Dahl"]
        assert page.everything == 1
        assert find(session, f"O-{office['assignment']}") == ()


def test_the_month_counts_the_hours_without_saying_whose(ola, office):
    with ola.reading() as session:
        period = period_by_code(session, "2026-10")
        page = month_grid(session, [period], ALL, today=TODAY)
        assert [row.client for row in page.rows] == ["Selma Dahl", "Sperret bruker"]
        assert [row.minutes for row in page.rows] == [180, 180]
        oskar = ListQuery(search="Oskar")
        assert month_grid(session, [period], oskar, today=TODAY).total == 0


def test_the_rows_of_blocked_clients_are_the_last_pages_of_the_month(ola):
    with ola.reading() as session:
        periods = [period_by_code(session, "2026-10")]
        pages = [
            month_grid(session, periods, ListQuery(offset=at, limit=1), today=TODAY)
            for at in range(3)
        ]
    assert [[row.client for row in page.rows] for page in pages] == [
        ["Selma Dahl"],
        ["Sperret bruker"],
        [],
    ]
    assert {page.total for page in pages} == {2}


def test_payroll_counts_the_hours_of_all(database, office):
    payroll = hire(database, "Per Aas", Role.PAYROLL)
    with at_work(database, payroll) as own, own.reading() as session:
        period = period_by_code(session, "2026-10")
        rows = month_grid(session, [period], ALL, today=TODAY).rows
        opened = open_sheet(session, office["assignment"], office["period"])
    assert {row.client: row.minutes for row in rows} == {
        "Selma Dahl": 180,
        "Sperret bruker": 180,
    }
    assert [(v.minutes, v.activity) for v in opened.draft.visits] == [(180, "")]


def test_a_blank_form_is_sent_for_a_blocked_client_without_a_name(ola, office):
    with ola.transaction() as session:
        period = period_by_code(session, "2026-11")
        options = FormOptions(OfficeDraft(municipality="Fjordvik"), practice=False)
        of_oskar = {office["assignment"]: Language.BOKMAL}
        papers = form_papers(session, of_oskar, period, options, today=TODAY)
        [form] = sheet_forms(session, papers, period, options)
        [paper] = papers.values()
        marked = mark(session, PaperAct.PRINTED, [paper.number], on=TODAY)
    assert form.client_label == f"O-{office['assignment']}"
    assert marked.papers == 1


def test_a_sheet_opens_without_name_and_without_what_was_done(ola, kari, office):
    sheet = office["assignment"], office["period"]
    with ola.reading() as session:
        opened = open_sheet(session, *sheet)
    assert opened.client == "Sperret bruker"
    assert [(v.minutes, v.activity) for v in opened.draft.visits] == [(180, "")]
    with kari.reading() as session:
        assert open_sheet(session, *sheet).draft.visits[0].activity == "Kino"


def test_whoever_did_not_see_what_was_done_cannot_overwrite_it(ola, office):
    sheet = office["assignment"], office["period"]
    with ola.reading() as session:
        draft = open_sheet(session, *sheet).draft
    with pytest.raises(BlockedError), ola.transaction() as session:
        register_sheet(session, draft, today=TODAY)


def test_the_pile_to_type_holds_only_those_one_may_see(ola, kari, office):
    with ola.reading() as session:
        assert count_missing(session, office["period"] - 1) == 1
    with kari.reading() as session:
        assert count_missing(session, office["period"] - 1) == 2


def test_papers_are_about_a_blocked_client_and_stay_shut(ola, kari, office):
    with ola.reading() as session:
        assert [row.about for row in list_papers(session, ALL).rows] == [
            "Sperret bruker"
        ]
    with pytest.raises(BlockedError), ola.reading() as session:
        open_paper_bytes(session, office["paper"])
    with kari.reading() as session:
        assert open_paper_bytes(session, office["paper"]).startswith(b"%PDF")


def test_the_card_of_a_support_contact_does_not_name_the_client(ola, office):
    with ola.reading() as session:
        card = open_contact(session, office["siv"])
    assert {each.client for each in card.assignments} == {
        "Sperret bruker",
        "Selma Dahl",
    }


@pytest.mark.parametrize(
    "errand",
    [
        lambda s, o: open_client(s, o["oskar"]),
        lambda s, o: open_assignment(s, o["assignment"]),
        lambda s, o: begin_decision(s, o["oskar"], today=TODAY),
        lambda s, o: open_block(s, o["oskar"]),
        lambda s, o: unblock_client(s, o["oskar"]),
    ],
)
def test_a_number_does_not_open_the_door(ola, office, errand):
    with pytest.raises(BlockedError) as refusal, ola.transaction() as session:
        errand(session, office)
    assert refusal.value.number == office["oskar"]


def test_in_need_the_client_is_open_until_the_end_of_the_day(ola, database, office):
    with ola.transaction() as session:
        break_glass(session, office["oskar"], REASON)
        assert open_client(session, office["oskar"]).name == "Oskar Moen"
    with ola.reading() as session:
        assert list_clients(session, ALL).total == 2
    with database.transaction() as session:
        access = session.scalars(select(ClientAccess).filter_by(in_need=True)).one()
        access.ends_on -= timedelta(days=1)
    with ola.reading() as session:
        assert list_clients(session, ALL).total == 1


@pytest.mark.parametrize(
    "errand",
    [
        lambda s, number: open_block(s, number),
        lambda s, number: block_client(s, number, []),
        lambda s, number: unblock_client(s, number),
    ],
    ids=["open", "block", "unblock"],
)
def test_whoever_opened_in_need_does_not_decide_who_is_on_the_list(ola, office, errand):
    with ola.transaction() as session:
        break_glass(session, office["oskar"], REASON)
    with (
        pytest.raises(NotAllowedError, match="for i dag"),
        ola.transaction() as session,
    ):
        errand(session, office["oskar"])


def test_a_leader_decides_it_when_nobody_on_the_list_is_left(database, office):
    leader = hire(database, "Liv Dal", Role.LEADER)
    with at_work(database, leader) as own:
        with own.transaction() as session:
            break_glass(session, office["oskar"], REASON)
        with own.transaction() as session:
            block_client(session, office["oskar"], [office["ola"].number])
    with at_work(database, office["ola"]) as own, own.reading() as session:
        assert open_client(session, office["oskar"]).name == "Oskar Moen"


def test_the_reason_stands_in_the_trail(ola, database, office):
    with ola.transaction() as session:
        break_glass(session, office["oskar"], REASON)
    with database.reading() as session:
        told = session.execute(
            select(Event.staff_number, Event.record, EventDetail.body)
            .join(EventDetail, EventDetail.seq == Event.seq)
            .where(Event.action == "broke_glass")
        ).one()
    assert told[:2] == (office["ola"].number, office["oskar"])
    assert REASON in told.body


@pytest.mark.parametrize("reason", ["", "haster", "   a   b   "])
def test_a_word_is_no_reason(ola, office, reason):
    with pytest.raises(InvalidInputError) as refusal, ola.transaction() as session:
        break_glass(session, office["oskar"], reason)
    assert refusal.value.problems[0].field == "reason"


def test_payroll_never_breaks_the_glass(database, office):
    payroll = hire(database, "Per Aas", Role.PAYROLL)
    refusal = pytest.raises(NotAllowedError)
    with at_work(database, payroll) as own, refusal, own.transaction() as session:
        break_glass(session, office["oskar"], REASON)


def test_the_list_says_who_may_see_the_client(kari, ola, office):
    with kari.transaction() as session:
        block_client(session, office["oskar"], [office["ola"].number])
        listed = {
            c.name
            for c in open_block(session, office["oskar"]).colleagues
            if c.is_listed
        }
    assert listed == {"Kari Lunde", "Ola Vik"}
    with ola.reading() as session:
        assert open_client(session, office["oskar"]).is_blocked


def test_whoever_blocks_a_client_stays_on_the_list(kari, office):
    with kari.transaction() as session:
        block_client(session, office["oskar"], [office["ola"].number])
        block_client(session, office["oskar"], [])
        assert open_client(session, office["oskar"]).is_blocked


def test_a_client_can_be_opened_for_all_again(kari, ola, office):
    with kari.transaction() as session:
        unblock_client(session, office["oskar"])
    with ola.reading() as session:
        assert list_clients(session, ALL).total == 2


def test_who_is_blocked_is_one_question_however_many_there_are(database, kari, ola):
    def questions():
        asked = []
        with ola.reading() as session:
            engine = session.get_bind()
            hear = lambda *args: asked.append(args[2])  # noqa: E731
            event.listen(engine, "before_cursor_execute", hear)
            list_clients(session, ALL)
            list_assignments(session, ALL)
            event.remove(engine, "before_cursor_execute", hear)
        return len(asked)

    few = questions()
    with database.transaction() as session:
        clients = [make.a_client(session, f"Per {place}") for place in range(20)]
    with kari.transaction() as session:
        for client in clients:
            block_client(session, client, [])
    assert questions() == few


def test_who_is_blocked_is_found_by_index(file_database):
    with file_database.reading() as session:
        plan = session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT c.number FROM clients c WHERE c.is_blocked"
        )
        assert "ix_clients_is_blocked" in str(plan.all())


def test_nothing_is_broken_where_nothing_stands_in_the_way(ola, database, office):
    with ola.transaction() as session:
        open_to_all = next(
            row.number
            for row in list_clients(session, ALL).rows
            if row.number != office["oskar"]
        )
        break_glass(session, open_to_all, REASON)
    with database.reading() as session:
        assert session.scalars(select(ClientAccess).filter_by(in_need=True)).all() == []
