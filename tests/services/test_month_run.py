"""The month's timesheets: who gets one, in what order, and why the others do not."""

from datetime import UTC, date, datetime

import pytest

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.errors import CannotPrintError, NotFoundError
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.office import NameMode, OfficeDraft
from stkdesk.domain.person import Protection
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.month_run import WhyNot, month_run
from stkdesk.services.paper_acts import PaperAct, mark
from stkdesk.services.sheet_forms import FormOptions, form_papers, sheet_forms
from stkdesk.storage.tables import Contact, Person, SheetPeriod, Timesheet
from tests.builders import (
    a_client,
    a_contact,
    a_sheet,
    a_visit,
    an_assignment,
    periods,
    rates,
)

OFFICE = FormOptions(OfficeDraft(municipality="Fjordvik kommune"), practice=False)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        periods(session)
        rates(session)
        yield session


@pytest.fixture
def october(session):
    return periods(session)["2026-10"]


def left_out(session, **how):
    """Return who is left out of October, and why."""
    run = month_run(session, "2026-10", **how)
    assert run.included == ()
    return [(one.who, one.why) for one in run.left_out]


def freeze(session, period, *numbers, options=OFFICE, today=date(2026, 10, 25), **how):
    languages = dict.fromkeys(numbers, Language.BOKMAL)
    papers = form_papers(session, languages, period, options, today=today)
    return sheet_forms(session, papers, period, options, **how)


def test_the_sheets_of_one_support_contact_lie_together(session):
    berit = a_contact(session, "Berit Vik")
    arne = a_contact(session, "Arne Østby")
    anne = a_contact(session, "Anne Aas")
    numbers = {
        name: an_assignment(session, f"Klient {name}", contact)
        for name, contact in (("a", anne), ("b", berit), ("c", arne), ("d", berit))
    }
    run = month_run(session, "2026-10")

    assert [sheet.assignment_number for sheet in run.included] == [
        numbers[name]
        for name in "bdca"  # Vik, Vik, Østby, Aas: aa sorts as å
    ]
    assert run.envelopes == 3
    assert run.left_out == run.by_hand == ()


def test_a_month_without_assignments_is_told_with_advice(session):
    an_assignment(session, status=AssignmentStatus.ENDED, end_on=date(2026, 9, 30))
    with pytest.raises(CannotPrintError) as told:
        month_run(session, "2026-10")
    assert told.value.title == "Ingen oppdrag varer i oktober 2026."
    assert "annen periode" in told.value.advice


def test_a_period_that_is_not_there_is_told(session):
    with pytest.raises(NotFoundError):
        month_run(session, "2031-10")


@pytest.mark.parametrize(
    ("assignment", "why"),
    [
        ({"status": AssignmentStatus.PLANNED}, WhyNot.NOT_STARTED),
        ({"start_on": date(2026, 11, 1)}, WhyNot.BEGINS_LATER),
        ({"status": AssignmentStatus.PAUSED}, WhyNot.PAUSED),
    ],
)
def test_why_an_assignment_gets_no_sheet(session, assignment, why):
    an_assignment(session, contact="Ola Vik", **assignment)
    assert left_out(session) == [("Ola Vik", why)]


def test_an_organisation_hands_in_no_sheet(session):
    an_assignment(session, solution=Solution.ORGANISATION)
    assert left_out(session) == [("Byen Turlag", WhyNot.ORGANISATION)]


def test_a_contact_without_an_address_waits_for_one(session):
    number = an_assignment(session, contact="Ola Vik")
    session.get(Contact, 1).person.addresses[-1].postal_code = ""
    session.flush()
    assert left_out(session) == [("Ola Vik", WhyNot.NO_ADDRESS)]
    assert "kort" in WhyNot.NO_ADDRESS.remedy

    session.get(Contact, 1).person.addresses[-1].postal_code = "6509"
    session.flush()
    assert month_run(session, "2026-10").included[0].assignment_number == number


def test_a_sheet_that_has_come_in_is_not_printed_again(session, october):
    number = an_assignment(session, contact="Ola Vik")
    a_sheet(session, number, october.number, a_visit(4))
    assert left_out(session) == [("Ola Vik", WhyNot.RECEIVED)]


@pytest.mark.parametrize("protection", [Protection.CONFIDENTIAL, Protection.STRICT])
def test_a_protected_address_is_taken_out_onto_a_list_of_its_own(session, protection):
    contact = a_contact(session, "Ola Vik", person={"protection": protection})
    an_assignment(session, contact=contact)
    run = month_run(session, "2026-10")

    assert run.included == run.left_out == ()
    assert [(one.contact, one.place) for one in run.by_hand] == [("Ola Vik", "")]


def test_those_that_end_during_the_month_are_in(session):
    an_assignment(session, status=AssignmentStatus.ENDED, end_on=date(2026, 10, 1))
    assert len(month_run(session, "2026-10").included) == 1


def test_those_printed_before_can_be_left_out(session, october, today):
    first = an_assignment(session, "Åse Bø", "Ola Vik")
    an_assignment(session, "Per Bø", "Eva Vik")
    paper = form_papers(
        session, {first: Language.BOKMAL}, october, OFFICE, today=today
    )[first]
    mark(session, PaperAct.PRINTED, [paper.number], on=today)

    run = month_run(session, "2026-10", only_unprinted=True)
    assert [one.contact for one in run.included] == ["Eva Vik"]
    assert [(one.who, one.why) for one in run.left_out] == [("Ola Vik", WhyNot.PRINTED)]
    assert len(month_run(session, "2026-10").included) == 2


