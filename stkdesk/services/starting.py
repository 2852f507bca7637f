"""The first day: a new register, and the office that will keep it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from stkdesk.domain.office import OfficeDraft, office_problems
from stkdesk.domain.password import password_problems
from stkdesk.domain.progress import Progress, Steps
from stkdesk.domain.recovery_code import code_problems
from stkdesk.domain.staff import FIRST_STAFF, StaffDraft, staff_problems
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.first_key import FirstKey
from stkdesk.services.office import set_up_office
from stkdesk.services.rates import KNOWN_DRIVING_RATES, set_rate
from stkdesk.storage.opening import new_register

STEPS = 2


def start_office(
    file: Path,
    password: str,
    again: str,
    draft: OfficeDraft,
    *,
    staff: StaffDraft = FIRST_STAFF,
    key: FirstKey | None = None,
    period_start_day: int = 1,
    today: date,
) -> Steps:
    """Make the register of a new office in ``file``, one step at a time.

    It begins with the driving rates that are known; no people, no hourly pay. If a
    step fails or the task is given up, nothing is left behind. ``staff`` signs in
    with ``password``; the code of ``key`` opens it too.

    Raises:
        InvalidInputError: if the office or ``staff`` has no name, or the password is
            too short.
        CannotSaveError: if something lies there, or the disk does not take it.

    """
    refuse_blocking(
        [
            *office_problems(draft),
            *staff_problems(staff),
            *password_problems(password, again),
        ]
    )
    if key is not None:
        refuse_blocking(code_problems(key.code))
    yield Progress(0, STEPS, "Lager nøkkelen og registeret")
    with new_register(
        file,
        password,
        staff=staff,
        code=key.code if key else "",
        register_id=key.register_id if key else "",
    ) as made:
        yield Progress(1, STEPS, "Skriver inn kontoret")
        database = made.database()
        try:
            with database.transaction() as session:
                set_up_office(
                    session, draft, period_start_day=period_start_day, today=today
                )
                for rate in KNOWN_DRIVING_RATES:
                    set_rate(session, rate)
        finally:
            database.close()
        yield Progress(STEPS, STEPS, "Kontoret er klart")
