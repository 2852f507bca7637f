"""The text of a payroll file, as whoever opens it finds it."""

from __future__ import annotations

from stkdesk.documents.workbook_reading import Cell, rows_of

XLSX = b"PK"


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
    return ["\t".join(map(_shown, row)) for row in rows_of(data)]


def _shown(cell: Cell) -> str:
    """Return a number as a Norwegian spreadsheet shows it."""
    is_day = cell.text.count(".") > 1
    plain = cell.is_number and not is_day
    return cell.text.replace(".", ",") if plain else cell.text
