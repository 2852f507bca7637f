"""The control list of a payroll run, for two to sign: what is paid whom, and of what.

For payroll and the accounts: no client is named, nor is there a code of one. It holds
the SHA-256 of the payroll file, so that anybody can see that it is that very file.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.units import mm

from stkdesk.documents.pay_sheet import LEFT, RIGHT, PaySheet, Table
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.watermark import paper_word
from stkdesk.domain.formats import (
    count,
    hours_text,
    km_text,
    kroner_text,
    long_date,
    short_date,
)
from stkdesk.domain.language import Language
from stkdesk.domain.pay import PayKind
from stkdesk.domain.run_content import UNIT_OF, ControlList, ControlRow, RunUnit

TITLE = "Kontrolliste for lønn"
ROWS = Table(
    ("Ansattnr.", "Støttekontakt", "Lønnsart", "Hva", "Antall", "Beløp", "I alt"),
    (20, 46, 18, 38, 18, 17, 17),
    "llllrrr",
    "Hva hver støttekontakt får utbetalt, én rad for hver lønnsart.",
)
KINDS = Table(
    ("Hva", "Antall", "Beløp"),
    (124, 25, 25),
    "lrr",
    "Summen av hver lønnsart.",
)


def build(content: ControlList) -> bytes:
    """Return the archive file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when a letter of a name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=f"{TITLE} {content.run_code}",
        author=content.sender.municipality,
        reference=content.run_code,
        language=Language.BOKMAL.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    word = paper_word(Language.BOKMAL, draft=False, practice=content.practice)
    sheet = PaySheet(canvas, content.sender, Language.BOKMAL, word)
    _write(sheet, content)
    sheet.finish(f"{TITLE} {content.run_code}")
    canvas.save()
    return out.getvalue()


def _write(sheet: PaySheet, content: ControlList) -> None:
    sheet.head(TITLE, f"Lønnskjøring {content.run_code}")
    people = {(row.employee_number, row.contact_name) for row in content.rows}
    sheet.facts(
        [
            ("Periode", content.period_label),
            ("Utbetales", long_date(content.pay_on)),
            ("Sum", f"kr {kroner_text(content.sum_ore)}"),
            ("Timelister", str(content.sheets)),
            ("Støttekontakter", str(len(people))),
            ("Laget", f"{short_date(content.made_on)} av {content.made_by}"),
        ]
    )
    with sheet.table(ROWS):
        for row, is_last, in_all in _with_sums(content.rows):
            sheet.row(
                (
                    row.employee_number,
                    row.contact_name,
                    row.pay_code,
                    row.kind.label,
                    quantity_text(row.kind, row.quantity),
                    kroner_text(row.sum_ore),
                    kroner_text(in_all) if is_last else "",
                ),
                rule=is_last,
            )
        total = kroner_text(content.sum_ore)
        sheet.row(("", "Sum", "", "", "", "", total), strong=True)
    _write_kinds(sheet, content.rows)
    _write_end(sheet, content)


def _with_sums(rows: Sequence[ControlRow]) -> list[tuple[ControlRow, bool, int]]:
    """Return each row, whether it is the last of its contact, and the sum so far."""
    told, so_far = [], 0
    for place, row in enumerate(rows):
        so_far += row.sum_ore
        after = rows[place + 1] if place + 1 < len(rows) else None
        is_last = after is None or (after.employee_number, after.contact_name) != (
            row.employee_number,
            row.contact_name,
        )
        told.append((row, is_last, so_far))
        if is_last:
            so_far = 0
    return told


def _write_kinds(sheet: PaySheet, rows: Sequence[ControlRow]) -> None:
    sums: dict[PayKind, tuple[int, int]] = {}
    for row in rows:
        quantity, sum_ore = sums.get(row.kind, (0, 0))
        sums[row.kind] = (quantity + row.quantity, sum_ore + row.sum_ore)
    sheet.heading("Summer", needs=(len(sums) + 3) * 7 * mm + 12 * mm)
    with sheet.table(KINDS):
        for kind in PayKind:
            if kind in sums:
                quantity, sum_ore = sums[kind]
                told = quantity_text(kind, quantity)
                sheet.row((kind.label, told, kroner_text(sum_ore)))
        total = kroner_text(sum(row.sum_ore for row in rows))
        sheet.row(("Sum", "", total), strong=True)


def _write_end(sheet: PaySheet, content: ControlList) -> None:
    sheet.heading("Kontroll", needs=64 * mm)
    sheet.text(
        f"Lønnsfilen heter {content.file_name}. Filen er den rette når SHA-256 er "
        f"{content.file_sha256[:32]} {content.file_sha256[32:]}."
    )
    sheet.text(
        f"{count(content.sheets, 'timeliste er', 'timelister er')} attestert og "
        "godkjent i stkdesk. De som skriver under, bekrefter at summene er kontrollert "
        "mot timelistene, og at beløpene kan utbetales."
    )
    sheet.y -= 3 * mm
    sheet.facts(
        [
            ("Attestert av", _named(content.attestants)),
            ("Godkjent av", _named(content.approvers)),
        ],
        across=2,
    )
    middle = (LEFT + RIGHT) / 2
    sheet.signatures(
        [
            (LEFT, middle - 6 * mm, "Attestant: dato og underskrift"),
            (middle, RIGHT, "Anviser: dato og underskrift"),
        ]
    )


def quantity_text(kind: PayKind, quantity: int) -> str:
    """Return how much of a kind, with its unit; "" of a plain sum."""
    match UNIT_OF[kind]:
        case RunUnit.MINUTES:
            return f"{hours_text(quantity)} t"
        case RunUnit.METRES:
            return f"{km_text(quantity)} km"
        case RunUnit.MONTHS:
            return f"{quantity} mnd"
    return ""


def _named(names: Sequence[str]) -> str:
    return ", ".join(names) or "–"
