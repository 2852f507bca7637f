"""How a step changes tables that hold rows, on SQLite and on PostgreSQL alike."""

import sqlalchemy as sa
from alembic import op

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def yes_no(name: str) -> sa.Boolean:
    """Return the kind of a column that holds yes or no."""
    return sa.Boolean(create_constraint=True, name=name)


def code(name: str, *values: str, checked: bool = True) -> sa.Enum:
    """Return the kind of a column that holds one of ``values``."""
    return sa.Enum(
        *values, name=name, native_enum=False, create_constraint=checked, length=32
    )


def is_sqlite() -> bool:
    """Tell whether the register is a file."""
    return op.get_context().dialect.name == "sqlite"


def widen(table: str, rule: str, column: str, then: str, now: str) -> None:
    """Let a column hold other words than before."""
    rewrite(table, rule, f"{column} IN ({then})", f"{column} IN ({now})")


def rewrite(table: str, rule: str, then: str, now: str) -> None:
    """Change a CHECK: on SQLite where it is written down, as in step 0002."""
    name = f"ck_{table}_{rule}"
    if not is_sqlite():
        op.drop_constraint(op.f(name), table)
        if now:
            op.create_check_constraint(op.f(name), table, now)
        return
    before = f"CONSTRAINT {name} CHECK ({then})"
    after = f"CONSTRAINT {name} CHECK ({now})"
    if not now:
        before, after = f", \n\t{before}", ""
    write_down(table, before, after)


def write_down(table: str, before: str, after: str) -> None:
    """Change what SQLite has written down about ``table``."""
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    changed = connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?)"
        " WHERE name = ? AND instr(sql, ?) > 0",
        (before, after, table, before),
    )
    if changed.rowcount != 1:
        raise RuntimeError(f"the rules of {table} are not those of the step before")
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")


def add_pointer(table: str, column: str, to: str) -> None:
    """Add a column that may point to a row of ``to``, with its index."""
    key = f"FOREIGN KEY({column}) REFERENCES {to} (number) ON DELETE RESTRICT"
    rule = f"CONSTRAINT fk_{table}_{column} {key}"
    op.add_column(table, sa.Column(column, NUMBER, nullable=True))
    if is_sqlite():
        first = f"CONSTRAINT pk_{table} PRIMARY KEY (number)"
        write_down(table, first, f"{first}, \n\t{rule}")
    else:
        op.execute(f"ALTER TABLE {table} ADD {rule}")
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def add_index(table: str, column: str, where: str) -> None:
    """Add an index of the rows that are looked for by a day."""
    op.create_index(
        f"ix_{table}_{column}",
        table,
        [column],
        unique=False,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def rekey(table: str, then: tuple[str, ...], now: tuple[str, ...]) -> None:
    """Let a row be told from the others by other columns than before."""
    old, new = (f"uq_{table}_{'_'.join(columns)}" for columns in (then, now))
    if not is_sqlite():
        op.drop_constraint(op.f(old), table, type_="unique")
        op.create_unique_constraint(op.f(new), table, list(now))
        return
    write_down(
        table,
        f"CONSTRAINT {old} UNIQUE ({', '.join(then)})",
        f"CONSTRAINT {new} UNIQUE ({', '.join(now)})",
    )
    connection = op.get_bind()
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")  # read it again
    connection.exec_driver_sql(f"REINDEX {table}")


def add_flag(table: str, column: str, *, default: bool = False) -> None:
    """Add a yes or no to every row."""
    if is_sqlite():
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER NOT NULL"
            f" DEFAULT {int(default)}"
            f" CONSTRAINT ck_{table}_{column}_bool CHECK ({column} IN (0, 1))"
        )
        return
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} BOOLEAN NOT NULL"
        f" DEFAULT {str(default).lower()}"
    )


def add_word(table: str, column: str, rule: str, *values: str) -> None:
    """Add a column that may hold one of ``values``."""
    kind = "TEXT" if is_sqlite() else "VARCHAR(32)"
    listed = ", ".join(f"'{value}'" for value in values)
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} {kind}"
        f" CONSTRAINT ck_{table}_{rule} CHECK ({column} IN ({listed}))"
    )


def add_default_word(table: str, column: str, rule: str, *values: str) -> None:
    """Add a column that holds one of ``values``; the first in every row there is."""
    kind = "TEXT" if is_sqlite() else "VARCHAR(32)"
    listed = ", ".join(f"'{value}'" for value in values)
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} {kind} NOT NULL DEFAULT '{values[0]}'"
        f" CONSTRAINT ck_{table}_{rule} CHECK ({column} IN ({listed}))"
    )


def add_text(table: str, column: str, default: str = "") -> None:
    """Add a text to every row."""
    op.add_column(
        table, sa.Column(column, sa.Text(), nullable=False, server_default=default)
    )


def add_whole(table: str, column: str, default: int) -> None:
    """Add a whole number to every row."""
    op.add_column(
        table,
        sa.Column(column, sa.Integer(), nullable=False, server_default=str(default)),
    )


def add_rule(table: str, rule: str, test: str) -> None:
    """Add a CHECK that every row keeps already."""
    name = f"ck_{table}_{rule}"
    if is_sqlite():
        first = f"CONSTRAINT pk_{table} PRIMARY KEY (number)"
        write_down(table, first, f"{first}, \n\tCONSTRAINT {name} CHECK ({test})")
    else:
        op.create_check_constraint(op.f(name), table, test)


def add_yes_no_or_unknown(table: str, column: str) -> None:
    """Add a yes or no that need not be said."""
    if is_sqlite():
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER"
            f" CONSTRAINT ck_{table}_{column}_bool CHECK ({column} IN (0, 1))"
        )
        return
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} BOOLEAN")
