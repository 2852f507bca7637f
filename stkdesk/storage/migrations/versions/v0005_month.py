"""The month: corrections, returns, reminders, frozen pay, payroll runs, reports."""

import sqlalchemy as sa
from alembic import op

from stkdesk.storage.changing_tables import (
    MOMENT,
    NUMBER,
    add_default_word,
    add_flag,
    add_pointer,
    add_rule,
    add_text,
    add_whole,
    add_word,
    code,
    is_sqlite,
    rekey,
    rewrite,
    widen,
    yes_no,
)

revision = "0005"
down_revision = "0004"

STATES_THEN = "'received', 'nothing', 'approved', 'paid'"
STATES_NOW = (
    "'arrived', 'returned', 'received', 'nothing', 'checked', 'approved', 'sent',"
    " 'paid'"
)
RATES_THEN = (
    "'hour_individual', 'hour_group', 'km_state', 'km_tax_free', 'km_passenger'"
)
RATES_NOW = (
    "'hour_individual', 'hour_group', 'hour_other', 'expense_hour', 'expense_month',"
    " 'km_state', 'km_tax_free', 'km_passenger'"
)
PAPERS_THEN = (
    "'timesheet', 'monthly_report', 'declaration', 'decision', 'insight', 'letter',"
    " 'agreement'"
)
LINES = (
    "number, sheet_number, work_on, start_minute, minutes, metres, expense_ore,"
    " has_receipt, account, passengers"
)


def upgrade() -> None:
    _create_tables()
    _add_columns()
    _let_sheets_be_corrected()
    _tell_more_hours()


def _add_columns() -> None:
    ways = ("receipts", "hour", "month", "none")
    add_default_word("agreements", "expense_way", "agreement_expense_way", *ways)
    add_default_word("assignments", "expense_way", "expense_way", *ways)
    for table in ("agreements", "assignments"):
        rule = f"ck_{table}_drive_cap_ore_not_negative"
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN drive_cap_ore"
            f" {'INTEGER' if is_sqlite() else 'BIGINT'}"
            f" CONSTRAINT {rule} CHECK (drive_cap_ore >= 0)"
        )
    add_word(
        "assignments",
        "hour_kind",
        "hour_kind",
        *(word.strip(" '") for word in RATES_NOW.split(",")),
    )
    op.execute(
        "ALTER TABLE period_rules ADD COLUMN pay_day INTEGER NOT NULL DEFAULT 12"
        " CONSTRAINT ck_period_rules_pay_day CHECK (pay_day BETWEEN 1 AND 28)"
    )
    op.add_column("periods", sa.Column("pay_on", sa.Date()))
    op.add_column("periods", sa.Column("closed_by", NUMBER))
    add_whole("rates", "age_from", 0)
    add_rule("rates", "age_from_not_negative", "age_from >= 0")
    rekey("rates", ("kind", "valid_from"), ("kind", "valid_from", "age_from"))
    widen("rates", "rate_kind", "kind", RATES_THEN, RATES_NOW)
    widen("papers", "paper_kind", "kind", PAPERS_THEN, f"{PAPERS_THEN}, 'statement'")
    add_flag("timesheet_lines", "has_receipt")
    for column in ("account", "purpose", "route", "detour", "passenger_names"):
        add_text("timesheet_lines", column)
    add_whole("timesheet_lines", "passengers", 0)
    add_rule("timesheet_lines", "passengers_not_negative", "passengers >= 0")
    op.add_column("timesheet_lines", sa.Column("back_on", sa.Date()))


def _let_sheets_be_corrected() -> None:
    op.add_column("timesheets", sa.Column("checked_at", MOMENT))
    for column in ("checked_by", "approved_by"):
        op.add_column("timesheets", sa.Column(column, NUMBER))
    add_whole("timesheets", "serial", 1)
    add_text("timesheets", "correction_reason")
    add_pointer("timesheets", "corrects_number", "timesheets")
    add_pointer("timesheets", "run_number", "pay_runs")
    widen("timesheets", "sheet_state", "state", STATES_THEN, STATES_NOW)
    for column in ("minutes", "metres", "expense_ore"):
        rewrite(
            "timesheets",
            f"{column}_not_negative",
            f"{column} >= 0",
            f"corrects_number IS NOT NULL OR {column} >= 0",
        )
    add_rule(
        "timesheets", "corrects_another", "(serial = 1) = (corrects_number IS NULL)"
    )
    rekey(
        "timesheets",
        ("assignment_number", "period_number"),
        ("assignment_number", "period_number", "serial"),
    )
    for column in ("metres", "expense_ore"):
        rewrite("timesheet_lines", f"{column}_not_negative", f"{column} >= 0", "")
    rewrite(
        "timesheet_lines",
        "minutes_of_a_day",
        "minutes BETWEEN 0 AND 1440",
        "minutes BETWEEN -1440 AND 1440",
    )