def test_every_reason_says_what_to_do(session):
    assert all(why.reason and why.remedy for why in WhyNot)


def test_the_form_holds_all_that_is_known(session, october):
    number = an_assignment(
        session, "Åse Bø", "Ola Vik", hours=4, hours_unit=HoursUnit.WEEK
    )
    session.get(Contact, 1).employee_number = "1044"
    session.flush()
    [form] = freeze(session, october, number)

    assert form.contact_name == form.address.name == "Ola Vik"
    assert (form.address.lines, form.address.postal_code) == (("Fjordgata 1",), "6509")
    assert form.employee_number == "1044"
    assert form.client_label == "ÅB"
    assert (form.first_on, form.last_on) == (date(2026, 10, 1), date(2026, 10, 31))
    assert form.granted_minutes == 1_065  # 31 days of 4 hours a week: 17,75 hours
    assert form.due_on == date(2026, 11, 5)
    assert form.made_on == date(2026, 10, 25)
    assert form.visits == ()


@pytest.mark.parametrize(
    ("mode", "case_number", "label"),
    [
        (NameMode.FULL, "2026/77", "Åse Bø"),
        (NameMode.INITIALS, "2026/77", "ÅB"),
        (NameMode.CASE_NUMBER, "2026/77", "2026/77"),
        (NameMode.CASE_NUMBER, "", "O-1"),
    ],
)
def test_the_client_is_named_the_way_the_office_has_chosen(
    session, october, mode, case_number, label
):
    an_assignment(session, a_client(session, "Åse Bø", case_number=case_number))
    options = FormOptions(OfficeDraft(name_mode=mode), practice=False)
    assert freeze(session, october, 1, options=options)[0].client_label == label


@pytest.mark.parametrize("mode", NameMode)
def test_a_protected_client_is_never_named(session, october, mode):
    client = a_client(session, "Åse Bø", person={"protection": Protection.STRICT})
    number = an_assignment(session, client)
    options = FormOptions(OfficeDraft(name_mode=mode), practice=False)
    assert freeze(session, october, number, options=options)[0].client_label == "O-1"


def test_a_protected_contact_gets_a_form_without_address(session, october):
    number = an_assignment(session, contact="Ola Vik")
    session.get(
        Person, session.get(Contact, 1).person_number
    ).protection = Protection.CONFIDENTIAL
    session.flush()
    [form] = freeze(session, october, number)
    assert form.address.lines == ()
    assert form.address.postal_code == ""
    assert form.address.city == "Leveres personlig"


def test_each_contact_gets_a_form_in_his_own_language(session, october):
    number = an_assignment(
        session, contact=a_contact(session, language=Language.NYNORSK)
    )
    assert freeze(session, october, number)[0].language is Language.NYNORSK
    bokmal = FormOptions(OfficeDraft(), practice=False, language=Language.BOKMAL)
    assert freeze(session, october, number, options=bokmal)[0].language == "nb"


def test_a_form_has_one_reference_however_often_it_is_printed(session, october):
    numbers = [an_assignment(session, f"Klient {n}", f"Kontakt {n}") for n in range(3)]
    first = freeze(session, october, *numbers[:2])
    again = freeze(session, october, *numbers, today=date(2026, 10, 28))

    assert [form.reference for form in again[:2]] == [form.reference for form in first]
    assert [form.made_on.day for form in again] == [25, 25, 28]
    assert len({form.reference for form in again}) == 3


def test_the_forms_keep_the_order_of_the_pile(session, october):
    numbers = [an_assignment(session, f"Klient {n}", f"Kontakt {n}") for n in range(4)]
    order = [numbers[2], numbers[0], numbers[3], numbers[1]]
    assert [f.assignment_number for f in freeze(session, october, *order)] == order


def test_a_filled_copy_holds_the_visits_in_order(session, october):
    number = an_assignment(session)
    a_sheet(session, number, october.number, a_visit(9), a_visit(2, metres=12_000))
    [form] = freeze(session, october, number, filled=True)
    assert [visit.work_on.day for visit in form.visits] == [2, 9]
    assert form.visits[0].metres == 12_000


def test_a_closed_period_is_printed_only_with_the_news_of_it(session, october):
    an_assignment(session)
    assert month_run(session, "2026-10").warning == ""
    session.get(SheetPeriod, october.number).closed_at = datetime.now(UTC)
    session.flush()
    run = month_run(session, "2026-10")
    assert run.warning.startswith("Oktober 2026 er lukket.")


@pytest.mark.parametrize("state", [SheetState.ARRIVED, SheetState.RETURNED])
def test_a_sheet_that_has_come_on_paper_is_not_printed_again(session, october, state):
    number = an_assignment(session)
    session.add(
        Timesheet(
            assignment_number=number,
            period_number=october.number,
            state=state,
            received_on=date(2026, 11, 2),
        )
    )
    session.flush()
    assert [why for _who, why in left_out(session)] == [WhyNot.RECEIVED]
