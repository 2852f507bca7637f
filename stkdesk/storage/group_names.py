"""How a step lets members of a group be found by what the group is called.

Every assignment is called by its client, then by who helps: since step 0004 that may
be a group. The triggers of step 0001 that say so are written anew.
"""

import re

from alembic import op

from stkdesk.storage.changing_tables import is_sqlite

PLAIN_CASE = """replace(replace(replace(replace(replace(
        lower(c.case_number), '#', ''), '/', ''), '-', ''), '.', ''), ' ', '')"""
CALLED = f"""
INSERT OR REPLACE INTO assignment_names
    (assignment_number, sort_key, provider_key, search_text)
SELECT a.number, p.sort_key, h.sort_key,
    p.search_text || coalesce(h.search_text, o.search_text, g.search_text, '') || ' #'
    || {PLAIN_CASE}
FROM assignments a
JOIN clients c ON c.number = a.client_number
JOIN people p ON p.number = c.person_number
LEFT JOIN contacts k ON k.number = a.contact_number
LEFT JOIN people h ON h.number = k.person_number
LEFT JOIN organisations o ON o.number = a.organisation_number
LEFT JOIN activity_groups g ON g.number = a.group_number
WHERE a.number IN ({{}});
"""
#: What step 0001 wrote, up to where the group is put in, and with it.
ANEW = (
    ("o.search_text, '')", "o.search_text, g.search_text, '')"),
    (
        "LEFT JOIN organisations o ON o.number = a.organisation_number\n",
        "LEFT JOIN organisations o ON o.number = a.organisation_number\n"
        "LEFT JOIN activity_groups g ON g.number = a.group_number\n",
    ),
)
CALLING = (
    "assignments_called",
    "assignments_called_anew",
    "clients_called_anew",
    "organisations_called_anew",
    "people_called_anew",
)
PROVIDERS = "UPDATE OF client_number, contact_number, organisation_number"
OF_GROUP = "SELECT number FROM assignments WHERE group_number = new.number"


def call_by_groups() -> None:
    """Let the names of assignments have those of groups in them."""
    for name in CALLING:
        _anew(name)
    _add(
        "activity_groups_called_anew",
        "UPDATE OF search_text ON activity_groups",
        CALLED.format(OF_GROUP),
    )


def _anew(name: str) -> None:
    written = _written(name)
    for before, after in ANEW:
        if before not in written:
            raise RuntimeError(f"{name} is not that of the step before")
        written = written.replace(before, after)
    if not is_sqlite():
        op.get_bind().exec_driver_sql(written.replace("%", "%%"))
        if name == "assignments_called_anew":
            op.execute(f"DROP TRIGGER {name} ON assignments")
            op.execute(
                f"CREATE TRIGGER {name} AFTER {PROVIDERS}, group_number ON assignments"
                f" FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        return
    op.execute(f"DROP TRIGGER {name}")
    op.get_bind().exec_driver_sql(
        written.replace(PROVIDERS, f"{PROVIDERS}, group_number")
    )


def _written(name: str) -> str:
    """Return the statement that makes the trigger, or its function, as it stands."""
    find = (
        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?"
        if is_sqlite()
        else "SELECT pg_get_functiondef(CAST(%s AS regproc))"
    )
    written: str = op.get_bind().exec_driver_sql(find, (name,)).scalar_one()
    return written


def _add(name: str, event: str, act: str) -> None:
    if is_sqlite():
        op.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {act} END")
        return
    act = re.sub(r"lower\((.+?)\), '#'", r"""lower(\1 COLLATE "C"), '#'""", act)
    act = act.replace("INSERT OR REPLACE", "INSERT").rstrip().rstrip(";")
    keep = ", ".join(
        f"{column} = excluded.{column}"
        for column in ("sort_key", "provider_key", "search_text")
    )
    act += f" ON CONFLICT (assignment_number) DO UPDATE SET {keep};"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        f" SET search_path = public, pg_temp AS $$ BEGIN {act} RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} AFTER {event} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
