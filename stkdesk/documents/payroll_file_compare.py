"""A sample file from payroll, held against the office's layout, line by line.

Only the shape is looked at: columns, separators, widths, and how numbers and days are
written. Whether payroll knows the codes, nobody can see from here. Nothing is kept.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stkdesk.documents.payroll_file_fixed import filled
from stkdesk.documents.payroll_file_shape import shape_complaint
from stkdesk.documents.workbook_reading import Cell, rows_of
from stkdesk.domain.formats import count
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import Column, Encoding, Fill, Layout, Shape

MOST_LINES = 200  # of a sample; more tell nothing new
EMPTY = "Eksempelet er tomt."
CHOOSE_FILE = (
    "Velg en Excel-fil. Tekst som er limt inn, sier ikke hvordan den er lagret."
)
NO_WORKBOOK = "Filen er ikke en Excel-fil (xlsx)."
_SEPARATORS = {";": "semikolon", ",": "komma", "\t": "tabulator", "|": "loddrett strek"}


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of the sample; without differences it has the shape of the layout."""

    number: int  # from 1
    text: str
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found: about the whole file, and about each line."""

    whole: tuple[str, ...]
    lines: tuple[ComparedLine, ...]

    @property
    def is_same(self) -> bool:
        """Whether the layout gives a file of the same shape."""
        return not self.whole and not any(line.differences for line in self.lines)


def compare_sample(layout: Layout, sample: str | bytes) -> Comparison:
    """Hold ``sample`` against ``layout``: a file, or text that was pasted.

    Of what was pasted, letters and line ends cannot be seen, and are not looked at.
    """
    if layout.format is LayoutFormat.XLSX:
        return _compare_workbook(layout, sample)
    text, whole = (sample, []) if isinstance(sample, str) else _read(layout, sample)
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if not lines:
        return Comparison((EMPTY,), ())
    shown = lines[:MOST_LINES]
    if layout.format is LayoutFormat.FIXED:
        compared = _fixed_lines(layout, shown)
    else:
        separator = _separator(layout, shown[0])
        whole += _csv_whole(layout, shown, separator)
        compared = _csv_lines(layout, shown, separator)
    return Comparison(tuple(whole), tuple(compared))


def _compare_workbook(layout: Layout, sample: str | bytes) -> Comparison:
    if isinstance(sample, str):
        return Comparison((CHOOSE_FILE,) if sample.strip() else (EMPTY,), ())
    try:
        rows = rows_of(sample, MOST_LINES)
    except ValueError:
        return Comparison((NO_WORKBOOK,), ())
    if not rows:
        return Comparison((EMPTY,), ())
    lines: list[ComparedLine] = []
    for number, row in enumerate(rows, 1):
        texts = [cell.text for cell in row]
        found = _counted(layout, len(row))
        if number == 1 and layout.has_header:
            found += _headings(layout, texts)
        else:
            pairs = zip(layout.columns, row, strict=False)
            found += [said for column, cell in pairs if (said := _kept(column, cell))]
        lines.append(ComparedLine(number, " | ".join(texts), tuple(found)))
    return Comparison((), tuple(lines))


def _kept(column: Column, cell: Cell) -> str:
    """Return how a cell of a workbook is stored in another way than ours."""
    is_number = column.field.shape in (Shape.NUMBER, Shape.DAY)
    if cell.is_number == is_number or not cell.text:
        return "" if is_number else shape_complaint(column, cell.text)
    theirs, ours = ("tekst", "tall") if is_number else ("tall", "tekst")
    if column.field.shape is Shape.DAY:
        ours = "dato"
    return f"«{column.title}»: eksempelet har {theirs}, oppsettet skriver {ours}."


def _counted(layout: Layout, columns: int) -> list[str]:
    ours = len(layout.columns)
    if columns == ours:
        return []
    theirs = count(columns, "kolonne", "kolonner")
    return [f"Eksempelet har {theirs}, oppsettet {ours}."]


def _read(layout: Layout, data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file, and how it is stored in another way than ours."""
    found: list[str] = []
    has_mark = data.startswith(b"\xef\xbb\xbf")
    try:
        text, is_utf8 = data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        text, is_utf8 = data.decode("cp1252", errors="replace"), False
    if b"\n" in data and b"\r\n" not in data:
        found.append("Linjene slutter med LF. Oppsettet skriver CR LF.")
    ours_is_utf8 = layout.format is LayoutFormat.CSV or (
        layout.encoding is Encoding.UTF8
    )
    if not text.isascii() and is_utf8 != ours_is_utf8:
        theirs = "UTF-8" if is_utf8 else "Windows-1252"
        ours = "UTF-8" if ours_is_utf8 else layout.encoding.label
        found.append(f"Bokstavene er lagret som {theirs}. Oppsettet skriver {ours}.")
    elif layout.format is LayoutFormat.CSV and not has_mark:
        found.append("Filen har ikke UTF-8-merke (BOM) først. Oppsettet skriver det.")
    elif layout.format is LayoutFormat.FIXED and has_mark:
        found.append("Filen har UTF-8-merke (BOM) først. Oppsettet skriver det ikke.")
    return text, found


