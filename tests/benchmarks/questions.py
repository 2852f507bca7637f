"""The same questions through the program and through the bare driver: the floor."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session

T = TypeVar("T")
TURNS = 5
Asked = list[tuple[str, Any]]


def through_us(session: Session, ask: Callable[[], T]) -> tuple[T, float, Asked]:
    """Return the answer, its least milliseconds, and what was asked of the driver."""
    asked: Asked = []

    def note(_c: Any, _cursor: Any, sql: str, values: Any, *_more: Any) -> None:
        asked.append((sql, values))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        answer = ask()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    times = []
    for _ in range(TURNS):
        start = time.process_time()
        ask()
        times.append(time.process_time() - start)
    return answer, 1000 * min(times), asked


def through_driver(driver: Any, asked: Asked) -> float:
    """Return the milliseconds the bare driver takes for the same questions."""
    start = time.process_time()
    for sql, values in asked:
        driver.execute(sql, values).fetchall()
    return 1000 * (time.process_time() - start)
