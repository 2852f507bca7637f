"""Police certificates in the register: asked for, seen, shredded, and no more."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateDraft,
    CertificateEnd,
    CertificateResult,
)
from stkdesk.domain.certificate_rules import SECRECY_NOTICE, CertificateStanding
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.domain.recruiting_rules import NotReadyError
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.certificates import (
    certificates_of,
    dispose_certificate,
    register_certificate,
    request_certificate,
    rested_by_gate,
)
from stkdesk.services.recruiting import open_recruitment
from stkdesk.storage.tables import PoliceCertificate, Recruitment
from tests import builders as make
from tests.log import log_of
from tests.staff import hired

TODAY = date(2026, 11, 30)
SEEN = CertificateDraft(
    issued_on=date(2026, 8, 31),
    seen_on=date(2026, 11, 30),
    result=CertificateResult.ACCEPTED,
)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


def stands(session, *contacts, today=TODAY):
    return {
        number: open_recruitment(session, number, today=today).facts.certificate
        for number in contacts
    }


def rows(session, contact):
    return certificates_of(session, contact)


def test_the_table_has_no_place_for_what_the_certificate_says():
    """Numbers, days, moments and three closed lists of words: no text, no file."""
    texts = {
        column.name
        for column in PoliceCertificate.__table__.columns
        if not isinstance(
            column.type, sa.Integer | sa.Date | sa.DateTime | sa.Enum | sa.Boolean
        )
        and getattr(column.type, "impl", None).__class__
        not in (sa.Integer, sa.DateTime, sa.BigInteger)
    }
    assert texts == set()
    words = {
        column.name
        for column in PoliceCertificate.__table__.columns
        if isinstance(column.type, sa.Enum)
    }
    assert words == {"basis", "result", "disposal"}
    drafted = {field.type for field in CertificateDraft.__dataclass_fields__.values()}
    assert drafted == {
        "CertificateBasis",
        "CertificateResult | None",
        "CertificateEnd | None",
        "date | None",
    }
    assert {each.value for each in CertificateResult} == {"accepted", "not_accepted"}


def test_the_duty_of_secrecy_is_told():
    assert "politiregisterloven § 47" in SECRECY_NOTICE


def test_what_was_asked_for_is_what_is_seen(session, database):
    contact = make.a_contact(session)
    number = request_certificate(session, contact, today=date(2026, 8, 20))
    assert register_certificate(session, contact, SEEN, today=TODAY) == number
    [row] = rows(session, contact)
    assert row.draft == replace(SEEN, requested_on=date(2026, 8, 20))
    assert (row.seen_by, row.is_kept) == (database.actor.name, True)


def test_asking_again_is_not_two_certificates(session):
    contact = make.a_contact(session)
    first = request_certificate(session, contact, today=date(2026, 8, 1))
    assert request_certificate(session, contact, today=date(2026, 9, 1)) == first
    [row] = rows(session, contact)
    assert row.draft.requested_on == date(2026, 9, 1)


def test_one_for_the_child_welfare_service_is_another(session):
    contact = make.a_contact(session)
    basis = CertificateBasis.CHILD_WELFARE
    request_certificate(session, contact, today=date(2026, 8, 1))
    request_certificate(session, contact, basis, today=date(2026, 8, 1))
    register_certificate(session, contact, replace(SEEN, basis=basis), today=TODAY)
    assert stands(session, contact) == {contact: CertificateStanding.REQUESTED}
    register_certificate(session, contact, SEEN, today=TODAY)
    assert stands(session, contact) == {contact: CertificateStanding.ACCEPTED}
    assert len(rows(session, contact)) == 2


@pytest.mark.parametrize(
    ("seen_on", "is_fine"), [(date(2026, 11, 30), True), (date(2026, 12, 1), False)]
)
def test_three_months_and_no_day_more(session, seen_on, is_fine):
    contact = make.a_contact(session)
    draft, today = replace(SEEN, seen_on=seen_on), date(2026, 12, 2)
    if is_fine:
        register_certificate(session, contact, draft, today=today)
        return
    with pytest.raises(InvalidInputError, match="eldre enn tre måneder"):
        register_certificate(session, contact, draft, today=today)
    assert rows(session, contact) == ()


@pytest.mark.parametrize(
    "fields",
    [{"seen_on": date(2026, 12, 1)}, {"seen_on": None}, {"issued_on": None}],
)
def test_what_cannot_be_is_not_written_down(session, fields):
    contact = make.a_contact(session)
    with pytest.raises(InvalidInputError):
        register_certificate(session, contact, replace(SEEN, **fields), today=TODAY)


def test_nothing_at_all_is_no_certificate(session):
    contact = make.a_contact(session)
    with pytest.raises(InvalidInputError, match="ble vist"):
        register_certificate(session, contact, CertificateDraft(), today=TODAY)


def test_an_applicant_without_an_offer_is_asked_for_nothing(session):
    contact = make.a_contact(session, status=ContactStatus.CANDIDATE)
    session.add(Recruitment(contact_number=contact))
    with pytest.raises(NotReadyError, match="tilbud om oppdrag") as refused:
        request_certificate(session, contact, today=TODAY)
    assert refused.value.lacks[0].remedy.act == "recruiting/assessment"


def test_one_who_is_approved_is(session):
    contact = make.a_contact(session, status=ContactStatus.CANDIDATE)
    session.add(
        Recruitment(
            contact_number=contact,
            assessed_on=TODAY,
            outcome=RecruitOutcome.APPROVED,
        )
    )
    session.flush()
    assert request_certificate(session, contact, today=TODAY)


def test_the_paper_is_shredded_and_that_it_was_seen_remains(session):
    contact = make.a_contact(session)
    register_certificate(session, contact, SEEN, today=TODAY)
    [row] = rows(session, contact)
    end = (row.number, row.version, CertificateEnd.SHREDDED)
    with pytest.raises(InvalidInputError, match="må være vist før"):
        dispose_certificate(session, *end, date(2026, 11, 29), today=TODAY)
    dispose_certificate(session, *end, TODAY, today=TODAY)
    [after] = rows(session, contact)
    assert (after.is_kept, after.draft.seen_on) == (False, TODAY)
    assert stands(session, contact) == {contact: CertificateStanding.ACCEPTED}
    with pytest.raises(ChangedByAnotherError):
        dispose_certificate(session, *end, TODAY, today=TODAY)


def test_a_mistake_is_put_right_in_the_same_row(session):
    contact = make.a_contact(session)
    number = register_certificate(session, contact, SEEN, today=TODAY)
    right = replace(SEEN, result=CertificateResult.NOT_ACCEPTED)
    put = {"today": TODAY, "number": number}
    assert register_certificate(session, contact, right, version=1, **put) == number
    assert stands(session, contact) == {contact: CertificateStanding.NOT_ACCEPTED}
    with pytest.raises(ChangedByAnotherError):
        register_certificate(session, contact, SEEN, version=1, **put)


def test_what_may_not_go_on_rests_and_is_told(session):
    contact = make.a_contact(session)
    register_certificate(session, contact, SEEN, today=TODAY)
    assignment = make.an_assignment(session, contact=contact)
    assert rested_by_gate(session, contact, today=TODAY) == ()
    refused = replace(SEEN, result=CertificateResult.NOT_ACCEPTED)
    register_certificate(session, contact, refused, today=TODAY)
    assert rested_by_gate(session, contact, today=TODAY) == (assignment,)


def test_nobody_gets_the_certificate_of_another(session):
    contact, other = make.a_contact(session), make.a_contact(session, "Kari Lunde")
    number = register_certificate(session, contact, SEEN, today=TODAY)
    with pytest.raises(NotFoundError):
        register_certificate(session, other, SEEN, today=TODAY, number=number)


def test_who_was_at_work_until_lately_needs_no_new_one(session):
    at_work, resting = make.a_contact(session), make.a_contact(session, "Kari Lunde")
    for contact in (at_work, resting):
        register_certificate(session, contact, SEEN, today=TODAY)
    make.an_assignment(session, contact=at_work)
    much_later = date(2028, 1, 1)
    assert stands(session, at_work, resting, today=much_later) == {
        at_work: CertificateStanding.ACCEPTED,
        resting: CertificateStanding.RENEW,
    }


def test_reading_them_is_in_the_log(database):
    with database.transaction() as session:
        contact = make.a_contact(session)
    with database.reading() as session:
        certificates_of(session, contact)
    [opened] = log_of(database, Action.OPENED)
    assert (opened.table, opened.record) == ("contacts", contact)


@pytest.mark.on_file  # a server refuses by itself: tests/server/test_roles.py
def test_payroll_sees_no_certificate(database):
    with database.transaction() as session:
        contact = make.a_contact(session)
    refused = pytest.raises(NotAllowedError)
    with hired(database, Role.PAYROLL) as own, own.reading() as session, refused:
        certificates_of(session, contact)
