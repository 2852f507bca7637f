"""The letter beside the editor: invented, or real for those who may read it."""

import pytest
from sqlalchemy import select

from stkdesk.documents.paragraphs import find_paragraph
from stkdesk.documents.print_file import build
from stkdesk.domain.errors import BlockedError, NotAllowedError, NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Role
from stkdesk.services.blocking import block_client
from stkdesk.services.decision_paper import print_decision
from stkdesk.services.letter_examples import example_letter, real_letters
from stkdesk.services.letter_text_list import open_paragraph
from stkdesk.services.letter_texts import WordingDraft, set_wording
from stkdesk.storage.tables import Client, Decision, Event
from tests.documents.reading import text_of
from tests.services.test_issuing import issued, office
from tests.staff import hired

__all__ = ["office"]  # the fixture

NB, NN = Language.BOKMAL, Language.NYNORSK
NEXT = find_paragraph("decision", "granted.next")
OURS = "Vi ringer deg når vi har funnet noen."


def write(database, today, body):
    """Let ``body`` stand in a paragraph from today."""
    with database.transaction() as session:
        mark = open_paragraph(session, "decision", NEXT.key).mark
        draft = WordingDraft("decision", NEXT.key, today, {NB: body})
        set_wording(session, draft, mark, today=today)


def said(letter):
    """Return what is printed, on one line."""
    return " ".join(text_of(build(letter)).split())


def test_an_invented_letter_shows_what_is_typed(office, today):
    with office.reading() as session:
        letter = example_letter(session, NEXT, NB, OURS, today=today)

    assert OURS in said(letter)
    assert "Kari Eksempel" in said(letter)
    assert "Fjordvik kommune" in said(letter)


@pytest.mark.parametrize(
    "key", ["refused.lead", "ended.lead_wish", "questions.write", "suspension.text"]
)
def test_the_example_is_one_in_which_the_paragraph_is_printed(office, today, key):
    paragraph = find_paragraph("decision", key)
    with office.reading() as session:
        body = f"{paragraph.bokmal} Merke."
        letter = example_letter(session, paragraph, NB, body, today=today)

    assert "Merke." in said(letter)


def test_a_real_letter_is_shown_with_the_texts_of_today(office, today):
    number, _done = issued(office, today)
    with office.reading() as session:
        [real] = real_letters(session, "decision")
        letter = example_letter(session, NEXT, NB, OURS, today=today, real=real.number)

    assert real.number == number
    assert real.told == "2026/1-1, 16.11.2026"
    assert "Åse Ødegård" not in real.told
    assert "Åse Ødegård" in said(letter)
    assert OURS in said(letter)
    assert letter.draft


def test_that_a_real_letter_was_read_is_in_the_log(office, today):
    number, _done = issued(office, today)
    with hired(office, Role.LEADER) as own:
        with own.reading() as session:
            example_letter(session, NEXT, NB, OURS, today=today, real=number)
        own.settle()
    with office.reading() as session:
        read = select(Event).where(
            Event.action == "opened", Event.table_name == "decisions"
        )
        assert [each.record for each in session.scalars(read)] == [number]


def test_who_may_not_read_cases_is_shown_none(office, today):
    number, _done = issued(office, today)
    with hired(office, Role.ADMINISTRATOR) as own:
        with own.reading() as session:
            assert real_letters(session, "decision") == ()
        with pytest.raises(NotAllowedError), own.reading() as session:
            example_letter(session, NEXT, NB, OURS, today=today, real=number)


def test_nor_is_a_letter_about_somebody_one_may_not_see(office, today):
    number, _done = issued(office, today)
    with office.transaction() as session:
        block_client(session, session.get(Decision, number).client_number, ())
    with hired(office, Role.LEADER) as own:
        with own.reading() as session:
            assert real_letters(session, "decision") == ()
        hidden = (BlockedError, NotFoundError)  # a server does not even show it
        with pytest.raises(hidden), own.reading() as session:
            example_letter(session, NEXT, NB, OURS, today=today, real=number)


def test_nor_one_with_an_address_that_may_not_be_seen(office, today):
    number, _done = issued(office, today)
    with office.transaction() as session:
        client = session.get(Client, session.get(Decision, number).client_number)
        client.person.protection = Protection.CONFIDENTIAL
    with (
        hired(office, Role.LEADER) as own,
        pytest.raises(NotAllowedError),
        own.reading() as session,
    ):
        example_letter(session, NEXT, NB, OURS, today=today, real=number)


def test_a_letter_that_is_gone_is_told_so(office, today):
    with pytest.raises(NotFoundError), office.reading() as session:
        example_letter(session, NEXT, NB, OURS, today=today, real=99)


def test_a_new_decision_says_it_and_an_old_one_never_does(office, today):
    before, old = issued(office, today)
    write(office, today, OURS)
    _after, new = issued(office, today)

    assert OURS not in " ".join(text_of(old.papers[0].data).split())
    assert OURS in " ".join(text_of(new.papers[0].data).split())
    with office.transaction() as session:
        again = print_decision(session, before, today=today)
    assert again.data == old.papers[0].data
