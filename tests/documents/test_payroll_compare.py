"""A sample from payroll, held against the layout: what differs is said by the line."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.documents.payroll_file import payroll_file
from stkdesk.documents.payroll_file_compare import compare_sample
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import (
    STANDARD,
    Align,
    DateForm,
    DecimalSign,
    Encoding,
    Fill,
    PayrollField,
    new_column,
    with_format,
)
from stkdesk.domain.payroll_sample import SAMPLE_LINES
from tests.documents.payroll import BARE, FIXED, HEAD, layout

F = PayrollField
SMALL = layout(F.EMPLOYEE_NUMBER, F.PAY_CODE, F.AMOUNT, has_quotes=False)


def told(shape, sample):
    found = compare_sample(shape, sample)
    return [*found.whole, *(text for line in found.lines for text in line.differences)]


@pytest.mark.parametrize("shape", [STANDARD, BARE, FIXED, SMALL])
def test_what_the_layout_makes_has_its_own_shape(shape):
    made = payroll_file(shape, SAMPLE_LINES, HEAD)
    found = compare_sample(shape, made)
    assert found.is_same, told(shape, made)
    assert len(found.lines) == len(SAMPLE_LINES) + shape.has_header


BOOK = with_format(STANDARD, LayoutFormat.XLSX)


def test_a_workbook_has_the_shape_of_its_own_layout():
    days = (*BOOK.columns, new_column(F.PAY_DAY), new_column(F.MONTH))
    shape = replace(BOOK, columns=days)
    made = payroll_file(shape, SAMPLE_LINES, HEAD)
    assert compare_sample(shape, made).is_same, told(shape, made)
    other = replace(shape, columns=days[::-1], has_header=False)
    said = told(
        other, payroll_file(replace(shape, has_header=False), SAMPLE_LINES, HEAD)
    )
    assert "«Utbetalingsdato»: eksempelet har tekst, oppsettet skriver dato." in said
    assert "«Enhet»: eksempelet har tall, oppsettet skriver tekst." in said


def test_what_is_no_workbook_is_told():
    assert told(BOOK, b"Ansattnummer;Navn") == ["Filen er ikke en Excel-fil (xlsx)."]
    assert told(BOOK, "limt inn")[0].startswith("Velg en Excel-fil.")
    assert told(BOOK, "") == ["Eksempelet er tomt."]
    empty = payroll_file(replace(BOOK, has_header=False), [], HEAD)
    assert told(BOOK, empty) == ["Eksempelet er tomt."]
    short = replace(BOOK, columns=BOOK.columns[:2])
    assert told(short, payroll_file(BOOK, [], HEAD)) == [
        "Eksempelet har 10 kolonner, oppsettet 2."
    ]


columns = st.builds(
    replace,
    st.sampled_from([new_column(field) for field in F if field is not F.FIXED_TEXT]),
    width=st.integers(30, 40),
    align=st.sampled_from(Align),
    sign=st.sampled_from(DecimalSign),
    date_form=st.sampled_from(DateForm),
)


@given(
    st.lists(columns, min_size=1, max_size=6),
    st.sampled_from([LayoutFormat.CSV, LayoutFormat.FIXED]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(Encoding),
)
def test_every_layout_recognises_its_own_file(found, made, header, quotes, encoding):
    shape = replace(
        STANDARD,
        columns=tuple(found),
        format=made,
        has_header=header,
        has_quotes=quotes,
        encoding=encoding,
    )
    sample = payroll_file(shape, SAMPLE_LINES, HEAD)
    if not header or not quotes or made is LayoutFormat.FIXED:
        assert told(shape, sample) == []
    else:
        assert compare_sample(shape, sample).lines[0].differences == ()


def test_numbers_and_codes_of_another_shape_are_told_by_line_and_column():
    sample = "Ansattnummer;Lønnsart;Beløp\r\n0041;10;12,50\r\n0042;10;12.5\r\n"
    found = compare_sample(SMALL, sample)
    assert [line.differences for line in found.lines] == [
        (),
        (),
        ("«Beløp»: eksempelet har «12.5», oppsettet skriver «12,50».",),
    ]


def test_other_columns_are_counted_and_named():
    assert told(SMALL, "Ansatt;Lønnsart;Beløp;Avdeling\r\n") == [
        "Eksempelet har 4 kolonner, oppsettet 3.",
        "Kolonne 1 heter «Ansatt» i eksempelet, «Ansattnummer» i oppsettet.",
    ]


def test_headings_the_layout_has_not_are_seen():
    shape = replace(SMALL, has_header=False)
    columns = (*SMALL.columns, new_column(F.QUANTITY))
    assert told(replace(shape, columns=columns), "Ansatt;Art;Sum;Antall\r\n") == [
        "Dette ser ut som overskrifter. Oppsettet har ingen."
    ]


def test_another_separator_and_no_marks_are_told_of_the_file():
    shape = replace(SMALL, has_header=False, has_quotes=True)
    assert told(shape, "41\t10\t12,50\n") == [
        "Eksempelet har tabulator mellom kolonnene. Oppsettet har semikolon.",
        "Eksempelet har ikke tekst i anførselstegn. Oppsettet har det.",
    ]
    assert told(replace(shape, has_quotes=False), '"41";"10";12,50') == [
        "Eksempelet har tekst i anførselstegn. Oppsettet har det ikke."
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("å;1;1,00\r\n".encode("cp1252"), "Bokstavene er lagret som Windows-1252."),
        ("å;1;1,00\r\n".encode(), "Filen har ikke UTF-8-merke (BOM) først."),
        ("\ufeffå;1;1,00\n".encode(), "Linjene slutter med LF."),
        (b"", "Eksempelet er tomt."),
        (b"\xef\xbb\xbf \r\n", "Eksempelet er tomt."),
    ],
)
def test_how_a_file_is_stored_is_told(data, said):
    [text] = told(replace(SMALL, has_header=False), data)
    assert text.startswith(said)


def test_fixed_lines_of_another_length_are_told():
    assert told(FIXED, "1234\n") == ["Linjen er 4 tegn lang, i oppsettet 41."]


def test_how_a_fixed_column_is_filled_is_told():
    good = payroll_file(FIXED, SAMPLE_LINES[:1], HEAD).decode()
    spaces = good.replace("00000417", "     417")
    assert told(FIXED, spaces) == [
        "«Ansattnummer»: eksempelet har «     417», oppsettet er høyrestilt, fylt med "
        "nuller."
    ]
    amount = good.replace("000488734", "  4887,34")
    assert told(FIXED, amount) == [
        "«Beløp»: eksempelet har «4887,34», oppsettet skriver «1250»."
    ]
    left = replace(
        FIXED,
        columns=(replace(FIXED.columns[1], fill=Fill.SPACE), *FIXED.columns[2:]),
    )
    sample = payroll_file(left, SAMPLE_LINES[:1], HEAD).decode()
    moved = "  " + sample[:8] + sample[10:]
    assert told(left, moved) == [
        "«Navn»: eksempelet har «  Prøve, Æ», oppsettet er venstrestilt, fylt med "
        "mellomrom."
    ]
