"""Four eyes: what the office wants another person to carry out than who prepared it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotAllowedError
from stkdesk.domain.four_eyes import Act
from stkdesk.domain.staff import Right, roles_with
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.seeing import either, this_day
from stkdesk.storage.tables import FourEyes, Staff

REFUSED = {
    Act.ISSUE_DECISION: "Vedtaket må godkjennes av en annen enn den som skrev det.",
    Act.CHECK_HOURS: "Timelisten må attesteres av en annen enn den som førte den.",
    Act.APPROVE_HOURS: "Timelisten må godkjennes av en annen enn den som attesterte.",
    Act.ERASE: "Slettingen må utføres av en annen enn den som foreslo den.",
}
RIGHTS = {
    Act.ISSUE_DECISION: Right.ISSUE_DECISIONS,
    Act.CHECK_HOURS: Right.CHECK_HOURS,
    Act.APPROVE_HOURS: Right.APPROVE_HOURS,
    Act.ERASE: Right.ERASE,
}


class SamePersonError(NotAllowedError):
    """The one who prepared something may not carry it out too."""


@needs()
def four_eyes(session: Session) -> dict[Act, bool]:
    """Return for each act whether it needs another person."""
    chosen = {each.act: each.is_on for each in session.scalars(select(FourEyes))}
    return {act: chosen.get(act.value, act.is_usual) for act in Act}


@needs(Right.EDIT_OFFICE)
def set_four_eyes(session: Session, act: Act, *, is_on: bool) -> None:
    """Let ``act`` need another person from now on, or not."""
    chosen = session.get(FourEyes, act.value)
    if chosen is None:
        session.add(FourEyes(act=act.value, is_on=is_on))
    else:
        chosen.is_on = is_on
    session.flush()


@inner
def shut_out(session: Session, act: Act) -> int | None:
    """Return the number of the one at work, who may not do ``act`` after themselves.

    None when the office does not mind. Asked once, however many there are to act on.
    """
    return actor_of(session).number if four_eyes(session)[act] else None


@inner
def refuse_alone(session: Session, act: Act, prepared_by: int | None) -> None:
    """Refuse ``act`` to whoever prepared it, if the office wants another to do it.

    Raises:
        SamePersonError: if so; it says who may do it.

    """
    own = shut_out(session, act)
    if own is not None and own == prepared_by:
        raise SamePersonError(REFUSED[act], f"Be {colleagues(session, act)} om det.")


@inner
def colleagues(session: Session, act: Act) -> str:
    """Return the names of colleagues who may carry out ``act``."""
    roles = [role.value for role in roles_with(RIGHTS[act])]
    today = this_day()
    people = session.scalars(
        select(Staff)
        .where(
            Staff.number != actor_of(session).number,
            Staff.authorised_to.is_(None) | (Staff.authorised_to >= today),
        )
        .order_by(Staff.name)
    )
    names = [one.name for one in people if any(getattr(one, role) for role in roles)]
    return either(names[:3]) if names else "den som er administrator gi en kollega rett"
