"""What of a person's rows never leaves the register in an export: what is another's.

Who was asked to help, or is never to, is told to neither of the two; what a referee
said is the applicant's, the telephone number is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from stkdesk.services.access import inner
from stkdesk.storage.person_rows import PersonRows
from stkdesk.storage.tables import Base

#: Columns that are the program's, or never leave the register.
LEFT_OUT = frozenset({"sort_key", "search_text", "protection", "version"})
#: Tables that are the program's: what is in them stands in another, as it was written.
NO_TABLES = frozenset({"client_words", "contact_words"})
#: In rows of another's file, also what tells about the other.
ABOUT_OTHERS = {
    "assignments": frozenset(
        {"goal", "client_number", "decision_number", "end_reason"}
    ),
    "assignment_pauses": frozenset({"reason", "note"}),
    "agreements": frozenset({"goal", "content"}),
    "gate_overrides": frozenset({"reason"}),
    "timesheets": frozenset({"correction_reason"}),
    "timesheet_lines": frozenset(
        {"activity", "purpose", "route", "detour", "passenger_names"}
    ),
    "month_reports": frozenset(
        {"note", "is_concern", "concern_met_on", "wants_change"}
    ),
    "report_answers": frozenset({"topic_key", "text"}),
    "client_relations": frozenset({"client_number"}),
    "papers": frozenset({"client_number", "decision_number"}),
}
#: In a client's own file, what is the support contact's: what the work paid.
OF_HELPERS = {
    "timesheets": frozenset({"pay_ore"}),
    "sheet_returns": frozenset({"note"}),
}
#: Rows of pay: of the client's own sheets they are the support contact's, whole.
PAID = frozenset({"pay_lines", "pay_run_sheets"})
#: In the person's own rows too: what the paper says of the other, an address or a
#: client; how to reach those who were called; how the program put two entries together.
NEVER = {
    "agreements": frozenset({"content"}),
    "contact_letters": frozenset({"content", "fields", "assignment_number"}),
    "contact_references": frozenset({"phone"}),
    "contact_merges": frozenset({"detail"}),
}
#: Rows of two people: who the other is, and what the other said of himself or herself.
OF_TWO = {
    "inquiries": {
        "contact": frozenset({"client_number"}),
        "client": frozenset({"contact_number", "why"}),
    },
    "vetoes": {
        "contact": frozenset({"client_number"}),
        "client": frozenset({"contact_number"}),
    },
    "contact_letters": {
        "contact": frozenset[str](),
        "client": frozenset({"contact_number"}),
    },
}


@inner
def parts_of(
    session: Session, name: str, numbers: Sequence[int], found: PersonRows
) -> Iterator[tuple[Sequence[int], frozenset[str]]]:
    """Yield rows of a table with what is hidden in them besides.

    Of rows about two people: those in which this one is the support contact, and
    those in which he or she is the client. What was paid for a client's sheets is none
    of the client's.
    """
    table = Base.metadata.tables[name]
    if name in PAID:
        helped = sa.select(table.c.number).where(
            table.c.number.in_(numbers),
            table.c.sheet_number.in_(found.of("timesheets")),
        )
        others = set(session.scalars(helped))
        yield [each for each in numbers if each not in others], frozenset()
        return
    if name not in OF_TWO:
        yield numbers, frozenset()
        return
    mine = sa.select(table.c.number).where(
        table.c.number.in_(numbers), table.c.contact_number.in_(found.of("contacts"))
    )
    as_contact = set(session.scalars(mine))
    for who, some in (
        ("contact", [each for each in numbers if each in as_contact]),
        ("client", [each for each in numbers if each not in as_contact]),
    ):
        if some:
            yield some, OF_TWO[name][who]
