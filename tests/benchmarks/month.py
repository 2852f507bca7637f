"""How fast the month opens, with ten years behind it. Run it by hand:

    python -m tests.benchmarks.month [--assignments 500 5000] [--engine file]

Two registers are built anew, one encrypted in a file and one on a PostgreSQL server of
its own: so many assignments that have all run for ten years, a sheet, a paper and a
monthly report for each month, and two million visits in all. Times are milliseconds,
the least of several turns: of the processor in a file, of the clock on a server, which
works beside us; beside them the bare driver's for the very same questions, in the same
run.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import event
from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListQuery
from stkdesk.services.month_grid import month_counts, month_grid
from stkdesk.services.month_steps import step_board, step_counts, step_keys
from stkdesk.services.periods import PeriodRow, collecting_period, ensure_periods
from stkdesk.services.sheet_course import approve_sheets, check_sheets
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.storage.cipher import connect
from stkdesk.storage.database import Database
from stkdesk.storage.keys import LIGHT
from stkdesk.storage.opening import create_register, unlock_register
from stkdesk.storage.server_building import build_on_server
from tests.benchmarks.month_office import build_months
from tests.builders import rates
from tests.server.cluster import OWNER, PASSWORD, binaries, start_cluster
from tests.server.engines import open_as_owner
from tests.server.logins import make_groups

TODAY = date(2026, 11, 22)
PASSWORD_OF_FILE = "Fjord og fjell 12"
TURNS = 5
ACTED_ON = 200  # sheets in one act
TARGETS = {500: 100, 5000: 300}  # milliseconds a grid may take to open
Raw = Callable[[str, Any], object]
Clock = Callable[[], float]


class Taken(NamedTuple):
    """What one question took: through the program, and through the bare driver."""

    what: str
    ours: float  # milliseconds
    floor: float
    asked: int  # statements
    rows: int


def main() -> int:
    """Measure and tell; 1 when a grid is slower than it may be."""
    asked = _arguments()
    slow = False
    for size in asked.assignments:
        if asked.engine != "server":
            slow |= _tell("SQLCipher", size, _on_file(size))
        if binaries() is not None and asked.engine != "file":
            slow |= _tell("PostgreSQL", size, _on_server(size))
    return slow


def _tell(engine: str, size: int, found: Iterator[Taken]) -> bool:
    target = TARGETS.get(size, 300)
    print(f"\n{engine}, {size} assignments, ten years (target {target} ms)")
    slow = False
    for each in found:
        over = bool(each.floor) and each.ours > target  # an act is only told of
        slow |= over
        floor = " " * 22
        if each.floor:
            floor = f"driver {each.floor:7.1f}  ×{each.ours / each.floor:5.1f}"
        print(
            f"  {each.what:28} {each.ours:7.1f} ms  {floor}  "
            f"{each.asked:3} questions  {each.rows:5} rows{'  <' if over else ''}"
        )
    return slow


def _on_file(size: int) -> Iterator[Taken]:
    with tempfile.TemporaryDirectory(prefix="stkdesk-month-") as folder:
        file = Path(folder, "register.db")
        create_register(file, PASSWORD_OF_FILE, effort=LIGHT)
        unlocked = unlock_register(file, PASSWORD_OF_FILE)
        database = unlocked.database()
        try:
            _build(database, size)
            raw = connect(file, unlocked.key.database_key)
            try:
                yield from _questions(
                    database, lambda sql, values: raw.execute(sql, values).fetchall()
                )
            finally:
                raw.close()
        finally:
            database.close()


def _on_server(size: int) -> Iterator[Taken]:
    cluster = start_cluster()
    try:
        make_groups(cluster)
        name = cluster.new_database()
        build_on_server(cluster.address(name), OWNER, PASSWORD, practice=False)
        database = open_as_owner(cluster.address(name))
        try:
            _build(database, size)
            with _bare(cluster.folder, cluster.port, name) as raw:
                yield from _questions(database, raw)
        finally:
            database.close()
    finally:
        cluster.remove()


@contextmanager
def _bare(folder: Path, port: int, name: str) -> Iterator[Raw]:
    """Ask as the program does: as the owner, who is held to the rows of the staff."""
    with psycopg.connect(
        host=str(folder), port=port, dbname=name, user="postgres", autocommit=True
    ) as driver:
        yield lambda sql, values: driver.execute(sql, values).fetchall()


def _build(database: Database, size: int) -> None:
    begun = time.perf_counter()
    with database.transaction() as session:
        rates(session)
        periods = [
            row for year in range(2017, 2027) for row in ensure_periods(session, year)
        ]
    lines = build_months(database, size, periods[:118])  # until October 2026
    took = time.perf_counter() - begun
    print(f"  built in {took:.0f} s: {lines} visits", file=sys.stderr)


def _questions(database: Database, raw: Raw) -> Iterator[Taken]:
    with database.reading() as session:
        october = collecting_period(session, today=TODAY)
        year = ensure_periods(session, 2026)
        first = ListQuery()
        clock = _clock(session)
        for what, ask in _errands(session, october, year, first).items():
            yield _measured(session, raw, what, ask, clock)
        entered = ListQuery(chip="received", limit=ACTED_ON)
        rows = step_board(session, october, entered, today=TODAY).rows
    numbers = [row.sheet_number for row in rows if row.sheet_number]
    for what, act in (("attest", check_sheets), ("approve", approve_sheets)):
        begun = clock()
        with database.transaction() as session:
            asked = _counting(session)
            done = act(session, numbers, now=datetime.now(UTC))
        took = 1000 * (clock() - begun)
        yield Taken(f"{what} {len(numbers)} at once", took, 0.0, len(asked), done.count)


def _errands(
    session: Session, month: PeriodRow, year: tuple[PeriodRow, ...], first: ListQuery
) -> dict[str, Callable[[], Any]]:
    whole = ListQuery(limit=500)
    found = ListQuery(search="hansen")
    middle = ListQuery(offset=300)
    missing, entered = ListQuery(chip="missing"), ListQuery(chip="received")
    unsent = ListQuery(chip="mailed")
    return {
        "steps: opens": lambda: step_board(session, month, first, today=TODAY).rows,
        "steps: 500 rows": lambda: step_board(session, month, whole, today=TODAY).rows,
        "steps: next page": lambda: (
            step_board(session, month, middle, today=TODAY).rows
        ),
        "steps: search": lambda: step_board(session, month, found, today=TODAY).rows,
        "steps: chip Mangler": lambda: (
            step_board(session, month, missing, today=TODAY).rows
        ),
        "steps: chip Ført": lambda: (
            step_board(session, month, entered, today=TODAY).rows
        ),
        "steps: heading Sendt": lambda: (
            step_board(session, month, unsent, today=TODAY).rows
        ),
        "steps: counts": lambda: [step_counts(session, month, today=TODAY)],
        "steps: Ctrl+A and an act": lambda: step_keys(
            session, month, first, today=TODAY
        ),
        "12 periods: opens": lambda: month_grid(session, year, first, today=TODAY).rows,
        "12 periods: 500 rows": lambda: (
            month_grid(session, year, whole, today=TODAY).rows
        ),
        "12 periods: chip Mangler": lambda: (
            month_grid(session, year, missing, today=TODAY).rows
        ),
        "12 periods: counts": lambda: [month_counts(session, year, today=TODAY)],
        "a sheet opens": lambda: [open_sheet(session, 77, month.number)],
    }


def _clock(session: Session) -> Clock:
    """Return what tells the time: a file is read by this very process."""
    on_file = session.get_bind().dialect.name == "sqlite"
    return time.process_time if on_file else time.perf_counter


def _measured(
    session: Session, raw: Raw, what: str, ask: Callable[[], Any], clock: Clock
) -> Taken:
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, sql: str, values: Any, *_more: Any) -> None:
        asked.append((sql, values))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        rows = len(ask())
    finally:
        event.remove(engine, "before_cursor_execute", note)
    session.expire_all()
    ours = min(_ms(ask, clock) for _ in range(TURNS))

    def floor() -> None:
        for sql, values in asked:
            raw(sql, values)

    floor()
    return Taken(
        what, ours, min(_ms(floor, clock) for _ in range(TURNS)), len(asked), rows
    )


def _counting(session: Session) -> list[str]:
    """Return a list that every statement of the session comes into."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, sql: str, *_more: Any) -> None:
        asked.append(sql)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    return asked


def _ms(act: Callable[[], object], clock: Clock) -> float:
    start = clock()
    act()
    return 1000 * (clock() - start)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assignments", type=int, nargs="*", default=[500, 5000])
    parser.add_argument("--engine", choices=("both", "file", "server"), default="both")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
