"""Who may do what: asked at the door of every errand, and nowhere else.

    @needs(Right.READ_CASES)
    def open_client(session: Session, number: int) -> ClientCard: ...

    @inner
    def same_person(session: Session, draft: PersonDraft) -> int | None: ...

The right is asked of the outermost errand only: what an errand calls to do its work
is its own business. What is ``inner`` is never an errand of its own. A test holds
every public function that works in the register to being one or the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotAllowedError
from stkdesk.domain.staff import Actor, Right
from stkdesk.storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")
W = TypeVar("W", Session, Database)
Errand = Callable[Concatenate[W, P], T]

INSIDE = "inside"  # in ``session.info`` while an errand is under way


def actor_of(session: Session) -> Actor:
    """Return on whose behalf ``session`` works."""
    actor: Actor = session.info["actor"]
    return actor


def needs(*rights: Right) -> Callable[[Errand[W, P, T]], Errand[W, P, T]]:
    """Let only those do an errand who have one of ``rights``.

    Without any, everybody who is signed in may. The errand works in a session, or in
    a database when it is so long that it opens a session for each of its steps.
    """

    def guard(errand: Errand[W, P, T]) -> Errand[W, P, T]:
        @wraps(errand)
        def guarded(place: W, /, *args: P.args, **kwargs: P.kwargs) -> T:
            with _at_the_door(place, rights):
                return errand(place, *args, **kwargs)

        guarded.rights = rights  # type: ignore[attr-defined]
        return guarded

    return guard


def inner(part: Errand[Session, P, T]) -> Errand[Session, P, T]:
    """Mark what other errands do a part of their work with.

    Nobody does it on its own, but the program: a fault otherwise.
    """

    @wraps(part)
    def guarded(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> T:
        assert session.info.get(INSIDE) or actor_of(session).is_program
        return part(session, *args, **kwargs)

    guarded.rights = None  # type: ignore[attr-defined]
    return guarded


def require(session: Session, *rights: Right) -> None:
    """Refuse to go on unless the actor has one of ``rights``.

    For what depends on the record, in the middle of an errand.

    Raises:
        NotAllowedError: if the actor has none of them.

    """
    refuse_unless(actor_of(session), *rights)


def refuse_unless(actor: Actor, *rights: Right) -> None:
    """Refuse to go on unless ``actor`` has one of ``rights``.

    For what is done outside any session.

    Raises:
        NotAllowedError: if the actor has none of them.

    """
    if not actor.may(*rights):
        raise NotAllowedError(
            "Rollen din gir ikke tilgang til dette.",
            "Be den som er administrator om tilgang hvis du trenger det i arbeidet.",
        )


@contextmanager
def _at_the_door(
    place: Session | Database, rights: tuple[Right, ...]
) -> Iterator[None]:
    if isinstance(place, Database):
        refuse_unless(place.actor, *rights)
        yield
        return
    if place.info.get(INSIDE):
        yield
        return
    require(place, *rights)
    place.info[INSIDE] = True
    try:
        yield
    finally:
        place.info[INSIDE] = False
