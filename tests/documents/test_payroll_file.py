"""The payroll file: what payroll's own program reads, letter for letter."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.documents.payroll_file import payroll_file, payroll_file_name
from stkdesk.documents.payroll_file_reading import file_text
from stkdesk.documents.payroll_file_text import harmless, in_encoding, one_line
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import (
    STANDARD,
    Align,
    Column,
    DateForm,
    DecimalSign,
    Encoding,
    Fill,
    PayrollField,
    with_format,
)
from stkdesk.domain.payroll_sample import SAMPLE_LINES
from stkdesk.domain.run_content import RunUnit
from tests.documents.payroll import (
    BARE,
    FIXED,
    HEAD,
    HOURS,
    TRAPS,
    fixed,
    layout,
    with_names,
)

F = PayrollField


def csv_lines(shape, lines):
    text = payroll_file(shape, lines, HEAD).decode("utf-8-sig")
    assert text.endswith("\r\n")
    return text.split("\r\n")[:-1]


# CSV.


def test_a_csv_is_what_a_norwegian_office_expects():
    data = payroll_file(STANDARD, [HOURS], HEAD)
    assert data.startswith(b"\xef\xbb\xbf")
    assert csv_lines(STANDARD, [HOURS]) == [
        '"Ansattnummer";"Navn";"Periode";"Lønnsart";"Antall";"Enhet";"Sats";"Beløp";'
        '"Kontering";"Oppdragskode"',
        '"00417";"Bø, Ærlig";"2026-10";"P100";20,25;"timer";241,35;4887,34;'
        '"11740-666";"O-17"',
    ]


def test_quotation_marks_only_where_they_are_needed_when_the_office_says_so():
    shape = layout(F.EMPLOYEE_NUMBER, F.CONTACT_NAME, has_quotes=False)
    lines = with_names("Bø, Ærlig", "Bø; Ærlig", 'Bø "B" Ærlig', "Bø\nÆrlig")
    assert csv_lines(shape, lines) == [
        "Ansattnummer;Navn",
        "00417;Bø, Ærlig",
        '00417;"Bø; Ærlig"',
        '00417;"Bø ""B"" Ærlig"',
        "00417;Bø Ærlig",
    ]


def test_a_correction_is_a_number_below_zero_and_no_formula():
    shape = layout(F.QUANTITY, F.RATE, F.AMOUNT, has_header=False)
    assert csv_lines(shape, [SAMPLE_LINES[-1]]) == ["-1,50;241,35;-362,03"]


def test_a_plain_sum_is_one_piece_of_itself():
    taken_back = replace(SAMPLE_LINES[4], sum_ore=-199_00)
    shape = layout(F.QUANTITY, F.UNIT, F.RATE, F.AMOUNT, has_header=False)
    assert csv_lines(shape, [SAMPLE_LINES[4], taken_back]) == [
        '1,00;"stk";199,00;199,00',
        '-1,00;"stk";199,00;-199,00',
    ]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (replace(HOURS, quantity=260), "4,33"),
        (replace(HOURS, quantity=-260), "-4,33"),
        (replace(HOURS, quantity=5), "0,08"),
        (replace(HOURS, quantity=-1), "-0,02"),
        (replace(HOURS, quantity=86_455, unit=RunUnit.METRES), "86,46"),
        (replace(HOURS, quantity=1, unit=RunUnit.MONTHS), "1,00"),
    ],
)
def test_quantities_are_told_in_hours_kilometres_and_months(line, written):
    assert csv_lines(layout(F.QUANTITY, has_header=False), [line]) == [written]


def test_days_months_and_the_run_are_written_as_the_office_chose():
    days = [
        Column(field, field.label, date_form=form)
        for form in DateForm
        for field in (F.PAY_DAY, F.MADE_ON, F.MONTH)
    ]
    rest = (Column(F.RUN), Column(F.FIXED_TEXT, text="STK"), Column(F.PLACE))
    shape = layout(F.KIND, has_header=False, has_quotes=False)
    shape = replace(shape, columns=(*days, *rest, *shape.columns))
    [found] = csv_lines(shape, [HOURS])
    assert found == (
        "2026-11-12;2026-11-05;2026-10;12.11.2026;05.11.2026;10.2026;"
        "20261112;20261105;202610;2026-10-1;STK;1;Honorar"
    )


def test_an_empty_run_is_a_file_with_headings_alone():
    assert len(csv_lines(STANDARD, [])) == 1


# Formulas.


@pytest.mark.parametrize("name", TRAPS)
def test_no_name_is_a_formula_or_a_line_of_its_own(name):
    [_heading, line] = csv_lines(BARE, with_names(name))
    cell = line.split(";")[1].strip('"')
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert "\t" not in line
    assert "\r" not in line
    assert "\n" not in line


@given(st.text())
def test_whatever_a_text_holds_it_stays_one_harmless_line(text):
    made = harmless(text)
    assert not made.lstrip().startswith(("=", "+", "-", "@"))
    assert len(made.splitlines()) <= 1
    assert one_line(text).strip() in made  # nothing one can see is lost


def test_headings_and_the_offices_own_texts_are_no_formulas_either():
    shape = replace(
        BARE,
        columns=(Column(F.FIXED_TEXT, heading="=A1", text="=1+1"),),
    )
    assert csv_lines(shape, [HOURS]) == ["'=A1", "'=1+1"]


# Fixed columns.


def test_fixed_columns_stand_where_they_are_said_to():
    correction = replace(HOURS, sum_ore=-362_03, contact_name="Ås")
    assert payroll_file(FIXED, [HOURS, correction], HEAD).decode() == (
        "00000417Bø, Ærlig 00048873411740-666     \r\n"
        "00000417Ås        -0003620311740-666     \r\n"
    )


def test_a_number_with_a_comma_can_be_filled_with_spaces():
    shape = replace(FIXED, columns=(fixed(F.AMOUNT, 10, align=Align.RIGHT),))
    assert payroll_file(shape, [HOURS], HEAD) == b"   4887,34\r\n"


def test_headings_are_cut_to_their_columns():
    shape = replace(FIXED, has_header=True)
    assert payroll_file(shape, [], HEAD).decode() == (
        "AnsattnuNavn      Beløp    Kontering     \r\n"
    )


def test_what_is_too_long_is_refused_with_its_number_and_no_name():
    shape = replace(FIXED, columns=(fixed(F.CONTACT_NAME, 5),))
    with pytest.raises(CannotPrintError) as refused:
        payroll_file(shape, [HOURS], HEAD)
    said = f"{refused.value.title} {refused.value.advice}"
    assert "«Navn»" in said
    assert "00417" in said
    assert "Bø" not in said


def test_a_sum_is_never_cut_whatever_the_column_says():
    shape = replace(FIXED, columns=(fixed(F.AMOUNT, 5, is_cut=True),))
    with pytest.raises(CannotPrintError, match="00417"):
        payroll_file(shape, [HOURS], HEAD)


@pytest.mark.parametrize("encoding", [Encoding.WINDOWS, Encoding.LATIN1])
def test_letters_are_stored_in_one_byte_each_and_the_columns_hold(encoding):
    shape = replace(FIXED, encoding=encoding)
    data = payroll_file(shape, with_names("Bø, Ærlig", "Čđŋć, Ł", "日本"), HEAD)
    lines = data.split(b"\r\n")[:-1]
    assert [len(line) for line in lines] == [41, 41, 41]
    assert lines[0][8:18] == "Bø, Ærlig ".encode("latin-1")
    assert lines[1][8:18] == b"Cdnc, L   "
    assert lines[2][8:18] == b"??        "
    assert "Bø, Ærlig" in file_text(data)


def test_control_signs_are_no_part_of_a_fixed_line():
    data = payroll_file(FIXED, with_names("Bø\r\n\tÅs\x00"), HEAD)
    assert data.decode()[8:18] == "Bø Ås     "
    assert in_encoding("é", "cp1252") == "é"


# Workbooks.


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        days = {each.date_time[:3] for each in packed.infolist()}
        assert days == {(1980, 1, 1)}  # never the moment it was made
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_a_workbook_says_nothing_of_who_and_when():
    found = parts(payroll_file(with_format(STANDARD, LayoutFormat.XLSX), [HOURS], HEAD))
    core = found["docProps/core.xml"]
    assert "<dc:creator></dc:creator>" in core
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert "2000-01-01T00:00:00Z" in core
    assert "2026" not in core


def test_a_workbook_holds_no_formula_and_no_link():
    shape = with_format(STANDARD, LayoutFormat.XLSX)
    found = parts(payroll_file(shape, with_names(*TRAPS, "http://a"), HEAD))
    sheet = found["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert 'quotePrefix="1"' in found["xl/styles.xml"]


# All of them.


@pytest.mark.parametrize("made", LayoutFormat)
def test_the_same_lines_give_the_same_bytes(made):
    shape = with_format(STANDARD, made)
    first = payroll_file(shape, SAMPLE_LINES, HEAD)
    assert payroll_file(shape, SAMPLE_LINES, HEAD) == first
    assert payroll_file(shape, SAMPLE_LINES[::-1], HEAD) != first


@pytest.mark.parametrize("made", LayoutFormat)
def test_the_file_is_named_by_its_run(made):
    name = payroll_file_name(with_format(STANDARD, made), HEAD.run_code)
    assert (
        name
        == {
            LayoutFormat.CSV: "lonn-2026-10-1.csv",
            LayoutFormat.FIXED: "lonn-2026-10-1.txt",
            LayoutFormat.XLSX: "lonn-2026-10-1.xlsx",
        }[made]
    )


@pytest.mark.parametrize(
    ("made", "last"),
    [
        (LayoutFormat.CSV, '"01024";-362,03;12.11.2026'),
        (LayoutFormat.FIXED, "01024            -362,0312.11.2026  "),
        (LayoutFormat.XLSX, "01024\t-362,03\t12.11.2026"),
    ],
)
def test_what_stands_in_the_file_can_be_read_on_screen(made, last):
    shape = layout(F.EMPLOYEE_NUMBER, F.AMOUNT, made=made)
    day = Column(F.PAY_DAY, date_form=DateForm.NORWEGIAN)
    shape = replace(shape, columns=(*shape.columns, day))
    data = payroll_file(shape, SAMPLE_LINES, HEAD)
    assert file_text(data).splitlines()[-1] == last
    assert file_text(data, most=2).splitlines()[2].startswith("… og ")


@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from(list(PayKind)),
    st.sampled_from([DecimalSign.COMMA, DecimalSign.NONE]),
    st.sampled_from(list(Fill)),
)
def test_a_sum_read_back_from_a_fixed_column_is_the_sum(ore, kind, sign, fill):
    amount = fixed(F.AMOUNT, 14, align=Align.RIGHT, sign=sign, fill=fill)
    line = replace(HOURS, kind=kind, sum_ore=ore)
    text = payroll_file(replace(FIXED, columns=(amount,)), [line], HEAD).decode()
    assert int(text.replace(",", "").strip()) == ore
    assert len(text) == 16