def _separator(layout: Layout, line: str) -> str:
    """Return what stands between the columns: what gives most nearly as many as ours.

    Counting signs would not do: there are commas in numbers and in names.
    """
    ours = len(layout.columns)
    return min(_SEPARATORS, key=lambda sign: abs(len(_split(line, sign)) - ours))


def _split(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator))


def _csv_whole(layout: Layout, lines: Sequence[str], separator: str) -> list[str]:
    found: list[str] = []
    if separator != ";":
        found.append(
            f"Eksempelet har {_SEPARATORS[separator]} mellom kolonnene. Oppsettet har "
            "semikolon."
        )
    needless = re.compile(rf'(?:^|{re.escape(separator)})"[^"{separator}]*"')
    has_marks = any(needless.search(line) for line in lines)
    has_texts = any(column.field.shape is Shape.TEXT for column in layout.columns)
    if layout.has_quotes and has_texts and not has_marks:
        found.append("Eksempelet har ikke tekst i anførselstegn. Oppsettet har det.")
    elif has_marks and not layout.has_quotes:
        found.append("Eksempelet har tekst i anførselstegn. Oppsettet har det ikke.")
    return found


def _csv_lines(
    layout: Layout, lines: Sequence[str], separator: str
) -> Iterator[ComparedLine]:
    for number, line in enumerate(lines, 1):
        cells = _split(line, separator)
        differences = _counted(layout, len(cells))
        differences += _cells(layout, cells, is_first=number == 1)
        yield ComparedLine(number, line, tuple(differences))


def _fixed_lines(layout: Layout, lines: Sequence[str]) -> Iterator[ComparedLine]:
    ours = sum(column.width for column in layout.columns)
    for number, line in enumerate(lines, 1):
        if len(line) != ours:
            text = f"Linjen er {len(line)} tegn lang, i oppsettet {ours}."
            yield ComparedLine(number, line, (text,))
            continue
        cells, at = [], 0
        for column in layout.columns:
            cells.append(line[at : at + column.width])
            at += column.width
        if number == 1 and layout.has_header:
            found = _headings(layout, [cell.strip() for cell in cells])
        else:
            found = [
                text
                for column, cell in zip(layout.columns, cells, strict=True)
                if (text := _fixed_cell(column, cell))
            ]
        yield ComparedLine(number, line, tuple(found))


def _cells(layout: Layout, cells: Sequence[str], *, is_first: bool) -> list[str]:
    if is_first and layout.has_header:
        return _headings(layout, cells)
    found = [
        text
        for column, cell in zip(layout.columns, cells, strict=False)
        if (text := shape_complaint(column, cell))
    ]
    if is_first and len(found) > 1 and not any(any(map(str.isdigit, c)) for c in cells):
        return ["Dette ser ut som overskrifter. Oppsettet har ingen."]
    return found


def _headings(layout: Layout, cells: Sequence[str]) -> list[str]:
    return [
        f"Kolonne {at} heter «{cell}» i eksempelet, «{column.heading}» i oppsettet."
        for at, (column, cell) in enumerate(
            zip(layout.columns, cells, strict=False), start=1
        )
        if cell != column.heading
    ]


def _fixed_cell(column: Column, cell: str) -> str:
    """Return how a fixed cell differs: in what it holds, or in how it is filled up."""
    core = cell.strip(" ")
    if text := shape_complaint(column, core):
        return text
    is_number = column.field.shape is Shape.NUMBER
    if column.fill is Fill.ZERO and not is_number:
        is_same = core == cell
    else:
        plain = _without_zeros(core, column) if is_number else core
        is_same = filled(column, plain, is_number=is_number) == cell
    if is_same:
        return ""
    way = f"{column.align.label.lower()}stilt, fylt med {column.fill.label.lower()}"
    return f"«{column.title}»: eksempelet har «{cell}», oppsettet er {way}."


def _without_zeros(text: str, column: Column) -> str:
    """Return a number without the zeros that only fill it up."""
    if column.fill is not Fill.ZERO:
        return text
    minus, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, comma, rest = digits.partition(",")
    if comma:
        return minus + (whole.lstrip("0") or "0") + comma + rest
    return minus + whole.lstrip("0").rjust(column.decimals + 1, "0")
