"""Agreements: begun from what is known, made, signed, replaced and ended."""

from datetime import date

import pytest

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import PROGRAM
from stkdesk.services.agreement_opening import open_agreement
from stkdesk.services.agreements import (
    agreements_of,
    begin_agreement,
    end_agreements,
    make_agreement,
    save_agreement,
    sign_agreement,
)
from stkdesk.services.office import set_up_office
from tests.builders import an_assignment, rates

TODAY = date(2026, 11, 16)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )
        yield session


def test_an_agreement_is_begun_made_and_signed(session):
    rates(session)
    assignment = an_assignment(session)
    draft = begin_agreement(session, assignment, today=TODAY)
    number = save_agreement(session, draft, today=TODAY)
    card = open_agreement(session, number)

    paper = make_agreement(session, number, card.version, today=TODAY)

    assert paper.reference.startswith("A-2026-")
    assert paper.data.startswith(b"%PDF")
    card = open_agreement(session, number)
    assert card.state is AgreementState.MADE
    sign_agreement(session, number, card.version, TODAY, TODAY, today=TODAY)
    [row] = agreements_of(session, assignment)
    assert row.state is AgreementState.SIGNED
    session.info["actor"] = PROGRAM  # the end of an assignment does it
    assert end_agreements(session, assignment, TODAY) == (number,)
