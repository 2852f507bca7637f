"""Who may do what in the database on a server, whatever program they use.

The services refuse first and say why; this is what stands behind them when somebody
asks the database itself. Each person has a login of their own there, in one or more
of the groups below, and the login is the one in the staff list. Which rows of a table
they see is in ``server_rows``. The owner of the tables sees all: moving, upgrading and
checking are the owner's work.
"""

from __future__ import annotations

from sqlalchemy import Connection

from stkdesk.domain.staff import Role
from stkdesk.storage.server_rows import row_rules
from stkdesk.storage.tables import Base

GROUPS = {role: f"stkdesk_{role.value}" for role in Role}
READ, ADD, CHANGE, REMOVE = "SELECT", "INSERT", "UPDATE", "DELETE"
ALL = (READ, ADD, CHANGE, REMOVE)

BLOCKED = "blocked_clients"  # a view: short numbers of all, to refuse by
LINES = "sheet_hours"  # a view: the lines of all sheets, without what was done
NAMES = ("assignment_names", "client_names", "contact_names", "paper_names")
CASES = (
    "applications",
    "assessments",
    "attachments",
    "case_pauses",
    "cases",
    "client_relations",
    "complaint_arguments",
    "complaints",
    "decision_items",
    "decisions",
    "enclosures",
    "journal_entries",
    "journal_parties",
    "letters",
    "not_same_people",
    "paper_files",
    "papers",
    "agreements",
    "assignment_pauses",
    "client_words",
    "gate_overrides",
    "inquiries",
    "match_wishes",
    "vetoes",
    "waits",
    "month_reports",
    "report_answers",
    "sheet_returns",
)
HOURS = (
    *("assignments", "organisations", "timesheet_lines", "timesheets"),
    *("activity_groups", "attendances"),
    *("group_leaders", "group_meetings", "meeting_leaders"),
    *("leader_sheets", "pay_lines", "sheet_reminders"),
    *("pay_runs", "pay_run_sheets", "pay_run_files"),
)
#: What payroll has no need of: how somebody became a support contact.
RECRUITING = (
    *("contact_letters", "contact_merges", "contact_references", "contact_words"),
    *("declarations", "police_certificates", "recruitments"),
)
#: What pay is worked out from, and how many hours a client has used.
PAID = (
    *("activity_groups", "attendances", "organisations", LINES),
    *("leader_sheets", "pay_lines", "pay_run_sheets", "pay_run_files"),
    *("group_meetings", "meeting_leaders", "sheet_reminders"),
)
PEOPLE = ("contacts", "people", "addresses")
OFFICE = (
    *("office", "period_rules", "rates", "four_eyes", "retention_rules"),
    *("case_rules", "citations", "gate_rules", "letter_texts"),
    *("own_rates", "pay_codes", "payroll_layouts", "report_topics"),
)
KEEPING = ("deletions", "erasures", "legal_holds")


def _but(table: str, told: str) -> str:
    """Return the columns of a table without the one that tells of the case."""
    columns = Base.metadata.tables[table].columns
    return ", ".join(column.name for column in columns if column.name != told)


#: What payroll may read of these: everything but the case text.
PAYROLL_COLUMNS = {
    "clients": "number, person_number, status, language, case_number, is_blocked",
    "assignments": _but("assignments", "goal"),
    "timesheets": _but("timesheets", "correction_reason"),
}
#: What is noted on a paper once it is made; whose it is, is never changed.
NOTED_ON_PAPERS = "printed_on, mailed_on, returned_on, version, changed_at, changed_by"
#: What payroll says of sheets and runs: that they are paid, and when.
PAID_BY_PAYROLL = "state, paid_on, version, changed_at, changed_by"
CONFIRMED = "state, confirmed_on, confirmed_by, version, changed_at, changed_by"

