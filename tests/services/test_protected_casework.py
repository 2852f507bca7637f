"""A whole case about somebody at a secret address, walked through by one who may not.

Each place the casework is read is a line of the table; none tells where, nor that.
"""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.assessment import AssessmentDraft
from stkdesk.domain.client import Relation
from stkdesk.domain.errors import InvalidInputError, NotAllowedError
from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryKind,
    Party,
    PartyRole,
)
from stkdesk.domain.letter import LetterDraft, LetterKind
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.domain.staff import Role
from stkdesk.services.application_list import (
    applications_of_client,
    list_open_applications,
)
from stkdesk.services.applications import open_application
from stkdesk.services.archive_export import Wanted, export_archive
from stkdesk.services.asking import asker
from stkdesk.services.assessments import assessment_of, register_assessment
from stkdesk.services.clients import edit_client, open_client
from stkdesk.services.complaint_list import complaints_of_client, open_complaints
from stkdesk.services.complaints import open_complaint
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decisions import open_decision
from stkdesk.services.duplicates import PersonRoom, people_alike
from stkdesk.services.history import client_history
from stkdesk.services.intake import who_may_apply
from stkdesk.services.journal import journal
from stkdesk.services.journal_card import begin_entry, open_entry
from stkdesk.services.journal_list import list_entries
from stkdesk.services.journal_rows import entries_of_client
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_enclosures import enclosure_choices
from stkdesk.services.letter_issuing import issue_letter, preview_letter
from stkdesk.services.letter_offers import offered_letters
from stkdesk.services.letter_paper import print_letter
from stkdesk.services.letter_pile import lacking_letters, letter_pile
from stkdesk.services.letter_recipients import recipients_of
from stkdesk.services.letters import letters_of_client, open_letter, register_letter
from stkdesk.services.papers import list_papers, open_paper, open_paper_bytes
from stkdesk.services.person_export import save_person
from stkdesk.services.search import find
from stkdesk.services.today import today_in
from stkdesk.services.trail_list import TrailFilter, list_events, open_event
from stkdesk.storage.tables import Client, ClientRelation
from tests import builders as make
from tests.services.test_protected import tells_nothing, text_of
from tests.services.writing import a_complaint, a_grant, an_application, an_office
from tests.staff import at_work, hire

ALL = ListQuery()
FIELDS = {"received_on": "2026-11-02", "answer_by": "2026-12-28"}
SECRET = {"phone": "99887766", "email": "hun@example.no"}
BY_HAND = ("leveres personlig", "leveres for hånd", "leverast personleg")


@pytest.fixture(params=[Protection.STRICT, Protection.CLIENT_ADDRESS])
def case(database, request, today):
    """An application, a decision, a complaint, letters; she and her mother hidden."""
    secret = {**SECRET, "protection": request.param}
    with database.transaction() as session:
        an_office(session, today)
        client = make.a_client(session, "Maja Berg", person=secret)
        mother = make.a_person("Åse Berg", **secret)
        session.get(Client, client).relations = [
            ClientRelation(person=mother, relation=Relation.GUARDIAN, gets_letters=True)
        ]
        session.flush()
        draft = AssessmentDraft(client_number=client, assessed_on=today)
        register_assessment(session, draft, today=today)
        application = an_application(session, client, today)
        decision = a_grant(session, client)
        complaint = a_complaint(session, decision, today)
        receipt = LetterDraft(
            LetterKind.RECEIPT, client, application_number=application, fields=FIELDS
        )
        drafted, sent = (register_letter(session, receipt) for _ in range(2))
        issued = issue_letter(session, sent, 1, today=today, recipients=[0, 1])
        papers = [paper.number for paper in issued.papers]
        came = EntryDraft(
            client_number=client,
            kind=EntryKind.INCOMING,
            document=DocumentKind.OTHER,
            title="Uttalelse",
            document_on=today,
            received_on=today,
            parties=(Party(PartyRole.SENDER, "Åse Berg"),),
        )
        entry = journal(session, came, today=today)
        begun = begin_decision(session, client, today=today, application=application)
    return {
        "client": client,
        "application": application,
        "decision": decision,
        "complaint": complaint,
        "drafted": drafted,
        "sent": sent,
        "papers": papers,
        "entry": entry,
        "begun": begun,
    }


