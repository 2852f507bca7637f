"""Who saved something last, and when, in words."""

from __future__ import annotations

from datetime import datetime

from stkdesk.services.last_saved import LastSaved

UNKNOWN = "Den andre"  # the program itself, or from before there were names
MYSELF = "Det andre vinduet"


def who_saved(saved: LastSaved | None, me: int | None) -> str:
    """Return who it was in a word or two, as the subject of a sentence."""
    if saved is None or not saved.by:
        return UNKNOWN
    return MYSELF if saved.by_number == me else saved.by


def when(moment: datetime) -> str:
    """Return the time of day, with the date when it was not today."""
    then = moment.astimezone()
    if then.date() == datetime.now().astimezone().date():
        return f"kl. {then:%H.%M}"
    return f"{then:%d.%m.} kl. {then:%H.%M}"


def told(saved: LastSaved | None, me: int | None) -> str:
    """Return who saved it and when: ``Kari Nordmann lagret dette kl. 10.42``."""
    name = who_saved(saved, me)
    if name == MYSELF:
        name = "Du"
    at = f" {when(saved.at)}" if saved is not None else ""
    return f"{name} lagret dette{at}"
