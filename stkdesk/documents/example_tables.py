"""One of each file that other programs read, about invented people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from stkdesk.documents import archive_index, kpr_list
from stkdesk.documents.archive_index import ArchiveDocument, ArchiveFile
from stkdesk.documents.example_pay import example_year
from stkdesk.documents.payroll_file import payroll_file, payroll_file_name
from stkdesk.domain.journal import EntryKind, EntryState, Party, PartyRole
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import STANDARD, with_format
from stkdesk.domain.payroll_sample import SAMPLE_HEAD, SAMPLE_LINES


def example_tables() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of each, and what makes it."""
    for made in LayoutFormat:
        layout = with_format(STANDARD, made)
        name = payroll_file_name(layout, SAMPLE_HEAD.run_code)
        yield name, partial(payroll_file, layout, SAMPLE_LINES, SAMPLE_HEAD)
    yield "kpr.csv", partial(kpr_list.csv_bytes, example_year())
    yield "arkiv.csv", partial(archive_index.csv_index, [_document()])
    yield "arkiv.xml", partial(archive_index.xml_index, [_document()])


def _document() -> ArchiveDocument:
    return ArchiveDocument(
        case="2026/1",
        case_title="Støttekontakt – Åse Prøve",
        case_opened_on=date(2026, 1, 2),
        case_closed_on=None,
        reference="2026/1-2",
        serial=1,
        kind=EntryKind.OUTGOING,
        state=EntryState.DISPATCHED,
        document="V-2026-000118-7K",
        title="Vedtak om støttekontakt",
        document_on=date(2026, 1, 20),
        received_on=None,
        sent_on=date(2026, 1, 21),
        registered_on=date(2026, 1, 20),
        parties=(Party(PartyRole.RECIPIENT, "Åse Prøve"),),
        officer="Per Prøve",
        unit="Tjenestekontoret",
        is_withheld=True,
        withheld_basis="offl. § 13, jf. fvl. § 13",
        files=(
            ArchiveFile("vedtak.pdf", "Vedtak", "application/pdf", 1, "0" * 64, True),
        ),
    )
