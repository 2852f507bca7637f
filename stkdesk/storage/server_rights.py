"""Who may do what in the database on a server, whatever program they use.

The services refuse first and say why; this is what stands behind them when somebody
asks the database itself. Each person has a login of their own there, in one or more
of the groups below, and the login is the one in the staff list.

Two things are refused by row: blocked clients to whoever is not on their list, and
the address of a person who lives at a secret one to whoever may not see it
(folkeregisterloven § 10-4). The owner of the tables sees all: moving, upgrading and
checking are the owner's work.
"""

from __future__ import annotations

from sqlalchemy import Connection

from stkdesk.domain.staff import Role
from stkdesk.storage.tables import Base

GROUPS = {role: f"stkdesk_{role.value}" for role in Role}
READ, ADD, CHANGE, REMOVE = "SELECT", "INSERT", "UPDATE", "DELETE"
ALL = (READ, ADD, CHANGE, REMOVE)

NAMES = ("assignment_names", "client_names", "contact_names", "paper_names")
CASES = (
    "client_relations",
    "decisions",
    "paper_files",
    "papers",
)
HOURS = ("assignments", "organisations", "timesheet_lines", "timesheets")
PEOPLE = ("contacts", "people", "addresses")
OFFICE = ("office", "period_rules", "rates", "four_eyes", "retention_rules")
KEEPING = ("deletions", "erasures", "legal_holds")
#: What payroll may read of a client: everything but the case text.
PAYROLL_CLIENT = "number, person_number, status, language, case_number, is_blocked"

_EVERYBODY: dict[str, tuple[str, ...]] = {
    "alembic_version": (READ,),
    "register_facts": (READ,),
    "staff": (READ,),
    "client_access": (READ,),
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
    (*NAMES, *CASES, *HOURS, *PEOPLE, "clients", *KEEPING), (READ,)
)
_CASEWORK: dict[str, tuple[str, ...]] = {
    **_READING,
    **dict.fromkeys((*CASES, *HOURS, *PEOPLE, "clients", "drafts"), ALL),
    "event_details": (READ, ADD),
    "counters": (READ, ADD, CHANGE),
    "periods": (READ, ADD, CHANGE),
    "client_access": (READ, ADD),
}
RIGHTS: dict[Role, dict[str, tuple[str, ...]]] = {
    Role.CASEWORKER: _CASEWORK,
    Role.LEADER: {
        **_CASEWORK,
        **dict.fromkeys((*OFFICE, *KEEPING, "client_access"), ALL),
        "periods": ALL,
        "event_details": (READ, ADD, REMOVE),
    },
    Role.PAYROLL: {
        table: (READ,)
        for table in ("assignment_names", "contact_names", *HOURS, *PEOPLE)
    },
    Role.READER: _READING,
    Role.ADMINISTRATOR: {
        **dict.fromkeys((*OFFICE, "client_access", "drafts"), ALL),
        "staff": (READ, ADD, CHANGE),
        "register_facts": (READ, ADD, CHANGE),
        "periods": (READ, ADD, CHANGE),
    },
}
#: Everybody notes on their own line in the staff list when they last signed in.
OF_ONESELF = "last_signed_in_at, version, changed_at, changed_by"

HIDDEN = """
CREATE OR REPLACE FUNCTION stkdesk_hidden_clients() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(c.number), '{}') FROM clients c
    WHERE c.is_blocked AND NOT EXISTS (
        SELECT 1 FROM client_access a JOIN staff s ON s.number = a.staff_number
        WHERE a.client_number = c.number AND s.login = session_user
        AND (a.ends_on IS NULL OR a.ends_on >= current_date)
    )
$$
"""
HIDDEN_ADDRESSES = """
CREATE OR REPLACE FUNCTION stkdesk_hidden_addresses() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(p.number), '{}') FROM people p
    WHERE p.protection <> 'ugradert' AND NOT EXISTS (
        SELECT 1 FROM staff s WHERE s.login = session_user AND s.sees_protected
    )
$$
"""
#: People only a hidden client brings with it: the client, and who speaks for them.
HIDDEN_PEOPLE = """
CREATE OR REPLACE FUNCTION stkdesk_hidden_people() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH hidden AS (SELECT unnest(stkdesk_hidden_clients()) AS number), part AS (
        SELECT person_number, number AS client_number FROM clients
        UNION ALL SELECT person_number, client_number FROM client_relations
        UNION ALL SELECT person_number, NULL FROM contacts
    )
    SELECT coalesce(array_agg(DISTINCT h.person_number), '{}') FROM part h
    WHERE h.client_number IN (SELECT number FROM hidden) AND NOT EXISTS (
        SELECT 1 FROM part o WHERE o.person_number = h.person_number
        AND (o.client_number IS NULL
             OR o.client_number NOT IN (SELECT number FROM hidden))
    )
$$
"""
_SHOWN = "{} <> ALL ((SELECT stkdesk_hidden_clients())::bigint[])"
_OF_ASSIGNMENT = "{} IN (SELECT number FROM assignments)"  # those that are shown
_PERSON = "{} <> ALL ((SELECT stkdesk_hidden_people())::bigint[])"
#: The rows of each table that are shown; whose parent is hidden, is hidden too.
SHOWN = {
    "clients": _SHOWN.format("number"),
    "client_names": _SHOWN.format("client_number"),
    "client_relations": _SHOWN.format("client_number"),
    "decisions": _SHOWN.format("client_number"),
    "assignments": _SHOWN.format("client_number"),
    "assignment_names": _OF_ASSIGNMENT.format("assignment_number"),
    "timesheets": _OF_ASSIGNMENT.format("assignment_number"),
    "timesheet_lines": "sheet_number IN (SELECT number FROM timesheets)",
    "papers": f"client_number IS NULL OR {_SHOWN.format('client_number')}",
    "paper_names": "paper_number IN (SELECT number FROM papers)",
    "paper_files": "sha256 IN (SELECT sha256 FROM papers)",
    "people": _PERSON.format("number"),
    "addresses": f"{_PERSON.format('person_number')} AND person_number"
    " <> ALL ((SELECT stkdesk_hidden_addresses())::bigint[])",
    "event_details": "seq IN (SELECT seq FROM events)",
    "events": f"person_number IS NULL OR {_PERSON.format('person_number')}",
}
#: The trail tells of hidden rows too; the bytes of a paper are saved before the paper.
ANYBODY_ADDS = ("events", "event_details", "paper_files")


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
    named = ", ".join([*tables, "alembic_version"])
    statements = [
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON {named} FROM PUBLIC",
        HIDDEN,
        HIDDEN_ADDRESSES,
        HIDDEN_PEOPLE,
    ]
    for table, shown in SHOWN.items():
        statements += (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS stkdesk_shown ON {table}",
            f"CREATE POLICY stkdesk_shown ON {table} USING ({shown})"
            f" WITH CHECK ({'true' if table in ANYBODY_ADDS else shown})",
        )
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
            statements.append(f"GRANT SELECT ({PAYROLL_CLIENT}) ON clients TO {group}")
    return tuple(statements)


def rights_of_group(role: Role) -> dict[str, tuple[str, ...]]:
    """Return what those with ``role`` may do with each table."""
    return {**_EVERYBODY, **RIGHTS[role]}


def _groups_there(connection: Connection) -> frozenset[str]:
    found = connection.exec_driver_sql("SELECT rolname FROM pg_catalog.pg_roles")
    return frozenset(found.scalars()) & frozenset(GROUPS.values())
