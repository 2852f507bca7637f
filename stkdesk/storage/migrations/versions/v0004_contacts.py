"""Support contacts: recruiting, agreements, gates, groups, matching, merging."""

import sqlalchemy as sa
from alembic import op

from stkdesk.domain.match_words import words_in
from stkdesk.storage.changing_tables import (
    MOMENT,
    NUMBER,
    add_pointer,
    add_rule,
    add_text,
    add_word,
    add_yes_no_or_unknown,
    code,
    is_sqlite,
    rewrite,
    widen,
    yes_no,
)
from stkdesk.storage.group_names import call_by_groups

revision = "0004"
down_revision = "0003"

PAPERS_THEN = (
    "'timesheet', 'monthly_report', 'declaration', 'decision', 'insight', 'letter'"
)
LETTERS_THEN = (
    "'receipt', 'interim_reply', 'information_request', 'advance_notice',"
    " 'complaint_receipt', 'forwarding', 'forwarding_notice', 'reversal_notice'"
)
ONE_PROVIDER_THEN = "(contact_number IS NOT NULL) <> (organisation_number IS NOT NULL)"
ONE_PROVIDER_NOW = (
    "CASE WHEN contact_number IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN organisation_number IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN group_number IS NULL THEN 0 ELSE 1 END = 1"
)
GROUP_SOLUTION = "group_number IS NULL OR solution = 'activity_group'"


def upgrade() -> None:
    _create_tables()
    _add_columns()
    _keep_declarations()
    call_by_groups()
    _keep_words()
    _hide_the_merged()


def _add_columns() -> None:
    add_pointer("assignments", "group_number", "activity_groups")
    rewrite("assignments", "one_provider", ONE_PROVIDER_THEN, ONE_PROVIDER_NOW)
    add_rule("assignments", "group_solution", GROUP_SOLUTION)
    for column in ("activated_on", "last_sheet_on", "follow_up_on", "followed_up_on"):
        op.add_column("assignments", sa.Column(column, sa.Date()))
    add_word(
        "assignments",
        "end_reason",
        "end_reason",
        "client_wish",
        "contact_wish",
        "decision_over",
        "moved",
        "no_match",
        "goal_reached",
        "died",
        "other",
    )
    add_yes_no_or_unknown("clients", "is_protected_group")
    op.execute(
        "ALTER TABLE contacts ADD COLUMN weekdays INTEGER NOT NULL DEFAULT 0 CONSTRAINT"
        " ck_contacts_weekdays_of_a_week CHECK (weekdays BETWEEN 0 AND 127)"
    )
    add_pointer("contacts", "merged_into", "contacts")
    add_pointer("letters", "assignment_number", "assignments")
    widen(
        "letters",
        "letter_kind",
        "kind",
        LETTERS_THEN,
        f"{LETTERS_THEN}, 'your_contact', 'assignment_pause', 'assignment_end'",
    )
    for column in ("email", "contact_person", "about"):
        add_text("organisations", column)
    op.add_column("organisations", sa.Column("agreement_from", sa.Date()))
    op.add_column("organisations", sa.Column("agreement_to", sa.Date()))
    add_pointer("papers", "contact_letter_number", "contact_letters")
    add_pointer("papers", "agreement_number", "agreements")
    widen("papers", "paper_kind", "kind", PAPERS_THEN, f"{PAPERS_THEN}, 'agreement'")
    add_word("people", "gender", "gender", "woman", "man")


def _keep_declarations() -> None:
    """Give every declaration signed so far a row of its own."""
    no = "0" if is_sqlite() else "false"
    op.execute(
        "INSERT INTO declarations (contact_number, form_version, language, signed_on,"
        " guardian_signed, version, changed_at)"
        f" SELECT number, '', language, declaration_signed_on, {no}, 1, changed_at"
        " FROM contacts WHERE declaration_signed_on IS NOT NULL ORDER BY number"
    )


