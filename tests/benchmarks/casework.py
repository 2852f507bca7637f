"""Ten years of casework for every client of a large office, put in by the thousand."""

from typing import Any

#: Every other year of ten: what the office has done for a client.
_YEARS = (
    "WITH RECURSIVE years(y) AS"
    " (SELECT 2016 UNION SELECT y + 2 FROM years WHERE y < 2024)"
)
_SAVED = "version, changed_at"
_NOW = "1, '2026-01-01 00:00:00.000000'"

STATEMENTS = (
    # A case for those who have none.
    f"INSERT INTO cases (client_number, reference, title, opened_on, {_SAVED})"
    f" SELECT number, '2016/9' || number, 'Støttekontakt', '2016-01-04', {_NOW}"
    " FROM clients WHERE number NOT IN (SELECT client_number FROM cases)",
    f"{_YEARS} INSERT INTO applications (client_number, case_number, received_on,"
    " applicant, hours_unit, wants_individual, wants_group, wants_organisation,"
    f" wishes, enclosed, needs_no_interim, decided_on, {_SAVED})"
    " SELECT c.client_number, c.number, y || '-01-05', 'self', 'week', 1, 0, 0, '',"
    f" '', '', y || '-02-01', {_NOW} FROM years JOIN cases c",
    "INSERT INTO case_pauses (application_number, paused_on, resumed_on, reason)"
    " SELECT number, date(received_on, '+3 days'), date(received_on, '+9 days'), ''"
    " FROM applications",
    *(
        "INSERT INTO letters (kind, client_number, application_number, state,"
        f" language, fields, is_withheld, issued_on, content, {_SAVED})"
        f" SELECT '{kind}', client_number, number, 'issued', 'nb', '{{}}', 1,"
        f" date(received_on, '+{days} days'), '{{}}', {_NOW} FROM applications"
        for kind, days in (("receipt", 2), ("interim_reply", 20))
    ),
    f"{_YEARS} INSERT INTO complaints (client_number, decision_number, received_on,"
    " is_electronic, is_signed, complainant, wants, late_reason, reassessment,"
    f" outcome, outcome_on, governor_text, closed_on, {_SAVED})"
    " SELECT d.client_number, d.number, y || '-03-01', 0, 1, 'self', '', '', '',"
    f" 'withdrawn', y || '-03-05', '', y || '-03-05', {_NOW} FROM years"
    " JOIN (SELECT client_number, min(number) AS number FROM decisions"
    " WHERE state = 'issued' GROUP BY client_number) d",
    "INSERT INTO journal_entries (case_number, serial, kind, document, title,"
    " document_on, sent_on, registered_at, state, is_withheld, withheld_basis,"
    f" officer, unit, search_text, letter_number, application_number, {_SAVED})"
    " SELECT a.case_number, 1000 + l.number, 'outgoing', 'letter', 'Brev',"
    " l.issued_on, l.issued_on, l.issued_on || ' 09:00:00.000000', 'dispatched', 1,"
    f" '', '', '', 'brev', l.number, a.number, {_NOW}"
    " FROM letters l JOIN applications a ON a.number = l.application_number"
    " WHERE l.content = '{}'",
    "INSERT INTO journal_parties (entry_number, role, name)"
    " SELECT number, 'recipient', 'Mottaker' FROM journal_entries"
    " WHERE serial > 1000",
    "INSERT INTO papers (reference, kind, language, pages, made_at, printed_on,"
    f" mailed_on, client_number, letter_number, recipient, is_copy, by_hand, {_SAVED})"
    " SELECT 'B-0000-' || number, 'letter', 'nb', 1, issued_on || ' 09:00:00.000000',"
    f" issued_on, issued_on, client_number, number, '', 0, 0, {_NOW} FROM letters"
    " WHERE content = '{}'",
    "ANALYZE",
)


def add_casework(connection: Any) -> None:
    """Give every client of the register ten years of casework."""
    connection.execute("BEGIN")
    for statement in STATEMENTS[:-1]:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute(STATEMENTS[-1])
