"""Which rows each login on a server is shown, whatever program it uses.

Two things are refused by row: what belongs to a blocked client, to whoever is not on
its list, and the address of a person who lives at a secret one, to whoever may not see
it (folkeregisterloven § 10-4). That hours were worked is shown to those who see hours,
as in ``services.seeing``: not for whom, and not what was done.

The lists of what is hidden are short, and made once for each question.
"""

from __future__ import annotations


def _function(name: str, returns: str, body: str) -> str:
    """Return the statement that makes a function that reads all rows, as the owner."""
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS {returns} LANGUAGE sql STABLE"
        f" SECURITY DEFINER SET search_path = public, pg_temp AS $$ {body} $$"
    )


def _list(of: str, rest: str) -> str:
    return f"SELECT coalesce(array_agg({of}), '{{}}') {rest}"


_CLIENTS = "SELECT unnest(stkdesk_hidden_clients())"
FUNCTIONS = (
    _function(
        "stkdesk_me", "bigint", "SELECT number FROM staff WHERE login = session_user"
    ),
    _function(
        "stkdesk_i_lead",
        "boolean",
        "SELECT leader FROM staff WHERE login = session_user",
    ),
    # Whose list is not theirs to decide on: those who see the client in need only.
    _function(
        "stkdesk_unlisted_clients",
        "bigint[]",
        _list(
            "c.number",
            """FROM clients c WHERE c.is_blocked AND NOT EXISTS (
                SELECT 1 FROM client_access a WHERE a.client_number = c.number
                AND a.staff_number = stkdesk_me()
                AND (NOT a.in_need OR (stkdesk_i_lead() AND a.ends_on >= current_date))
            )""",
        ),
    ),
    _function(
        "stkdesk_hidden_clients",
        "bigint[]",
        _list(
            "c.number",
            """FROM clients c WHERE c.is_blocked AND NOT EXISTS (
                SELECT 1 FROM client_access a WHERE a.client_number = c.number
                AND a.staff_number = stkdesk_me()
                AND (a.ends_on IS NULL OR a.ends_on >= current_date)
            )""",
        ),
    ),
    _function(
        "stkdesk_hidden_assignments",
        "bigint[]",
        _list("number", f"FROM assignments WHERE client_number IN ({_CLIENTS})"),
    ),
    _function(
        "stkdesk_hidden_sheets",
        "bigint[]",
        _list(
            "number",
            "FROM timesheets WHERE assignment_number IN"
            " (SELECT unnest(stkdesk_hidden_assignments()))",
        ),
    ),
    _function(
        "stkdesk_hidden_papers",
        "bigint[]",
        _list(
            "number",
            f"FROM papers WHERE client_number IN ({_CLIENTS}) OR assignment_number IN"
            " (SELECT unnest(stkdesk_hidden_assignments()))",
        ),
    ),
    _function(
        "stkdesk_hidden_files",
        "text[]",
        _list(
            "DISTINCT sha256",
            "FROM (SELECT sha256 FROM papers WHERE sha256 IS NOT NULL AND number IN"
            " (SELECT unnest(stkdesk_hidden_papers())) UNION ALL"
            " SELECT a.sha256 FROM attachments a JOIN journal_entries e"
            " ON e.number = a.entry_number JOIN cases c ON c.number = e.case_number"
            f" WHERE c.client_number IN ({_CLIENTS})) hidden",
        ),
    ),
    _function(
        "stkdesk_hidden_applications",
        "bigint[]",
        _list("number", f"FROM applications WHERE client_number IN ({_CLIENTS})"),
    ),
    _function(
        "stkdesk_hidden_decisions",
        "bigint[]",
        _list("number", f"FROM decisions WHERE client_number IN ({_CLIENTS})"),
    ),
    _function(
        "stkdesk_hidden_complaints",
        "bigint[]",
        _list("number", f"FROM complaints WHERE client_number IN ({_CLIENTS})"),
    ),
    _function(
        "stkdesk_hidden_letters",
        "bigint[]",
        _list("number", f"FROM letters WHERE client_number IN ({_CLIENTS})"),
    ),
    _function(
        "stkdesk_hidden_cases",
        "bigint[]",
        _list("number", f"FROM cases WHERE client_number IN ({_CLIENTS})"),
    ),
    _function(
        "stkdesk_hidden_entries",
        "bigint[]",
        _list(
            "number",
            "FROM journal_entries WHERE case_number IN"
            " (SELECT unnest(stkdesk_hidden_cases()))",
        ),
    ),
    # Whom only hidden clients bring with them: the client, and who speaks for it.
    _function(
        "stkdesk_hidden_people",
        "bigint[]",
        f"""WITH hidden AS ({_CLIENTS} AS number), concerned AS (
            SELECT person_number FROM clients WHERE number IN (TABLE hidden)
            UNION SELECT person_number FROM client_relations
            WHERE client_number IN (TABLE hidden)
        )
        {_list("c.person_number", "FROM concerned c")}
        WHERE NOT EXISTS (
            SELECT 1 FROM clients o WHERE o.person_number = c.person_number
            AND o.number NOT IN (TABLE hidden)
        ) AND NOT EXISTS (
            SELECT 1 FROM client_relations o WHERE o.person_number = c.person_number
            AND o.client_number NOT IN (TABLE hidden)
        ) AND NOT EXISTS (
            SELECT 1 FROM contacts o WHERE o.person_number = c.person_number
        )""",
    ),
    _function(
        "stkdesk_hidden_addresses",
        "bigint[]",
        _list(
            "p.number",
            """FROM people p WHERE p.protection <> 'ugradert' AND NOT EXISTS (
                SELECT 1 FROM staff s WHERE s.number = stkdesk_me() AND s.sees_protected
            )""",
        ),
    ),
)


