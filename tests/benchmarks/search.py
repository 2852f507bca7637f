"""How long the office waits for a search, key by key, in a very large register.

    python -m tests.benchmarks.search [--clients 50000] [--folder FOLDER]

A practice office is built once and kept in FOLDER. Then a name is typed into the
search of each list, letter by letter. Every answer is counted in processor seconds, the
least of several turns; beside it stands the floor: the bare driver asked the very same
questions, in the same run. So the ratio is what the program adds to the database.
"""

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.services.assignment_list import list_assignments
from stkdesk.services.client_list import list_clients
from stkdesk.services.contact_list import list_contacts
from stkdesk.services.month_grid import month_grid
from stkdesk.services.papers import list_papers
from stkdesk.services.periods import collecting_period, list_periods
from stkdesk.services.search import find
from stkdesk.storage.cipher import connect
from stkdesk.storage.database import Database
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import unlock_register
from tests.benchmarks.offices import FOLDER, TODAY, large_office
from tests.benchmarks.questions import through_driver, through_us

TARGET = 50  # milliseconds for any key
TURNS = 5
TYPED = ("", "h", "ha", "han", "hans", "hanse", "hansen", "hansen n", "0", "zzz")
TYPED_SORTED = ("h", "hansen n", "zzz")  # in every other order than the list's own
SORTS = {
    "clients": ("birth_date", "status", "number"),
    "contacts": ("status", "capacity", "declaration", "number"),
    "assignments": ("provider", "start_on", "hours", "status", "number"),
    "papers": ("made", "reference", "kind", "about", "state"),
}


def main() -> int:
    """Type, measure, and tell; 1 when a key took longer than its target."""
    asked = _arguments()
    file = large_office(asked.clients, asked.folder)
    unlocked = unlock_register(file, PRACTICE_PASSWORD)
    database = unlocked.database()
    driver = connect(file, unlocked.key.database_key)
    try:
        return _measure(database, driver)
    finally:
        driver.close()
        database.close()


def _measure(database: Database, driver: Any) -> int:
    worst: dict[str, float] = {}
    with database.reading() as session:
        period = collecting_period(session, today=TODAY)
        year = list_periods(session, TODAY.year)
        lists: dict[str, Callable[[Session, ListQuery], ListPage[Any]]] = {
            "clients": lambda s, q: list_clients(s, q, period_number=period.number),
            "contacts": lambda s, q: list_contacts(s, q, period_number=period.number),
            "assignments": list_assignments,
            "papers": list_papers,
            "one month": lambda s, q: month_grid(s, [period], q, today=TODAY),
            "month grid": lambda s, q: month_grid(s, year, q, today=TODAY),
            "everywhere": lambda s, q: ListPage(find(s, q.search), 0),
        }
        print(
            f"{'list':12} {'typed':10} {'order':12} {'hits':>7} {'ms':>7} "
            f"{'floor':>7} {'ratio':>6}"
        )
        for name, ask in lists.items():
            for query in _queries(name):
                page, ours, asked = through_us(session, partial(ask, session, query))
                floor = min(through_driver(driver, asked) for _ in range(TURNS))
                hits = page.total or len(page.rows)
                worst[name] = max(worst.get(name, 0), ours)
                print(
                    f"{name:12} {query.search!r:10} {query.sort:12} {hits:7} "
                    f"{ours:7.1f} {floor:7.1f} "
                    f"{ours / max(floor, 0.01):6.1f}{' <' if ours > TARGET else ''}"
                )
    for name, milliseconds in worst.items():
        print(f"worst key in {name}: {milliseconds:.1f} ms, target {TARGET}")
    return any(milliseconds > TARGET for milliseconds in worst.values())


def _queries(name: str) -> Iterator[ListQuery]:
    for typed in TYPED:
        yield ListQuery(search=typed)
    for sort in SORTS.get(name, ()):
        for typed in TYPED_SORTED:
            yield ListQuery(search=typed, sort=sort, descending=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
