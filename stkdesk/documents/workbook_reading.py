"""What stands in a workbook: enough to show it, and to see how its cells are stored.

Only the first sheet, and only texts, numbers and days; a day is kept as a number.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta

LARGEST = 20_000_000  # bytes of a part when unpacked
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_REFERENCE = re.compile(r"([A-Z]{1,3})\d+")
_LETTERS = 26
_DAY_FORMATS = {"14", "15", "16", "17", "22"}  # those every workbook has
_DAY_0 = date(1899, 12, 30)  # day 1 is the last of that year, with the leap day missing


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; ``is_number`` also of a day, told as ``31.10.2026``."""

    text: str = ""
    is_number: bool = False


def rows_of(data: bytes, most: int | None = None) -> list[list[Cell]]:
    """Return the cells of the lines that hold something, the first ``most`` of them.

    Raises:
        ValueError: if ``data`` is not a workbook, or is far too large.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = [name for name in packed.namelist() if _SHEET.fullmatch(name)]
            if not names:
                raise ValueError("no sheet")
            first = min(names, key=lambda name: (len(name), name))
            texts, days = _texts(packed), _day_styles(packed)
            rows = _part(packed, first).iter(f"{_NS}row")
            found = [_row(row, texts, days) for row in rows]
    except (zipfile.BadZipFile, ET.ParseError, LookupError, OverflowError) as error:
        raise ValueError("not a workbook") from error
    return [row for row in found if any(cell.text for cell in row)][:most]


def _part(packed: zipfile.ZipFile, name: str) -> ET.Element:
    if packed.getinfo(name).file_size > LARGEST:
        raise ValueError("too large")
    return ET.fromstring(packed.read(name))


def _texts(packed: zipfile.ZipFile) -> list[str]:
    name = "xl/sharedStrings.xml"
    if name not in packed.namelist():
        return []
    shared = _part(packed, name).iter(f"{_NS}si")
    return [_inside(each) for each in shared]


def _day_styles(packed: zipfile.ZipFile) -> frozenset[str]:
    """Return the styles of cells that show a number as a day."""
    name = "xl/styles.xml"
    if name not in packed.namelist():
        return frozenset()
    styles = _part(packed, name)
    own = {
        each.get("numFmtId", "")
        for each in styles.iter(f"{_NS}numFmt")
        if "yy" in each.get("formatCode", "").lower()
    }
    looks = styles.iterfind(f"{_NS}cellXfs/{_NS}xf")
    return frozenset(
        str(at)
        for at, each in enumerate(looks)
        if each.get("numFmtId", "") in own | _DAY_FORMATS
    )


def _inside(element: ET.Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_NS}t"))


def _row(row: ET.Element, texts: list[str], days: frozenset[str]) -> list[Cell]:
    found: list[Cell] = []
    for cell in row.iter(f"{_NS}c"):
        at = _across(cell.get("r", ""), len(found))
        found += [Cell()] * (at - len(found))
        found.append(_cell(cell, texts, days))
    return found


def _across(reference: str, usual: int) -> int:
    """Return the place from 0 of ``AB12``; ``usual`` where a cell says none."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return usual
    at = 0
    for letter in match[1]:
        at = at * _LETTERS + ord(letter) - ord("A") + 1
    return at - 1


def _cell(cell: ET.Element, texts: list[str], days: frozenset[str]) -> Cell:
    value = cell.findtext(f"{_NS}v") or ""
    match cell.get("t", "n"):
        case "s":
            return Cell(texts[int(value)])
        case "inlineStr":
            return Cell(_inside(cell))
        case "n" if value and cell.get("s") in days:
            day = _DAY_0 + timedelta(days=int(float(value)))
            return Cell(day.strftime("%d.%m.%Y"), is_number=True)
        case "n":
            return Cell(value, is_number=bool(value))
    return Cell(value)
