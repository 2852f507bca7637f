"""What the office hands to payroll, read back and held up against the sums by hand."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

from tests.journeys import month_office as office
from tests.journeys.by_hand import ore
from tests.journeys.month_papers import Sheet, Terms
from tests.journeys.paper import Paper

Sums = dict[tuple[str, str], int]  # øre by employee number and lønnsart


def by_hand(sheets: Iterable[Sheet]) -> Sums:
    """Return what ``sheets`` pay, worked out by hand."""
    sums: Sums = {}
    for sheet in sheets:
        add(sums, sheet.assignment, sheet.terms, sheet.owed.lines)
    return sums


def add(sums: Sums, assignment: int, terms: Terms, lines: Mapping[str, int]):
    """Add the øre of each line to what its contact has of its lønnsart."""
    for kind, paid in lines.items():
        key = office.employee(assignment), code_of(kind, terms)
        if paid:
            sums[key] = sums.get(key, 0) + paid


def code_of(kind: str, terms: Terms) -> str:
    """Return the lønnsart of a line of ``by_hand``."""
    if kind == "flat":
        return office.FLAT[0 if terms.flat_hour else 1][0]
    return office.CODES[kind][0]


def in_file(file: Path) -> Sums:
    """Return what stands in the payroll file of October, checked as payroll would."""
    for row in rows_of(file):
        assert re.fullmatch(r"00\d{4}", row["Ansattnummer"])  # the zeros are there
        assert re.fullmatch(r"O-\d+", row["Oppdragskode"])
        assert row["Kontering"] == f"2340-{row['Lønnsart']}"
        assert row["Periode"] == "2026-10"
    return by_code(file)


def by_code(file: Path) -> Sums:
    """Return the sums of a payroll file; each line is what its quantity is worth."""
    sums: Sums = defaultdict(int)
    for row in rows_of(file):
        paid = ore(number(row["Beløp"]))
        sums[row["Ansattnummer"], row["Lønnsart"]] += paid
        if row["Sats"]:
            worth = number(row["Antall"]) * number(row["Sats"])
            assert paid == (ore(worth) if worth > 0 else -ore(-worth)), row
    return {key: paid for key, paid in sums.items() if paid}


def rows_of(file: Path) -> list[dict[str, str]]:
    """Return the rows of a payroll file: UTF-8 with a mark, semicolons, CRLF."""
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def on_control_list(file: Path) -> Sums:
    """Return what stands on a control list, printed to be signed by two.

    The last row of a support contact also has the sum of all of theirs.
    """
    sums: Sums = {}
    in_all: dict[str, int] = defaultdict(int)
    paper = Paper(file)
    rows = [row for at in range(1, paper.pages + 1) for row in paper.lines(at)]
    for found in filter(None, (re.fullmatch(ROW, row) for row in rows)):
        employee, code, paid, all_of_it = found.groups()
        sums[employee, code] = ore(number(paid))
        in_all[employee] += sums[employee, code]
        if all_of_it:
            assert ore(number(all_of_it)) == in_all.pop(employee)
    assert not in_all
    return sums


def number(text: str) -> Fraction:
    """Return ``−1 234,50`` as it is meant."""
    plain = text.replace(" ", "").replace("\xa0", "").replace("−", "-")
    return Fraction(plain.replace(",", "."))


def kroner(paid: int) -> str:
    """Return 123456 øre as ``1 234,56``, the way papers write it."""
    whole = f"{paid // 100:,}".replace(",", " ")
    return f"{whole},{paid % 100:02}"


AMOUNT = r"[−-]?\d{1,3}(?: \d{3})*,\d\d"
QUANTITY = r"(?:[−-]?[\d ,]+ (?:t|km|mnd) )?"
ROW = rf"(00\d{{4}}) \D+ (01\d{{3}}) \D+?{QUANTITY}({AMOUNT})(?: ({AMOUNT}))?"


def names_nobody(file: Path, clients: Iterable[str]):
    """See that no client is named in what payroll gets, nor where they went."""
    data = file.read_bytes()
    text = Paper(file).everything() if file.suffix == ".pdf" else data.decode()
    for name in clients:
        assert name not in text
        assert name.split()[-1] not in text
        assert name.encode() not in data
    assert not [word for word in ("kino", "Tuva") if word in text]
