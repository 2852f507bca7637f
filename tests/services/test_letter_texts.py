"""The office's own wordings: from their day on, and never over what has held."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from stkdesk.documents.own_words import OwnWords, from_plain, to_plain
from stkdesk.documents.paragraphs import find_paragraph
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import PAPERS
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.letter_text_list import list_letter_texts, open_paragraph
from stkdesk.services.letter_texts import (
    WordingDraft,
    own_words,
    remove_wording,
    set_wording,
)
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Event, EventDetail
from tests.staff import hired

NB, NN = Language.BOKMAL, Language.NYNORSK
NEXT = find_paragraph("decision", "granted.next")
FRAMES = find_paragraph("decision", "granted.frames")
OURS = "Vi ringer deg når vi har funnet noen."
VAR = "Vi ringjer deg når vi har funne nokon."


@pytest.fixture
def office(database, today):
    with database.transaction() as session:
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )


@pytest.fixture
def write(database, today, office):
    """Save a wording as somebody does who has just opened the paragraph."""

    def _write(bodies, valid_from=None, *, paragraph=NEXT, on=None):
        on = on or today
        with database.transaction() as session:
            card = open_paragraph(session, paragraph.paper, paragraph.key)
            draft = WordingDraft(
                paragraph.paper, paragraph.key, valid_from or on, bodies
            )
            set_wording(session, draft, card.mark, today=on)

    return _write


@pytest.fixture
def said(database):
    """Return what a new letter says in a paragraph on a day."""

    def _said(day, *, paragraph=NEXT, language=NB):
        with database.reading() as session:
            own = own_words(session, paragraph.paper, language, day)
        words = own.texts(paragraph.paper, language)
        if "\n\n" in paragraph.body(language) or paragraph.part.value == "list":
            return "\n\n".join(words.many(paragraph.key))
        return words[paragraph.key]

    return _said


def days(count):
    """Return so many days."""
    return timedelta(days=count)


def test_until_the_office_writes_its_own_the_standard_stands(said, office, today):
    assert said(today) == NEXT.bokmal


def test_a_wording_holds_from_its_day_on_in_its_own_language(write, said, today):
    write({NB: OURS}, today + days(7))

    assert said(today + days(6)) == NEXT.bokmal
    assert said(today + days(7)) == OURS
    assert said(today + days(700)) == OURS
    assert said(today + days(7), language=NN) == NEXT.nynorsk


def test_both_languages_are_saved_at_once(write, said, today):
    write({NB: OURS, NN: VAR})

    assert said(today) == OURS
    assert said(today, language=NN) == VAR


def test_the_standard_comes_back_from_a_day_and_history_stays(write, said, today):
    write({NB: OURS})
    write({NB: None}, today + days(30), on=today + days(30))

    assert said(today + days(29)) == OURS
    assert said(today + days(30)) == NEXT.bokmal


def test_writing_the_standard_by_hand_is_the_standard(database, write, today):
    write({NB: OURS})
    write({NB: f"  {NEXT.bokmal}\n"}, today + days(1))

    with database.reading() as session:
        card = open_paragraph(session, "decision", NEXT.key)
    assert [each.body for each in card.versions] == [OURS, None]


def test_saving_what_stands_makes_no_version(database, write, today):
    write({NB: NEXT.bokmal, NN: None})
    write({NB: OURS})
    write({NB: OURS}, today + days(5))

    with database.reading() as session:
        assert len(open_paragraph(session, "decision", NEXT.key).versions) == 1


def test_one_of_the_same_day_is_replaced(database, write, said, today):
    write({NB: OURS})
    write({NB: "Vi skriver til deg."})

    assert said(today) == "Vi skriver til deg."
    with database.reading() as session:
        assert len(open_paragraph(session, "decision", NEXT.key).versions) == 1


def test_what_letters_have_said_is_not_rewritten(write, today):
    with pytest.raises(InvalidInputError) as told:
        write({NB: OURS}, today - days(1))

    assert told.value.problems[0].field == "valid_from"
    assert "16.11.2026, eller senere" in told.value.problems[0].message


def test_a_wording_without_a_day_is_refused(database, office, today):
    with (
        pytest.raises(InvalidInputError, match="fra hvilken dag"),
        database.transaction() as session,
    ):
        draft = WordingDraft("decision", NEXT.key, None, {NB: OURS})
        set_wording(session, draft, (), today=today)


def test_a_problem_is_told_by_the_language_it_is_in(write):
    lead = find_paragraph("decision", "granted.lead")
    with pytest.raises(InvalidInputError) as told:
        write(
            {NB: lead.bokmal, NN: "Du får støttekontakt frå {first}."}, paragraph=lead
        )

    assert [(each.field, each.message) for each in told.value.problems] == [
        ("nn", "Teksten må ha med «timer».")
    ]


def test_signs_that_cannot_be_printed_are_told(write):
    with pytest.raises(InvalidInputError) as told:
        write({NB: "Vi ringer deg 🎉"})

    assert told.value.problems[0].field == "nb"
    assert "🎉" in told.value.problems[0].message


def test_a_version_that_has_not_begun_can_be_taken_away(database, write, said, today):
    write({NB: OURS}, today + days(7))
    with database.transaction() as session:
        [version] = open_paragraph(session, "decision", NEXT.key).versions
        remove_wording(session, version.number, version.version, today=today)

    assert said(today + days(7)) == NEXT.bokmal


def test_a_version_that_holds_cannot(database, write, today):
    write({NB: OURS})
    with (
        pytest.raises(InvalidInputError, match="begynt å gjelde"),
        database.transaction() as session,
    ):
        [version] = open_paragraph(session, "decision", NEXT.key).versions
        remove_wording(session, version.number, version.version, today=today + days(1))


def test_a_version_that_is_gone_is_told_so(database, write, today):
    with pytest.raises(NotFoundError), database.transaction() as session:
        remove_wording(session, 99, 1, today=today)


def test_two_who_write_at_once_do_not_write_over_each_other(database, write, today):
    with database.reading() as session:
        seen = open_paragraph(session, "decision", NEXT.key).mark
    write({NB: OURS})

    with (
        pytest.raises(ChangedByAnotherError, match="står her fortsatt"),
        database.transaction() as session,
    ):
        draft = WordingDraft("decision", NEXT.key, today, {NN: VAR})
        set_wording(session, draft, seen, today=today)


def test_the_list_says_which_paragraphs_are_the_offices_own(database, write, today):
    write({NB: OURS})
    write({NN: "Vi dekkjer utgifter."}, today + days(40), paragraph=FRAMES)

    with database.reading() as session:
        papers = list_letter_texts(session, today=today)
    assert [row.paper for row in papers] == list(PAPERS)
    [decision] = [row for row in papers if row.paper.key == "decision"]
    assert decision.own == 1
    [coming] = [row for row in decision.paragraphs if row.coming]
    assert coming.paragraph.key == FRAMES.key
    assert (coming.is_own, coming.coming) == (False, today + days(40))


def test_texts_of_the_frame_come_with_every_letter(write, said, today):
    greeting = find_paragraph("frame", "signed_by")
    write({NB: "Hilsen oss"}, paragraph=greeting)

    assert said(today, paragraph=greeting) == "Hilsen oss"


def test_a_paragraph_that_is_no_more_is_told_so(database, office):
    with pytest.raises(NotFoundError), database.reading() as session:
        open_paragraph(session, "decision", "no.such")


def test_what_is_typed_is_no_markup_but_bold(write, said, today):
    write({NB: "Ring <b>51 00 40 00</b> & spør <i>oss</i>."})

    assert said(today) == ("Ring <b>51 00 40 00</b> &amp; spør &lt;i&gt;oss&lt;/i&gt;.")


def test_a_paragraph_is_left_out_when_the_case_has_nothing_to_say(write, database):
    write({NB: "Vi ringer deg.\n\nDu søkte {applied}."})
    with database.reading() as session:
        own = own_words(session, "decision", NB, date(2030, 1, 1))
    words = own.texts("decision", NB)

    assert words.filled(NEXT.key, {"applied": ""}) == ["Vi ringer deg."]
    assert words.filled(NEXT.key, {"applied": "1. mai <2026>"}) == [
        "Vi ringer deg.",
        "Du søkte 1. mai &lt;2026&gt;.",
    ]


def test_what_was_used_is_frozen_and_read_back(write, database, today):
    write({NB: OURS})
    with database.reading() as session:
        own = own_words(session, "decision", NB, today)

    assert own.wordings == (("decision/granted.next", OURS),)
    assert from_plain(to_plain(own)) == own
    assert from_plain(to_plain(OwnWords())) == OwnWords()


@pytest.mark.parametrize("role", Role)
def test_who_may_edit_the_letters(database, office, today, role):
    draft = WordingDraft("decision", NEXT.key, today, {NB: OURS})
    with hired(database, role) as own:
        if role in (Role.LEADER, Role.ADMINISTRATOR):
            with own.transaction() as session:
                set_wording(session, draft, (), today=today)
        else:
            with pytest.raises(NotAllowedError), own.transaction() as session:
                set_wording(session, draft, (), today=today)


def test_the_log_tells_who_wrote_what(database, office, today):
    with hired(database, Role.LEADER) as own, own.transaction() as session:
        draft = WordingDraft("decision", NEXT.key, today, {NB: OURS})
        set_wording(session, draft, (), today=today)
        number = session.info["actor"].number
    with database.reading() as session:
        [event] = session.scalars(
            select(Event).where(Event.table_name == "letter_texts")
        )
        assert event.staff_number == number
        assert OURS in session.get(EventDetail, event.seq).body