_EVERYBODY: dict[str, tuple[str, ...]] = {
    "alembic_version": (READ,),
    "register_facts": (READ,),
    "staff": (READ,),
    "client_access": (READ,),
    BLOCKED: (READ,),
    "drafts": ALL,
    "counters": (READ,),
    "periods": (READ,),
    **dict.fromkeys(OFFICE, (READ,)),
    "commits": (READ, ADD, REMOVE),
    "presence": ALL,
    "events": (READ, ADD),
    "event_details": (ADD,),
    "event_head": (READ, CHANGE),
}
_READING: dict[str, tuple[str, ...]] = dict.fromkeys(
    (*NAMES, *CASES, *HOURS, LINES, *PEOPLE, *RECRUITING, "clients", *KEEPING), (READ,)
)
_CASEWORK: dict[str, tuple[str, ...]] = {
    **_READING,
    **dict.fromkeys((*CASES, *HOURS, *PEOPLE, *RECRUITING, "clients"), ALL),
    "papers": (READ, ADD, REMOVE, f"{CHANGE} ({NOTED_ON_PAPERS})"),
    "client_access": (READ, ADD, REMOVE),
    "event_details": (READ, ADD),
    "counters": (READ, ADD, CHANGE),
    "periods": (READ, ADD, CHANGE),
}
RIGHTS: dict[Role, dict[str, tuple[str, ...]]] = {
    Role.CASEWORKER: _CASEWORK,
    Role.LEADER: {
        **_CASEWORK,
        **dict.fromkeys((*OFFICE, *KEEPING), ALL),
        "periods": ALL,
        "event_details": (READ, ADD, REMOVE),
    },
    Role.PAYROLL: {
        # Papers without their bytes: which sheets were mailed and came back.
        **dict.fromkeys(
            ("assignment_names", "contact_names", "papers", *PAID, *PEOPLE), (READ,)
        ),
        "timesheets": (f"{CHANGE} ({PAID_BY_PAYROLL})",),  # and PAYROLL_COLUMNS
        "leader_sheets": (READ, f"{CHANGE} ({PAID_BY_PAYROLL})"),
        "pay_runs": (READ, f"{CHANGE} ({CONFIRMED})"),
        **dict.fromkeys(("rates", "own_rates", "pay_codes", "payroll_layouts"), ALL),
    },
    Role.READER: {**_READING, "client_access": (READ, ADD)},  # itself, in need
    Role.ADMINISTRATOR: {
        **dict.fromkeys(OFFICE, ALL),
        "staff": (READ, ADD, CHANGE),
        "register_facts": (READ, ADD, CHANGE),
        "periods": (READ, ADD, CHANGE),
    },
}
#: Everybody notes on their own line in the staff list when they last signed in.
OF_ONESELF = "last_signed_in_at, version, changed_at, changed_by"


def give_rights(connection: Connection) -> None:
    """Set what each group may do in the database, as its owner; the rest is refused.

    A group the server does not have is passed over: see ``resources/server``.
    """
    for statement in rights_sql(_groups_there(connection)):
        connection.exec_driver_sql(statement.replace("%", "%%"))


def take_rights(connection: Connection) -> None:
    """Close the database to all groups: the register is somewhere else now."""
    for group in sorted(_groups_there(connection)):
        connection.exec_driver_sql(f"REVOKE ALL ON SCHEMA public FROM {group}")


def rights_sql(groups: frozenset[str]) -> tuple[str, ...]:
    """Return the statements that set the rights of ``groups``; they may run again."""
    tables = sorted(Base.metadata.tables)
    named = ", ".join([*tables, "alembic_version", BLOCKED, LINES])
    statements = [
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON {named} FROM PUBLIC",
        *row_rules(),
    ]
    for role, group in GROUPS.items():
        if group not in groups:
            continue
        statements += (
            f"GRANT USAGE ON SCHEMA public TO {group}",
            f"REVOKE ALL ON {named} FROM {group}",
            f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {group}",
            f"GRANT UPDATE ({OF_ONESELF}) ON staff TO {group}",
        )
        for table, rights in rights_of_group(role).items():
            statements.append(f"GRANT {', '.join(rights)} ON {table} TO {group}")
        if role is Role.PAYROLL:
            statements += (
                f"GRANT SELECT ({columns}) ON {table} TO {group}"
                for table, columns in PAYROLL_COLUMNS.items()
            )
    return tuple(statements)


def rights_of_group(role: Role) -> dict[str, tuple[str, ...]]:
    """Return what those with ``role`` may do with each table."""
    return {**_EVERYBODY, **RIGHTS[role]}


def _groups_there(connection: Connection) -> frozenset[str]:
    found = connection.exec_driver_sql("SELECT rolname FROM pg_catalog.pg_roles")
    return frozenset(found.scalars()) & frozenset(GROUPS.values())