def _keep_words() -> None:
    """Give every word in the texts about a support contact a row, to be found by.

    Folded as the program folds today: it is compared with what the program folds.
    """
    connection = op.get_bind()
    kinds = {"language": "languages", "interest": "interests", "area": "areas"}
    contacts = sa.table(
        "contacts",
        sa.column("number", NUMBER),
        *(sa.column(each, sa.Text()) for each in kinds.values()),
    )
    words = sa.table(
        "contact_words",
        sa.column("contact_number", NUMBER),
        sa.column("kind", sa.Text()),
        sa.column("word", sa.Text()),
    )
    rows = [
        {"contact_number": one.number, "kind": kind, "word": word}
        for one in connection.execute(sa.select(contacts)).all()
        for kind, text in kinds.items()
        for word in words_in(getattr(one, text))
    ]
    if rows:
        connection.execute(sa.insert(words), rows)


#: Who turned out to be another is found under the name of the other only.
HIDE_MERGED = "DELETE FROM contact_names WHERE contact_number = new.number;"
SHOW_AGAIN = """
INSERT INTO contact_names (contact_number, sort_key, search_text)
SELECT k.number, p.sort_key, p.search_text || ' #'
    || replace(lower(coalesce(k.employee_number, '')), '#', '')
FROM contacts k JOIN people p ON p.number = k.person_number
WHERE k.number = new.number;
"""


def _hide_the_merged() -> None:
    for name, now, act in (
        ("contacts_merged", "NOT NULL", HIDE_MERGED),
        ("contacts_apart_again", "NULL", HIDE_MERGED + SHOW_AGAIN),
    ):
        event = "AFTER UPDATE OF merged_into ON contacts"
        when = f"WHEN (new.merged_into IS {now})"
        if is_sqlite():
            op.execute(f"CREATE TRIGGER {name} {event} {when} BEGIN {act} END")
            continue
        act = act.replace("'')), '#'", "'') COLLATE \"C\"), '#'")
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY"
            " DEFINER SET search_path = public, pg_temp AS"
            f" $$ BEGIN {act} RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} {event} FOR EACH ROW {when}"
            f" EXECUTE FUNCTION {name}()"
        )


