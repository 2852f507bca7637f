"""The letters to support contacts: what each must say, and what none may."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from stkdesk.documents.contact_letter import content_from_json, content_to_json
from stkdesk.documents.print_file import build
from stkdesk.documents.texts import texts
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.contact_letter_fields import CONTACT_LETTER_FIELDS
from stkdesk.domain.language import Language
from tests.documents import contact_letter_samples
from tests.documents.contact_letter_samples import IDENTITY
from tests.documents.reading import runs, text_of
from tests.documents.samples import CLIENT, CONTACT, NB, NN, OFFICE

K = ContactLetterKind
CHILD = {"basis": "bvl_12_11"}
#: What the police ask for (domain reference 2.2), in both languages.
PURPOSE = {
    "name": ("Navn Sølvi Ångstrøm Næss", "Namn Sølvi Ångstrøm Næss"),
    "identity": ("Fødselsnummer 150790 12345", "Fødselsnummer 150790 12345"),
    "purpose": (
        "Formål Kommunale helse- og omsorgstjenester: Tilbud om stilling eller oppdrag",
        "Formål Kommunale helse- og omsorgstenester: Tilbod om stilling eller oppdrag",
    ),
    "position": ("Stilling Støttekontakt", "Stilling Støttekontakt"),
    "kind of position": ("Stillingstype Oppdrag", "Stillingstype Oppdrag"),
    "basis": (
        "Hjemmel helse- og omsorgstjenesteloven § 5-4",
        "Heimel helse- og omsorgstenestelova § 5-4",
    ),
    "employer": (
        "Oppdragsgiver Fjordvik kommune, Bo og habilitering, org.nr. 964 000 123",
        "Oppdragsgjevar Fjordvik kommune, Bo og habilitering, org.nr. 964 000 123",
    ),
    "how to reach us": (
        "Kontakt Kåre Næss Sørbø, 51 00 41 23, post@fjordvik.example "
        "Postboks 124, 4481 Fjordvik",
    )
    * 2,
    "place and day": (
        "Sted og dato Fjordvik, 23. november 2026",
        "Stad og dato Fjordvik, 23. november 2026",
    ),
    "signature": ("Marit Hægstad seksjonssjef", "Marit Hægstad seksjonssjef"),
    "the police": (
        "Politiets enhet for vandelskontroll og politiattester, "
        "Postboks 113, 9951 Vardø",
    )
    * 2,
    "where to show it": (
        "så snart du får den: Rådhusgata 7, 4480 Fjordvik",
        "så snart du får han: Rådhusgata 7, 4480 Fjordvik",
    ),
    "how old": ("eldre enn tre måneder", "eldre enn tre månader"),
}
#: What each of the others must say.
MUST = {
    K.INTERVIEW: (
        ("3. desember 2026 klokken 14.30", "3. desember 2026 klokka 14.30"),
        ("Rådhuset, møterom 2", "Rådhuset, møterom 2"),
        ("Ta med legitimasjon", "Ta med legitimasjon"),
        ("Papir B2.", "Papir B2."),
    ),
    K.APPROVED: (
        ("har godkjent deg", "har godkjent deg"),
        ("Politiattest:", "Politiattest:"),
        ("Taushetserklæring:", "Teieplikt:"),
        ("Kurs:", "Kurs:"),
    ),
    K.REFUSED: (
        ("ikke tilby deg oppdrag", "ikkje tilby deg oppdrag"),
        ("rett til å se hva vi har", "rett til å sjå kva vi har"),
    ),
    K.START: (
        ("støttekontakt for Åse Bjørnsdatter", "støttekontakt for Åse Bjørnsdatter"),
        ("1. desember 2026", "1. desember 2026"),
        ("Den første uken", "Den første veka"),
        ("senest 5. januar 2027", "seinast 5. januar 2027"),
        ("er taushetsbelagt", "er underlagt teieplikt"),
    ),
    K.PAUSE: (
        (
            "fra 14. desember 2026 til og med 10. januar 2027",
            "frå 14. desember 2026 til og med 10. januar 2027",
        ),
        ("fører ikke timer i pausen", "fører ikkje timar i pausen"),
    ),
    K.END: (
        ("Siste dag er 31. desember 2026", "Siste dag er 31. desember 2026"),
        ("senest 5. januar 2027", "seinast 5. januar 2027"),
        ("Lever tilbake nøkler", "Lever tilbake nøklar"),
        ("makulerer vi den", "makulerer vi han"),
    ),
    K.REFERENCE: (
        ("født 15. juli 1990".capitalize(), "Fødd 15. juli 1990"),
        (
            "fra 1. februar 2024 til og med 31. oktober 2026",
            "frå 1. februar 2024 til og med 31. oktober 2026",
        ),
        ("120 timer", "120 timar"),
        ("Oppdrag A1.", "Oppdrag A1."),
    ),
}


def a_letter(kind, language=NB, **changes):
    return contact_letter_samples.a_contact_letter(
        kind, OFFICE, CONTACT, language, **changes
    )


def said(letter):
    return " ".join(text_of(build(letter)).split())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("element", PURPOSE)
def test_the_purpose_letter_has_every_field_the_police_ask_for(element, language):
    wanted = PURPOSE[element][0 if language is NB else 1]

    assert wanted in said(a_letter(K.CERTIFICATE_REQUEST, language))


@pytest.mark.parametrize("language", Language)
def test_for_the_child_welfare_service_the_rule_is_another(language):
    letter = a_letter(K.CERTIFICATE_REQUEST, language, turn="bvl_12_11", fields=CHILD)
    law = "barnevernsloven" if language is NB else "barnevernslova"

    assert f"{law} § 12-11" in said(letter)
    assert "§ 5-4" not in said(letter)


@pytest.mark.parametrize("language", Language)
def test_the_identity_number_is_far_below_the_window(language):
    found = runs(build(a_letter(K.CERTIFICATE_REQUEST, language)))
    [number] = [run for run in found if "12345" in run.text]

    assert number.page == 1
    assert number.top > 89  # mm: the digital print services' address area ends there


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", [each for each in K if each in MUST])
def test_a_letter_says_all_it_must(kind, language):
    text = said(a_letter(kind, language))
    wanted = [pair[0 if language is NB else 1] for pair in MUST[kind]]

    assert [each for each in wanted if each not in text] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", K)
def test_an_ordinary_letter_is_one_page(kind, language):
    extra = ("note", "bring", "first_week")
    letter = a_letter(kind, language, fields=dict.fromkeys(extra, ""))

    assert {run.page for run in runs(build(letter))} == {1}


@pytest.mark.parametrize("kind", K)
def test_neither_names_nor_numbers_are_in_the_metadata(kind):
    with pikepdf.open(BytesIO(build(a_letter(kind)))) as pdf:
        told = str(pdf.docinfo) + bytes(pdf.Root.Metadata.read_bytes()).decode()
    for secret in ("Sølvi", "Næss", "Ødegård", IDENTITY, IDENTITY[6:]):
        assert secret not in told


@pytest.mark.parametrize("kind", [each for each in K if not each.names_client])
def test_only_letters_of_an_assignment_name_a_client(kind):
    assert CLIENT.name not in said(a_letter(kind))


@pytest.mark.parametrize("kind", [k for k in K if k is not K.CERTIFICATE_REQUEST])
def test_no_other_letter_has_the_identity_number(kind):
    letter = a_letter(kind, national_id=IDENTITY)

    assert "12345" not in said(letter)


@pytest.mark.parametrize("language", Language)
def test_a_refusal_has_no_word_of_a_criminal_record(language):
    text = said(a_letter(K.REFUSED, language)).casefold()

    for word in ("politi", "attest", "vandel", "straff"):
        assert word not in text


@pytest.mark.parametrize("kind", K)
def test_a_letter_others_read_is_always_signed_by_hand(kind):
    approved = texts("frame", NB)["approved"]
    text = said(a_letter(kind, signed_by_hand=False))

    assert (approved in text) is not kind.signed_by_hand


@pytest.mark.parametrize("kind", K)
def test_a_letter_that_names_a_client_says_it_is_withheld(kind):
    assert ("Unntatt offentlighet" in said(a_letter(kind))) is kind.names_client


@pytest.mark.parametrize("kind", [K.PAUSE])
@pytest.mark.parametrize("language", Language)
def test_a_pause_without_an_end_says_so(kind, language):
    letter = a_letter(kind, language, turn="open", fields={"pause_to": ""})

    assert "hvor lenge" in said(letter) or "kor lenge" in said(letter)


@pytest.mark.parametrize("kind", K)
def test_a_draft_shows_where_something_is_missing(kind):
    required = [each.key for each in CONTACT_LETTER_FIELDS[kind] if each.is_required]
    empty = dict.fromkeys([each.key for each in CONTACT_LETTER_FIELDS[kind]], "")
    text = said(a_letter(kind, draft=True, fields=empty, national_id=""))

    assert "UTKAST" in text
    assert ("[ … ]" in text) is bool(required)


@pytest.mark.parametrize("kind", K)
def test_a_frozen_letter_is_read_back_equal_but_for_the_identity_number(kind):
    content = a_letter(kind)
    stored = content_to_json(content)

    assert content_from_json(stored) == replace(content, national_id="")
    assert IDENTITY not in stored


@pytest.mark.parametrize("stored", ["", "[]", "{}", '{"name": 1}', "nei"])
def test_other_text_is_not_a_frozen_letter(stored):
    with pytest.raises(ValueError, match=r".*"):
        content_from_json(stored)


@pytest.mark.parametrize("lines", range(0, 40, 5))
@pytest.mark.parametrize("kind", [K.START, K.REFERENCE, K.APPROVED])
def test_a_signature_never_stands_alone_on_a_page(kind, lines):
    note = "\n\n".join(["Ord."] * (lines + 1))
    language = NN if lines % 2 else NB
    found = runs(build(a_letter(kind, language, fields={"note": note})))
    last = max(run.page for run in found)
    words = [run.text for run in found if run.page == last and 28 < run.top < 267]

    assert any("Hægstad" in each for each in words)
    assert any("51 00 41 23" in each for each in words)
