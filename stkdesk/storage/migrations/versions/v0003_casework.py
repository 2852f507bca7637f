"""Casework: applications, complaints, letters, the journal, texts the office owns."""

import sqlalchemy as sa
from alembic import op

from stkdesk.storage.changing_tables import (
    MOMENT,
    NUMBER,
    add_flag,
    add_index,
    add_pointer,
    add_text,
    add_whole,
    add_word,
    code,
    is_sqlite,
    rewrite,
    widen,
    yes_no,
)

revision = "0003"
down_revision = "0002"

KINDS_THEN = "'granted', 'refused'"
KINDS_NOW = (
    "'granted', 'partly', 'refused', 'changed', 'ended', 'dismissed', 'reversed'"
)
PAPERS_THEN = "'timesheet', 'monthly_report', 'declaration', 'decision', 'insight'"
RELATIONS_THEN = "'parent', 'guardian', 'next_of_kin'"
SOLUTIONS = "'individual', 'activity_group', 'voluntary_organisation'"
#: What no program may change in the journal once it stands there (Noark 5, 3.2.22-24).
LOCKED = (
    "case_number",
    "serial",
    "kind",
    "document",
    "title",
    "document_on",
    "received_on",
    "registered_at",
    "officer",
    "unit",
    "search_text",
)
OPEN_COMPLAINT = "closed_on IS NULL"
#: Where the state of an entry may go; a day it was sent stands until it is taken back.
FORWARD = (
    "OLD.state = 'journalled'"
    " OR (OLD.state = 'dispatched' AND NEW.state = 'journalled'"
    " AND NEW.sent_on IS NULL)"
    " OR ((OLD.state = NEW.state OR (OLD.state = 'dispatched'"
    " AND NEW.state IN ('archived', 'void')))"
    " AND coalesce(OLD.sent_on = NEW.sent_on,"
    " OLD.sent_on IS NULL AND NEW.sent_on IS NULL))"
)
FIRST_OF_NEW_ACT = "2025-06-20"  # for an office that had chosen it already


def upgrade() -> None:
    _create_tables()
    _add_columns()
    widen("decisions", "decision_kind", "kind", KINDS_THEN, KINDS_NOW)
    widen("papers", "paper_kind", "kind", PAPERS_THEN, f"{PAPERS_THEN}, 'letter'")
    widen(
        "client_relations",
        "relation",
        "relation",
        RELATIONS_THEN,
        f"{RELATIONS_THEN}, 'representative'",
    )
    rewrite(
        "decisions",
        "grant_has_period",
        "state = 'draft' OR kind = 'refused' OR valid_from IS NOT NULL",
        "state = 'draft' OR kind IN ('refused', 'dismissed') OR valid_from IS NOT NULL",
    )
    op.create_index("ix_people_birth_date", "people", ["birth_date"], unique=False)
    _give_decisions_items()
    add_index("decisions", "review_on", "state = 'issued'")
    add_index("letters", "issued_on", "kind = 'advance_notice'")
    in_return = "kind IN ('decision', 'letter') AND returned_on IS NOT NULL"
    add_index("papers", "returned_on", in_return)
    _let_the_act_have_a_day()
    _journal_what_is_issued()
    op.execute(
        "UPDATE counters SET name = replace(name, 'decision-', 'case-')"
        " WHERE name LIKE 'decision-%'"
    )
    _lock_the_journal()


