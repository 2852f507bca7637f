"""The letters of a case: what each must say, in bokmål and in nynorsk."""

from dataclasses import replace

import pytest

from stkdesk.documents.case_letter import content_from_json, content_to_json
from stkdesk.documents.print_file import build
from stkdesk.domain.client import Relation
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.office import LawVersion
from tests.documents import letter_samples
from tests.documents.reading import runs, text_of
from tests.documents.samples import CLIENT, NB, NN, OFFICE

K = LetterKind
#: What each kind must say (domain reference 1.3–1.5), in both languages.
MUST = {
    K.RECEIPT: (
        ("Vi har mottatt søknaden din", "Vi har motteke søknaden din"),
        ("2. november 2026", "2. november 2026"),
        (
            "Du kan vente svar innen 28. desember",
            "Du kan vente svar innan 28. desember",
        ),
        ("2026/14-5", "2026/14-5"),
        ("Hva skjer videre", "Kva skjer vidare"),
        ("se dokumentene i saken din", "sjå dokumenta i saka di"),
    ),
    K.INTERIM_REPLY: (
        (
            "Vi rekker ikke å svare innen en måned",
            "Vi rekk ikkje å svare innan ein månad",
        ),
        (
            "Du kan vente svar innen 15. januar 2027",
            "Du kan vente svar innan 15. januar",
        ),
        ("Grunn A1.", "Grunn A1."),
        ("forvaltningsloven § 11 a", "forvaltningslova § 11 a"),
        ("blir vesentlig forsinket", "blir vesentleg forseinka"),
    ),
    K.INFORMATION_REQUEST: (
        ("Punkt A1.", "Punkt A1."),
        ("Grunn C3.", "Grunn C3."),
        ("innen 7. desember 2026", "innan 7. desember 2026"),
        (
            "venter behandlingen fra 23. november",
            "ventar sakshandsaminga frå 23. november",
        ),
        ("søknaden med det vi vet", "søknaden med det vi veit"),
        ("forvaltningsloven § 17", "forvaltningslova § 17"),
    ),
    K.ADVANCE_NOTICE: (
        ("Vi vurderer å endre vedtaket ditt", "Vi vurderer å endre vedtaket ditt"),
        ("vedtaket av 5. oktober 2026", "vedtaket frå 5. oktober 2026"),
        ("6 timer i uken", "6 timar i veka"),
        ("3 timer i uken", "3 timar i veka"),
        ("fra 1. januar 2027", "frå 1. januar 2027"),
        ("Grunn B2.", "Grunn B2."),
        ("Fakta A1.", "Fakta A1."),
        ("uttale deg innen 7. desember", "uttale deg innan 7. desember"),
        ("Fristen regner vi fra 23. november", "Fristen reknar vi frå 23. november"),
        ("forvaltningsloven § 16", "forvaltningslova § 16"),
        ("forvaltningsloven § 35", "forvaltningslova § 35"),
        ("rett til å se dokumentene", "rett til å sjå dokumenta"),
        ("hjelp av en fullmektig", "hjelp av ein fullmektig"),
        ("Ingenting er bestemt", "Ingenting er bestemt"),
    ),
    K.COMPLAINT_RECEIPT: (
        ("Vi har mottatt klagen din", "Vi har motteke klaga di"),
        ("vedtaket av 5. oktober 2026", "vedtaket frå 5. oktober 2026"),
        ("Mangel A1.", "Mangel A1."),
        ("innen 4. desember 2026", "innan 4. desember 2026"),
        ("innen 28. desember 2026", "innan 28. desember 2026"),
        ("Statsforvalteren i Rogaland", "Statsforvaltaren i Rogaland"),
        ("rettighetsloven §§ 7-2, 7-3 og 7-5", "rettslova §§ 7-2, 7-3 og 7-5"),
    ),
    K.FORWARDING: (
        ("Klagen mottatt 2. november 2026", "Klaga motteken 2. november 2026"),
        ("Tidsrom A1.", "Tidsrom A1."),
        ("av 5. oktober 2026, referanse 2026/14-3", "frå 5. oktober 2026, referanse"),
        ("Plan A1.", "Plan A1."),
        ("Fakta A1.", "Fakta A1."),
        ("Regel B2.", "Regel B2."),
        ("1. Klageren mener: Argument A1.", "1. Klagaren meiner: Argument A1."),
        ("Kommunens vurdering: Svar A1.", "Vurderinga til kommunen: Svar A1."),
        ("2. Klageren mener: Argument B2.", "2. Klagaren meiner: Argument B2."),
        ("Svar C3.", "Svar C3."),
        ("Tanke A1.", "Tanke A1."),
        ("Kommunen opprettholder vedtaket.", "Kommunen held fast ved vedtaket."),
        ("forvaltningsloven § 33", "forvaltningslova § 33"),
        ("1. Klage 2.11.2026", "1. Klage 2.11.2026"),
        ("3. Kart 7.1.2026", "3. Kart 7.1.2026"),
        ("Kopi til Åse Bjørnsdatter Ødegård", "Kopi til Åse Bjørnsdatter Ødegård"),
        ("4001 STAVANGER", "4001 STAVANGER"),
    ),
    K.FORWARDING_NOTICE: (
        (
            "endrer ikke vedtaket. Vi har sendt saken",
            "endrar ikkje vedtaket. Vi har sendt saka",
        ),
        ("Vi sendte saken 20. november", "Vi sende saka 20. november"),
        ("Kopi av det vi har skrevet", "Kopi av det vi har skrive"),
        ("Postboks 59, 4001 Stavanger", "Postboks 59, 4001 Stavanger"),
        ("1. Kopi 2026/14-6", "1. Kopi 2026/14-6"),
        ("rett til å se dokumentene", "rett til å sjå dokumenta"),
    ),
    K.YOUR_CONTACT: (
        ("Du får støttekontakt", "Du får støttekontakt"),
        (
            "Ola Testvik blir støttekontakten din fra 1. desember 2026",
            "Ola Testvik blir støttekontakten din frå 1. desember 2026",
        ),
        ("Avtalt 4 timer i uken", "Avtalt 4 timar i veka"),
        (
            "ringe Ola Testvik på telefon 40 00 00 01",
            "ringje Ola Testvik på telefon 40 00 00 01",
        ),
        ("Treff A1.", "Treff A1."),
        ("taushetsplikt", "teieplikt"),
        ("Du mister ikke retten til timene", "Du mistar ikkje retten til timane"),
    ),
    K.ASSIGNMENT_PAUSE: (
        (
            "pause fra 14. desember 2026 til og med 10. januar 2027",
            "pause frå 14. desember 2026 til og med 10. januar 2027",
        ),
        ("gjelder også i pausen", "gjeld også i pausen"),
        ("Imens A1.", "Imens A1."),
        ("fortsetter dere som før", "held de fram som før"),
    ),
    K.ASSIGNMENT_END: (
        ("Siste dag er 31. desember 2026", "Siste dag er 31. desember 2026"),
        ("Takk for tiden", "Takk for tida"),
        (
            "rett til timene så lenge vedtaket varer",
            "rett til timane så lenge vedtaket varer",
        ),
        ("ser vi etter en ny støttekontakt", "ser vi etter ein ny støttekontakt"),
    ),
    K.REVERSAL_NOTICE: (
        (
            "Vi har endret vedtaket vårt av 5. oktober",
            "Vi har endra vedtaket vårt frå 5. oktober",
        ),
        ("av 19. november 2026", "frå 19. november 2026"),
        (
            "vesentlige kostnader som var nødvendige",
            "vesentlege kostnader som var nødvendige",
        ),
        ("forvaltningsloven § 36", "forvaltningslova § 36"),
        ("kreve sakskostnader er tre uker", "krevje sakskostnader er tre veker"),
        ("gjelder bare kravet om sakskostnader", "gjeld berre kravet om sakskostnader"),
    ),
}
EVERY = (
    ("Åse Bjørnsdatter Ødegård, født 3. april 1988", "Ødegård, fødd 3. april 1988"),
    ("Saksbehandler Kåre Næss Sørbø", "Sakshandsamar Kåre Næss Sørbø"),
    ("23. november 2026", "23. november 2026"),
    ("Med vennlig hilsen", "Venleg helsing"),
    ("Marit Hægstad", "Marit Hægstad"),
)


