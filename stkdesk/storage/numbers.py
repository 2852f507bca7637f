"""Short numbers are never given out twice, also when the last who had one is deleted.

SQLite gives a new row the number after the highest there is: were the newest client
deleted, the next would get the same number, and the trail, which still tells of the
one who is gone, would tell it of somebody else. So whoever deletes reserves the number
behind, and from then on new rows take theirs from a counter. Source of the behaviour:
sqlite.org/autoinc.html.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session, UOWTransaction

from stkdesk.storage.tables import Client, Contact, Counter, Person

COUNTED = (Person, Client, Contact)
_BY_TABLE = {each.__tablename__: each for each in COUNTED}
_counters: Any = Counter.__table__


def never_again(session: Session, table: str) -> None:
    """Let no new row of ``table`` have a number that is now taken.

    To be called before rows are deleted; nothing happens where numbers name nobody.
    """
    if table not in _BY_TABLE:
        return
    after = (session.scalar(select(func.max(_BY_TABLE[table].number))) or 0) + 1
    name = _counter(table)
    known = session.scalar(select(Counter.next).where(Counter.name == name))
    if known is None:
        session.connection().execute(insert(_counters).values(name=name, next=after))
    elif known < after:
        session.connection().execute(
            update(_counters).where(_counters.c.name == name).values(next=after)
        )


def give_numbers(session: Session, _flush: UOWTransaction, _instances: object) -> None:
    """Give new rows their numbers, where those come from a counter; before a flush."""
    for item in session.new:
        if isinstance(item, COUNTED) and item.number is None:
            taken = session.connection().execute(
                update(_counters)
                .where(_counters.c.name == _counter(item.__tablename__))
                .values(next=_counters.c.next + 1)
                .returning(_counters.c.next)
            )
            after = taken.scalar()
            if after is not None:
                item.number = after - 1


def _counter(table: str) -> str:
    return f"number:{table}"