_LISTED = "client_number <> ALL ((SELECT stkdesk_unlisted_clients())::bigint[])"


def _not_in(hidden: str, column: str) -> str:
    return f"{column} <> ALL ((SELECT stkdesk_hidden_{hidden}())::bigint[])"


def _or_none(hidden: str, column: str) -> str:
    return f"({column} IS NULL OR {_not_in(hidden, column)})"


_CLIENT = _not_in("clients", "client_number")
_PAPER = f"""
    {_or_none("clients", "client_number")}
    AND {_or_none("assignments", "assignment_number")}
"""
_OWN_ACCESS = "staff_number = stkdesk_me() AND in_need AND ends_on <= current_date"
EVERY = "true"

#: The rows of each table that are shown, and those that may be written.
SHOWN: dict[str, tuple[str, str]] = {
    "clients": (_not_in("clients", "number"),) * 2,
    "client_names": (_CLIENT,) * 2,
    "client_relations": (_CLIENT,) * 2,
    "decisions": (_CLIENT,) * 2,
    "decision_items": (_not_in("decisions", "decision_number"),) * 2,
    "applications": (_CLIENT,) * 2,
    "case_pauses": (_not_in("applications", "application_number"),) * 2,
    "assessments": (_CLIENT,) * 2,
    "complaints": (_CLIENT,) * 2,
    "complaint_arguments": (_not_in("complaints", "complaint_number"),) * 2,
    "letters": (_CLIENT,) * 2,
    "enclosures": (
        f"{_or_none('letters', 'letter_number')}"
        f" AND {_or_none('decisions', 'decision_number')}",
    )
    * 2,
    "cases": (_CLIENT,) * 2,
    "journal_entries": (_not_in("cases", "case_number"),) * 2,
    "journal_parties": (_not_in("entries", "entry_number"),) * 2,
    "attachments": (_not_in("entries", "entry_number"),) * 2,
    "not_same_people": (
        f"{_not_in('people', 'first_person')} AND {_not_in('people', 'second_person')}",
    )
    * 2,
    "assignments": (EVERY, _CLIENT),
    "assignment_names": (_not_in("assignments", "assignment_number"),) * 2,
    **{
        table: (_not_in("assignments", "assignment_number"),) * 2
        for table in (
            *("agreements", "assignment_pauses", "attendances"),
            *("month_reports", "sheet_reminders"),
        )
    },
    "gate_overrides": (_not_in("assignments", "assignment_number"),) * 2,
    **{
        table: (_CLIENT,) * 2
        for table in ("client_words", "inquiries", "match_wishes", "vetoes", "waits")
    },
    # What two said before they became one: where they live, too.
    "contact_merges": (
        "NOT EXISTS (SELECT 1 FROM contacts c WHERE c.number IN (kept_number,"
        " gone_number) AND c.person_number = ANY"
        " ((SELECT stkdesk_hidden_addresses())::bigint[]))",
    )
    * 2,
    "contact_letters": (_or_none("assignments", "assignment_number"),) * 2,
    "timesheet_lines": (_not_in("sheets", "sheet_number"),) * 2,
    "sheet_returns": (_not_in("sheets", "sheet_number"),) * 2,
    "report_answers": (
        "EXISTS (SELECT 1 FROM month_reports r"
        " WHERE r.number = report_answers.report_number)",
    )
    * 2,
    "papers": (EVERY, EVERY),  # which there are; see _PAPERS
    "paper_names": (_not_in("papers", "paper_number"),) * 2,
    "paper_files": (
        "sha256 <> ALL ((SELECT stkdesk_hidden_files())::text[])",
        EVERY,
    ),
    "people": (_not_in("people", "number"),) * 2,
    "addresses": (
        f"{_not_in('people', 'person_number')}"
        f" AND {_not_in('addresses', 'person_number')}",
    )
    * 2,
    # The trail tells of hidden rows too; those who see them read it.
    "events": (_or_none("people", "person_number"), EVERY),
    "event_details": (
        "EXISTS (SELECT 1 FROM events e WHERE e.seq = event_details.seq)",
        EVERY,
    ),
    # One's own; and whoever cleans up after all sees that there is something.
    "drafts": (
        "split_part(form, '/', 1) = (SELECT stkdesk_me())::text"
        " OR (SELECT stkdesk_i_lead())",
    )
    * 2,
}


