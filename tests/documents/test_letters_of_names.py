"""Names from many countries are printed; what the typeface lacks is told."""

from dataclasses import replace
from unicodedata import normalize

import pytest

from stkdesk.documents.pdf.fonts import check_text
from stkdesk.documents.print_file import build
from stkdesk.domain.errors import CannotPrintError
from tests.documents.reading import text_of
from tests.documents.samples import OFFICE, a_decision, a_timesheet


@pytest.mark.parametrize(
    "name",
    [
        "Áhkká Čáhppe Ŋŋ Đđ Šš Ŧŧ Žž",  # North Sámi
        "Jåhkåmåhkke Ńaba Ñuoles Áddjá",  # Lule Sámi
        "Gïelemedïe Åarjel Öhtjie Ärja Saemïen",  # South Sámi
        "Zażółć Gęślą Łódź Ő Ű",
        "Ольга Ковальчук",
        "Nguyễn Thị Phượng",
        "Ελένη Παπαδοπούλου",
    ],
)
def test_a_name_is_read_back_as_it_was_written(name):
    assert name in text_of(build(a_timesheet(contact_name=name)))
    assert name in text_of(build(a_decision(client_name=name)))


def test_an_office_with_a_sami_name_has_its_name_on_every_paper():
    sender = replace(OFFICE, municipality="Kárášjoga gielda – Karasjok kommune")

    assert "Kárášjoga gielda" in text_of(build(a_timesheet(sender=sender)))
    assert "Kárášjoga gielda" in text_of(build(a_decision(sender=sender)))


def test_a_letter_put_together_of_two_signs_is_one():
    assert "Åse" in text_of(build(a_timesheet(contact_name="A\u030ase\u200b\tØy")))


@pytest.mark.parametrize("name", ["محمد", "王小明", "Per 😀 Vik", "Ǩallá"])
def test_what_the_typeface_lacks_is_named_and_nothing_is_printed(name):
    for paper in (a_timesheet(contact_name=name), a_decision(facts=name)):
        with pytest.raises(CannotPrintError, match="Skriften mangler") as told:
            build(paper)
        assert "U+" in told.value.title
        assert told.value.advice
    with pytest.raises(CannotPrintError, match="Skriften mangler"):
        check_text("Per", name)


@pytest.mark.parametrize("name", ["Čáhppe", "Gïele", "Ńaba", "Åse", "Ŧuŋŋa"])
def test_letters_put_together_of_two_signs_are_read_back_as_one(name):
    typed = normalize("NFD", name)
    assert name in text_of(build(a_decision(client_name=typed, grounds=typed)))


def test_ordinary_text_is_accepted_beforehand():
    check_text("Åse «Ødegård»", "Linje en\nlinje to", "")
