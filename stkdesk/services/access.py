"""Who may do what: asked at the door of every errand, and nowhere else.

    @needs(Right.READ_CASES)
    def open_client(session: Session, number: int) -> ClientCard: ...

    @inner
    def open_case(session: Session, client_number: int, *, today: date) -> Case: ...

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
from stkdesk.domain.trail import Action
from stkdesk.storage.database import Database
from stkdesk.storage.trail import note

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
            with _at_the_door(place, rights, errand.__name__):
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


def require(session: Session, *rights: Right, errand: str = "") -> None:
    """Refuse to go on unless the actor has one of ``rights``; a refusal is noted.

    For what depends on the record, in the middle of an errand.

    Raises:
        NotAllowedError: if the actor has none of them.

    """
    actor = actor_of(session)
    if not actor.may(*rights):
        note(session, Action.REFUSED, detail={"errand": errand} if errand else None)
    refuse_unless(actor, *rights)


def refuse_unless(actor: Actor, *rights: Right) -> None:
    """Refuse to go on unless ``actor`` has one of ``rights``.

    For what is done outside any session; nothing is noted.

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
    place: Session | Database, rights: tuple[Right, ...], errand: str
) -> Iterator[None]:
    if isinstance(place, Database):
        if not place.actor.may(*rights):
            with place.reading() as session:
                require(session, *rights, errand=errand)
        yield
        return
    if place.info.get(INSIDE):
        yield
        return
    require(place, *rights, errand=errand)
    place.info[INSIDE] = True
    try:
        yield
    finally:
        place.info[INSIDE] = False
