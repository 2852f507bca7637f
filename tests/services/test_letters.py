"""Letters of a case: begun with all that is known, and told what they lack."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.complaint import ComplaintOutcome, ComplaintPoint
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.errors import (
    BlockedError,
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
)
from stkdesk.domain.language import Language
from stkdesk.domain.letter import EnclosureDraft, LetterKind
from stkdesk.domain.letter_fields import LETTER_FIELDS
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.staff import Role
from stkdesk.services.blocking import block_client
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_facts import lacks
from stkdesk.services.letter_offers import offered_letters
from stkdesk.services.letter_pile import READY, lacking_letters, letter_pile
from stkdesk.services.letters import (
    discard_letter,
    edit_letter,
    letters_of_client,
    open_letter,
    register_letter,
)
from stkdesk.storage.tables import Assessment, Client, Complaint, Decision
from tests.builders import a_client
from tests.services.writing import (
    OFFICE,
    a_complaint,
    a_grant,
    an_application,
    an_office,
)
from tests.staff import at_work, hire, hired

ADULT = {"birth_date": date(1990, 5, 1)}


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        an_office(session, today)
        yield session


@pytest.fixture
def client(session):
    return a_client(session, "Åse Ødegård", person=ADULT)


def missing(session, draft, today):
    """Return what a draft lacks, by field."""
    return {each.key for each in lacks(session, draft, today=today) if each.blocks}


def test_a_receipt_is_whole_when_it_is_begun(session, client, today):
    application = an_application(session, client, today)
    draft = begin_letter(session, LetterKind.RECEIPT, client, today=today)

    assert draft.application_number == application
    assert draft.fields == {"received_on": "2026-11-02", "answer_by": "2026-11-30"}
    assert missing(session, draft, today) == set()


def test_an_interim_reply_only_lacks_the_reason(session, client, today):
    an_application(session, client, today)
    draft = begin_letter(session, LetterKind.INTERIM_REPLY, client, today=today)

    assert missing(session, draft, today) == {"reason"}


def test_a_request_for_facts_has_its_deadline(session, client, today):
    an_application(session, client, today)
    draft = begin_letter(session, LetterKind.INFORMATION_REQUEST, client, today=today)

    assert draft.text("deadline") == "2026-11-30"
    assert missing(session, draft, today) == {"wanted", "why"}


def test_an_advance_notice_knows_the_hours_and_the_facts(session, client, today):
    decision = a_grant(session, client)
    session.add(
        Assessment(client_number=client, network="Få venner.", functions="Går.")
    )
    session.flush()
    draft = begin_letter(session, LetterKind.ADVANCE_NOTICE, client, today=today)

    assert draft.decision_number == decision
    assert (draft.text("old_minutes"), draft.text("hours_unit")) == ("360", "week")
    assert draft.text("facts") == "Går.\n\nFå venner."
    assert draft.text("deadline") == "2026-11-30"  # 14 days from the day it is sent
    assert missing(session, draft, today) == {"new_minutes", "change_on", "reasons"}


def test_a_notice_tells_what_the_decision_that_is_begun_would_change(
    session, client, today
):
    decision = a_grant(session, client)
    begun = Decision(
        client_number=client,
        kind=DecisionKind.CHANGED,
        changes_number=decision,
        granted_minutes=180,
        valid_from=date(2027, 1, 1),
        grounds="Behovet er mindre.",
    )
    session.add(begun)
    session.flush()
    draft = begin_letter(session, LetterKind.ADVANCE_NOTICE, client, today=today)
    assert draft.text("new_minutes") == "180"
    assert draft.text("change_on") == "2027-01-01"
    assert draft.text("reasons") == "Behovet er mindre."

    begun.kind = DecisionKind.ENDED
    session.flush()
    draft = begin_letter(session, LetterKind.ADVANCE_NOTICE, client, today=today)
    assert draft.text("new_minutes") == "0"


def test_a_change_cannot_begin_before_the_deadline_is_over(session, client, today):
    a_grant(session, client)
    draft = begin_letter(session, LetterKind.ADVANCE_NOTICE, client, today=today)
    fields = {**draft.fields, "new_minutes": "180", "reasons": "Behovet er mindre."}
    early = replace(
        draft, fields={**fields, "facts": "Fakta.", "change_on": "2026-11-30"}
    )
    later = replace(early, fields={**early.fields, "change_on": "2026-12-01"})

    assert missing(session, early, today) == {"change_on"}
    assert missing(session, later, today) == set()


def test_a_short_deadline_is_a_warning_and_a_past_one_a_hindrance(
    session, client, today
):
    a_grant(session, client)
    draft = begin_letter(session, LetterKind.ADVANCE_NOTICE, client, today=today)
    short = replace(draft, fields={**draft.fields, "deadline": "2026-11-20"})
    past = replace(draft, fields={**draft.fields, "deadline": "2026-11-16"})

    [told] = [
        each for each in lacks(session, short, today=today) if each.key == "deadline"
    ]
    assert not told.blocks
    assert "kortere enn 14 dager" in told.sentence
    assert "deadline" in missing(session, past, today)


def test_an_unsigned_complaint_is_asked_to_be_signed(session, client, today):
    complaint = a_complaint(session, a_grant(session, client), today, is_signed=False)
    draft = begin_letter(session, LetterKind.COMPLAINT_RECEIPT, client, today=today)

    assert draft.complaint_number == complaint
    assert draft.text("missing").startswith("Klagen er ikke underskrevet.")
    assert draft.text("missing_by") == "2026-11-30"
    assert missing(session, draft, today) == set()


def test_what_is_filled_in_is_in_the_language_of_the_client(session, client, today):
    session.get(Client, client).language = Language.NYNORSK
    a_complaint(session, a_grant(session, client), today, is_signed=False)
    draft = begin_letter(session, LetterKind.COMPLAINT_RECEIPT, client, today=today)

    assert draft.text("missing").startswith("Klaga er ikkje underskriven.")


def upheld(session, client, today, **fields):
    """Return a complaint whose decision stands."""
    number = a_complaint(session, a_grant(session, client), today, **fields)
    row = session.get(Complaint, number)
    row.reassessment = "Tre timer er nok."
    session.flush()
    row.outcome, row.outcome_on = ComplaintOutcome.UPHELD, today
    session.flush()
    return number


def test_a_forwarding_takes_the_whole_case_with_it(session, client, today):
    upheld(session, client, today)
    draft = begin_letter(session, LetterKind.FORWARDING, client, today=today)

    assert draft.text("wants") == "Vil ha seks timer."
    assert draft.text("facts") == "Bor alene og kjenner få."
    assert draft.text("assessment") == "Tre timer er nok."
    assert "innen klagefristen" in draft.text("in_time")
    assert missing(session, draft, today) == {"enclosures"}


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ((), "Skriv argumentene"),
        ((ComplaintPoint("For få timer.", ""),), "mangler kommunens svar"),
    ],
)
def test_every_argument_needs_an_answer(session, client, today, points, told):
    upheld(session, client, today, points=points)
    draft = begin_letter(session, LetterKind.FORWARDING, client, today=today)
    [found] = [e for e in lacks(session, draft, today=today) if e.key == "points"]

    assert told in found.sentence
    assert found.remedy.act == "complaint/points"


def test_a_governor_without_an_address_is_told_with_where_to_write_it(database, today):
    with database.transaction() as session:
        an_office(session, today, replace(OFFICE, governor_line=""))
        client = a_client(session, person=ADULT)
        upheld(session, client, today)
        draft = begin_letter(session, LetterKind.FORWARDING, client, today=today)
        found = {e.key: e for e in lacks(session, draft, today=today)}
    assert found["governor"].remedy.act == "office/governor"


def test_the_pile_holds_drafts_that_lack_something_and_says_what(
    session, client, today
):
    an_application(session, client, today)
    whole = begin_letter(session, LetterKind.RECEIPT, client, today=today)
    half = begin_letter(session, LetterKind.INTERIM_REPLY, client, today=today)
    register_letter(session, whole)
    number = register_letter(session, half)

    page = letter_pile(session, ListQuery(), today=today)
    assert dict(page.chips) == {"": 1, READY: 1}
    ready = letter_pile(session, ListQuery(chip=READY), today=today)
    assert [each.kind for each in ready.rows] == [LetterKind.RECEIPT]
    [found] = lacking_letters(session, today=today)
    assert page.rows == (found,)
    assert (found.number, found.client) == (number, "Åse Ødegård")
    [lack] = found.missing
    assert lack.sentence == "Skriv hvorfor saken tar mer enn en måned."
    assert lack.remedy.act == "field/reason"


@pytest.mark.parametrize(
    ("words", "hits"), [("åse", 1), ("FORELØPIG ødegård", 1), ("Per", 0)]
)
def test_the_pile_is_searched_by_name_and_letter(session, client, today, words, hits):
    an_application(session, client, today)
    half = begin_letter(session, LetterKind.INTERIM_REPLY, client, today=today)
    register_letter(session, half)
    assert letter_pile(session, ListQuery(search=words), today=today).total == hits


def test_letters_about_a_blocked_client_are_in_nobody_elses_pile(database, today):
    with database.transaction() as session:
        an_office(session, today)
        client = a_client(session, "Åse Ødegård", person=ADULT)
        an_application(session, client, today)
        half = begin_letter(session, LetterKind.INTERIM_REPLY, client, today=today)
        number = register_letter(session, half)
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    with at_work(database, kari) as own, own.transaction() as session:
        block_client(session, client, [])
        assert len(lacking_letters(session, today=today)) == 1
    with hired(database, Role.CASEWORKER, name="Ola Vik") as other:
        with other.transaction() as session:
            assert lacking_letters(session, today=today) == ()
            assert letter_pile(session, ListQuery(), today=today).everything == 0
        hidden = (BlockedError, NotFoundError)  # a server shows not even the row
        with pytest.raises(hidden), other.transaction() as session:
            open_letter(session, number)


def test_somebody_without_an_address_is_told_before_anything_is_sent(
    session, client, today
):
    an_application(session, client, today)
    person = session.get(Client, client).person
    person.addresses.clear()
    session.flush()
    draft = begin_letter(session, LetterKind.RECEIPT, client, today=today)
    [found] = [e for e in lacks(session, draft, today=today) if e.blocks]

    assert found.remedy.act == "client/address"
    assert "Ødegård" not in found.sentence


def test_a_draft_is_saved_changed_and_thrown_away(session, client, today):
    an_application(session, client, today)
    draft = begin_letter(session, LetterKind.INTERIM_REPLY, client, today=today)
    number = register_letter(session, draft)
    card = open_letter(session, number)
    assert card.draft == draft
    changed = replace(
        draft,
        fields={**draft.fields, "reason": "Vi venter på legen."},
        enclosures=(EnclosureDraft("Skjema"), EnclosureDraft("Kart")),
    )
    edit_letter(session, number, card.version, changed)
    assert open_letter(session, number).draft == changed
    with pytest.raises(ChangedByAnotherError):
        edit_letter(session, number, card.version, draft)
    assert discard_letter(session, number) == changed
    assert letters_of_client(session, client) == ()


def test_a_text_longer_than_the_register_takes_is_told_by_its_field(
    session, client, today
):
    an_application(session, client, today)
    draft = begin_letter(session, LetterKind.INTERIM_REPLY, client, today=today)
    with pytest.raises(InvalidInputError) as told:
        register_letter(session, replace(draft, fields={"reason": "x" * 30_001}))
    assert [each.field for each in told.value.problems] == ["reason"]


def test_the_menu_says_why_a_letter_is_not_offered(session, client, today):
    found = {each.kind: each for each in offered_letters(session, client, today=today)}

    assert set(found) == set(LetterKind)
    assert not any(each.is_offered for each in found.values())
    assert found[LetterKind.RECEIPT].why_not == (
        "Brukeren har ingen søknad til behandling."
    )


def test_the_menu_offers_what_the_case_has_come_to(session, client, today):
    an_application(session, client, today)
    decision = a_grant(session, client)
    complaint = a_complaint(session, decision, today)
    offered = {
        each.kind: each.matter
        for each in offered_letters(session, client, today=today)
        if each.is_offered
    }

    assert set(offered) == {
        LetterKind.RECEIPT,
        LetterKind.INTERIM_REPLY,
        LetterKind.INFORMATION_REQUEST,
        LetterKind.ADVANCE_NOTICE,
        LetterKind.COMPLAINT_RECEIPT,
    }
    assert offered[LetterKind.COMPLAINT_RECEIPT].complaint == complaint


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_says_by_which_field_it_is_missing(session, client, today, kind):
    draft = begin_letter(session, kind, client, today=today)
    found = lacks(session, replace(draft, fields={}), today=today)
    keys = {each.key for each in found}

    for field in LETTER_FIELDS[kind]:
        if field.is_required:
            assert field.key in keys
            assert field.advice or field.label
    assert all(each.remedy is not None for each in found)
