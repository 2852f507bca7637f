"""What the declaration of confidentiality says, and who signs it."""

from dataclasses import replace
from datetime import date

from stkdesk.documents.print_file import build
from tests.documents.reading import text_of
from tests.documents.samples import NN, OFFICE, a_declaration


def test_it_names_the_duty_the_laws_and_the_punishment():
    text = text_of(build(a_declaration()))

    for said in (
        "Taushetserklæring",
        "Sølvi Ångstrøm Næss",
        "17. mai 1990",
        "helse- og omsorgstjenesteloven § 12-1 og forvaltningsloven §§ 13 til 13 e",
        "fødested, fødselsdato, personnummer",
        "gjelder også etter at oppdraget er avsluttet",
        "straffeloven §§ 209 og 210",
        "Underskrift støttekontakt",
        "Gjennomgått med, navn",
    ):
        assert said in text, said


def test_a_guardian_signs_for_a_contact_under_eighteen():
    made = date(2026, 11, 24)
    assert "foresatt" in text_of(build(a_declaration(birth_date=date(2008, 11, 25))))
    assert "foresatt" not in text_of(
        build(a_declaration(birth_date=date(2008, 11, 24)))
    )
    assert not a_declaration(birth_date=None, made_on=made).needs_guardian
    assert "føresett" in text_of(
        build(a_declaration(language=NN, birth_date=date(2010, 1, 1)))
    )


def test_whoever_explained_it_is_named_when_known():
    assert "Kåre Sørbø" in text_of(build(a_declaration(explained_by="Kåre Sørbø")))


def test_the_act_of_2025_is_cited_when_the_office_has_switched():
    sender = replace(OFFICE, new_act_from=date(2026, 1, 1))
    text = text_of(build(a_declaration(sender=sender)))

    assert "forvaltningsloven §§ 30 til 37" in text
    assert "13 til 13 e" not in text
