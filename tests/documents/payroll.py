"""Lines of a payroll file that the tests of it share; everybody is invented."""

from dataclasses import replace

from stkdesk.domain.payroll_layout import (
    STANDARD,
    Align,
    Column,
    DecimalSign,
    Fill,
    Layout,
    LayoutFormat,
    PayrollField,
    new_column,
    with_format,
)
from stkdesk.domain.payroll_sample import SAMPLE_HEAD, SAMPLE_LINES

HEAD = SAMPLE_HEAD
HOURS = replace(SAMPLE_LINES[0], contact_name="Bø, Ærlig", account="11740-666")
TRAPS = (
    '=HYPERLINK("http://a";"b")',
    "-Ola",
    "+47",
    "@SUM(A1)",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    'Bø; Åse "Ås"\nØy',
)


def with_names(*names):
    """The same line for each of some names."""
    return [replace(HOURS, contact_name=name) for name in names]


def layout(*fields, made=LayoutFormat.CSV, **choices):
    """A layout of some fields as they usually are."""
    found = with_format(Layout(tuple(map(new_column, fields))), made)
    return replace(found, **choices)


def fixed(field, width, **choices):
    """One fixed column."""
    return Column(field, field.label, width=width, **choices)


FIXED = Layout(
    columns=(
        fixed(PayrollField.EMPLOYEE_NUMBER, 8, align=Align.RIGHT, fill=Fill.ZERO),
        fixed(PayrollField.CONTACT_NAME, 10, is_cut=True),
        fixed(
            PayrollField.AMOUNT,
            9,
            align=Align.RIGHT,
            fill=Fill.ZERO,
            sign=DecimalSign.NONE,
        ),
        fixed(PayrollField.ACCOUNT, 14),
    ),
    format=LayoutFormat.FIXED,
    has_header=False,
)
BARE = replace(STANDARD, has_quotes=False)
