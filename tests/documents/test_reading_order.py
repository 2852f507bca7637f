"""What a screen reader says of a paper, and in which order."""

from stkdesk.documents.print_file import build
from stkdesk.domain.contact_letter import ContactLetterKind
from tests.documents.contact_letter_samples import a_contact_letter
from tests.documents.reading import spoken
from tests.documents.samples import (
    CONTACT,
    NB,
    OFFICE,
    a_decision,
    a_timesheet,
    some_visits,
)


def test_a_label_is_read_with_its_value_on_a_timesheet():
    said = spoken(build(a_timesheet(visits=some_visits(2))))

    for pair in (
        ("H1", "Timeliste for støttekontakt"),
        ("Figure", "Kommunevåpenet til Fjordvik kommune"),
        ("Figure", "Strekkode med dokument-ID T-2026-004211-3Q"),
        ("P", "Støttekontakt Sølvi Ångstrøm Næss"),
        ("P", "Oppdrag ÅBØ · oppdrag 771"),
        ("P", "Leveres innen 5. november 2026"),
        ("P", "Sum timer 4,5"),
        ("P", "Sum km og utlegg 7,5 120,50"),
    ):
        assert pair in said, pair


def test_a_table_is_read_row_by_row_and_empty_lines_are_not_read():
    said = spoken(build(a_timesheet(visits=some_visits(2))))
    heads = [text for role, text in said if role == "TH"]
    cells = [text for role, text in said if role == "TD"]

    assert heads[:3] == ["Dato", "Fra kl.", "Til kl."]
    assert cells[:6] == [
        "01.10.2026",
        "17:00",
        "19:00",
        "2",
        "Svømming på Sørhallen",
        "120,50",
    ]
    assert said.index(("TD", "01.10.2026")) < said.index(("P", "Sum timer 4,5"))


def test_a_letter_is_read_from_the_sender_to_the_signature():
    said = spoken(build(a_decision(grounds="Grunn. " * 400)))
    texts = [text for _, text in said]
    places = [
        texts.index(text)
        for text in (
            "Fjordvik kommune",
            "Saksnr. 2026/1187",
            "Du får støttekontakt",
            "Hva du får",
            "Begrunnelse",
            "Slik kan du klage",
            "Regler vi har brukt",
            "Med vennlig hilsen",
            "Marit Hægstad seksjonssjef",
        )
    ]

    assert places == sorted(places)
    assert ("H1", "Du får støttekontakt") in said
    assert ("H2", "Begrunnelse") in said
    assert said[said.index(("P", "Omfang")) + 1] == ("P", "4 timer i uken")


def test_a_paragraph_over_two_pages_is_one_paragraph():
    said = spoken(build(a_decision(grounds="Grunn. " * 900)))

    assert [text for _, text in said if "Grunn." in text] == [("Grunn. " * 900).strip()]


def test_a_bullet_and_its_text_are_an_item():
    said = spoken(build(a_decision()))
    at = said.index(("Lbl", "•"))

    assert said[at + 1][0] == "LBody"
    assert said[at + 1][1].startswith("helse- og omsorgstjenesteloven § 3-2")


def test_two_lines_of_one_answer_are_not_read_as_one_word():
    """The line is broken on purpose, after a piece of its own."""
    kind = ContactLetterKind.CERTIFICATE_REQUEST
    letter = a_contact_letter(kind, OFFICE, CONTACT, NB)
    texts = [text for _, text in spoken(build(letter))]
    reach = texts[texts.index("Kontakt") + 1]

    assert f" {OFFICE.postal_line}, " in reach
