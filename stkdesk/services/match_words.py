"""The words people are matched by, made from the texts whenever these are saved."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from stkdesk.domain.match_words import Worded, words_by_kind
from stkdesk.services.access import inner
from stkdesk.storage.tables import ClientWord, ContactWord


@inner
def write_contact_words(session: Session, number: int, texts: Worded) -> None:
    """Let the words of a support contact be those of ``texts``."""
    _write(session, ContactWord, "contact_number", number, texts)


@inner
def write_client_words(session: Session, number: int, texts: Worded) -> None:
    """Let the words of what a client wishes be those of ``texts``."""
    _write(session, ClientWord, "client_number", number, texts)


@inner
def forget_contact_words(session: Session, number: int) -> None:
    """Take away every word of a support contact."""
    words = ContactWord.contact_number == number
    session.execute(delete(ContactWord).where(words).execution_options(noted=True))


def _write(
    session: Session,
    table: type[ContactWord] | type[ClientWord],
    owner: str,
    number: int,
    texts: Worded,
) -> None:
    """Change only what is other than it was: most saves change no word."""
    column: Any = getattr(table, owner)
    known = {
        (row.kind, row.word): row.number
        for row in session.execute(
            select(table.number, table.kind, table.word).where(column == number)
        )
    }
    wanted = [*words_by_kind(texts)]
    gone = [key for words, key in known.items() if words not in wanted]
    if gone:
        session.execute(
            delete(table).where(table.number.in_(gone)).execution_options(noted=True)
        )
    new = [
        {owner: number, "kind": kind, "word": word}
        for kind, word in wanted
        if (kind, word) not in known
    ]
    if new:
        session.execute(insert(table).execution_options(noted=True), new)
