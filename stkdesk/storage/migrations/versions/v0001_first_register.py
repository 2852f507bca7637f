"""The first register: office, people, assignments, timesheets, decisions, papers."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
KEY_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def code(name: str, *values: str) -> sa.Enum:
    return sa.Enum(
        *values, name=name, native_enum=False, create_constraint=True, length=32
    )


def yes_no(name: str) -> sa.Boolean:
    return sa.Boolean(create_constraint=True, name=name)


# How records are called, written by triggers: see storage/tables/names.py. Another
# database than SQLite words its triggers another way.
PLAIN_CASE = """replace(replace(replace(replace(replace(
        lower(c.case_number), '#', ''), '/', ''), '-', ''), '.', ''), ' ', '')"""
CLIENT_CALLED = f"""
INSERT OR REPLACE INTO client_names (client_number, sort_key, search_text)
SELECT c.number, p.sort_key, p.search_text || ' #' || {PLAIN_CASE}
FROM clients c JOIN people p ON p.number = c.person_number
WHERE c.{{}} = new.number;
"""
CONTACT_CALLED = """
INSERT OR REPLACE INTO contact_names (contact_number, sort_key, search_text)
SELECT k.number, p.sort_key, p.search_text || ' #'
    || replace(lower(coalesce(k.employee_number, '')), '#', '')
FROM contacts k JOIN people p ON p.number = k.person_number
WHERE k.{} = new.number;
"""
CALLED = f"""
INSERT OR REPLACE INTO assignment_names
    (assignment_number, sort_key, provider_key, search_text)
SELECT a.number, p.sort_key, h.sort_key,
    p.search_text || coalesce(h.search_text, o.search_text, '') || ' #'
    || {PLAIN_CASE}
