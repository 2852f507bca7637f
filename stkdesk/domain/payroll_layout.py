"""How the office's payroll file looks: which columns, in which order, in which shape.

The layout is the office's own data, agreed with those who read the file. No column can
name a client, or hold a national identity number: there is no field for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from stkdesk.domain.pay_run import LayoutFormat


class Shape(StrEnum):
    """What the value of a column is: it decides which choices the column has."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MONTH = "month"


class PayrollField(StrEnum):
    """What a column can show."""

    EMPLOYEE_NUMBER = "employee_number"
    CONTACT_NAME = "contact_name"
    PERIOD = "period"
    MONTH = "month"
    PAY_CODE = "pay_code"
    KIND = "kind"
    QUANTITY = "quantity"
    UNIT = "unit"
    RATE = "rate"
    AMOUNT = "amount"
    ACCOUNT = "account"
    ASSIGNMENT = "assignment"
    SHEET = "sheet"
    RUN = "run"
    PAY_DAY = "pay_day"
    MADE_ON = "made_on"
    PLACE = "place"
    FIXED_TEXT = "fixed_text"

    @property
    def label(self) -> str:
        """The words on screen."""
        return _LABELS[self]

    @property
    def shape(self) -> Shape:
        """What its value is."""
        return _SHAPES.get(self, Shape.TEXT)

    @property
    def is_money(self) -> bool:
        """Whether it is kroner; they are always told with their øre."""
        return self in (PayrollField.RATE, PayrollField.AMOUNT)


_LABELS = {
    PayrollField.EMPLOYEE_NUMBER: "Ansattnummer",
    PayrollField.CONTACT_NAME: "Navn",
    PayrollField.PERIOD: "Periode",
    PayrollField.MONTH: "Måned",
    PayrollField.PAY_CODE: "Lønnsart",
    PayrollField.KIND: "Hva det gjelder",
    PayrollField.QUANTITY: "Antall",
    PayrollField.UNIT: "Enhet",
    PayrollField.RATE: "Sats",
    PayrollField.AMOUNT: "Beløp",
    PayrollField.ACCOUNT: "Kontering",
    PayrollField.ASSIGNMENT: "Oppdragskode",
    PayrollField.SHEET: "Timeliste",
    PayrollField.RUN: "Lønnskjøring",
    PayrollField.PAY_DAY: "Utbetalingsdato",
    PayrollField.MADE_ON: "Fildato",
    PayrollField.PLACE: "Linjenummer",
    PayrollField.FIXED_TEXT: "Fast tekst",
}
_SHAPES = {
    PayrollField.QUANTITY: Shape.NUMBER,
    PayrollField.RATE: Shape.NUMBER,
    PayrollField.AMOUNT: Shape.NUMBER,
    PayrollField.PLACE: Shape.NUMBER,
    PayrollField.PAY_DAY: Shape.DAY,
    PayrollField.MADE_ON: Shape.DAY,
    PayrollField.MONTH: Shape.MONTH,
}


