"""What reports are asked about: the office's own words, and what is printed stands."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.errors import ChangedByAnotherError, InvalidInputError
from stkdesk.domain.language import Language
from stkdesk.domain.month_report import USUAL_TOPICS, ReportDraft, ReportTopic
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.month_reports import register_report
from stkdesk.services.office import set_up_office
from stkdesk.services.report_opening import open_report
from stkdesk.services.report_topics import open_topics, report_topics, save_topics
from stkdesk.services.sheet_forms import FormOptions, form_papers, sheet_forms
from stkdesk.storage.tables import Paper
from stkdesk.storage.tables.base import now
from tests import builders

DECEMBER = date(2026, 12, 1)
NEW = ReportTopic("", "Hvordan var turen?", "Korleis var turen?", 0, DECEMBER)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        builders.periods(session)
        yield session


def keys(session, day):
    return [each.key for each in report_topics(session, day)]


def change(session, topics, day=DECEMBER, *, today):
    seen = open_topics(session, today=today).mark
    save_topics(session, topics, day, seen, today=today)


def test_the_usual_questions_are_there_until_the_office_writes_its_own(session, today):
    card = open_topics(session, today=today)
    assert card.on(today) == USUAL_TOPICS
    change(session, (NEW, *card.on(today)[:2]), today=today)
    assert keys(session, DECEMBER) == ["own-1", "activities", "cooperation"]
    assert keys(session, date(2026, 11, 30)) == [each.key for each in USUAL_TOPICS]
    [own] = [e for e in report_topics(session, DECEMBER) if e.key == "own-1"]
    assert own.words(Language.NYNORSK) == "Korleis var turen?"


def test_questions_changed_twice_before_they_hold_are_changed_in_place(session, today):
    change(session, (NEW, *USUAL_TOPICS), today=today)
    first, *rest = report_topics(session, DECEMBER)
    change(session, (replace(first, bokmal="Hvordan var helga?"), *rest), today=today)
    assert report_topics(session, DECEMBER)[0].bokmal == "Hvordan var helga?"
    change(session, rest, today=today)  # one that never was asked leaves no trace
    card = open_topics(session, today=today)
    assert "own-1" not in {row.key for row in card.rows}


def test_a_question_taken_away_can_come_back_later(session, today):
    change(session, USUAL_TOPICS[1:], today=today)
    later = date(2027, 2, 1)
    change(session, USUAL_TOPICS, later, today=today)
    assert "activities" not in keys(session, date(2027, 1, 1))
    assert keys(session, later) == [each.key for each in USUAL_TOPICS]


def test_what_is_printed_already_is_not_asked_otherwise(session, today):
    assignment = builders.an_assignment(session)
    november = builders.periods(session)["2026-11"]
    paper = Paper(
        reference="T-2026-000001-AA",
        kind=PaperKind.TIMESHEET,
        language=Language.BOKMAL,
        pages=2,
        made_at=now(),
        assignment_number=assignment,
        period_number=november.number,
    )
    session.add(paper)
    session.flush()
    assert open_topics(session, today=today).free_from == DECEMBER
    with pytest.raises(InvalidInputError) as refused:
        change(session, (NEW,), date(2026, 11, 30), today=today)
    assert "1. desember 2026" in refused.value.advice
    change(session, (NEW,), today=today)


def test_a_list_nobody_could_print_is_refused(session, today):
    def fields(topics, day=DECEMBER):
        with pytest.raises(InvalidInputError) as refused:
            change(session, topics, day, today=today)
        return {each.field for each in refused.value.problems}

    assert fields(()) == {"topics"}
    assert fields((NEW,) * 8) == {"topics"}
    assert fields((replace(NEW, nynorsk=" "),)) == {"nynorsk"}
    assert fields((replace(NEW, bokmal="x" * 71),)) == {"bokmal"}
    assert fields((NEW,), None) == {"valid_from"}


def test_two_who_change_the_questions_do_not_write_over_each_other(session, today):
    seen = open_topics(session, today=today).mark
    save_topics(session, (NEW,), DECEMBER, seen, today=today)
    with pytest.raises(ChangedByAnotherError):
        save_topics(session, USUAL_TOPICS, DECEMBER, seen, today=today)


def test_an_answer_keeps_its_question_though_it_is_asked_no_more(session, today):
    assignment = builders.an_assignment(session)
    november = builders.periods(session)["2026-11"]
    told = ReportDraft(today, {"own-9": "Fint", "goals": "Bra"})
    register_report(session, assignment, november.number, told, today=today)
    change(session, (NEW,), date(2026, 11, 1), today=today)
    found = open_report(session, assignment, november.number)
    assert [each.key for each in found.topics] == ["own-1", "goals"]
    assert found.draft.answer("goals") == "Bra"


def printed(session, assignment, code, today):
    period = builders.periods(session)[code]
    options = FormOptions(OfficeDraft(municipality="Fjordvik"), practice=False)
    languages = {assignment: Language.NYNORSK}
    papers = form_papers(session, languages, period, options, today=today)
    [form] = sheet_forms(session, papers, period, options)
    return form.questions


def test_the_back_of_the_timesheet_asks_what_the_office_asks_that_month(session, today):
    contact = builders.a_contact(session, language=Language.NYNORSK)
    assignment = builders.an_assignment(session, contact=contact)
    change(session, (NEW, USUAL_TOPICS[0]), today=today)
    assert printed(session, assignment, "2026-12", today) == (
        "Korleis var turen?",
        "Kva har de gjort saman?",
    )
    assert len(printed(session, assignment, "2026-11", today)) == len(USUAL_TOPICS)
    set_case_rule(session, SetRule(CaseRule.REPORT_MONTHS, date(2026, 1, 1), 6))
    assert printed(session, assignment, "2026-11", today) == ()
    assert printed(session, assignment, "2026-12", today)