FROM assignments a
JOIN clients c ON c.number = a.client_number
JOIN people p ON p.number = c.person_number
LEFT JOIN contacts k ON k.number = a.contact_number
LEFT JOIN people h ON h.number = k.person_number
LEFT JOIN organisations o ON o.number = a.organisation_number
WHERE a.number IN ({{}});
"""
PAPER_CALLED = """
INSERT OR REPLACE INTO paper_names (paper_number, reference, sort_key, search_text)
SELECT a.number, a.reference, p.sort_key, coalesce(p.search_text, '')
FROM papers a
LEFT JOIN contacts k ON k.number = a.contact_number
LEFT JOIN clients c ON c.number = a.client_number
LEFT JOIN people p ON p.number = coalesce(k.person_number, c.person_number)
WHERE a.number IN ({});
"""
OF_PERSON = """
SELECT x.number FROM clients c JOIN {0} x ON x.client_number = c.number
WHERE c.person_number = new.number
UNION SELECT x.number FROM contacts k JOIN {0} x ON x.contact_number = k.number
WHERE k.person_number = new.number
"""
BY = "SELECT number FROM assignments WHERE {}_number = new.number"
TRIGGERS = {
    "clients_called": (
        "INSERT ON clients",
        CLIENT_CALLED.format("number"),
    ),
    "contacts_called": (
        "INSERT ON contacts",
        CONTACT_CALLED.format("number"),
    ),
    "contacts_called_anew": (
        "UPDATE OF employee_number ON contacts",
        CONTACT_CALLED.format("number"),
    ),
    "assignments_called": (
        "INSERT ON assignments",
        CALLED.format("new.number"),
    ),
    "assignments_called_anew": (
        "UPDATE OF client_number, contact_number, organisation_number ON assignments",
        CALLED.format("new.number"),
    ),
    "clients_called_anew": (
        "UPDATE OF case_number ON clients",
        CLIENT_CALLED.format("number") + CALLED.format(BY.format("client")),
    ),
    "organisations_called_anew": (
        "UPDATE OF search_text ON organisations",
        CALLED.format(BY.format("organisation")),
    ),
    "people_called_anew": (
        "UPDATE OF sort_key, search_text ON people",
        CLIENT_CALLED.format("person_number")
        + CONTACT_CALLED.format("person_number")
        + CALLED.format(OF_PERSON.format("assignments"))
        + PAPER_CALLED.format(OF_PERSON.format("papers")),
    ),
    "papers_called": (
        "INSERT ON papers",
        PAPER_CALLED.format("new.number"),
    ),
}


def upgrade() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
        sqlite_strict=True,
    )
    op.create_table(
        "drafts",
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("form", name=op.f("pk_drafts")),
        sqlite_strict=True,
    )
    op.create_table(
        "office",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("municipality_number", sa.Text(), nullable=False),
        sa.Column("running_unit", sa.Text(), nullable=False),
        sa.Column("deciding_unit", sa.Text(), nullable=False),
        sa.Column("return_address", sa.Text(), nullable=False),
        sa.Column("postal_line", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("visiting_line", sa.Text(), nullable=False),
        sa.Column("visiting_place", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_hours", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("web", sa.Text(), nullable=False),
        sa.Column("organisation_number", sa.Text(), nullable=False),
        sa.Column("county_governor", sa.Text(), nullable=False),
        sa.Column("appeal_address", sa.Text(), nullable=False),
        sa.Column("case_officer", sa.Text(), nullable=False),
        sa.Column("case_officer_phone", sa.Text(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("leader_title", sa.Text(), nullable=False),
        sa.Column("coat_of_arms", sa.Text(), nullable=False),
        sa.Column(
            "name_mode",
            code("name_mode", "full", "initials", "case_number"),
            nullable=False,
        ),
        sa.Column("law_version", code("law_version", "1967", "2025"), nullable=False),
        sa.Column("fold_marks", yes_no("fold_marks_bool"), nullable=False),
        sa.Column("withheld_line", yes_no("withheld_line_bool"), nullable=False),
        sa.Column("carry_over_minutes", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("number = 1", name=op.f("ck_office_one_row")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_office")),
        sqlite_strict=True,
    )
    op.create_table(
        "organisations",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search_text", KEY_TEXT, nullable=False),
        sa.Column("organisation_number", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_organisations")),
        sa.UniqueConstraint(
            "organisation_number", name=op.f("uq_organisations_organisation_number")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "paper_files",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(data) = size", name=op.f("ck_paper_files_size")),
        sa.CheckConstraint(
            "length(sha256) = 64", name=op.f("ck_paper_files_sha256_length")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_paper_files")),
        sqlite_strict=True,
    )
    op.create_table(
        "people",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("sort_key", KEY_TEXT, nullable=False),
        sa.Column("search_text", KEY_TEXT, nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("national_id", sa.Text(), nullable=True),
        sa.Column(
            "national_id_kind",
            code("identity_kind", "fnr", "dnr", "hnr", "fhnr", "tenor", "nav"),
            nullable=True,
        ),
        sa.Column(
            "protection",
            code(
                "protection",
                "ugradert",
                "klientadresse",
                "fortrolig",
                "strengt_fortrolig",
            ),
            nullable=False,
        ),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "length(national_id) = 11", name=op.f("ck_people_national_id_length")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_people")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_people_national_id",
        "people",
        ["national_id"],
        unique=False,
        sqlite_where=sa.text("national_id IS NOT NULL"),
        postgresql_where=sa.text("national_id IS NOT NULL"),
    )
    op.create_index(
        "ix_people_sort_key",
        "people",
        ["sort_key", "number"],
        unique=False,
    )
    op.create_table(
        "period_rules",
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("start_day", sa.Integer(), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "due_day BETWEEN 1 AND 28", name=op.f("ck_period_rules_due_day")
        ),
        sa.CheckConstraint(
            "start_day BETWEEN 1 AND 28", name=op.f("ck_period_rules_start_day")
        ),
        sa.PrimaryKeyConstraint("valid_from", name=op.f("pk_period_rules")),
        sqlite_strict=True,
    )
    op.create_table(
        "periods",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "last_on IS NULL OR last_on >= first_on",
            name=op.f("ck_periods_first_on_last_on"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_periods")),
        sa.UniqueConstraint("code", name=op.f("uq_periods_code")),
        sa.UniqueConstraint("first_on", name=op.f("uq_periods_first_on")),
        sqlite_strict=True,
    )
    op.create_table(
        "rates",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column(
            "kind",
            code(
                "rate_kind",
                "hour_individual",
                "hour_group",
                "km_state",
                "km_tax_free",
                "km_passenger",
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("pay_code", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "amount_ore >= 0", name=op.f("ck_rates_amount_ore_not_negative")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rates")),
        sa.UniqueConstraint(
            "kind", "valid_from", name=op.f("uq_rates_kind_valid_from")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "register_facts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_register_facts")),
        sqlite_strict=True,
    )
    op.create_table(
        "addresses",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("person_number", NUMBER, nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "postal_code = '' OR length(postal_code) = 4",
            name=op.f("ck_addresses_postal_code_length"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_addresses_valid_from_valid_to"),
        ),
        sa.ForeignKeyConstraint(
            ["person_number"],
            ["people.number"],
            name=op.f("fk_addresses_person_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_addresses")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_addresses_person_number"), "addresses", ["person_number"], unique=False
    )
    op.create_table(
        "clients",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("person_number", NUMBER, nullable=False),
        sa.Column(
            "status",
            code("client_status", "waiting", "active", "ended"),
            nullable=False,
        ),
        sa.Column("language", code("client_language", "nb", "nn"), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= opened_on",
            name=op.f("ck_clients_opened_on_closed_on"),
        ),
        sa.ForeignKeyConstraint(
            ["person_number"],
            ["people.number"],
            name=op.f("fk_clients_person_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_clients")),
        sa.UniqueConstraint("person_number", name=op.f("uq_clients_person_number")),
        sqlite_strict=True,
    )
    op.create_index("ix_clients_status", "clients", ["status", "number"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("person_number", NUMBER, nullable=False),
        sa.Column(
            "status",
            code("contact_status", "candidate", "active", "paused", "ended"),
            nullable=False,
        ),
        sa.Column(
            "employment", code("employment", "contractor", "employee"), nullable=False
        ),
        sa.Column("language", code("contact_language", "nb", "nn"), nullable=False),
        sa.Column("employee_number", sa.Text(), nullable=True),
        sa.Column("account_number", sa.Text(), nullable=False),
        sa.Column("has_car", yes_no("has_car_bool"), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("interests", sa.Text(), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("capacity_minutes", sa.Integer(), nullable=False),
        sa.Column("declaration_signed_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "capacity_minutes >= 0",
            name=op.f("ck_contacts_capacity_minutes_not_negative"),
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on",
            name=op.f("ck_contacts_started_on_ended_on"),
        ),
        sa.ForeignKeyConstraint(
            ["person_number"],
            ["people.number"],
            name=op.f("fk_contacts_person_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_contacts")),
        sa.UniqueConstraint(
            "employee_number", name=op.f("uq_contacts_employee_number")
        ),
        sa.UniqueConstraint("person_number", name=op.f("uq_contacts_person_number")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_contacts_status",
        "contacts",
        ["status", "declaration_signed_on"],
        unique=False,
    )
    op.create_table(
        "client_relations",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("person_number", NUMBER, nullable=False),
        sa.Column(
            "relation",
            code("relation", "parent", "guardian", "next_of_kin"),
            nullable=False,
        ),
        sa.Column("gets_letters", yes_no("gets_letters_bool"), nullable=False),
        sa.Column("may_sign", yes_no("may_sign_bool"), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_client_relations_valid_from_valid_to"),
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_client_relations_client_number"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_number"],
            ["people.number"],
            name=op.f("fk_client_relations_person_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_client_relations")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_client_relations_client_number"),
        "client_relations",
        ["client_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_client_relations_person_number"),
        "client_relations",
        ["person_number"],
        unique=False,
    )
    op.create_table(
        "decisions",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("kind", code("decision_kind", "granted", "refused"), nullable=False),
        sa.Column("state", code("decision_state", "draft", "issued"), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column(
            "solution",
            code(
                "decision_solution",
                "individual",
                "activity_group",
                "voluntary_organisation",
            ),
            nullable=False,
        ),
        sa.Column("granted_minutes", sa.Integer(), nullable=True),
        sa.Column(
            "hours_unit", code("decision_hours_unit", "week", "month"), nullable=False
        ),
        sa.Column("expense_cap_ore", sa.BigInteger(), nullable=True),
        sa.Column("drive_cap_metres", sa.Integer(), nullable=True),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("own_view", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR (decided_on IS NOT NULL AND reference IS NOT NULL"
            " AND content IS NOT NULL)",
            name=op.f("ck_decisions_issued_is_frozen"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR kind = 'refused' OR valid_from IS NOT NULL",
            name=op.f("ck_decisions_grant_has_period"),
        ),
        sa.CheckConstraint(
            "drive_cap_metres >= 0",
            name=op.f("ck_decisions_drive_cap_metres_not_negative"),
        ),
        sa.CheckConstraint(
            "expense_cap_ore >= 0",
            name=op.f("ck_decisions_expense_cap_ore_not_negative"),
        ),
        sa.CheckConstraint(
            "granted_minutes >= 0",
            name=op.f("ck_decisions_granted_minutes_not_negative"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_decisions_valid_from_valid_to"),
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_decisions_client_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
        sa.UniqueConstraint("reference", name=op.f("uq_decisions_reference")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_decisions_client_number"), "decisions", ["client_number"], unique=False
    )
    op.create_index(
        "ix_decisions_valid_to",
        "decisions",
        ["valid_to"],
        unique=False,
        sqlite_where=sa.text("state = 'issued'"),
        postgresql_where=sa.text("state = 'issued'"),
    )
    op.create_table(
        "assignments",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("client_number", NUMBER, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=True),
        sa.Column("organisation_number", NUMBER, nullable=True),
        sa.Column("decision_number", NUMBER, nullable=True),
        sa.Column(
            "solution",
            code("solution", "individual", "activity_group", "voluntary_organisation"),
            nullable=False,
        ),
        sa.Column(
            "status",
            code("assignment_status", "planned", "active", "paused", "ended"),
            nullable=False,
        ),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("agreed_minutes", sa.Integer(), nullable=False),
        sa.Column("hours_unit", code("hours_unit", "week", "month"), nullable=False),
        sa.Column("expense_cap_ore", sa.BigInteger(), nullable=True),
        sa.Column("drive_cap_metres", sa.Integer(), nullable=True),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "(solution = 'voluntary_organisation') = (organisation_number IS NOT NULL)",
            name=op.f("ck_assignments_solution_provider"),
        ),
        sa.CheckConstraint(
            "(contact_number IS NOT NULL) <> (organisation_number IS NOT NULL)",
            name=op.f("ck_assignments_one_provider"),
        ),
        sa.CheckConstraint(
            "agreed_minutes >= 0",
            name=op.f("ck_assignments_agreed_minutes_not_negative"),
        ),
        sa.CheckConstraint(
            "drive_cap_metres >= 0",
            name=op.f("ck_assignments_drive_cap_metres_not_negative"),
        ),
        sa.CheckConstraint(
            "end_on IS NULL OR end_on >= start_on",
            name=op.f("ck_assignments_start_on_end_on"),
        ),
        sa.CheckConstraint(
            "expense_cap_ore >= 0",
            name=op.f("ck_assignments_expense_cap_ore_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_assignments_client_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_assignments_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["decision_number"],
            ["decisions.number"],
            name=op.f("fk_assignments_decision_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_number"],
            ["organisations.number"],
            name=op.f("fk_assignments_organisation_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_assignments")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_assignments_client_number"),
        "assignments",
        ["client_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assignments_contact_number"),
        "assignments",
        ["contact_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assignments_decision_number"),
        "assignments",
        ["decision_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assignments_organisation_number"),
        "assignments",
        ["organisation_number"],
        unique=False,
    )
    op.create_index(
        "ix_assignments_status", "assignments", ["status", "start_on"], unique=False
    )
    op.create_table(
        "papers",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            code(
                "paper_kind", "timesheet", "monthly_report", "declaration", "decision"
            ),
            nullable=False,
        ),
        sa.Column("language", code("paper_language", "nb", "nn"), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("mailed_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("client_number", NUMBER, nullable=True),
        sa.Column("contact_number", NUMBER, nullable=True),
        sa.Column("assignment_number", NUMBER, nullable=True),
        sa.Column("period_number", NUMBER, nullable=True),
        sa.Column("decision_number", NUMBER, nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_number"],
            ["assignments.number"],
            name=op.f("fk_papers_assignment_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["client_number"],
            ["clients.number"],
            name=op.f("fk_papers_client_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name=op.f("fk_papers_contact_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["decision_number"],
            ["decisions.number"],
            name=op.f("fk_papers_decision_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["period_number"],
            ["periods.number"],
            name=op.f("fk_papers_period_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["paper_files.sha256"],
            name=op.f("fk_papers_sha256"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_papers")),
        sa.UniqueConstraint("reference", name=op.f("uq_papers_reference")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_papers_assignment_number"),
        "papers",
        ["assignment_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_papers_client_number"), "papers", ["client_number"], unique=False
    )
    op.create_index(
        op.f("ix_papers_contact_number"), "papers", ["contact_number"], unique=False
    )
    op.create_index(
        op.f("ix_papers_decision_number"), "papers", ["decision_number"], unique=False
    )
    op.create_index(
        "ix_papers_kind_mailed_on", "papers", ["kind", "mailed_on"], unique=False
    )
    op.create_index(
        "ix_papers_state",
        "papers",
        ["returned_on", "mailed_on", "printed_on"],
        unique=False,
    )
    op.create_index("ix_papers_made_at", "papers", ["made_at"], unique=False)
    op.create_index(
        op.f("ix_papers_period_number"), "papers", ["period_number"], unique=False
    )
    op.create_index(op.f("ix_papers_sha256"), "papers", ["sha256"], unique=False)
    op.create_table(
        "timesheets",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("assignment_number", NUMBER, nullable=False),
        sa.Column("period_number", NUMBER, nullable=False),
        sa.Column(
            "state",
            code("sheet_state", "received", "nothing", "approved", "paid"),
            nullable=False,
        ),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("granted_minutes", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("metres", sa.Integer(), nullable=False),
        sa.Column("expense_ore", sa.BigInteger(), nullable=False),
        sa.Column("pay_ore", sa.BigInteger(), nullable=False),
        sa.Column("control_minutes", sa.Integer(), nullable=True),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "state <> 'nothing' OR minutes = 0", name=op.f("ck_timesheets_null_sheet")
        ),
        sa.CheckConstraint(
            "expense_ore >= 0", name=op.f("ck_timesheets_expense_ore_not_negative")
        ),
        sa.CheckConstraint(
            "granted_minutes >= 0",
            name=op.f("ck_timesheets_granted_minutes_not_negative"),
        ),
        sa.CheckConstraint(
            "metres >= 0", name=op.f("ck_timesheets_metres_not_negative")
        ),
        sa.CheckConstraint(
            "minutes >= 0", name=op.f("ck_timesheets_minutes_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_number"],
            ["assignments.number"],
            name=op.f("fk_timesheets_assignment_number"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["period_number"],
            ["periods.number"],
            name=op.f("fk_timesheets_period_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_timesheets")),
        sa.UniqueConstraint(
            "assignment_number",
            "period_number",
            name=op.f("uq_timesheets_assignment_number_period_number"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_timesheets_period_number_state",
        "timesheets",
        ["period_number", "state", "assignment_number"],
        unique=False,
    )
    op.create_table(
        "timesheet_lines",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("sheet_number", NUMBER, nullable=False),
        sa.Column("work_on", sa.Date(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("metres", sa.Integer(), nullable=False),
        sa.Column("expense_ore", sa.BigInteger(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "expense_ore >= 0", name=op.f("ck_timesheet_lines_expense_ore_not_negative")
        ),
        sa.CheckConstraint(
            "metres >= 0", name=op.f("ck_timesheet_lines_metres_not_negative")
        ),
        sa.CheckConstraint(
            "minutes BETWEEN 0 AND 1440",
            name=op.f("ck_timesheet_lines_minutes_of_a_day"),
        ),
        sa.CheckConstraint(
            "start_minute BETWEEN 0 AND 1439",
            name=op.f("ck_timesheet_lines_start_of_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["sheet_number"],
            ["timesheets.number"],
            name=op.f("fk_timesheet_lines_sheet_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_timesheet_lines")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_timesheet_lines_sheet_number"),
        "timesheet_lines",
        ["sheet_number"],
        unique=False,
    )
    for one in ("client", "contact"):
        op.create_table(
            f"{one}_names",
            sa.Column(f"{one}_number", NUMBER, nullable=False),
            sa.Column("sort_key", KEY_TEXT, nullable=False),
            sa.Column("search_text", KEY_TEXT, nullable=False),
            sa.ForeignKeyConstraint(
                [f"{one}_number"],
                [f"{one}s.number"],
                name=op.f(f"fk_{one}_names_{one}_number"),
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint(f"{one}_number", name=op.f(f"pk_{one}_names")),
            sqlite_strict=True,
        )
        op.create_index(
            f"ix_{one}_names_sort_key",
            f"{one}_names",
            ["sort_key", f"{one}_number", "search_text"],
            unique=False,
        )
    op.create_table(
        "assignment_names",
        sa.Column("assignment_number", NUMBER, nullable=False),
        sa.Column("sort_key", KEY_TEXT, nullable=False),
        sa.Column("provider_key", KEY_TEXT, nullable=True),
        sa.Column("search_text", KEY_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_number"],
            ["assignments.number"],
            name=op.f("fk_assignment_names_assignment_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assignment_number", name=op.f("pk_assignment_names")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_assignment_names_sort_key",
        "assignment_names",
        ["sort_key", "assignment_number", "search_text"],
        unique=False,
    )
    op.create_table(
        "paper_names",
        sa.Column("paper_number", NUMBER, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("sort_key", KEY_TEXT, nullable=True),
        sa.Column("search_text", KEY_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_number"],
            ["papers.number"],
            name=op.f("fk_paper_names_paper_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("paper_number", name=op.f("pk_paper_names")),
        sqlite_strict=True,
    )
    is_server = op.get_bind().dialect.name == "postgresql"
    for name, (event, act) in TRIGGERS.items():
        if is_server:
            in_postgresql(name, event, act)
        else:
            op.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {act} END")


def in_postgresql(name: str, event: str, act: str) -> None:
    """Do the same in a function of the owner's, whoever saves the record.

    Small letters are those of ASCII only, as SQLite makes them.
    """
    act = re.sub(r"lower\((.+?)\), '#'", r"""lower(\1 COLLATE "C"), '#'""", act)
    act = re.sub(
        r"INSERT OR REPLACE INTO (\w+)\s+\((.+?)\)(.+?);", or_replace, act, flags=re.S
    )
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        f" SET search_path = public, pg_temp AS $$ BEGIN {act} RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} AFTER {event} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def or_replace(insert: re.Match[str]) -> str:
    table, columns, select = insert.groups()
    key, *rest = (column.strip() for column in columns.split(","))
    anew = ", ".join(f"{column} = excluded.{column}" for column in rest)
    return (
        f"INSERT INTO {table} ({columns}) {select}"
        f" ON CONFLICT ({key}) DO UPDATE SET {anew};"
    )
