"""Long questions to a database, asked so that one can watch and stop them."""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any

TICK = 0.05  # seconds between looks


def patiently(
    connection: Any, sql: str, values: tuple[Any, ...] = ()
) -> Generator[None, None, list[Any]]:
    """Run ``sql`` on a thread of its own and return its rows; yield while it runs.

    Whoever stops asking stops the database too; what it had begun is undone.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="stkdesk-sql") as pool:
        answer = pool.submit(lambda: connection.execute(sql, values).fetchall())
        try:
            while not answer.done():
                try:
                    answer.result(TICK)
                except NotYet:
                    yield
            rows: list[Any] = answer.result()
            return rows
        finally:
            if not answer.done():
                connection.interrupt()
