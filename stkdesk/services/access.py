"""Who may do what: asked at the door of every errand, and nowhere else.

    @needs(Right.READ_CASES)
    def open_client(session: Session, number: int) -> ClientCard: ...

The right is asked of the outermost errand only: what an errand calls to do its work
is its own business. A test holds every public errand to saying which right it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotAllowedError
from stkdesk.domain.staff import Actor, Right

P = ParamSpec("P")
T = TypeVar("T")
Errand = Callable[Concatenate[Session, P], T]

INSIDE = "inside"  # in ``session.info`` while an errand is under way


def actor_of(session: Session) -> Actor:
    """Return on whose behalf ``session`` works."""
    actor: Actor = session.info["actor"]
    return actor


def needs(*rights: Right) -> Callable[[Errand[P, T]], Errand[P, T]]:
    """Let only those do an errand who have one of ``rights``.

    Without any, everybody who is signed in may.
    """

    def guard(errand: Errand[P, T]) -> Errand[P, T]:
        @wraps(errand)
        def guarded(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> T:
            with _at_the_door(session, rights):
                return errand(session, *args, **kwargs)

        guarded.rights = rights  # type: ignore[attr-defined]
        return guarded

    return guard


def require(session: Session, *rights: Right) -> None:
    """Refuse to go on unless the actor has one of ``rights``.

    For what depends on the record, in the middle of an errand.

    Raises:
        NotAllowedError: if the actor has none of them.

    """
    actor = actor_of(session)
    if not actor.may(*rights):
        raise NotAllowedError(
            "Rollen din gir ikke tilgang til dette.",
            "Be den som er administrator om tilgang hvis du trenger det i arbeidet.",
        )


@contextmanager
def _at_the_door(session: Session, rights: tuple[Right, ...]) -> Iterator[None]:
    if session.info.get(INSIDE):
        yield
        return
    require(session, *rights)
    session.info[INSIDE] = True
    try:
        yield
    finally:
        session.info[INSIDE] = False
