"""What encryption, the services and the trail cost. Run it by hand:

    python -m tests.benchmarks.register [--clients 63000] [--folder FOLDER]

63,000 clients are 150,000 people. A practice office is built once and kept in FOLDER;
the work is done in a copy of it, and beside it in a copy without encryption, made in
the same run: the floor. All times are processor seconds, the least of several turns,
floor and ours turn about.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListQuery
from stkdesk.services.client_list import list_clients
from stkdesk.services.clients import edit_client, open_client
from stkdesk.services.periods import PeriodRow, collecting_period
from stkdesk.services.search import find
from stkdesk.storage.cipher import connect, driver
from stkdesk.storage.database import Database
from stkdesk.storage.keys import PRACTICE_PASSWORD, create_key_file, open_key_file
from stkdesk.storage.opening import unlock_register
from tests.benchmarks.offices import FOLDER, TODAY, large_office
from tests.benchmarks.questions import through_driver, through_us

TURNS = 7
ROWS = 100
SAVES = 60
QUERIES = {  # what lists and sums ask, as the driver gets it
    "100 clients by name": "SELECT n.client_number, p.given_name, p.family_name, "
    "c.status FROM client_names n JOIN clients c ON c.number = n.client_number "
    "JOIN people p ON p.number = c.person_number "
    "WHERE n.sort_key >= '' ORDER BY n.sort_key, n.client_number LIMIT 100",
    "a name in the middle": "SELECT count(*) FROM client_names "
    "WHERE search_text LIKE '%hansen%'",
    "sums of a period": "SELECT state, count(*), sum(minutes), sum(pay_ore) "
    "FROM timesheets WHERE period_number = 10 GROUP BY state",
    "visits of a sheet": "SELECT * FROM timesheet_lines WHERE sheet_number = 4711",
}


class Result(NamedTuple):
    """One figure and what it may be at most."""

    what: str
    value: float
    unit: str
    target: float

    @property
    def is_over(self) -> bool:
        """Whether it is more than it may be."""
        return self.value > self.target


def main() -> int:
    """Measure and tell; 1 when a figure is over its target."""
    asked = _arguments()
    kept = large_office(asked.clients, asked.folder)
    with tempfile.TemporaryDirectory(prefix="stkdesk-") as folder:
        file = Path(folder, "copy.db")
        for ending in (".db", ".keys"):
            shutil.copy(kept.with_suffix(ending), file.with_suffix(ending))
        unlocked = unlock_register(file, PRACTICE_PASSWORD)
        key, plain = unlocked.key.database_key, Path(folder, "plain.db")
        _write_plain(file, key, plain)
        results = [*_encryption(file, key, plain)]
        database = unlocked.database()
        try:
            results += _services(database, file, key)
        finally:
            database.close()
        results += _signing_in(Path(folder, "strong.keys"))
    for result in results:
        over = "  <" if result.is_over else ""
        print(
            f"{result.what:44} {result.value:8.2f} {result.unit:6} "
            f"target {result.target:g}{over}"
        )
    return any(result.is_over for result in results)


def _encryption(file: Path, key: str, plain: Path) -> Iterator[Result]:
    """Compare the encrypted file with the plain one, warm and cold."""
    with _open(file, key) as ours, _open(plain, "") as floor:
        for name, sql in QUERIES.items():
            ratio = _ratio(
                lambda sql=sql: ours.execute(sql).fetchall(),
                lambda sql=sql: floor.execute(sql).fetchall(),
            )
            yield Result(f"encrypted / plain, warm: {name}", ratio, "×", 1.15)
    for name, sql in list(QUERIES.items())[:3]:
        ratio = _ratio(
            lambda sql=sql: _cold(file, key, sql), lambda sql=sql: _cold(plain, "", sql)
        )
        yield Result(f"encrypted / plain, cold: {name}", ratio, "×", 4.5)


def _services(database: Database, file: Path, key: str) -> Iterator[Result]:
    with database.reading() as session, _open(file, key) as raw:
        period = collecting_period(session, today=TODAY)
        query = ListQuery(limit=ROWS)
        _page, ours, asked = through_us(
            session,
            lambda: list_clients(session, query, period_number=period.number),
        )
        floor = min(through_driver(raw, asked) for _ in range(TURNS))
        yield Result("client list of 100 rows / bare driver", ours / floor, "×", 2.5)
        yield Result(
            "search for a person everywhere",
            1000
            * max(
                min(_seconds(lambda t=text: find(session, t)) for _ in range(TURNS))
                for text in ("hansen n", "ødeg", "zzz", "4123")
            ),
            "ms",
            40,
        )
        people = raw.execute("SELECT count(*) FROM people").fetchone()[0]
        print(f"{people} people in the register", file=sys.stderr)
        yield from _card(session, raw, period)
    yield Result("save a client, with its event", 1000 * _saves(database), "ms", 5)


def _card(session: Session, raw: Any, period: PeriodRow) -> Iterator[Result]:
    """Measure everything about one client, with ten years behind them."""
    numbers = range(100, 100 + TURNS)
    taken, asked = [], []
    for number in numbers:
        _card, ours, asked = through_us(
            session,
            lambda n=number: open_client(session, n, period=period, today=TODAY),
        )
        taken.append((ours, min(through_driver(raw, asked) for _ in range(TURNS))))
    ours = min(ours for ours, _floor in taken)
    floor = min(floor for _ours, floor in taken)
    yield Result("open a client's card, ten years", ours, "ms", 50)
    yield Result("open a client's card / bare driver", ours / floor, "×", 15)
    yield Result("statements of a client's card", len(asked), "", 45)


def _saves(database: Database) -> float:
    """Return the processor seconds of a save: the least mean of three rounds."""

    def save(number: int, text: str) -> float:
        with database.reading() as session:
            card = open_client(session, number)
        draft = replace(card.draft, wishes=text)
        start = time.process_time()
        with database.transaction() as session:
            edit_client(session, number, card.version, draft, today=TODAY)
        return time.process_time() - start

    save(1, "Første gang")
    return min(
        sum(save(number, f"Vil svømme, {turn}") for number in range(1, SAVES + 1))
        / SAVES
        for turn in range(3)
    )


def _signing_in(file: Path) -> Iterator[Result]:
    """The stretching of the password is wall time: it uses every core it may."""
    create_key_file(file, "En lang og god setning 42")
    start = time.perf_counter()
    open_key_file(file, "En lang og god setning 42")
    took = time.perf_counter() - start
    yield Result("sign-in: the password", took, "s", 1.2)
    yield Result("sign-in: 1 / the password", 1 / took, "1/s", 1 / 0.7)


def _ratio(ours: Callable[[], object], floor: Callable[[], object]) -> float:
    ours(), floor()
    taken = [(_seconds(ours), _seconds(floor)) for _ in range(TURNS)]
    return min(a for a, _ in taken) / max(min(b for _, b in taken), 1e-6)


def _seconds(act: Callable[[], object]) -> float:
    """Return the processor seconds of one act; short ones are done many times."""
    times, spent = 0, 0.0
    start = time.process_time()
    while spent < 0.02:
        act()
        times += 1
        spent = time.process_time() - start
    return spent / times


def _cold(file: Path, key: str, sql: str) -> None:
    with _open(file, key) as connection:
        connection.execute(sql).fetchall()


@contextmanager
def _open(file: Path, key: str) -> Iterator[Any]:
    """Open ``file``, encrypted with ``key`` or, with "", plain, in the same way."""
    if key:
        connection = connect(file, key)
    else:
        connection = driver.connect(str(file), isolation_level=None)
        connection.execute("PRAGMA cache_size = -65536")
    try:
        yield connection
    finally:
        connection.close()


def _write_plain(file: Path, key: str, plain: Path) -> None:
    with _open(file, key) as connection:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        connection.execute("DETACH DATABASE plain")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=63_000)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
