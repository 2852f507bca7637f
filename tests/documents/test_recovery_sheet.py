"""The sheet with the recovery code: read by eye, by scanner and aloud, by no thief."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import page
import pikepdf
import pytest

from stkdesk.documents.recovery_sheet import RecoverySheet, build
from stkdesk.domain.recovery_code import code_of, groups, secret_of
from tests.documents.reading import codes_on, pages_of, runs, spoken, text_of
from tests.documents.samples import LONGEST, OFFICE

CODE = code_of(b"Twenty bytes of code")
SHEET = RecoverySheet(CODE, OFFICE, "7F3A-91C2", date(2026, 11, 22))


@pytest.fixture(scope="module")
def data():
    return build(SHEET)


def test_it_is_one_page_with_every_group_large_and_in_order(data):
    assert len(pages_of(data)) == 1
    signs = [run for run in runs(data) if run.size == 23]
    assert "".join(run.text.strip() for run in signs) == "".join(groups(CODE))


def test_the_signs_stand_in_places_of_equal_width(data):
    first = [run for run in runs(data) if run.size == 23][:4]
    middles = [(run.left + run.right) / 2 for run in first]
    steps = [after - before for before, after in pairwise(middles)]
    assert max(steps) - min(steps) < 0.8  # mm


def test_a_scanner_reads_the_same_code(data):
    assert [secret_of(text) for text in codes_on(data)[0]] == [secret_of(CODE)]


def test_it_says_what_it_is_where_it_goes_and_what_is_lost(data):
    text = text_of(data)
    for said in (
        "Gjenopprettingskode",
        "når ingen husker passordet",
        "safen til lederen",
        "kommunens arkiv",
        "Da er alt tapt",
        "eForvaltningsforskriften § 24",
        "7F3A-91C2",
        "22. november 2026",
        "Eksemplar",
    ):
        assert said in text, said


def test_it_names_no_person(data):
    text = text_of(data)
    for name in (OFFICE.case_officer, OFFICE.leader):
        assert name
        for part in name.split():
            assert part not in text


def test_the_code_is_on_the_page_only(data):
    with pikepdf.open(BytesIO(data)) as pdf:
        told = [str(pdf.docinfo), bytes(pdf.Root.Metadata.read_bytes()).decode()]
        told += [str(item) for item in pdf.objects if not hasattr(item, "read_bytes")]
    joined = "".join(told)
    for group in groups(CODE):
        assert group not in joined
    assert "".join(groups(CODE)) not in repr(SHEET)
    assert groups(CODE)[0].encode() not in data


def test_it_is_read_aloud_group_by_group(data):
    said = [text for role, text in spoken(data) if role == "P"]
    assert [text for text in said if text[-4:] in groups(CODE)] == [
        f"{number} {group}" for number, group in enumerate(groups(CODE), start=1)
    ]


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_it_passes_the_validator(data, profile):
    found = page.validate_pdf_bytes(data, profile=profile).failures
    assert [failure.message for failure in found] == []


def test_the_same_sheet_is_the_same_file_and_another_code_is_not(data):
    assert build(SHEET) == data
    assert build(replace(SHEET, code=code_of(bytes(20)))) != data


def test_a_practice_office_says_so(data):
    assert "ØVING" in text_of(build(replace(SHEET, practice=True)))
    assert "ØVING" not in text_of(data)


def test_long_names_of_municipality_and_unit_stay_clear_of_the_rest():
    sender = replace(OFFICE, municipality=LONGEST.name, running_unit=LONGEST.name)
    made = build(replace(SHEET, sender=sender))
    name = next(run for run in runs(made) if run.text.startswith("Bjørn-Åge"))
    label = next(run for run in runs(made) if run.text.startswith("Register"))
    assert name.right <= label.left
