"""A case with everything in it, for somebody who asks to see it."""

from dataclasses import replace
from datetime import date

from stkdesk.domain.client import Relation
from stkdesk.domain.insight import InsightDraft
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.timesheet import Visit
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decisions import register_decision
from stkdesk.services.declarations import print_declaration
from stkdesk.services.issuing import issue_decision
from stkdesk.services.office import set_up_office
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.services.recipients import letter_recipients
from stkdesk.storage.tables import (
    Assignment,
    Client,
    ClientRelation,
    Contact,
    Decision,
)
from tests import builders
from tests.documents import samples

OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    running_unit="Bo og habilitering",
    deciding_unit="Tjenestekontoret",
    postal_line="Postboks 124",
    postal_code="4481",
    city="Fjordvik",
    phone="51004000",
    county_governor="Statsforvalteren i Rogaland",
    case_officer="Kåre Næss",
    case_officer_phone="51004123",
)
ASKED = InsightDraft(received_on=date(2026, 11, 10), due_on=date(2026, 12, 10))
#: What belongs to others than the client, in the client's own file.
OF_CONTACT = ("Skogveien 9", "86011117947", "90112233", "A-4711")
OF_GUARDIAN = ("Vergeveien 2", "40556677")


def a_case(database, today, *, language=Language.BOKMAL):
    """Register client, guardian, contact, decision, sheets and papers; return numbers.

    The contact helps another client too.
    """
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=today)
        contact = builders.a_contact(
            session,
            "Håkon Solheim",
            person={"phone": "90112233"},
            account_number="86011117947",
            employee_number="A-4711",
            language=language,
        )
        session.get(Contact, contact).person.addresses[0].street = "Skogveien 9"
        client = builders.a_client(
            session,
            "Åse Ødegård",
            person={"birth_date": date(1990, 5, 1), "phone": "41223344"},
            case_number="2026/881",
            wishes="Vil på kino",
            language=language,
        )
        guardian = builders.a_person("Kari Verge", phone="40556677")
        guardian.addresses[0].street = "Vergeveien 2"
        case = session.get(Client, client)
        case.relations.append(
            ClientRelation(person=guardian, relation=Relation.GUARDIAN)
        )
        session.flush()
        first = builders.an_assignment(session, client, contact, goal="Ut på tur")
        other = builders.an_assignment(session, "Oskar Moen", contact, goal="Sjakk")
        period = builders.periods(session)["2026-10"]
        for assignment, words in ((first, "Kino"), (other, "Sjakk med Oskar")):
            visits = [
                Visit(date(2026, 10, day), 960, 180, activity=words)
                for day in range(1, 13)
            ]
            builders.a_sheet(session, assignment, period.number, *visits)
        decision = a_decision(session, client, today)
        print_declaration(session, contact, today=today)
        sheet = samples.a_timesheet(address=replace(samples.CONTACT))
        keep_paper(
            session,
            "T-2026-009999-XX",
            PaperKind.TIMESHEET,
            language,
            links=PaperLinks(
                client_number=client, contact_number=contact, assignment_number=first
            ),
            today=today,
            data=_drawn(sheet),
        )
        return {
            "client": client,
            "contact": contact,
            "decision": decision,
            "other": session.get(Assignment, other).client_number,
        }


def a_decision(session, client, today):
    """Issue a decision about ``client``; return its number."""
    whole = replace(
        begin_decision(session, client, today=today),
        valid_from=today,
        items=builders.individual(4 * 60),
        goal="Komme mer ut.",
        facts="Bor alene.",
        grounds="Trenger selskap.",
    )
    number = register_decision(session, whole)
    version = session.get(Decision, number).version
    everybody = letter_recipients(session, client, today=today)
    keys = [one.key for one in everybody if one.is_proposed]
    issue_decision(session, number, version, today=today, recipients=keys)
    return number


def _drawn(form):
    from stkdesk.documents.print_file import build

    return build(form)
