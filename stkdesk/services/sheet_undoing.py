"""What keeps a step with a sheet from being taken back."""

from __future__ import annotations

from stkdesk.services.sheet_rows import Change, CourseRow


def against_undoing(row: CourseRow | None, change: Change) -> str:
    """Return why ``change`` may not be taken back, "" if it may.

    ``row`` is the sheet as it stands; None: it is gone.
    """
    if row is None or _is_another(row, change):
        return "Noen andre har endret timelisten siden."
    if row.is_closed and row.serial == 1:
        return "Perioden er lukket siden."
    if change.before is None and (row.has_visits or row.is_corrected):
        return "Timelisten er ført eller rettet siden."
    return ""


def _is_another(row: CourseRow, change: Change) -> bool:
    """Tell whether a sheet is not as ``change`` left it.

    A later step that was undone is none; but a signature is given back only to the
    very sheet that was signed, for its visits may have been entered anew since.
    """
    if row.mark != change.after:
        return True
    back = change.before
    signed = (back.checked_by, back.approved_by) if back else (None, None)
    gives = any(signed) and signed != (row.known.checked_by, row.known.approved_by)
    return gives and row.version != change.version
