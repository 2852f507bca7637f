"""What somebody is told of their own complaints when they ask what is kept."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.documents.texts import texts
from stkdesk.domain.application import Applicant
from stkdesk.domain.complaint import (
    ComplaintDraft,
    ComplaintOutcome,
    ComplaintPoint,
    GovernorOutcome,
)
from stkdesk.domain.insight import InsightDraft
from stkdesk.domain.language import Language
from stkdesk.services.complaints import register_complaint
from stkdesk.services.insight import make_insight
from tests.builders import a_client
from tests.documents.reading import text_of
from tests.services.complaining import an_office, issued

WHOLE = ComplaintDraft(
    received_on=date(2026, 11, 10),
    wants="Fire timer.",
    points=(ComplaintPoint("Behovet har økt.", "Vi ser det annerledes."),),
    reassessment="Vi står ved vedtaket.",
    outcome=ComplaintOutcome.UPHELD,
    outcome_on=date(2026, 11, 11),
    forwarded_on=date(2026, 11, 11),
    governor_outcome=GovernorOutcome.SENT_BACK,
    governor_on=date(2026, 11, 13),
    governor_text="Ikke godt nok opplyst.",
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.BOKMAL, ("du selv", "vedtaket opprettholdt", "sendt tilbake")),
        (Language.NYNORSK, ("du sjølv", "vi held fast ved vedtaket", "oppheva")),
    ],
)
def test_a_complaint_is_told_whole_in_the_language_of_the_reader(
    database, today, language, words
):
    asked = InsightDraft(received_on=today, due_on=date(2026, 12, 10))
    with database.transaction() as session:
        an_office(session, today)
        client = a_client(session, "Åse Bø", language=language)
        draft = replace(WHOLE, decision_number=issued(session, client))
        register_complaint(session, draft, today=today)
        paper = make_insight(session, "clients", client, asked, today=today)
    text = " ".join(text_of(paper.data).split())

    for each in (
        *("Klage på vedtak 2026/14-1", "10. november 2026", *words),
        *("Fire timer.", "Behovet har økt.", "Vi ser det annerledes."),
        *("Vi står ved vedtaket.", "Ikke godt nok opplyst."),
    ):
        assert each in text, each


@pytest.mark.parametrize("language", Language)
def test_every_word_a_complaint_can_need_is_there(language):
    words = texts("insight_data", language)
    for table, kinds in (
        ("complainants", Applicant),
        ("outcomes", ComplaintOutcome),
        ("governor", GovernorOutcome),
    ):
        assert all(words[f"{table}.{each.value}"] for each in kinds)
