"""What somebody is told of the case itself when they ask what is kept."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from stkdesk.domain.application import ApplicationDraft
from stkdesk.domain.assessment import AssessmentDraft, TargetGroup
from stkdesk.domain.assignment import Solution
from stkdesk.domain.insight import InsightDraft
from stkdesk.domain.journal import DocumentKind, EntryDraft, Party, PartyRole
from stkdesk.domain.language import Language
from stkdesk.services.application_pauses import pause_application
from stkdesk.services.applications import register_application
from stkdesk.services.assessments import register_assessment
from stkdesk.services.attachments import attach
from stkdesk.services.insight import make_insight
from stkdesk.services.journal import journal
from tests.builders import a_client
from tests.documents.reading import text_of
from tests.services.complaining import an_office

CAME = date(2026, 11, 2)
FOUND = {
    "own_wishes": "Vil bade.",
    "goals": "Komme ut.",
    "network": "Få venner.",
    "functions": "Trenger følge.",
    "other_services": "Avlastning.",
    "alternatives": "Gruppe.",
    "own_view": "Mer enn før.",
    "child_view": "Helst lørdag.",
}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.BOKMAL, ("Hvem som søkte", "i målgruppen", "Journalen i saken")),
        (Language.NYNORSK, ("Kven som søkte", "i målgruppa", "Journalen i saka")),
    ],
)
def test_application_assessment_and_journal_are_told(database, today, language, words):
    asked = InsightDraft(received_on=today, due_on=date(2026, 12, 10))
    with database.transaction() as session:
        an_office(session, today)
        client = a_client(session, "Åse Bø", language=language)
        application = register_application(
            session,
            ApplicationDraft(
                client_number=client,
                received_on=CAME,
                wanted_minutes=300,
                solutions=frozenset({Solution.GROUP}),
                wishes="Svømming.",
                enclosed="Legeerklæring.",
            ),
            today=today,
        )
        pause_application(session, application, today, "Venter på legen.")
        register_assessment(
            session,
            AssessmentDraft(
                client_number=client,
                assessed_on=CAME,
                target_group=TargetGroup.INSIDE,
                **FOUND,
            ),
            today=today,
        )
        incoming = EntryDraft(
            client_number=client,
            document=DocumentKind.STATEMENT,
            title="Uttalelse fra skolen",
            document_on=CAME,
            received_on=CAME,
            parties=(Party(PartyRole.SENDER, "Byen skole"),),
        )
        out = BytesIO()
        Image.new("L", (8, 8), 255).save(out, "PNG")
        entry = journal(session, incoming, today=today)
        attach(session, entry, "Skannet brev", out.getvalue(), today=today)
        paper = make_insight(session, "clients", client, asked, today=today)
    text = " ".join(text_of(paper.data).split())

    for each in (
        *(*words, "2. november 2026", "5 timer" if language == "nb" else "5 timar"),
        *("Aktivitetsgruppe", "Svømming.", "Legeerklæring.", "Venter på legen."),
        *(*FOUND.values(), "2026/1-2", "Uttalelse fra skolen", "Byen skole"),
        "Skannet brev",
    ):
        assert each in text
