"""A blocked client through the whole month, as others see it: no name, no word.

Beside ``test_blocked_rooms``: the board, the post, the run and its files, reports, KPR.
What is paid is paid all the same; and what is about her alone is shut.
"""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.month_report import ReportDraft
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.rate_change import RateChange
from stkdesk.domain.sheet_ledger import PaperPlace, ReminderStep, ReturnReason
from stkdesk.domain.staff import Role
from stkdesk.domain.timesheet import SheetState, Trip
from stkdesk.services.asking import asker
from stkdesk.services.blocking import block_client
from stkdesk.services.comparison import comparison, print_comparison
from stkdesk.services.corrections import (
    begin_correction,
    delete_correction,
    register_correction,
)
from stkdesk.services.kpr_list import kpr_file, kpr_year, print_kpr
from stkdesk.services.month_grid import month_grid
from stkdesk.services.month_reports import register_report, report_states
from stkdesk.services.month_steps import step_board
from stkdesk.services.pay_runs import lock_run, open_run, run_list, run_preview
from stkdesk.services.rate_effects import rate_effects
from stkdesk.services.reminders import due_reminders, make_reminders
from stkdesk.services.report_list import report_list
from stkdesk.services.report_opening import open_report
from stkdesk.services.report_rows import reports_of_client
from stkdesk.services.report_waiting import open_next_report
from stkdesk.services.run_bundle import bundle_run
from stkdesk.services.run_summary import print_run_summary, run_summary
from stkdesk.services.sheet_course import SheetKey, approve_sheets, check_sheets
from stkdesk.services.sheet_ledger import ledger
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.sheet_pile import open_next
from stkdesk.services.sheet_returns import ReturnDraft, return_letters, send_back
from stkdesk.services.sheet_story import sheet_story
from stkdesk.services.timesheets import (
    delete_sheet,
    register_sheet,
    undo_approval,
    undo_check,
)
from stkdesk.services.today import today_in
from stkdesk.storage.tables import Timesheet
from tests import builders as make
from tests.services import running
from tests.services.test_protected import text_of
from tests.staff import at_work, hire

TODAY = date(2026, 12, 4)
NOW = datetime(2026, 12, 4, 9, tzinfo=UTC)
ALL = ListQuery()
WORD = "Sjiraff"  # stands in every text about her
TELLING = ("xenia", "qvamme", "sjiraff")
INITIALS = "XQ"  # which papers of the office name others by
DRIVE = make.a_visit(
    3,
    activity=WORD,
    metres=9000,
    trip=Trip(WORD, f"{WORD}veien 3 – kino", WORD, 1, "Xenia Qvamme"),
)
DEARER = RateChange(RateRow(RateKind.HOUR_INDIVIDUAL, date(2026, 10, 1), 251_35))


@pytest.fixture
def case(database):
    """Xenia, with sheets on every step, in a month others work in too."""
    kari = hire(database, "Kari Lunde", Role.CASEWORKER, Role.LEADER)
    with database.transaction() as session:
        period, _ = running.a_payable_month(session)
        codes = make.periods(session)
        november = codes["2026-11"].number
        client = make.a_client(session, "Xenia Qvamme", case_number=f"2026/{WORD}")
        make.a_grant(session, client, 40 * 60)
        helped = {}
        for place, name in enumerate(("sent", "approved", "entered", "waited"), 5):
            contact = make.a_contact(session, f"Siv {name.title()}")
            running.a_payable_contact(session, place)
            helped[name] = make.an_assignment(session, client, contact)
        sheets = {
            name: running.an_approved_sheet(session, helped[name], period, DRIVE)
            for name in ("sent", "approved", "entered")
        }
        for name, state in (
            ("sent", SheetState.SENT),
            ("entered", SheetState.RECEIVED),
        ):
            session.get(Timesheet, sheets[name]).state = state
        session.flush()
        draft = begin_correction(session, sheets["sent"]).draft
        other = make.a_visit(9, activity=WORD)
        wrong = register_correction(
            session,
            sheets["sent"],
            draft.__class__(*_place(draft), (other,), version=draft.version),
            WORD,
            today=TODAY,
        )
        told = ReportDraft(TODAY, {"activities": WORD}, is_concern=True, note=WORD)
        register_report(session, helped["entered"], period, told, today=TODAY)
        back = make.a_sheet(session, helped["entered"], november, _november())
        key = SheetKey(helped["entered"], november)
        why = ReturnDraft((ReturnReason.OTHER,), WORD)
        assert send_back(session, [key], why, today=TODAY).count == 1
    with at_work(database, kari) as own, own.transaction() as session:
        block_client(session, client, [])
    return {
        **{"kari": kari, "client": client, "period": period, "codes": codes},
        **{"sheets": sheets, "wrong": wrong, "back": back, "november": november},
        **helped,
    }


def _place(draft):
    return draft.assignment_number, draft.period_number


def _november():
    return make.a_visit(4, month=11, activity=WORD)


def board(session, case):
    row = case["codes"]["2026-10"]
    return (
        step_board(session, row, ALL, today=TODAY),
        month_grid(session, [row, case["codes"]["2026-11"]], ALL, today=TODAY),
        report_states(session, [case["entered"]], row),
    )


def post(session, case):
    return [
        ledger(session, number, ListQuery(chip=place.value), today=TODAY)
        for place in PaperPlace
        for number in (case["period"], case["november"])
    ]