def _add_columns() -> None:
    add_text("client_relations", "mandate")
    op.add_column("client_relations", sa.Column("authority_on", sa.Date()))
    add_pointer("decisions", "application_number", "applications")
    add_pointer("decisions", "changes_number", "decisions")
    add_pointer("decisions", "corrects_number", "decisions")
    for column in ("correction", "refused_part"):
        add_text("decisions", column)
    add_text("decisions", "service_code", "9")
    op.execute(
        "ALTER TABLE decisions ADD COLUMN applied_minutes INTEGER CONSTRAINT"
        " ck_decisions_applied_minutes_not_negative CHECK (applied_minutes >= 0)"
    )
    add_flag("decisions", "no_grounds")
    add_flag("decisions", "is_own_wish")
    add_flag("decisions", "is_withheld", default=True)
    add_word(
        "decisions",
        "change_basis",
        "change_basis",
        "not_to_detriment",
        "not_told_yet",
        "invalid",
        "from_decision",
        "other_law",
    )
    add_word(
        "decisions",
        "notice_exception",
        "notice_exception",
        "not_possible",
        "not_found",
        "knows_already",
    )
    add_pointer("papers", "letter_number", "letters")
    add_text("papers", "recipient")
    add_flag("papers", "is_copy")
    add_flag("papers", "by_hand")
    for column in (
        "governor_line",
        "governor_code",
        "governor_city",
        "electronic_appeal",
    ):
        add_text("office", column)
    op.add_column("office", sa.Column("new_act_from", sa.Date()))
    add_whole("office", "letter_fold", 1485)
    add_whole("office", "letter_left", 250)
    add_whole("office", "address_left", 250)
    add_whole("office", "address_top", 460)
    add_flag("office", "signed_by_hand", default=True)


def _give_decisions_items() -> None:
    """Let a decision combine several ways of organising the service."""
    op.execute(
        "INSERT INTO decision_items (decision_number, place, solution, minutes)"
        " SELECT number, 1, solution, granted_minutes FROM decisions"
        " WHERE granted_minutes IS NOT NULL ORDER BY number"
    )
    rewrite("decisions", "decision_solution", f"solution IN ({SOLUTIONS})", "")
    op.execute("ALTER TABLE decisions DROP COLUMN solution")


def _let_the_act_have_a_day() -> None:
    """Say from which day the new act holds, instead of which one holds now."""
    op.execute(
        f"UPDATE office SET new_act_from = '{FIRST_OF_NEW_ACT}'"
        " WHERE law_version = '2025'"
    )
    rewrite("office", "law_version", "law_version IN ('1967', '2025')", "")
    op.execute("ALTER TABLE office DROP COLUMN law_version")


def _journal_what_is_issued() -> None:
    """Give every decision issued so far a case of its own in the journal."""
    name = "(d.content::json -> 'address' ->> 'name')"
    if is_sqlite():
        name = "json_extract(d.content, '$.address.name')"
    op.execute(
        "INSERT INTO cases (client_number, reference, title, opened_on, version,"
        " changed_at) SELECT client_number, reference, 'Støttekontakt', decided_on, 1,"
        " changed_at FROM decisions WHERE state = 'issued' ORDER BY number"
    )
    op.execute(
        "INSERT INTO journal_entries (case_number, serial, kind, document, title,"
        " document_on, sent_on, registered_at, state, is_withheld, withheld_basis,"
        " officer, unit, search_text, decision_number, version, changed_at)"
        " SELECT c.number, 1, 'outgoing', 'decision', 'Vedtak om støttekontakt',"
        " d.decided_on, p.mailed_on, d.changed_at,"
        " CASE WHEN p.mailed_on IS NULL THEN 'journalled' ELSE 'dispatched' END,"
        " TRUE, '', coalesce(o.case_officer, ''),"
        " coalesce(nullif(o.deciding_unit, ''), o.running_unit, ''),"
        " ' vedtak om stotekontakt', d.number, 1,"
        " d.changed_at FROM decisions d JOIN cases c ON c.reference = d.reference"
        " LEFT JOIN office o ON o.number = 1"
        " LEFT JOIN (SELECT decision_number, min(mailed_on) AS mailed_on FROM papers"
        " WHERE decision_number IS NOT NULL GROUP BY decision_number) p"
        " ON p.decision_number = d.number"
        " WHERE d.state = 'issued' ORDER BY d.number"
    )
    op.execute(
        "INSERT INTO journal_parties (entry_number, role, name)"
        f" SELECT e.number, 'recipient', {name} FROM journal_entries e"
        " JOIN decisions d ON d.number = e.decision_number"
        f" WHERE coalesce({name}, '') <> '' ORDER BY e.number"
    )


