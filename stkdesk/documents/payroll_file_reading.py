"""The text of a payroll file, as whoever opens it finds it."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

BOM = b"\xef\xbb\xbf"
XLSX = b"PK"
_SHEET, _STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_NAME = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def file_text(data: bytes, *, most: int = 2000) -> str:
    """Return the lines of a payroll file of ours; of a workbook, with tabs between.

    At most ``most`` lines; the last then says how many more there are.
    """
    lines = _workbook(data) if data.startswith(XLSX) else _decoded(data).splitlines()
    if len(lines) > most:
        lines = [*lines[:most], f"… og {len(lines) - most} linjer til"]
    return "\n".join(lines)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:  # the office has chosen one of the older encodings
        return data.decode("cp1252", errors="replace")


def _workbook(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as file:
        names = file.namelist()
        shared = _shared(file.read(_STRINGS)) if _STRINGS in names else []
        sheet = Xml.fromstring(file.read(_SHEET))
    lines = []
    for row in sheet.iterfind(".//m:row", _NAME):
        cells: dict[str, str] = {}
        for cell in row.iterfind("m:c", _NAME):
            column = re.sub(r"\d", "", cell.get("r", ""))
            value = cell.findtext("m:v", "", _NAME) or cell.findtext(
                "m:is/m:t", "", _NAME
            )
            is_shared = cell.get("t") == "s"
            cells[column] = shared[int(value)] if is_shared else value
        lines.append("\t".join(cells.values()))
    return lines


def _shared(data: bytes) -> list[str]:
    root = Xml.fromstring(data)
    return ["".join(item.itertext()) for item in root.iterfind("m:si", _NAME)]