class Align(StrEnum):
    """On which side of a fixed column the value stands."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "Venstre" if self is Align.LEFT else "Høyre"


class Fill(StrEnum):
    """What fills a fixed column up."""

    SPACE = " "
    ZERO = "0"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "Mellomrom" if self is Fill.SPACE else "Nuller"


class DecimalSign(StrEnum):
    """How the decimals of a number are told from the whole."""

    COMMA = "comma"
    NONE = "none"  # 12,50 is 1250

    @property
    def label(self) -> str:
        """The words on screen."""
        return "Komma" if self is DecimalSign.COMMA else "Uten komma"


class DateForm(StrEnum):
    """How a day and a month are written; patterns of ``strftime``."""

    ISO = "iso"
    NORWEGIAN = "norwegian"
    PACKED = "packed"

    @property
    def label(self) -> str:
        """An example, which is the words on screen."""
        return f"{self.day_text(date(2026, 10, 31))}, {self.month_text('2026-10')}"

    def day_text(self, day: date) -> str:
        """Return ``day`` as it is written."""
        return day.strftime(
            {
                DateForm.ISO: "%Y-%m-%d",
                DateForm.NORWEGIAN: "%d.%m.%Y",
                DateForm.PACKED: "%Y%m%d",
            }[self]
        )

    def month_text(self, month: str) -> str:
        """Return ``month``, which is ``2026-10``, as it is written."""
        year, number = month.split("-")
        return {
            DateForm.ISO: month,
            DateForm.NORWEGIAN: f"{number}.{year}",
            DateForm.PACKED: f"{year}{number}",
        }[self]


class Encoding(StrEnum):
    """How the letters of a file with fixed columns are stored."""

    UTF8 = "utf-8"
    WINDOWS = "cp1252"
    LATIN1 = "iso-8859-1"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Encoding.UTF8: "UTF-8",
            Encoding.WINDOWS: "Windows-1252",
            Encoding.LATIN1: "ISO 8859-1",
        }[self]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. What does not belong to the format or the field is left alone."""

    field: PayrollField
    heading: str = ""
    decimals: int = 2  # of a number
    sign: DecimalSign = DecimalSign.COMMA  # of a number
    date_form: DateForm = DateForm.ISO  # of a day or a month
    text: str = ""  # of FIXED_TEXT
    width: int = 12  # characters; FIXED only, as the rest
    align: Align = Align.LEFT
    fill: Fill = Fill.SPACE
    is_cut: bool = False  # a text that is too long is cut; else the file is refused

    @property
    def title(self) -> str:
        """What the column is called when the office is told of it."""
        return self.heading.strip() or self.field.label


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole layout. ``encoding`` is for FIXED, ``has_quotes`` for CSV."""

    columns: tuple[Column, ...]
    format: LayoutFormat = LayoutFormat.CSV
    has_header: bool = True
    encoding: Encoding = Encoding.UTF8
    has_quotes: bool = True  # texts stand in quotation marks, so that zeros stay


def new_column(field: PayrollField) -> Column:
    """Return a column as it usually is: numbers to the right, named by its field."""
    is_number = field.shape is Shape.NUMBER
    return Column(
        field=field,
        heading=field.label,
        decimals=0 if field is PayrollField.PLACE else 2,
        width=_WIDTHS.get(field, 12),
        align=Align.RIGHT if is_number else Align.LEFT,
        is_cut=field in (PayrollField.CONTACT_NAME, PayrollField.KIND),
    )


_WIDTHS = {
    PayrollField.CONTACT_NAME: 30,
    PayrollField.KIND: 30,
    PayrollField.ACCOUNT: 20,
    PayrollField.SHEET: 16,
    PayrollField.UNIT: 6,
}

#: What is used until the office has made its own (domain.md 4.3, point 9).
STANDARD = Layout(
    columns=tuple(
        new_column(field)
        for field in (
            PayrollField.EMPLOYEE_NUMBER,
            PayrollField.CONTACT_NAME,
            PayrollField.PERIOD,
            PayrollField.PAY_CODE,
            PayrollField.QUANTITY,
            PayrollField.UNIT,
            PayrollField.RATE,
            PayrollField.AMOUNT,
            PayrollField.ACCOUNT,
            PayrollField.ASSIGNMENT,
        )
    )
)
STANDARD_NAME = "Standardoppsett"


def moved(columns: tuple[Column, ...], at: int, to: int) -> tuple[Column, ...]:
    """Return ``columns`` with the one at a place moved to another."""
    rest = list(columns)
    rest.insert(to, rest.pop(at))
    return tuple(rest)


def with_format(layout: Layout, made: LayoutFormat) -> Layout:
    """Return ``layout`` in another format; fixed columns have no heading line."""
    return replace(layout, format=made, has_header=made is not LayoutFormat.FIXED)