def a_letter(kind, language=NB, **changes):
    sender = changes.pop("sender", OFFICE)
    return letter_samples.a_letter(kind, sender, CLIENT, language, **changes)


def text(kind, language=NB, **changes):
    return " ".join(text_of(build(a_letter(kind, language, **changes))).split())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_says_all_it_must(kind, language):
    said = text(kind, language)
    wanted = [pair[0 if language is NB else 1] for pair in (*MUST[kind], *EVERY)]

    assert [each for each in wanted if each not in said] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("act", LawVersion)
def test_no_letter_gives_a_wrong_time_limit_for_complaints(kind, language, act):
    said = text(kind, language, act=act)

    assert "7-6" not in said
    assert "§ 29" not in said
    if kind is not K.REVERSAL_NOTICE:
        assert "tre uker" not in said.casefold()
        assert "tre veker" not in said.casefold()


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (K.INTERIM_REPLY, "forvaltningsloven § 11 a", "forvaltningsloven § 17"),
        (K.ADVANCE_NOTICE, "forvaltningsloven § 16", "forvaltningsloven § 42"),
        (K.ADVANCE_NOTICE, "forvaltningsloven § 35", "forvaltningsloven § 71"),
        (K.REVERSAL_NOTICE, "forvaltningsloven § 36", "forvaltningsloven § 59"),
    ],
)
def test_the_act_in_force_is_the_one_that_is_cited(kind, old, new):
    before, after = text(kind), text(kind, act=LawVersion.ACT_2025)

    assert old in before
    assert old not in after
    assert new in after


def test_an_end_is_told_as_an_end():
    said = text(K.ADVANCE_NOTICE, turn="ended", fields={"new_minutes": "0"})

    assert "Vi vurderer å avslutte støttekontakten din" in said
    assert "la støttekontakttjenesten din opphøre 1. januar 2027" in said
    assert "Vi vurderer Ingen støttekontakt" in said