def _create_tables() -> None:
    op.create_table(
        "activity_groups",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "search_text",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("start_minute", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("most_members", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "every_weeks BETWEEN 1 AND 8",
            name=op.f("ck_activity_groups_every_weeks_few"),
        ),
        sa.CheckConstraint(
            "last_on IS NULL OR last_on >= first_on",
            name=op.f("ck_activity_groups_first_on_last_on"),
        ),
        sa.CheckConstraint(
            "minutes >= 0", name=op.f("ck_activity_groups_minutes_not_negative")
        ),
        sa.CheckConstraint(
            "most_members >= 0",
            name=op.f("ck_activity_groups_most_members_not_negative"),
        ),
        sa.CheckConstraint(
            "start_minute BETWEEN 0 AND 1439",
            name=op.f("ck_activity_groups_start_of_a_day"),
        ),
        sa.CheckConstraint(
            "weekday BETWEEN 1 AND 7", name=op.f("ck_activity_groups_weekday_of_a_week")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_activity_groups")),
        sqlite_strict=True,
    )
    op.create_table(
        "gate_rules",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column(
            "rule",
            code(
                "gate_rule",
                "decision",
                "hours_left",
                "agreement",
                "declaration",
                "certificate",
                "exclusion",
                "age",
                "employee_number",
                "account",
                "veto",
                "overlap",
                "membership",
                "capacity",
                checked=False,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("is_strict", yes_no("is_strict_bool"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_gate_rules")),
        sa.UniqueConstraint(
            "rule", "valid_from", name=op.f("uq_gate_rules_rule_valid_from")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "group_meetings",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("group_number", NUMBER, nullable=False),
        sa.Column("meet_on", sa.Date(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            code("meeting_state", "planned", "held", "cancelled", checked=True),
            nullable=False,
        ),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "minutes >= 0", name=op.f("ck_group_meetings_minutes_not_negative")
        ),
        sa.CheckConstraint(
            "start_minute BETWEEN 0 AND 1439",
            name=op.f("ck_group_meetings_start_of_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["group_number"],
            ["activity_groups.number"],
            name=op.f("fk_group_meetings_group_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_group_meetings")),
        sa.UniqueConstraint(
            "group_number",
            "meet_on",
            name=op.f("uq_group_meetings_group_number_meet_on"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "client_words",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column(
            "kind",
            code("client_word_kind", "language", "interest", "area", checked=True),
            nullable=False,
        ),
        sa.Column(
            "word",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_client_words_client_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_client_words")),
        sa.UniqueConstraint(
            "client_number",
            "kind",
            "word",
            name=op.f("uq_client_words_client_number_kind_word"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_client_words_word",
        "client_words",
        ["kind", "word", "client_number"],
        unique=False,
    )
    op.create_table(
        "contact_merges",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("kept_number", NUMBER, nullable=False),
        sa.Column("gone_number", NUMBER, nullable=False),
        sa.Column("merged_on", sa.Date(), nullable=False),
        sa.Column("merged_by", NUMBER, nullable=True),
        sa.Column("undone_on", sa.Date(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kept_number <> gone_number", name=op.f("ck_contact_merges_two")
        ),
        sa.ForeignKeyConstraint(
            ["gone_number"],
            ["contacts.number"],
            name=op.f("fk_contact_merges_gone_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["kept_number"],
            ["contacts.number"],
            name=op.f("fk_contact_merges_kept_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["merged_by"],
            ["staff.number"],
            name=op.f("fk_contact_merges_merged_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_contact_merges")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_contact_merges_gone_number"),
        "contact_merges",
        ["gone_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_contact_merges_kept_number"),
        "contact_merges",
        ["kept_number"],
        unique=False,
    )
    op.create_table(
        "contact_words",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column(
            "kind",
            code("contact_word_kind", "language", "interest", "area", checked=True),
            nullable=False,
        ),
        sa.Column(
            "word",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_contact_words_contact_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_contact_words")),
        sa.UniqueConstraint(
            "contact_number",
            "kind",
            "word",
            name=op.f("uq_contact_words_contact_number_kind_word"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_contact_words_word",
        "contact_words",
        ["kind", "word", "contact_number"],
        unique=False,
    )
    op.create_table(
        "group_leaders",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("group_number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "to_on IS NULL OR to_on >= from_on",
            name=op.f("ck_group_leaders_from_on_to_on"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_group_leaders_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["group_number"],
            ["activity_groups.number"],
            name=op.f("fk_group_leaders_group_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_group_leaders")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_group_leaders_contact_number"),
        "group_leaders",
        ["contact_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_group_leaders_group_number"),
        "group_leaders",
        ["group_number"],
        unique=False,
    )
    op.create_table(
        "inquiries",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", NUMBER, nullable=True),
        sa.Column(
            "answer",
            code("inquiry_answer", "yes", "no", "later", checked=True),
            nullable=True,
        ),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_on IS NULL)",
            name=op.f("ck_inquiries_answer_has_day"),
        ),
        sa.CheckConstraint(
            "answered_on IS NULL OR answered_on >= asked_on",
            name=op.f("ck_inquiries_asked_on_answered_on"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["staff.number"],
            name=op.f("fk_inquiries_asked_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_inquiries_client_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_inquiries_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_inquiries")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_inquiries_client_number"), "inquiries", ["client_number"], unique=False
    )
    op.create_index(
        op.f("ix_inquiries_contact_number"),
        "inquiries",
        ["contact_number"],
        unique=False,
    )
    op.create_table(
        "match_wishes",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column(
            "gender", code("wished_gender", "woman", "man", checked=True), nullable=True
        ),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("needs_car", yes_no("needs_car_bool"), nullable=True),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("interests", sa.Text(), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "age_from >= 0", name=op.f("ck_match_wishes_age_from_not_negative")
        ),
        sa.CheckConstraint(
            "age_to >= 0", name=op.f("ck_match_wishes_age_to_not_negative")
        ),
        sa.CheckConstraint(
            "weekdays BETWEEN 0 AND 127",
            name=op.f("ck_match_wishes_weekdays_of_a_week"),
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_match_wishes_client_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_match_wishes")),
        sa.UniqueConstraint(
            "client_number", name=op.f("uq_match_wishes_client_number")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "meeting_leaders",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("meeting_number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "minutes >= 0", name=op.f("ck_meeting_leaders_minutes_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_meeting_leaders_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_number"],
            ["group_meetings.number"],
            name=op.f("fk_meeting_leaders_meeting_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_meeting_leaders")),
        sa.UniqueConstraint(
            "meeting_number",
            "contact_number",
            name=op.f("uq_meeting_leaders_meeting_number_contact_number"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_meeting_leaders_contact_number"),
        "meeting_leaders",
        ["contact_number"],
        unique=False,
    )
    op.create_table(
        "police_certificates",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column(
            "basis",
            code("certificate_basis", "hol_5_4", "bvl_12_11", checked=True),
            nullable=False,
        ),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("seen_by", NUMBER, nullable=True),
        sa.Column(
            "result",
            code("certificate_result", "accepted", "not_accepted", checked=True),
            nullable=True,
        ),
        sa.Column("disposed_on", sa.Date(), nullable=True),
        sa.Column(
            "disposal",
            code("certificate_disposal", "shredded", "returned", checked=True),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "(disposed_on IS NULL) = (disposal IS NULL)",
            name=op.f("ck_police_certificates_disposal_has_day"),
        ),
        sa.CheckConstraint(
            "(seen_on IS NULL) = (result IS NULL)"
            " AND (seen_on IS NULL) = (issued_on IS NULL)",
            name=op.f("ck_police_certificates_seen_is_judged"),
        ),
        sa.CheckConstraint(
            "disposed_on IS NULL OR disposed_on >= seen_on",
            name=op.f("ck_police_certificates_seen_on_disposed_on"),
        ),
        sa.CheckConstraint(
            "seen_on IS NULL OR seen_on >= issued_on",
            name=op.f("ck_police_certificates_issued_on_seen_on"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_police_certificates_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seen_by"],
            ["staff.number"],
            name=op.f("fk_police_certificates_seen_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_police_certificates")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_police_certificates_contact_number"),
        "police_certificates",
        ["contact_number"],
        unique=False,
    )
    op.create_index(
        "ix_police_certificates_seen_paper",
        "police_certificates",
        ["seen_on", "contact_number"],
        unique=False,
        sqlite_where=sa.text("seen_on IS NOT NULL AND disposed_on IS NULL"),
        postgresql_where=sa.text("seen_on IS NOT NULL AND disposed_on IS NULL"),
    )
    op.create_table(
        "recruitments",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("reengaged_on", sa.Date(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("interview_on", sa.Date(), nullable=True),
        sa.Column("interview_minute", sa.Integer(), nullable=True),
        sa.Column("interview_place", sa.Text(), nullable=False),
        sa.Column("interviewed_on", sa.Date(), nullable=True),
        sa.Column("interviewed_by", NUMBER, nullable=True),
        sa.Column("interview_note", sa.Text(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("assessed_by", NUMBER, nullable=True),
        sa.Column(
            "outcome",
            code("recruit_outcome", "approved", "refused", "withdrawn", checked=True),
            nullable=True,
        ),
        sa.Column("age_exception", sa.Text(), nullable=False),
        sa.Column("car_exception", sa.Text(), nullable=False),
        sa.Column("course_on", sa.Date(), nullable=True),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "(outcome IS NULL) = (assessed_on IS NULL)",
            name=op.f("ck_recruitments_outcome_has_day"),
        ),
        sa.CheckConstraint(
            "interview_minute BETWEEN 0 AND 1439",
            name=op.f("ck_recruitments_interview_minute_of_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["assessed_by"],
            ["staff.number"],
            name=op.f("fk_recruitments_assessed_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_recruitments_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["interviewed_by"],
            ["staff.number"],
            name=op.f("fk_recruitments_interviewed_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_recruitments")),
        sa.UniqueConstraint(
            "contact_number", name=op.f("uq_recruitments_contact_number")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "vetoes",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("set_by", NUMBER, nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "lifted_on IS NULL OR lifted_on >= set_on",
            name=op.f("ck_vetoes_set_on_lifted_on"),
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_vetoes_client_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_vetoes_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["set_by"],
            ["staff.number"],
            name=op.f("fk_vetoes_set_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_vetoes")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_vetoes_contact_number"), "vetoes", ["contact_number"], unique=False
    )
    op.create_index(
        "ix_vetoes_standing",
        "vetoes",
        ["client_number", "contact_number"],
        unique=True,
        sqlite_where=sa.text("lifted_on IS NULL"),
        postgresql_where=sa.text("lifted_on IS NULL"),
    )
    op.create_table(
        "waits",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column(
            "urgency",
            code("wait_urgency", "usual", "high", "urgent", checked=True),
            nullable=False,
        ),
        sa.Column(
            "reason",
            code(
                "wait_reason",
                "nobody_fits",
                "nobody_free",
                "own_wish",
                "lost_contact",
                "not_started",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_waits_client_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_waits")),
        sa.UniqueConstraint("client_number", name=op.f("uq_waits_client_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "contact_references",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("recruitment_number", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=True),
        sa.Column("called_by", NUMBER, nullable=True),
        sa.Column(
            "answer",
            code(
                "reference_answer",
                "recommends",
                "with_reservations",
                "advises_against",
                "no_answer",
                checked=True,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["called_by"],
            ["staff.number"],
            name=op.f("fk_contact_references_called_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["recruitment_number"],
            ["recruitments.number"],
            name=op.f("fk_contact_references_recruitment_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_contact_references")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_contact_references_recruitment_number"),
        "contact_references",
        ["recruitment_number"],
        unique=False,
    )
    op.create_table(
        "agreements",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("assignment_number", NUMBER, nullable=False),
        sa.Column(
            "state",
            code("agreement_state", "draft", "made", "signed", "ended", checked=True),
            nullable=False,
        ),
        sa.Column(
            "employment",
            code("agreement_employment", "contractor", "employee", checked=True),
            nullable=False,
        ),
        sa.Column(
            "language",
            code("agreement_language", "nb", "nn", checked=True),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "hours_unit",
            code("agreement_hours_unit", "week", "month", checked=True),
            nullable=False,
        ),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("expense_cap_ore", sa.BigInteger(), nullable=True),
        sa.Column("drive_cap_metres", sa.Integer(), nullable=True),
        sa.Column("contact_person", sa.Text(), nullable=False),
        sa.Column("contact_person_phone", sa.Text(), nullable=False),
        sa.Column("has_respite", yes_no("has_respite_bool"), nullable=False),
        sa.Column("renews", yes_no("renews_bool"), nullable=False),
        sa.Column("replaces_number", NUMBER, nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "state <> 'signed' OR signed_on IS NOT NULL",
            name=op.f("ck_agreements_signed_has_day"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR (made_on IS NOT NULL AND content IS NOT NULL)",
            name=op.f("ck_agreements_made_is_frozen"),
        ),
        sa.CheckConstraint(
            "drive_cap_metres >= 0",
            name=op.f("ck_agreements_drive_cap_metres_not_negative"),
        ),
        sa.CheckConstraint(
            "expense_cap_ore >= 0",
            name=op.f("ck_agreements_expense_cap_ore_not_negative"),
        ),
        sa.CheckConstraint(
            "minutes >= 0", name=op.f("ck_agreements_minutes_not_negative")
        ),
        sa.CheckConstraint(
            "signed_on IS NULL OR signed_on >= made_on",
            name=op.f("ck_agreements_made_on_signed_on"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_agreements_valid_from_valid_to"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_number"],
            ["assignments.number"],
            name=op.f("fk_agreements_assignment_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["replaces_number"],
            ["agreements.number"],
            name=op.f("fk_agreements_replaces_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_agreements")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_agreements_assignment_number"),
        "agreements",
        ["assignment_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreements_replaces_number"),
        "agreements",
        ["replaces_number"],
        unique=False,
    )
    op.create_index(
        "ix_agreements_state", "agreements", ["state", "valid_to"], unique=False
    )
    op.create_table(
        "assignment_pauses",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("assignment_number", NUMBER, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column(
            "reason",
            code(
                "pause_reason",
                "client_ill",
                "contact_ill",
                "holiday",
                "client_wish",
                "contact_wish",
                "gate",
                "other",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "to_on IS NULL OR to_on >= from_on",
            name=op.f("ck_assignment_pauses_from_on_to_on"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_number"],
            ["assignments.number"],
            name=op.f("fk_assignment_pauses_assignment_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_assignment_pauses")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_assignment_pauses_assignment_number"),
        "assignment_pauses",
        ["assignment_number"],
        unique=False,
    )
    op.create_table(
        "attendances",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("assignment_number", NUMBER, nullable=False),
        sa.Column("meeting_number", NUMBER, nullable=True),
        sa.Column("attended_on", sa.Date(), nullable=False),
        sa.Column(
            "presence",
            code("presence_code", "came", "away", "missed", checked=True),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "presence = 'came' OR minutes = 0",
            name=op.f("ck_attendances_away_has_no_time"),
        ),
        sa.CheckConstraint(
            "minutes >= 0", name=op.f("ck_attendances_minutes_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_number"],
            ["assignments.number"],
            name=op.f("fk_attendances_assignment_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_number"],
            ["group_meetings.number"],
            name=op.f("fk_attendances_meeting_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_attendances")),
        sa.UniqueConstraint(
            "assignment_number",
            "attended_on",
            name=op.f("uq_attendances_assignment_number_attended_on"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_attendances_meeting_number"),
        "attendances",
        ["meeting_number"],
        unique=False,
    )
    op.create_table(
        "contact_letters",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column(
            "kind",
            code(
                "contact_letter_kind",
                "interview",
                "approved",
                "refused",
                "certificate_request",
                "start",
                "contact_pause",
                "contact_end",
                "reference",
                checked=False,
            ),
            nullable=False,
        ),
        sa.Column("assignment_number", NUMBER, nullable=True),
        sa.Column(
            "state",
            code("contact_letter_state", "draft", "issued", checked=True),
            nullable=False,
        ),
        sa.Column(
            "language",
            code("contact_letter_language", "nb", "nn", checked=True),
            nullable=False,
        ),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "state = 'draft' OR (issued_on IS NOT NULL AND content IS NOT NULL)",
            name=op.f("ck_contact_letters_issued_is_frozen"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_number"],
            ["assignments.number"],
            name=op.f("fk_contact_letters_assignment_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_contact_letters_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_contact_letters")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_contact_letters_assignment_number"),
        "contact_letters",
        ["assignment_number"],
        unique=False,
    )
    op.create_index(
        "ix_contact_letters_drafts",
        "contact_letters",
        ["contact_number"],
        unique=False,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_index(
        "ix_contact_letters_kind",
        "contact_letters",
        ["contact_number", "kind", "issued_on"],
        unique=False,
    )
    op.create_table(
        "gate_overrides",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("assignment_number", NUMBER, nullable=False),
        sa.Column(
            "rule",
            code(
                "gate_override_rule",
                "decision",
                "hours_left",
                "agreement",
                "declaration",
                "certificate",
                "exclusion",
                "age",
                "employee_number",
                "account",
                "veto",
                "overlap",
                "membership",
                "capacity",
                checked=False,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", NUMBER, nullable=True),
        sa.Column("lapsed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_number"],
            ["assignments.number"],
            name=op.f("fk_gate_overrides_assignment_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["made_by"],
            ["staff.number"],
            name=op.f("fk_gate_overrides_made_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_gate_overrides")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_gate_overrides_assignment_number"),
        "gate_overrides",
        ["assignment_number"],
        unique=False,
    )
    op.create_index(
        "ix_gate_overrides_made_on", "gate_overrides", ["made_on"], unique=False
    )
    op.create_table(
        "declarations",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column("form_version", sa.Text(), nullable=False),
        sa.Column(
            "language",
            code("declaration_language", "nb", "nn", checked=True),
            nullable=False,
        ),
        sa.Column("paper_number", NUMBER, nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("explained_on", sa.Date(), nullable=True),
        sa.Column("explained_by", NUMBER, nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("guardian_signed", yes_no("guardian_signed_bool"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "signed_on IS NULL OR signed_on >= explained_on",
            name=op.f("ck_declarations_explained_on_signed_on"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_declarations_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["explained_by"],
            ["staff.number"],
            name=op.f("fk_declarations_explained_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["paper_number"],
            ["papers.number"],
            name=op.f("fk_declarations_paper_number"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_declarations")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_declarations_contact_number"),
        "declarations",
        ["contact_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_declarations_paper_number"),
        "declarations",
        ["paper_number"],
        unique=False,
    )