@pytest.fixture
def ola(database, case):
    """The register as Ola sees it, who does not see such addresses."""
    hire(database, "Kari Sand", Role.CASEWORKER, sees_protected=True)
    with at_work(database, hire(database, "Ola Vik", Role.CASEWORKER)) as own:
        yield own


@pytest.fixture
def leader(database, case):
    """The same for a leader, who reads the log as well."""
    who = hire(database, "Liv Nes", Role.LEADER, Role.CASEWORKER)
    with at_work(database, who) as own:
        yield own


def alike(session):
    person = PersonDraft(
        given_name="Maja", family_name="Berg", birth_date=date(2008, 2, 1)
    )
    return people_alike(session, PersonRoom.CLIENTS, person)


def whole_log(session):
    rows = list_events(session, ALL, TrailFilter()).rows
    return rows, [open_event(session, row.number) for row in rows]


#: Every place that shows something of a case.
PLACES = {
    "card": lambda s, c, t: open_client(s, c["client"], today=t),
    "history": lambda s, c, t: client_history(s, c["client"]),
    "assessment": lambda s, c, t: assessment_of(s, c["client"], today=t),
    "applicants": lambda s, c, t: who_may_apply(s, c["client"]),
    "application": lambda s, c, t: open_application(s, c["application"]),
    "applications": lambda s, c, t: (
        list_open_applications(s),
        applications_of_client(s, c["client"]),
    ),
    "decision": lambda s, c, t: open_decision(s, c["decision"]),
    "decision begun": lambda s, c, t: begin_decision(s, c["client"], today=t),
    "complaint": lambda s, c, t: open_complaint(s, c["complaint"], today=t),
    "complaints": lambda s, c, t: (
        open_complaints(s, today=t),
        complaints_of_client(s, c["client"], today=t),
    ),
    "letter": lambda s, c, t: (open_letter(s, c["drafted"]), open_letter(s, c["sent"])),
    "letters": lambda s, c, t: (
        letters_of_client(s, c["client"]),
        offered_letters(s, c["client"], today=t),
        letter_pile(s, ALL, today=t),
        lacking_letters(s, today=t),
    ),
    "recipients": lambda s, c, t: recipients_of(
        s, open_letter(s, c["drafted"]).draft, today=t
    ),
    "enclosures": lambda s, c, t: enclosure_choices(s, c["client"]),
    "journal": lambda s, c, t: (
        list_entries(s, ALL),
        entries_of_client(s, c["client"]),
        open_entry(s, c["entry"]),
        begin_entry(s, c["client"]),
    ),
    "papers": lambda s, c, t: (
        list_papers(s, ALL),
        [open_paper(s, number) for number in c["papers"]],
    ),
    "alike": lambda s, c, t: alike(s),
    "search": lambda s, c, t: (find(s, "maja"), find(s, "berg")),
}


def test_no_place_of_a_case_tells_where_or_that(ola, case, today):
    for place, look in PLACES.items():
        with ola.transaction() as session:
            shown = str(look(session, case, today))
        assert tells_nothing(shown), place
        assert not [words for words in BY_HAND if words in shown.casefold()], place
        assert "by_hand=True" not in shown, place
        assert len(shown) > 20, place


def test_one_who_may_see_them_is_told(database, case, today):
    kari = hire(database, "Kari Sand", Role.CASEWORKER, sees_protected=True)
    with at_work(database, kari) as own, own.transaction() as session:
        assert not tells_nothing(PLACES["card"](session, case, today))
        recipients = PLACES["recipients"](session, case, today)
        by_hand = [one.by_hand for one in recipients]
        assert all(by_hand) or not tells_nothing(recipients)


