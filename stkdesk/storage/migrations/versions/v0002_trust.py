"""Trust: staff and their roles, the trail, blocked clients, retention, a server."""

import secrets

import sqlalchemy as sa
from alembic import op

from stkdesk.domain.names import search_text

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
KEY_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)
EDITED = (
    "assignments",
    "clients",
    "contacts",
    "decisions",
    "office",
    "organisations",
    "papers",
    "people",
    "timesheets",
)
# Events are never changed and never removed; their details may only be removed.
NEVER = (
    ("events", "UPDATE"),
    ("events", "DELETE"),
    ("event_details", "UPDATE"),
    ("event_head", "DELETE"),
)


PAPER_KINDS = "'timesheet', 'monthly_report', 'declaration', 'decision'"


def yes_no(name: str) -> sa.Boolean:
    return sa.Boolean(create_constraint=True, name=f"{name}_bool")


def upgrade() -> None:
    _add_columns()
    _know_a_new_kind_of_paper()
    _create_tables()
    _forget_where_the_protected_live()
    _give_drafts_to_the_first_staff()
    _refuse_changes()
    op.execute(
        sa.text(
            "INSERT INTO event_head (number, seq, hash) VALUES (1, 0, :start)"
        ).bindparams(sa.bindparam("start", bytes(32), type_=sa.LargeBinary))
    )
    op.execute(
        sa.text(
            "INSERT INTO register_facts (name, value) VALUES ('trail_key', :key)"
        ).bindparams(key=secrets.token_hex(32))
    )


def _add_columns() -> None:
    for table in EDITED:
        op.add_column(table, sa.Column("changed_by", NUMBER, nullable=True))
    op.add_column("timesheets", sa.Column("entered_by", NUMBER, nullable=True))
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "ALTER TABLE clients ADD COLUMN is_blocked INTEGER NOT NULL DEFAULT 0 "
            "CONSTRAINT ck_clients_is_blocked_bool CHECK (is_blocked IN (0, 1))"
        )
    else:
        op.execute(
            "ALTER TABLE clients ADD COLUMN is_blocked BOOLEAN NOT NULL DEFAULT false"
        )
    # Known to all: on a server, who may not see a client must know that it is so.
    op.execute(
        "CREATE VIEW blocked_clients AS SELECT number FROM clients WHERE is_blocked"
    )
    # The hours of every sheet, for whoever may not see what was done in them.
    op.execute(
        "CREATE VIEW sheet_hours AS SELECT number, sheet_number, work_on, start_minute,"
        " minutes, metres, expense_ore FROM timesheet_lines"
    )
    protected = sa.text("protection <> 'ugradert'")
    op.create_index(
        "ix_people_protection",
        "people",
        ["number"],
        sqlite_where=protected,
        postgresql_where=protected,
    )
    blocked = sa.text("is_blocked")
    op.create_index(
        "ix_clients_is_blocked",
        "clients",
        ["number"],
        sqlite_where=blocked,
        postgresql_where=blocked,
    )


def _forget_where_the_protected_live() -> None:
    """Let nobody find a person by an address, or a number, that is protected."""
    connection = op.get_bind()
    people = sa.table(
        "people",
        sa.column("number", NUMBER),
        sa.column("given_name", sa.Text()),
        sa.column("family_name", sa.Text()),
        sa.column("national_id", sa.Text()),
        sa.column("birth_date", sa.Date()),
        sa.column("protection", sa.Text()),
        sa.column("search_text", sa.Text()),
    )
    protected = sa.select(people).where(people.c.protection != "ugradert")
    for one in connection.execute(protected).all():
        found_by = search_text(
            one.given_name, one.family_name, one.national_id or "", one.birth_date
        )
        connection.execute(
            sa.update(people)
            .where(people.c.number == one.number)
            .values(search_text=found_by)
        )


def _give_drafts_to_the_first_staff() -> None:
    """Until now one person did all; the staff list begins with number 1."""
    op.execute("UPDATE drafts SET form = '1/' || form")


def _know_a_new_kind_of_paper() -> None:
    """Let a paper be an answer to a request for access (innsyn).

    On SQLite the rule is changed where it is written down: building the table anew
    would lose the triggers on it. Source: sqlite.org/lang_altertable.html, at the end.
    """
    kinds = f"{PAPER_KINDS}, 'insight'"
    if op.get_context().dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_papers_paper_kind"), "papers")
        op.create_check_constraint(
            op.f("ck_papers_paper_kind"), "papers", f"kind IN ({kinds})"
        )
        return
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'papers'",
        (f"kind IN ({PAPER_KINDS})", f"kind IN ({kinds})"),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")