def row_rules() -> tuple[str, ...]:
    """Return the statements that let each login see its rows; they may run again."""
    statements = [*FUNCTIONS]
    for table, (shown, written) in SHOWN.items():
        statements += (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS stkdesk_shown ON {table}",
            f"CREATE POLICY stkdesk_shown ON {table} USING ({shown})"
            f" WITH CHECK ({written})",
        )
    return (*statements, *_PAPERS, *_ACCESS)


#: A blank form may be made for whomever hours are worked for; it says nothing of them.
_PAPERS = (
    "DROP POLICY IF EXISTS stkdesk_made ON papers",
    "CREATE POLICY stkdesk_made ON papers AS RESTRICTIVE FOR INSERT"
    f" WITH CHECK (sha256 IS NULL OR ({_PAPER}))",
    "DROP POLICY IF EXISTS stkdesk_removed ON papers",
    "CREATE POLICY stkdesk_removed ON papers AS RESTRICTIVE FOR DELETE"
    f" USING ({_PAPER})",
)


def _access_policy(name: str, rule: str) -> str:
    return f"CREATE POLICY stkdesk_{name} ON client_access {rule}"


#: Who may see a blocked client may let others; all others only themselves, in need.
_ACCESS = (
    "ALTER TABLE client_access ENABLE ROW LEVEL SECURITY",
    *(
        f"DROP POLICY IF EXISTS stkdesk_{name} ON client_access"
        for name in ("read", "give", "need", "take")
    ),
    _access_policy("read", "FOR SELECT USING (true)"),
    _access_policy("give", f"FOR INSERT WITH CHECK ({_LISTED})"),
    _access_policy("need", f"FOR INSERT WITH CHECK ({_OWN_ACCESS})"),
    # What was taken in need stands for the leader to see.
    _access_policy("take", f"FOR DELETE USING ({_LISTED} AND NOT in_need)"),
)
