"""Who is out of sight for somebody, as SQL text: also asked before SQLAlchemy loads."""

from __future__ import annotations

from collections.abc import Collection

BLOCKED_NAME = "Sperret bruker"

#: The blocked clients that ``{staff}`` may not see on ``{day}``. Of the view and not
#: the table: a server shows the table without them.
HIDDEN_CLIENTS = """
    SELECT c.number FROM blocked_clients c WHERE NOT EXISTS (
        SELECT 1 FROM client_access a WHERE a.client_number = c.number
        AND a.staff_number = {staff} AND (a.ends_on IS NULL OR a.ends_on >= {day})
    )
"""


def but(hidden: Collection[int], column: str) -> str:
    """Return the SQL condition that ``column`` is none of ``hidden``."""
    numbers = ", ".join(str(number) for number in sorted(hidden))
    return f" AND {column} NOT IN ({numbers})" if numbers else ""