def test_what_is_begun_of_every_kind_tells_nothing(ola, case, today):
    about = {
        "application": case["application"],
        "decision": case["decision"],
        "complaint": case["complaint"],
    }
    with ola.reading() as session:
        for kind in LetterKind:
            draft = begin_letter(session, kind, case["client"], **about, today=today)
            assert tells_nothing(draft)
            assert tells_nothing(recipients_of(session, draft, today=today))
            seen = preview_letter(session, draft, today=today)
            assert tells_nothing(replace(seen, sender=replace(seen.sender, email="")))


def test_nothing_of_a_case_is_found_by_where_they_live(ola):
    with ola.reading() as session:
        for words in ("Fjordgata", "6509", "99887766"):
            assert find(session, words) == ()
            assert list_entries(session, ListQuery(search=words)).total == 0
            assert list_papers(session, ListQuery(search=words)).total == 0


def test_today_tells_nothing(ola, case, today):
    with ola.reading() as session:
        told = today_in(asker(session), today=today, actor=ola.actor)
    assert tells_nothing(told)


def test_no_letter_comes_out_of_the_register_for_them(ola, case, today):
    with ola.transaction() as session:
        draft = open_letter(session, case["drafted"])
        for errand in (
            lambda: print_letter(session, case["sent"], today=today),
            lambda: print_letter(session, case["drafted"], today=today),
            lambda: issue_letter(session, draft.number, draft.version, today=today),
            *(
                lambda number=number: open_paper_bytes(session, number)
                for number in case["papers"]
            ),
        ):
            with pytest.raises(NotAllowedError) as refusal:
                errand()
            assert "Kari Sand" in str(refusal.value)
            assert tells_nothing(refusal.value)


def test_a_letter_by_hand_has_neither_the_address_nor_why(database, case):
    with database.reading() as session:
        for number in case["papers"]:
            text = text_of(open_paper_bytes(session, number)).casefold()
            assert "fjordgata" not in text or "strengt" not in text
            assert "99887766" not in text
            assert not [
                word
                for word in ("fortrolig", "kode 6", "gradert")
                if word in text.replace("ugradert", "")
            ]


def test_the_archive_export_leaves_out_what_may_not_be_seen(ola, case, today, tmp_path):
    run = export_archive(ola, Wanted(), tmp_path / "arkiv", today=today)
    try:
        while True:
            next(run)
    except StopIteration as end:
        done = end.value
    assert done.is_partial
    for file in (tmp_path / "arkiv").rglob("*"):
        if file.is_file() and file.suffix != ".pdf":
            assert tells_nothing(file.read_text("utf-8")), file.name
        elif file.is_file():
            assert tells_nothing(text_of(file.read_bytes())), file.name


def test_a_person_is_not_exported_by_one_who_may_not_see_where(
    leader, case, today, tmp_path
):
    file = tmp_path / "ut.zip"
    with pytest.raises(NotAllowedError) as refusal, leader.transaction() as session:
        save_person(session, "clients", case["client"], file, today=today)
    assert tells_nothing(refusal.value)
    assert not file.exists()


def test_the_log_does_not_tell_either(leader, case):
    with leader.reading() as session:
        shown = str(whole_log(session))
    assert tells_nothing(shown)
    assert "by_hand=True" not in shown


def test_strictly_confidential_takes_only_a_postal_address(database, today):
    with database.transaction() as session:
        an_office(session, today)
        client = make.a_client(session, "Maja Berg")
    with database.transaction() as session:
        card = open_client(session, client)
        strict = replace(card.draft.person, protection=Protection.STRICT)
        with pytest.raises(InvalidInputError) as refusal:
            edit_client(
                session,
                client,
                card.version,
                replace(card.draft, person=strict),
                today=today,
            )
    assert [each.field for each in refusal.value.problems] == ["street"]
