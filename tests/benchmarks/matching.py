"""What it costs to find somebody for one of 5,000 who wait, among 5,000 contacts.

    python -m tests.benchmarks.matching [--folder FOLDER]

Candidates for a client, clients for a contact, and the waiting list: through the
program and, for the same questions, through the bare driver in the same run. All times
are processor milliseconds, the least of several turns. 1 when an answer takes longer
than it may, or when more than it should is spent beside the driver.
"""

import argparse
import gc
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListQuery
from stkdesk.services.match_contact import list_clients_for
from stkdesk.services.matching import list_candidates
from stkdesk.services.waiting import waiting_list
from stkdesk.storage.cipher import connect
from stkdesk.storage.keys import PRACTICE_PASSWORD, key_file_of, open_key_file
from stkdesk.storage.opening import unlock_register
from tests.benchmarks.offices import FOLDER, TODAY, large_office
from tests.benchmarks.questions import through_driver, through_us

CLIENTS = 6_900  # there are 95 contacts to 130 clients, so 5,000 of them
WAITING = 5_000
MOST_MS = 100.0
FIRST = ListQuery(limit=100)
#: Most of the practice office is helped; here five of seven lose their help.
STATEMENTS = (
    "UPDATE assignments SET status = 'ended', end_on = max(start_on, '2026-09-30')"
    " WHERE status <> 'ended'",
    "UPDATE clients SET status = 'ended' WHERE number IN ("
    " SELECT number FROM clients ORDER BY number DESC LIMIT max(0,"
    f" (SELECT count(*) FROM clients) - {WAITING + 700}))",
    "INSERT INTO match_wishes (client_number, gender, age_from, age_to, needs_car,"
    " weekdays, languages, interests, areas, version, changed_at)"
    " SELECT number, 'woman', 20, 50, 1, 5, 'norsk', 'fotball, kino', '', 1,"
    " '2026-01-01 00:00:00.000000' FROM clients WHERE number % 2 = 0",
    "UPDATE match_wishes SET areas = (SELECT a.city FROM clients c JOIN addresses a"
    " ON a.person_number = c.person_number WHERE c.number = client_number LIMIT 1)",
    "INSERT INTO inquiries (client_number, contact_number, asked_on, answer,"
    " answered_on, why, version, changed_at) SELECT c.number, 1 + (c.number * 7 + k.n)"
    " % 4000, '2026-10-01', 'no', '2026-10-02', '', 1, '2026-01-01 00:00:00.000000'"
    " FROM clients c JOIN (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3) k",
    "ANALYZE",
)


def main() -> int:
    """Measure and tell; 1 when a figure is over its target."""
    gc.disable()  # as the window does, which collects when nothing else is done
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.matching")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    kept = large_office(CLIENTS, parser.parse_args().folder)
    with tempfile.TemporaryDirectory(prefix="stkdesk-") as folder:
        file = Path(folder, "copy.db")
        for ending in (".db", ".keys"):
            shutil.copy(kept.with_suffix(ending), file.with_suffix(ending))
        key = open_key_file(key_file_of(file), PRACTICE_PASSWORD).key.database_key
        driver = connect(file, key)
        for statement in STATEMENTS:
            driver.execute(statement)
        database = unlock_register(file, PRACTICE_PASSWORD).database()
        try:
            with database.reading() as session:
                slow = [*_measured(session, driver)]
        finally:
            database.close()
            driver.close()
    return int(any(slow))


def _measured(session: Session, driver: object) -> list[bool]:
    waiting = waiting_list(session, FIRST, today=TODAY)
    client = next(row.number for row in waiting.rows if row.number % 2 == 0)
    offered = list_candidates(session, client, FIRST, today=TODAY)
    contact = offered.rows[0].number
    print(f"{waiting.total} wait, {offered.everything} support contacts")
    errands: dict[str, Callable[[], object]] = {
        "candidates for a client": lambda: list_candidates(
            session, client, FIRST, today=TODAY
        ),
        "candidates searched for": lambda: list_candidates(
            session, client, ListQuery(search="kino", limit=100), today=TODAY
        ),
        "clients for a contact": lambda: list_clients_for(
            session, contact, FIRST, today=TODAY
        ),
        "the waiting list": lambda: waiting_list(session, FIRST, today=TODAY),
    }
    slow = []
    for what, ask in errands.items():
        _answer, ours, asked = through_us(session, ask)
        floor = min(through_driver(driver, asked) for _turn in range(5))
        over = ours > MOST_MS
        mark = "  over" if over else ""
        print(
            f"{what:26} {ours:6.1f} ms, driver {floor:5.1f} ms, "
            f"{ours / floor:4.1f} times{mark}"
        )
        slow.append(over)
    return slow


if __name__ == "__main__":
    sys.exit(main())