def _lock_the_journal() -> None:
    """Refuse to change what identifies a document once it is journalled.

    Its state only moves on, with one way back: what was marked as sent by mistake.
    """
    if not is_sqlite():
        op.execute(
            "CREATE FUNCTION stkdesk_locked() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the journal may not be changed'; END $$"
        )
    _lock("journal_entries_locked", f"OF {', '.join(LOCKED)} ON journal_entries")
    _lock("journal_parties_locked", "ON journal_parties")
    _lock(
        "journal_entries_forward",
        "OF state, sent_on ON journal_entries",
        f" WHEN (NOT ({FORWARD}))",
    )


def _lock(name: str, updates: str, when: str = "") -> None:
    """Refuse these updates of a table."""
    act = "EXECUTE FUNCTION stkdesk_locked()"
    if is_sqlite():
        act = "BEGIN SELECT RAISE(ABORT, 'the journal may not be changed'); END"
    op.execute(
        f"CREATE TRIGGER {name} BEFORE UPDATE {updates} FOR EACH ROW{when} {act}"
    )


def _create_tables() -> None:
    op.create_table(
        "case_rules",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column(
            "rule",
            code(
                "case_rule",
                "confirm_days",
                "interim_warning_days",
                "answer_weeks",
                "complaint_answer_weeks",
                "complaint_weeks",
                "postal_days",
                "notice_days",
                "information_days",
                "review_warning_days",
                "attachment_megabytes",
                checked=False,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint("value >= 0", name=op.f("ck_case_rules_value_not_negative")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_case_rules")),
        sa.UniqueConstraint(
            "rule", "valid_from", name=op.f("uq_case_rules_rule_valid_from")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "citations",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("bokmal", sa.Text(), nullable=False),
        sa.Column("nynorsk", sa.Text(), nullable=False),
        sa.Column("about_bokmal", sa.Text(), nullable=False),
        sa.Column("about_nynorsk", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_citations_valid_from_valid_to"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_citations")),
        sqlite_strict=True,
    )
    op.create_table(
        "letter_texts",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column(
            "language",
            code("letter_text_language", "nb", "nn", checked=True),
            nullable=False,
        ),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letter_texts")),
        sa.UniqueConstraint(
            "paper",
            "language",
            "key",
            "valid_from",
            name=op.f("uq_letter_texts_paper_language_key_valid_from"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "not_same_people",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("first_person", NUMBER, nullable=False),
        sa.Column("second_person", NUMBER, nullable=False),
        sa.CheckConstraint(
            "first_person < second_person", name=op.f("ck_not_same_people_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["first_person"],
            ["people.number"],
            name=op.f("fk_not_same_people_first_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_person"],
            ["people.number"],
            name=op.f("fk_not_same_people_second_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_not_same_people")),
        sa.UniqueConstraint(
            "first_person",
            "second_person",
            name=op.f("uq_not_same_people_first_person_second_person"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_not_same_people_first_person"),
        "not_same_people",
        ["first_person"],
        unique=False,
    )
    op.create_index(
        op.f("ix_not_same_people_second_person"),
        "not_same_people",
        ["second_person"],
        unique=False,
    )
    op.create_table(
        "assessments",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("assessed_with", sa.Text(), nullable=False),
        sa.Column("own_wishes", sa.Text(), nullable=False),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("functions", sa.Text(), nullable=False),
        sa.Column("other_services", sa.Text(), nullable=False),
        sa.Column("alternatives", sa.Text(), nullable=False),
        sa.Column("own_view", sa.Text(), nullable=False),
        sa.Column("child_heard_on", sa.Date(), nullable=True),
        sa.Column("child_view", sa.Text(), nullable=False),
        sa.Column(
            "target_group",
            code("target_group", "unknown", "inside", "round_the_clock", checked=True),
            nullable=False,
        ),
        sa.Column("target_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_assessments_client_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_assessments")),
        sa.UniqueConstraint("client_number", name=op.f("uq_assessments_client_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "cases",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= opened_on",
            name=op.f("ck_cases_opened_on_closed_on"),
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_cases_client_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_cases")),
        sa.UniqueConstraint("reference", name=op.f("uq_cases_reference")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_cases_client_number"), "cases", ["client_number"], unique=False
    )
    op.create_table(
        "applications",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("case_number", NUMBER, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column(
            "applicant",
            code(
                "applicant",
                "self",
                "parent",
                "guardian",
                "representative",
                "next_of_kin",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("relation_number", NUMBER, nullable=True),
        sa.Column("authority_on", sa.Date(), nullable=True),
        sa.Column("wanted_minutes", sa.Integer(), nullable=True),
        sa.Column(
            "hours_unit",
            code("application_hours_unit", "week", "month", checked=True),
            nullable=False,
        ),
        sa.Column("wants_individual", yes_no("wants_individual_bool"), nullable=False),
        sa.Column("wants_group", yes_no("wants_group_bool"), nullable=False),
        sa.Column(
            "wants_organisation", yes_no("wants_organisation_bool"), nullable=False
        ),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("enclosed", sa.Text(), nullable=False),
        sa.Column("needs_no_interim", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "wanted_minutes >= 0",
            name=op.f("ck_applications_wanted_minutes_not_negative"),
        ),
        sa.CheckConstraint(
            "withdrawn_on IS NULL OR withdrawn_on >= received_on",
            name=op.f("ck_applications_received_on_withdrawn_on"),
        ),
        sa.ForeignKeyConstraint(
            ["case_number"],
            ["cases.number"],
            name=op.f("fk_applications_case_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_applications_client_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["relation_number"],
            ["client_relations.number"],
            name=op.f("fk_applications_relation_number"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_applications")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_applications_case_number"),
        "applications",
        ["case_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_applications_client_number"),
        "applications",
        ["client_number"],
        unique=False,
    )
    op.create_index(
        "ix_applications_open",
        "applications",
        ["received_on", "client_number"],
        unique=False,
        sqlite_where=sa.text("decided_on IS NULL AND withdrawn_on IS NULL"),
        postgresql_where=sa.text("decided_on IS NULL AND withdrawn_on IS NULL"),
    )
    op.create_index(
        op.f("ix_applications_relation_number"),
        "applications",
        ["relation_number"],
        unique=False,
    )
    op.create_table(
        "case_pauses",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("application_number", NUMBER, nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=False),
        sa.Column("resumed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "resumed_on IS NULL OR resumed_on >= paused_on",
            name=op.f("ck_case_pauses_paused_on_resumed_on"),
        ),
        sa.ForeignKeyConstraint(
            ["application_number"],
            ["applications.number"],
            name=op.f("fk_case_pauses_application_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_case_pauses")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_case_pauses_application_number"),
        "case_pauses",
        ["application_number"],
        unique=False,
    )
    op.create_table(
        "complaints",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("decision_number", NUMBER, nullable=False),
        sa.Column("answered_by", NUMBER, nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("postmarked_on", sa.Date(), nullable=True),
        sa.Column("known_on", sa.Date(), nullable=True),
        sa.Column("grounds_asked_on", sa.Date(), nullable=True),
        sa.Column("grounds_on", sa.Date(), nullable=True),
        sa.Column("is_electronic", yes_no("is_electronic_bool"), nullable=False),
        sa.Column("is_signed", yes_no("is_signed_bool"), nullable=False),
        sa.Column(
            "complainant",
            code(
                "complainant",
                "self",
                "parent",
                "guardian",
                "representative",
                "next_of_kin",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("relation_number", NUMBER, nullable=True),
        sa.Column("wants", sa.Text(), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=False),
        sa.Column("reassessment", sa.Text(), nullable=False),
        sa.Column(
            "outcome",
            code(
                "complaint_outcome",
                "granted",
                "partly",
                "upheld",
                "dismissed",
                "withdrawn",
                checked=True,
            ),
            nullable=True,
        ),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.Column(
            "governor_outcome",
            code(
                "governor_outcome",
                "granted",
                "partly",
                "confirmed",
                "sent_back",
                checked=True,
            ),
            nullable=True,
        ),
        sa.Column("governor_on", sa.Date(), nullable=True),
        sa.Column("governor_text", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "governor_outcome IS NULL OR governor_on IS NOT NULL",
            name=op.f("ck_complaints_governor_outcome_has_day"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome_on IS NOT NULL",
            name=op.f("ck_complaints_outcome_has_day"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"],
            ["decisions.number"],
            name=op.f("fk_complaints_answered_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_complaints_client_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["decision_number"],
            ["decisions.number"],
            name=op.f("fk_complaints_decision_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["relation_number"],
            ["client_relations.number"],
            name=op.f("fk_complaints_relation_number"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_complaints")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_complaints_answered_by"), "complaints", ["answered_by"], unique=False
    )
    op.create_index(
        op.f("ix_complaints_client_number"),
        "complaints",
        ["client_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_complaints_decision_number"),
        "complaints",
        ["decision_number"],
        unique=False,
    )
    op.create_index(
        "ix_complaints_open",
        "complaints",
        ["received_on", "client_number"],
        unique=False,
        sqlite_where=sa.text(OPEN_COMPLAINT),
        postgresql_where=sa.text(OPEN_COMPLAINT),
    )
    op.create_index(
        op.f("ix_complaints_relation_number"),
        "complaints",
        ["relation_number"],
        unique=False,
    )
    op.create_table(
        "decision_items",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("decision_number", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "solution",
            code(
                "decision_solution",
                "individual",
                "activity_group",
                "voluntary_organisation",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "minutes >= 0", name=op.f("ck_decision_items_minutes_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["decision_number"],
            ["decisions.number"],
            name=op.f("fk_decision_items_decision_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decision_items")),
        sa.UniqueConstraint(
            "decision_number",
            "place",
            name=op.f("uq_decision_items_decision_number_place"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_decision_items_decision_number"),
        "decision_items",
        ["decision_number"],
        unique=False,
    )
    op.create_table(
        "complaint_arguments",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("complaint_number", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("argument", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_number"],
            ["complaints.number"],
            name=op.f("fk_complaint_arguments_complaint_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_complaint_arguments")),
        sa.UniqueConstraint(
            "complaint_number",
            "place",
            name=op.f("uq_complaint_arguments_complaint_number_place"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_complaint_arguments_complaint_number"),
        "complaint_arguments",
        ["complaint_number"],
        unique=False,
    )
    op.create_table(
        "letters",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column(
            "kind",
            code(
                "letter_kind",
                "receipt",
                "interim_reply",
                "information_request",
                "advance_notice",
                "complaint_receipt",
                "forwarding",
                "forwarding_notice",
                "reversal_notice",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("application_number", NUMBER, nullable=True),
        sa.Column("decision_number", NUMBER, nullable=True),
        sa.Column("complaint_number", NUMBER, nullable=True),
        sa.Column(
            "state",
            code("letter_state", "draft", "issued", checked=True),
            nullable=False,
        ),
        sa.Column(
            "language",
            code("letter_language", "nb", "nn", checked=True),
            nullable=False,
        ),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("is_withheld", yes_no("is_withheld_bool"), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "state = 'draft' OR (issued_on IS NOT NULL AND content IS NOT NULL)",
            name=op.f("ck_letters_issued_is_frozen"),
        ),
        sa.ForeignKeyConstraint(
            ["application_number"],
            ["applications.number"],
            name=op.f("fk_letters_application_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_letters_client_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["complaint_number"],
            ["complaints.number"],
            name=op.f("fk_letters_complaint_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["decision_number"],
            ["decisions.number"],
            name=op.f("fk_letters_decision_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letters")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_letters_application_number"),
        "letters",
        ["application_number"],
        unique=False,
    )
    op.create_index(
        "ix_letters_client_kind",
        "letters",
        ["client_number", "kind", "issued_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_letters_complaint_number"),
        "letters",
        ["complaint_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_letters_decision_number"), "letters", ["decision_number"], unique=False
    )
    op.create_index(
        "ix_letters_drafts",
        "letters",
        ["client_number"],
        unique=False,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_table(
        "journal_entries",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("case_number", NUMBER, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            code("entry_kind", "incoming", "outgoing", "internal", checked=True),
            nullable=False,
        ),
        sa.Column(
            "document",
            code(
                "document_kind",
                "application",
                "statement",
                "authority",
                "declaration",
                "complaint",
                "governor_decision",
                "letter",
                "decision",
                "note",
                "other",
                checked=False,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("registered_at", MOMENT, nullable=False),
        sa.Column(
            "state",
            code(
                "entry_state",
                "journalled",
                "dispatched",
                "archived",
                "void",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("is_withheld", yes_no("is_withheld_bool"), nullable=False),
        sa.Column("withheld_basis", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("application_number", NUMBER, nullable=True),
        sa.Column("complaint_number", NUMBER, nullable=True),
        sa.Column("decision_number", NUMBER, nullable=True),
        sa.Column("letter_number", NUMBER, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["application_number"],
            ["applications.number"],
            name=op.f("fk_journal_entries_application_number"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["case_number"],
            ["cases.number"],
            name=op.f("fk_journal_entries_case_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["complaint_number"],
            ["complaints.number"],
            name=op.f("fk_journal_entries_complaint_number"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["decision_number"],
            ["decisions.number"],
            name=op.f("fk_journal_entries_decision_number"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["letter_number"],
            ["letters.number"],
            name=op.f("fk_journal_entries_letter_number"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal_entries")),
        sa.UniqueConstraint(
            "case_number", "serial", name=op.f("uq_journal_entries_case_number_serial")
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_journal_entries_application_number"),
        "journal_entries",
        ["application_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_journal_entries_complaint_number"),
        "journal_entries",
        ["complaint_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_journal_entries_decision_number"),
        "journal_entries",
        ["decision_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_journal_entries_letter_number"),
        "journal_entries",
        ["letter_number"],
        unique=False,
    )
    op.create_index(
        "ix_journal_entries_registered_at",
        "journal_entries",
        ["registered_at", "number", "state", "kind", "case_number", "search_text"],
        unique=False,
    )
    op.create_index(
        "ix_journal_entries_state", "journal_entries", ["state", "kind"], unique=False
    )
    op.create_table(
        "attachments",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("entry_number", NUMBER, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_number"],
            ["journal_entries.number"],
            name=op.f("fk_attachments_entry_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["paper_files.sha256"],
            name=op.f("fk_attachments_sha256"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_attachments")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_attachments_entry_number"),
        "attachments",
        ["entry_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_attachments_sha256"), "attachments", ["sha256"], unique=False
    )
    op.create_table(
        "journal_parties",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("entry_number", NUMBER, nullable=False),
        sa.Column(
            "role",
            code("party_role", "sender", "recipient", "copy", checked=True),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_number"],
            ["journal_entries.number"],
            name=op.f("fk_journal_parties_entry_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal_parties")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_journal_parties_entry_number"),
        "journal_parties",
        ["entry_number"],
        unique=False,
    )
    op.create_table(
        "enclosures",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("letter_number", NUMBER, nullable=True),
        sa.Column("decision_number", NUMBER, nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("paper_number", NUMBER, nullable=True),
        sa.Column("attachment_number", NUMBER, nullable=True),
        sa.CheckConstraint(
            "(letter_number IS NULL) <> (decision_number IS NULL)",
            name=op.f("ck_enclosures_of_one"),
        ),
        sa.ForeignKeyConstraint(
            ["attachment_number"],
            ["attachments.number"],
            name=op.f("fk_enclosures_attachment_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["decision_number"],
            ["decisions.number"],
            name=op.f("fk_enclosures_decision_number"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["letter_number"],
            ["letters.number"],
            name=op.f("fk_enclosures_letter_number"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["paper_number"],
            ["papers.number"],
            name=op.f("fk_enclosures_paper_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_enclosures")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_enclosures_attachment_number"),
        "enclosures",
        ["attachment_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_enclosures_decision_number"),
        "enclosures",
        ["decision_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_enclosures_letter_number"),
        "enclosures",
        ["letter_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_enclosures_paper_number"), "enclosures", ["paper_number"], unique=False
    )
