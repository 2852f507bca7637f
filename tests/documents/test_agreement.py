"""The agreement on paper: both signatures stand with what they are about."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from stkdesk.documents.agreement import build
from stkdesk.domain.contact import Employment
from tests.documents.samples import NB, NN, every_agreement

SENTENCE = "Gå på kino, gå tur, og være med på kafé hver uke. "
HEADINGS = {
    NB: ("Varighet og oppsigelse", "Underskrifter"),
    NN: ("Varigheit og oppseiing", "Underskrifter"),
}


def pages_of(content):
    return [page.extract_text() for page in PdfReader(BytesIO(build(content))).pages]


@pytest.mark.parametrize("language", [NB, NN])
@pytest.mark.parametrize("length", range(0, 96, 8))
def test_the_lines_to_sign_on_are_never_parted_from_what_is_signed(language, length):
    content = replace(
        every_agreement(language)["agreement_0"],
        goal=SENTENCE * length,
        needs_guardian=bool(length % 16),
    )

    pages = pages_of(content)

    ending, sign = HEADINGS[language]
    at = pages[-1]
    assert at.index(ending) < at.index(sign) < at.index("For kommunen")
    assert not any(sign in page for page in pages[:-1])


@pytest.mark.parametrize("name", ["agreement_0", "agreement_1", "agreement_2"])
@pytest.mark.parametrize("language", [NB, NN])
def test_an_ordinary_one_is_both_sides_of_one_sheet(name, language):
    assert len(pages_of(every_agreement(language)[name])) == 2


def test_an_employee_is_told_of_holiday_pay_and_a_contractor_that_there_is_none():
    content = every_agreement(NB)["agreement_0"]
    contractor = " ".join(" ".join(pages_of(content)).split())
    employed = replace(content, employment=Employment.EMPLOYEE)
    employee = " ".join(" ".join(pages_of(employed)).split())

    assert "Du får ikke feriepenger" in contractor
    assert "du får feriepenger av lønnen" in employee
    assert "ikke feriepenger" not in employee


def test_a_rate_that_changes_while_it_holds_is_shown_from_its_day():
    content = every_agreement(NB)["agreement_0"]
    later = replace(content.rates[0], valid_from=date(2027, 1, 1), amount_ore=210_50)

    text = " ".join(
        " ".join(pages_of(replace(content, rates=(*content.rates, later)))).split()
    )

    assert "fra 1. januar 2027" in text
    assert "kr 210,50 per time" in text


def test_driving_that_is_not_paid_has_no_rate():
    text = " ".join(pages_of(every_agreement(NB)["agreement_2"]))

    assert "per km" not in text
    assert "Vi dekker ikke kjøring" in text