def _refuse_changes() -> None:
    sqlite = op.get_context().dialect.name == "sqlite"
    if not sqlite:
        op.execute(
            "CREATE FUNCTION stkdesk_never() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$"
        )
    for table, act in NEVER:
        name = f"{table}_never_{act.lower()}"
        does = (
            "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION stkdesk_never()"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {does}")


def _create_tables() -> None:
    op.create_table(
        "commits",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commits")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_commits_at"), "commits", ["at"], unique=False)
    op.create_table(
        "event_head",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("number = 1", name=op.f("ck_event_head_one_row")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event_head")),
        sqlite_strict=True,
    )
    op.create_table(
        "events",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("staff_number", NUMBER, nullable=True),
        sa.Column("sitting", NUMBER, nullable=True),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("record", sa.BigInteger(), nullable=True),
        sa.Column("person_number", NUMBER, nullable=True),
        sa.Column("reference", NUMBER, nullable=True),
        sa.Column("detail_hash", sa.LargeBinary(), nullable=True),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_events")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_events_person_number", "events", ["person_number", "seq"], unique=False
    )
    op.create_index(
        "ix_events_staff_number", "events", ["staff_number", "seq"], unique=False
    )
    op.create_index("ix_events_action", "events", ["action", "seq"], unique=False)
    op.create_index(
        "ix_events_table_name",
        "events",
        ["table_name", "record", "seq"],
        unique=False,
    )
    op.create_index("ix_events_at", "events", ["at"], unique=False)
    op.create_table(
        "four_eyes",
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("is_on", yes_no("is_on"), nullable=False),
        sa.PrimaryKeyConstraint("act", name=op.f("pk_four_eyes")),
        sqlite_strict=True,
    )
    op.create_table(
        "retention_rules",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "months >= 0", name=op.f("ck_retention_rules_months_not_negative")
        ),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_retention_rules")),
        sqlite_strict=True,
    )
    op.create_table(
        "staff",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("login", KEY_TEXT, nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("caseworker", yes_no("caseworker"), nullable=False),
        sa.Column("payroll", yes_no("payroll"), nullable=False),
        sa.Column("leader", yes_no("leader"), nullable=False),
        sa.Column("reader", yes_no("reader"), nullable=False),
        sa.Column("administrator", yes_no("administrator"), nullable=False),
        sa.Column("sees_protected", yes_no("sees_protected"), nullable=False),
        sa.Column("authorised_from", sa.Date(), nullable=True),
        sa.Column("authorised_to", sa.Date(), nullable=True),
        sa.Column("last_signed_in_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "authorised_to IS NULL OR authorised_to >= authorised_from",
            name=op.f("ck_staff_authorised_from_authorised_to"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_staff")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
        sqlite_strict=True,
    )
    op.create_table(
        "deletions",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("staff_number", NUMBER, nullable=True),
        sa.Column("approved_by", NUMBER, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_number", NUMBER, nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("event_seq", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approved_by"],
            ["staff.number"],
            name=op.f("fk_deletions_approved_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["staff_number"],
            ["staff.number"],
            name=op.f("fk_deletions_staff_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_deletions")),
        sqlite_strict=True,
    )
    op.create_table(
        "event_details",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"],
            ["events.seq"],
            name=op.f("fk_event_details_seq"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event_details")),
        sqlite_strict=True,
    )
    op.create_table(
        "erasures",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_number", NUMBER, nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("proposed_by", NUMBER, nullable=True),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("approved_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["approved_by"],
            ["staff.number"],
            name=op.f("fk_erasures_approved_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_number"],
            ["people.number"],
            name=op.f("fk_erasures_person_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"],
            ["staff.number"],
            name=op.f("fk_erasures_proposed_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_erasures")),
        sa.UniqueConstraint(
            "kind",
            "person_number",
            name=op.f("uq_erasures_kind_person_number"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_erasures_person_number"), "erasures", ["person_number"], unique=False
    )
    op.create_table(
        "legal_holds",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("person_number", NUMBER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("staff_number", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_number"],
            ["people.number"],
            name=op.f("fk_legal_holds_person_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["staff_number"],
            ["staff.number"],
            name=op.f("fk_legal_holds_staff_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_legal_holds")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_legal_holds_person_number"),
        "legal_holds",
        ["person_number"],
        unique=False,
    )
    op.create_table(
        "presence",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("record", sa.BigInteger(), nullable=False),
        sa.Column("staff_number", NUMBER, nullable=False),
        sa.Column("sitting", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_number"],
            ["staff.number"],
            name=op.f("fk_presence_staff_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_presence")),
        sa.UniqueConstraint(
            "table_name",
            "record",
            "sitting",
            name=op.f("uq_presence_table_name_record_sitting"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_presence_staff_number"), "presence", ["staff_number"], unique=False
    )
    op.create_table(
        "client_access",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("staff_number", NUMBER, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("in_need", yes_no("in_need"), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_client_access_client_number"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_number"],
            ["staff.number"],
            name=op.f("fk_client_access_staff_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_client_access")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_client_access_client_number"),
        "client_access",
        ["client_number"],
        unique=False,
    )
    op.create_index(
        "ix_client_access_staff_number",
        "client_access",
        ["staff_number", "ends_on"],
        unique=False,
    )
