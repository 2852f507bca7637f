"""Lists of applications: those nobody has answered, and those of one client."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from stkdesk.domain.application import ApplicationDraft, ApplicationState
from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.application_list import (
    applications_of_client,
    list_open_applications,
)
from stkdesk.services.application_pauses import (
    pause_application,
)
from stkdesk.services.applications import (
    open_application,
    register_application,
    withdraw_application,
)
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import (
    Application,
)
from tests.builders import a_client

CAME = date(2026, 11, 2)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )
        yield session


@pytest.fixture
def register(session, today):
    """Register an application of a new client, or of the one given."""

    def register(**fields):
        fields.setdefault("received_on", CAME)
        if "client_number" not in fields:
            fields["client_number"] = a_client(session)
        return register_application(session, ApplicationDraft(**fields), today=today)

    return register


def test_the_list_holds_what_nobody_has_answered_the_oldest_first(
    session, register, today
):
    newer, older = register(), register(received_on=date(2026, 10, 1))
    withdrawn, decided = register(), register()
    withdraw_application(session, withdrawn, today, today=today)
    session.get(Application, decided).decided_on = today
    pause_application(session, newer, date(2026, 11, 5), "Legeerklæring")

    found = list_open_applications(session)
    assert [(row.number, row.state) for row in found] == [
        (older, ApplicationState.OPEN),
        (newer, ApplicationState.PAUSED),
    ]
    assert found[0].client == "Oskar Moen"
    assert found[0].clock == open_application(session, older).clock


def test_the_list_asks_as_few_questions_however_long_it_is(session, register, today):
    for _ in range(5):
        register()
    questions = []

    def count(*args):
        questions.append(args[2])

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", count)
    try:
        assert len(list_open_applications(session)) == 5
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert len([each for each in questions if each.startswith("SELECT")]) <= 4


def test_each_goes_by_the_rule_of_the_day_it_came(session, register):
    old, new = register(received_on=date(2026, 10, 1)), register()
    set_case_rule(session, SetRule(CaseRule.ANSWER_WEEKS, date(2026, 11, 1), 2))
    by = {row.number: row.clock.answer_by for row in list_open_applications(session)}
    assert by == {old: date(2026, 10, 29), new: date(2026, 11, 16)}
    assert open_application(session, new).clock.answer_by == by[new]


def test_a_client_has_their_own_applications_the_newest_first(session, register, today):
    client = a_client(session)
    old = register(client_number=client, received_on=CAME - timedelta(days=400))
    new = register(client_number=client)
    register()
    withdraw_application(session, old, today, today=today)
    found = applications_of_client(session, client)
    assert [row.number for row in found] == [new, old]
    assert found[1].state is ApplicationState.WITHDRAWN