def _tell_more_hours() -> None:
    """Let the view of hours tell of receipts and passengers, by number only."""
    if is_sqlite():
        op.execute("DROP VIEW sheet_hours")
    op.execute(
        f"CREATE {'' if is_sqlite() else 'OR REPLACE '}VIEW sheet_hours AS"
        f" SELECT {LINES} FROM timesheet_lines"
    )


def _create_tables() -> None:
    op.create_table(
        "pay_codes",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column(
            "kind",
            code(
                "pay_code_kind",
                "hours",
                "drive_tax_free",
                "drive_taxable",
                "passenger",
                "expenses",
                "expense_hour",
                "expense_month",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "employment",
            code("pay_code_employment", "contractor", "employee", checked=True),
            nullable=True,
        ),
        sa.Column(
            "solution",
            code(
                "pay_code_solution",
                "individual",
                "activity_group",
                "voluntary_organisation",
                checked=True,
            ),
            nullable=True,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("pay_code", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_pay_codes")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_pay_codes_kind", "pay_codes", ["kind", "valid_from"], unique=False
    )
    op.create_table(
        "payroll_layouts",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "format",
            code("layout_format", "csv", "fixed", "xlsx", checked=True),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("has_header", yes_no("has_header_bool"), nullable=False),
        sa.Column("is_used", yes_no("is_used_bool"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_payroll_layouts")),
        sa.UniqueConstraint(
            "name", "valid_from", name=op.f("uq_payroll_layouts_name_valid_from")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "report_topics",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("bokmal", sa.Text(), nullable=False),
        sa.Column("nynorsk", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_report_topics_valid_from_valid_to"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_report_topics")),
        sa.UniqueConstraint(
            "key", "valid_from", name=op.f("uq_report_topics_key_valid_from")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "pay_runs",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("period_number", NUMBER, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            code("run_state", "sent", "confirmed", "reversed", checked=True),
            nullable=False,
        ),
        sa.Column(
            "done",
            code(
                "run_step",
                "lock",
                "deliver",
                "archive",
                "remind",
                "next",
                "done",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("pay_on", sa.Date(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("sum_ore", sa.BigInteger(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", NUMBER, nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", NUMBER, nullable=True),
        sa.Column("reversed_at", MOMENT, nullable=True),
        sa.Column("reversed_by", NUMBER, nullable=True),
        sa.Column("reverse_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_on IS NOT NULL)",
            name=op.f("ck_pay_runs_confirmed_has_day"),
        ),
        sa.CheckConstraint(
            "(state = 'reversed') = (reversed_at IS NOT NULL)",
            name=op.f("ck_pay_runs_reversed_has_moment"),
        ),
        sa.ForeignKeyConstraint(
            ["period_number"],
            ["periods.number"],
            name=op.f("fk_pay_runs_period_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_pay_runs")),
        sa.UniqueConstraint(
            "period_number", "serial", name=op.f("uq_pay_runs_period_number_serial")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_pay_runs_state", "pay_runs", ["state"], unique=False)
    op.create_table(
        "leader_sheets",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("group_number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column("period_number", NUMBER, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            code(
                "leader_sheet_state",
                "arrived",
                "returned",
                "received",
                "nothing",
                "checked",
                "approved",
                "sent",
                "paid",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("pay_ore", sa.BigInteger(), nullable=False),
        sa.Column("entered_by", NUMBER, nullable=True),
        sa.Column("checked_at", MOMENT, nullable=True),
        sa.Column("checked_by", NUMBER, nullable=True),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("approved_by", NUMBER, nullable=True),
        sa.Column("run_number", NUMBER, nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_leader_sheets_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["group_number"],
            ["activity_groups.number"],
            name=op.f("fk_leader_sheets_group_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["period_number"],
            ["periods.number"],
            name=op.f("fk_leader_sheets_period_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["run_number"],
            ["pay_runs.number"],
            name=op.f("fk_leader_sheets_run_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_leader_sheets")),
        sa.UniqueConstraint(
            "contact_number",
            "group_number",
            "period_number",
            "serial",
            name=op.f(
                "uq_leader_sheets_contact_number_group_number_period_number_serial"
            ),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_leader_sheets_group_number"),
        "leader_sheets",
        ["group_number"],
        unique=False,
    )
    op.create_index(
        "ix_leader_sheets_period_number_state",
        "leader_sheets",
        ["period_number", "state"],
        unique=False,
    )
    op.create_index(
        "ix_leader_sheets_run_number", "leader_sheets", ["run_number"], unique=False
    )
    op.create_table(
        "own_rates",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column(
            "kind",
            code(
                "own_rate_kind",
                "hour_individual",
                "hour_group",
                "hour_other",
                "expense_hour",
                "expense_month",
                "km_state",
                "km_tax_free",
                "km_passenger",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "amount_ore >= 0", name=op.f("ck_own_rates_amount_ore_not_negative")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_own_rates_valid_from_valid_to"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_own_rates_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_own_rates")),
        sa.UniqueConstraint(
            "contact_number",
            "kind",
            "valid_from",
            name=op.f("uq_own_rates_contact_number_kind_valid_from"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "pay_run_files",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("run_number", NUMBER, nullable=False),
        sa.Column(
            "kind",
            code("run_file_kind", "payroll", "control_list", checked=True),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("delivered_at", MOMENT, nullable=True),
        sa.CheckConstraint("length(data) = size", name=op.f("ck_pay_run_files_size")),
        sa.CheckConstraint(
            "length(sha256) = 64", name=op.f("ck_pay_run_files_sha256_length")
        ),
        sa.ForeignKeyConstraint(
            ["run_number"],
            ["pay_runs.number"],
            name=op.f("fk_pay_run_files_run_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_pay_run_files")),
        sa.UniqueConstraint(
            "run_number", "name", name=op.f("uq_pay_run_files_run_number_name")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "month_reports",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("assignment_number", NUMBER, nullable=False),
        sa.Column("period_number", NUMBER, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("read_by", NUMBER, nullable=True),
        sa.Column("is_concern", yes_no("is_concern_bool"), nullable=False),
        sa.Column("concern_met_on", sa.Date(), nullable=True),
        sa.Column("wants_change", yes_no("wants_change_bool"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.CheckConstraint(
            "read_on IS NULL OR read_on >= received_on",
            name=op.f("ck_month_reports_received_on_read_on"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_number"],
            ["assignments.number"],
            name=op.f("fk_month_reports_assignment_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["period_number"],
            ["periods.number"],
            name=op.f("fk_month_reports_period_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_month_reports")),
        sa.UniqueConstraint(
            "assignment_number",
            "period_number",
            name=op.f("uq_month_reports_assignment_number_period_number"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_month_reports_period_number"),
        "month_reports",
        ["period_number"],
        unique=False,
    )
    op.create_index(
        "ix_month_reports_unread",
        "month_reports",
        ["received_on"],
        unique=False,
        sqlite_where=sa.text("read_on IS NULL"),
        postgresql_where=sa.text("read_on IS NULL"),
    )
    op.create_table(
        "pay_lines",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("sheet_number", NUMBER, nullable=True),
        sa.Column("leader_sheet_number", NUMBER, nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            code(
                "pay_kind",
                "hours",
                "drive_tax_free",
                "drive_taxable",
                "passenger",
                "expenses",
                "expense_hour",
                "expense_month",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("rate_ore", sa.BigInteger(), nullable=False),
        sa.Column("sum_ore", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("unpaid_quantity", sa.Integer(), nullable=False),
        sa.Column("unpaid_ore", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(sheet_number IS NULL) <> (leader_sheet_number IS NULL)",
            name=op.f("ck_pay_lines_one_sheet"),
        ),
        sa.ForeignKeyConstraint(
            ["leader_sheet_number"],
            ["leader_sheets.number"],
            name=op.f("fk_pay_lines_leader_sheet_number"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sheet_number"],
            ["timesheets.number"],
            name=op.f("fk_pay_lines_sheet_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_pay_lines")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_pay_lines_leader_sheet_number"),
        "pay_lines",
        ["leader_sheet_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_pay_lines_sheet_number"), "pay_lines", ["sheet_number"], unique=False
    )
    op.create_table(
        "pay_run_sheets",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("run_number", NUMBER, nullable=False),
        sa.Column("sheet_number", NUMBER, nullable=True),
        sa.Column("leader_sheet_number", NUMBER, nullable=True),
        sa.Column("sum_ore", sa.BigInteger(), nullable=False),
        sa.Column("paper_number", NUMBER, nullable=True),
        sa.CheckConstraint(
            "(sheet_number IS NULL) <> (leader_sheet_number IS NULL)",
            name=op.f("ck_pay_run_sheets_one_sheet"),
        ),
        sa.ForeignKeyConstraint(
            ["leader_sheet_number"],
            ["leader_sheets.number"],
            name=op.f("fk_pay_run_sheets_leader_sheet_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["paper_number"],
            ["papers.number"],
            name=op.f("fk_pay_run_sheets_paper_number"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["run_number"],
            ["pay_runs.number"],
            name=op.f("fk_pay_run_sheets_run_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sheet_number"],
            ["timesheets.number"],
            name=op.f("fk_pay_run_sheets_sheet_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_pay_run_sheets")),
        sa.UniqueConstraint(
            "run_number",
            "leader_sheet_number",
            name=op.f("uq_pay_run_sheets_run_number_leader_sheet_number"),
        ),
        sa.UniqueConstraint(
            "run_number",
            "sheet_number",
            name=op.f("uq_pay_run_sheets_run_number_sheet_number"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_pay_run_sheets_leader_sheet_number"),
        "pay_run_sheets",
        ["leader_sheet_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_pay_run_sheets_paper_number"),
        "pay_run_sheets",
        ["paper_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_pay_run_sheets_sheet_number"),
        "pay_run_sheets",
        ["sheet_number"],
        unique=False,
    )
    op.create_table(
        "report_answers",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("report_number", NUMBER, nullable=False),
        sa.Column("topic_key", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_number"],
            ["month_reports.number"],
            name=op.f("fk_report_answers_report_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_report_answers")),
        sa.UniqueConstraint(
            "report_number",
            "topic_key",
            name=op.f("uq_report_answers_report_number_topic_key"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_report_answers_report_number"),
        "report_answers",
        ["report_number"],
        unique=False,
    )
    op.create_table(
        "sheet_reminders",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("assignment_number", NUMBER, nullable=False),
        sa.Column("period_number", NUMBER, nullable=False),
        sa.Column(
            "step",
            code("reminder_step", "first", "second", "phone", checked=True),
            nullable=False,
        ),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", NUMBER, nullable=True),
        sa.Column("paper_number", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_number"],
            ["assignments.number"],
            name=op.f("fk_sheet_reminders_assignment_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["paper_number"],
            ["papers.number"],
            name=op.f("fk_sheet_reminders_paper_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["period_number"],
            ["periods.number"],
            name=op.f("fk_sheet_reminders_period_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sheet_reminders")),
        sa.UniqueConstraint(
            "assignment_number",
            "period_number",
            "step",
            name=op.f("uq_sheet_reminders_assignment_number_period_number_step"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_sheet_reminders_paper_number"),
        "sheet_reminders",
        ["paper_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_sheet_reminders_period_number"),
        "sheet_reminders",
        ["period_number"],
        unique=False,
    )
    op.create_table(
        "sheet_returns",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("sheet_number", NUMBER, nullable=False),
        sa.Column(
            "reason",
            code(
                "return_reason",
                "signature",
                "client_signature",
                "dates",
                "sum",
                "receipt",
                "driving",
                "outside",
                "other",
                checked=True,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by", NUMBER, nullable=True),
        sa.Column("paper_number", NUMBER, nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "back_on IS NULL OR back_on >= sent_on",
            name=op.f("ck_sheet_returns_sent_on_back_on"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_number"],
            ["papers.number"],
            name=op.f("fk_sheet_returns_paper_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sheet_number"],
            ["timesheets.number"],
            name=op.f("fk_sheet_returns_sheet_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sheet_returns")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_sheet_returns_paper_number"),
        "sheet_returns",
        ["paper_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_sheet_returns_sheet_number"),
        "sheet_returns",
        ["sheet_number"],
        unique=False,
    )