@pytest.mark.parametrize(
    ("kind", "turn", "said"),
    [
        (K.INTERIM_REPLY, "complaint", "Vi mottok klagen din 2. november 2026"),
        (K.INFORMATION_REQUEST, "complaint", "behandler vi klagen med det vi vet"),
        (K.FORWARDING, "partly", "i den delen klageren ikke har fått medhold i"),
        (K.FORWARDING_NOTICE, "partly", "Du fikk medhold i en del av den"),
        (K.ASSIGNMENT_PAUSE, "open", "Vi vet ikke ennå hvor lenge pausen varer"),
        (K.ASSIGNMENT_END, "over", "gjelder ikke lenger etter den siste dagen"),
        (K.REVERSAL_NOTICE, "governor", "Statsforvalteren har gitt deg medhold"),
    ],
)
def test_a_letter_takes_the_turn_of_its_case(kind, turn, said):
    assert said in text(kind, turn=turn)


def test_what_is_not_filled_in_is_not_spoken_of():
    said = text(
        K.COMPLAINT_RECEIPT, fields={"missing": "", "missing_by": "", "note": ""}
    )

    assert "Klagen mangler noe" not in said
    assert "Annet du bør vite" not in said


def test_a_draft_shows_where_something_is_missing():
    empty = dict.fromkeys(letter_samples.FIELDS, "")
    said = text(K.ADVANCE_NOTICE, draft=True, fields=empty)

    assert "uttale deg innen [ … ]" in said
    assert "Hvorfor vi vurderer dette [ … ]" in said
    assert "UTKAST" in said


def test_a_parent_is_told_who_the_letter_is_about():
    said = text(K.RECEIPT, NN, recipient=Relation.PARENT)

    assert "Brevet er sendt til deg som føresett." in said
    assert "«Du» i brevet er Åse Bjørnsdatter Ødegård." in said


def test_a_copy_says_whom_the_letter_is_sent_to():
    said = text(K.FORWARDING, sent_to="Statsforvalteren i Rogaland")

    assert "Dette er en kopi til orientering." in said
    assert "Brevet er sendt til Statsforvalteren i Rogaland." in said


def test_without_a_phone_number_the_reader_is_asked_to_write():
    silent = replace(OFFICE, case_officer_phone="")
    said = text(K.RECEIPT, sender=silent)

    assert "Ta kontakt med oss. Adressen og telefonnummeret" in said


def test_what_is_typed_is_printed_as_it_is():
    typed = 'Fordi <b>"én"</b> & «to»'

    assert typed in text(K.INTERIM_REPLY, fields={"reason": typed})
    assert "Åse <b>Ødegård" in text(K.FORWARDING, client_name="Åse <b>Ødegård")


def test_the_office_chooses_whether_a_letter_says_it_is_withheld():
    assert "Unntatt offentlighet" in text(K.RECEIPT)
    assert "offentl" not in text(K.RECEIPT, is_withheld=False).casefold()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "kind", [k for k in LetterKind if k not in (K.FORWARDING, K.ADVANCE_NOTICE)]
)
def test_an_ordinary_letter_is_one_page(kind, language):
    fields = {"note": "", "missing": "", "missing_by": ""}
    pages = {run.page for run in runs(build(a_letter(kind, language, fields=fields)))}

    assert pages == {1}


@pytest.mark.parametrize("lines", range(0, 40, 3))
def test_a_signature_never_stands_alone_on_a_page(lines):
    reason = "\n\n".join(["Grunn."] * (lines + 1))
    found = runs(build(a_letter(K.INTERIM_REPLY, fields={"reason": reason})))
    last = max(run.page for run in found)
    words = [run.text for run in found if run.page == last and 28 < run.top < 267]

    assert any("spørsmål" in each for each in words)
    assert any("Hægstad" in each for each in words)


def test_a_heading_never_stands_last_on_a_page():
    for lines in range(0, 40, 3):
        facts = "\n\n".join(["Fakta."] * (lines + 1))
        data = build(a_letter(K.ADVANCE_NOTICE, fields={"facts": facts}))
        pieces = [run for run in runs(data) if 28 < run.top < 267]
        for number in {run.page for run in pieces}:
            last = max(
                (run for run in pieces if run.page == number), key=lambda run: run.top
            )
            assert last.size != 12.5, f"{last.text} with {lines} lines"


@pytest.mark.parametrize("kind", LetterKind)
def test_a_frozen_letter_is_read_back_equal(kind):
    content = a_letter(kind, recipient=Relation.GUARDIAN, turn="")
    stored = content_to_json(content)

    assert content_from_json(stored) == content
    assert content_to_json(content_from_json(stored)) == stored
    assert build(content_from_json(stored)) == build(content)


@pytest.mark.parametrize("stored", ["", "[]", "{}", '{"name": 1}', "nei"])
def test_other_text_is_not_a_frozen_letter(stored):
    with pytest.raises(ValueError, match=r".*"):
        content_from_json(stored)
