"""What the office may write in a letter, and what it may not take away."""

import pytest

from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import Part
from stkdesk.domain.wording import LONGEST, Standard, wording_problems

NB, NN = Language.BOKMAL, Language.NYNORSK
LEAD = Standard(
    Part.TEXT,
    NB,
    "Du søkte {applied}. Du får støttekontakt {amount}.",
    frozenset({"applied", "amount", "first", "appeal"}),
)
APPEAL = Standard(
    Part.LIST,
    NB,
    "Fristen for å klage er <b>fire uker</b>. Send klagen til {address}.\n\n"
    "Du kan kreve utgifter dekket ({costs}). Kravet må du sende innen tre uker.",
    frozenset({"address", "costs"}),
)
HEADING = Standard(Part.HEADING, NB, "Slik kan du klage", frozenset())


def told(body, standard=LEAD):
    """Return what hinders ``body``."""
    return [each.message for each in wording_problems(body, standard) if each.blocks]


def warned(body, standard=LEAD):
    """Return what is worth a look in ``body``."""
    return [
        each.message for each in wording_problems(body, standard) if not each.blocks
    ]


def test_the_standard_itself_is_good():
    for standard in (LEAD, APPEAL, HEADING):
        assert wording_problems(standard.body, standard) == ()


def test_the_office_may_say_it_otherwise_and_more_boldly():
    assert told("Nå får du <b>{amount}</b> & mer ({appeal}), 3 < 4.") == []


def test_an_optional_field_may_go_and_a_mandatory_may_not():
    assert told("Du får {amount}.") == []
    assert told("Du søkte {applied}.") == ["Teksten må ha med «timer»."]


def test_what_is_missing_is_named():
    [said] = told("Fristen er fire uker.", APPEAL)

    assert said == "Teksten må ha med «adressen vår» og «lov: sakskostnader»."


def test_an_unknown_field_is_refused():
    said = told("Du får {amount} innen {deadline}.")

    assert "«frist» finnes ikke i dette brevet. Velg et av flettefeltene." in said


def test_a_slip_in_a_field_is_told():
    [said] = told("Du får {amount} fra «fra dat».")

    assert said == "«fra dat» er ikke et flettefelt. Mente du «fra dato»?"


@pytest.mark.parametrize("typed", ["{amount} {", "{amount} }", "{amount} {a.b}"])
def test_stray_braces_are_refused(typed):
    assert any("krøllparentesen" in said for said in told(typed))


@pytest.mark.parametrize(
    "typed",
    ["<b>{amount}", "{amount}</b>", "<b><b>{amount}</b></b>", "</b>{amount}<b>"],
)
def test_bold_must_end(typed):
    assert any("Fet skrift" in said for said in told(typed))


def test_other_markup_is_told_to_stand_as_it_is_typed():
    assert told("<i>{amount}</i>") == []
    assert warned("<i>{amount}</i>") == [
        "<i> blir stående slik i brevet. Bare fet skrift virker."
    ]


@pytest.mark.parametrize("typed", ["", "  \n "])
def test_nothing_at_all_is_no_wording(typed):
    assert told(typed) == ["Skriv en tekst, eller gå tilbake til standardteksten."]


def test_a_text_may_not_be_endless():
    assert any("for lang" in said for said in told("a {amount}" * LONGEST))


@pytest.mark.parametrize("typed", ["Slik\nklager du", "<b>Slik</b> klager du"])
def test_a_heading_is_one_plain_line(typed):
    assert told(typed, HEADING) == ["En overskrift er én linje, uten fet skrift."]


def test_one_paragraph_stays_one():
    assert told("Du får {amount}.\n\nOg mer.") == [
        "Dette er ett avsnitt. Ta bort den tomme linjen."
    ]


def test_four_weeks_cannot_be_taken_away():
    body = APPEAL.body.replace("fire uker", "en måned")
    [said] = told(body, APPEAL)

    assert "Klagefristen må stå her: «fire uker»" in said
    assert "§ 7-5" in said


@pytest.mark.parametrize("wrong", ["tre uker", "3 uker", "seks uker", "Tre  uker"])
def test_another_time_limit_for_complaints_is_refused_with_the_reason(wrong):
    body = APPEAL.body + f"\n\nKlager du senere enn {wrong}, blir den avvist."

    assert [said for said in told(body, APPEAL) if "er ikke klagefristen" in said]


def test_three_weeks_for_the_costs_are_right():
    assert told(APPEAL.body, APPEAL) == []
    assert told("Du får {amount}. Svar innen tre uker.") == []
    assert told("Du får {amount}. Klagen må komme innen tre uker.") != []


@pytest.mark.parametrize("typed", ["§ 7-6", "§§ 7-5 og 7-6", "§ 7-6 første ledd"])
def test_section_7_6_is_refused_with_the_reason(typed):
    [said] = told(f"Du får {{amount}} etter {typed}.")

    assert "varsel om alvorlige hendelser" in said
    assert "§§ 7-2, 7-3 og 7-5" in said


def test_section_17_6_is_another():
    assert told("Du får {amount} etter § 17-6 og § 7-61.") == []


def test_words_of_the_other_language_are_worth_a_look():
    nynorsk = Standard(Part.TEXT, NN, "Du får {amount}.", frozenset({"amount"}))

    assert warned("Du får ikkje {amount} noko.") == [
        "«ikkje», «noko» ser ut som nynorsk."
    ]
    assert warned("Du får ikke {amount}.", nynorsk) == ["«ikke» ser ut som bokmål."]


def test_what_must_be_said_may_not_lean_on_a_field_that_may_be_empty():
    [said] = told("Fra {first} får du {amount}.")

    assert said.startswith("«fra dato» er tomt i noen saker")


NEXT = Standard(
    Part.LIST, NB, "Vi ringer.\n\nVi skriver.", frozenset({"applied", "name"})
)


def test_a_paragraph_of_several_may_be_said_on_a_condition():
    assert told("Vi ringer {name}.\n\nDu søkte {applied}.", NEXT) == []


def test_but_not_all_of_them():
    assert told("Du søkte {applied}.\n\n{applied}!", NEXT) == [
        "Skriv også et avsnitt uten flettefelt som kan være tomme."
    ]


def test_nor_the_one_with_the_time_limit():
    standard = Standard(
        Part.LIST, NB, "Fristen er fire uker.\n\nSkriv.", frozenset({"applied"})
    )

    assert told("Fristen er fire uker.\n\nDu søkte {applied}.", standard) == []
    assert told("Fristen er fire uker fra {applied}.\n\nSkriv.", standard) != []