ROOMS = {
    "board": board,
    "post": post,
    "reminders": lambda s, c: due_reminders(s, c["period"], today=TODAY),
    "run": lambda s, c: run_preview(s, c["period"], today=TODAY),
    "runs": lambda s, c: run_list(s, ALL),
    "summary": lambda s, c: run_summary(s, c["period"]),
    "summary printed": lambda s, c: text_of(
        print_run_summary(s, c["period"], today=TODAY)
    ),
    "comparison": lambda s, c: comparison(s, c["period"], today=TODAY),
    "comparison printed": lambda s, c: text_of(
        print_comparison(s, c["period"], today=TODAY)
    ),
    "kpr": lambda s, c: (
        kpr_year(s, 2026, today=TODAY),
        kpr_file(s, 2026, today=TODAY),
    ),
    "kpr printed": lambda s, c: text_of(print_kpr(s, 2026, today=TODAY)),
    "reports": lambda s, c: report_list(s, ALL, today=TODAY),
    "next report": lambda s, c: open_next_report(s, c["november"], after=0),
    "next sheet": lambda s, c: open_next(s, c["period"], after=0),
    "sheet": lambda s, c: open_sheet(s, c["sent"], c["period"]),
    "first page": lambda s, c: today_in(asker(s), today=TODAY, actor=s.info["actor"]),
}


BY_INITIALS = ("board", "post", "comparison", "comparison printed", "reports")


def send_all_back(session, case):
    """Try what is done with many, on hers; everything is left."""
    numbers = [*case["sheets"].values(), case["wrong"], case["back"]]
    keys = [SheetKey(case["entered"], case["period"])]
    before = [_state(session, number) for number in numbers]
    told = (
        check_sheets(session, numbers, now=NOW),
        approve_sheets(session, numbers, now=NOW),
        undo_check(session, numbers),
        undo_approval(session, numbers),
        send_back(session, keys, ReturnDraft((ReturnReason.SUM,)), today=TODAY),
        return_letters(session, [case["back"]], today=TODAY),
        make_reminders(
            session, case["period"], ReminderStep.FIRST, [case["waited"]], today=TODAY
        ),
    )
    assert [_state(session, number) for number in numbers] == before
    return told


def _state(session, number):
    session.expire_all()
    return session.get(Timesheet, number).state


SHUT = {
    "story": lambda s, c: sheet_story(s, c["sent"], c["period"], today=TODAY),
    "correction": lambda s, c: begin_correction(s, c["sheets"]["sent"]),
    "no correction": lambda s, c: delete_correction(s, c["wrong"]),
    "deletion": lambda s, c: delete_sheet(s, c["sheets"]["entered"]),
    "report": lambda s, c: open_report(s, c["entered"], c["period"]),
    "reports": lambda s, c: reports_of_client(s, c["client"]),
    "report told": lambda s, c: register_report(
        s, c["sent"], c["period"], ReportDraft(TODAY, {"goals": "x"}), today=TODAY
    ),
    "registering": lambda s, c: register_sheet(
        s, open_sheet(s, c["entered"], c["period"]).draft, today=TODAY
    ),
}


def told(shown):
    text = str(shown).casefold()
    return [word for word in TELLING if word in text]


@pytest.fixture(params=[Role.CASEWORKER, Role.LEADER])
def other(database, case, request):
    """The register as somebody sees it who is not on the list."""
    with at_work(database, hire(database, "Liv Nes", request.param)) as own:
        yield own


def test_no_room_of_the_month_tells_of_a_blocked_client(other, case):
    for room, look in ROOMS.items():
        with other.transaction() as session:
            shown = look(session, case)
        assert not told(shown), room
        if room in BY_INITIALS:
            assert INITIALS not in str(shown), room


def test_nothing_of_hers_is_signed_or_sent_by_others(other, case):
    with other.transaction() as session:
        assert not told(send_all_back(session, case))


def test_what_is_about_a_blocked_client_is_shut_all_month(other, case):
    for place, look in SHUT.items():
        with pytest.raises(OfficeError) as refused, other.transaction() as session:
            look(session, case)
        assert not told(refused.value), place


def test_her_hours_are_paid_and_named_nowhere(other, case):
    with other.transaction() as session:
        seen = run_preview(session, case["period"], today=TODAY)
        run = lock_run(session, case["period"], seen.choice, now=NOW)
        opened = open_run(session, run)
    assert f"O-{case['approved']}" in {each.assignment_code for each in opened.sheets}
    assert not told(opened)
    vouchers = BytesIO()
    for _ in bundle_run(other, run, vouchers):
        pass
    for data in (*(file.data for file in seen.files), vouchers.getvalue()):
        text = text_of(data) if data[:4] == b"%PDF" else data.decode("utf-8-sig")
        assert not told(text)


def test_a_new_rate_tells_the_sum_and_not_the_client(database, case):
    liv = hire(database, "Liv Nes", Role.LEADER)
    with at_work(database, liv) as own, own.transaction() as session:
        effects = rate_effects(session, DEARER)
    assert case["sent"] in {row.assignment_number for row in effects.rows}
    assert not told(effects)


def test_those_on_the_list_are_told_of_the_month(database, case):
    with at_work(database, case["kari"]) as own:
        for place in ("board", "post", "comparison", "kpr", "reports", "sheet"):
            with own.transaction() as session:
                shown = ROOMS[place](session, case)
                assert told(shown) or INITIALS in str(shown), place
        for place in ("story", "correction", "report", "reports"):
            with own.transaction() as session:
                assert told(SHUT[place](session, case)), place


@pytest.mark.parametrize("role", [Role.PAYROLL, Role.READER])
def test_payroll_and_readers_are_shown_no_word_of_hers(database, case, role):
    with at_work(database, hire(database, "Lars By", role)) as own:
        for place, look in {**ROOMS, **SHUT}.items():
            shown = ""
            try:
                with own.transaction() as session:
                    shown = look(session, case)
            except OfficeError as error:
                shown = error
            assert not told(shown), place
