"""Changing a rate from the settings: saved at once, or seen first when it moves pay."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from stkdesk.domain.formats import count, kr
from stkdesk.domain.rate_change import RateChange, RateEffects
from stkdesk.domain.staff import Right
from stkdesk.services.new_rate import Adopted
from stkdesk.services.rate_effects import RateInUseError, look_at_rate
from stkdesk.services.rate_letters import back_pay_of
from stkdesk.services.rates import remove_rate, set_rate
from stkdesk.ui.jobs import Job
from stkdesk.ui.office.rate_effects import show_effects
from stkdesk.ui.office.rate_letters import LetterFlow
from stkdesk.ui.page import Page
from stkdesk.ui.progress import JobDialog

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class RateFlow(QObject):
    """Saves a change of rates for a group of settings; one at a time."""

    def __init__(self, page: Page, parent: QObject) -> None:
        """Work through the workspace of ``page``."""
        super().__init__(parent)
        self._page = page
        self.letters = LetterFlow(page, self)
        self.job: Job | None = None

    def begin(
        self,
        change: RateChange,
        saved: Callable[[], object],
        refused: Callable[[BaseException], object],
        *,
        reason: str = "",
        kept: Callable[[], object] = lambda: None,
        adopted: Callable[[], object] | None = None,
    ) -> None:
        """Save ``change``; if it moves registered sheets, show what it moves instead.

        ``saved`` is called when it stands in the register, and can be taken back;
        ``adopted`` (usually the same) when it moved sheets and cannot; ``refused``
        when it may not; ``kept`` when whoever saw what it moves would rather not.
        """
        self._page.workspace.save(
            partial(_write, change, reason),
            lambda _done: saved(),
            partial(self._on_refused, change, adopted or saved, refused, kept, reason),
        )

    def _on_refused(
        self,
        change: RateChange,
        adopted: Callable[[], object],
        refused: Callable[[BaseException], object],
        kept: Callable[[], object],
        reason: str,
        error: BaseException,
    ) -> None:
        may = self._page.workspace.may(Right.EDIT_HOURS)
        if not (isinstance(error, RateInUseError) and may):
            refused(error)
            return
        if self.job is not None and self.job.is_running:
            return
        self.job = Job(look_at_rate(self._page.workspace.database, change), self)
        JobDialog(self._page.window(), self.job, "Ser hva satsen endrer")
        self.job.done.connect(partial(self._on_seen, adopted, kept, reason))
        self.job.stopped.connect(kept)
        self.job.failed.connect(lambda _error: kept())

    def _on_seen(
        self,
        adopted: Callable[[], object],
        kept: Callable[[], object],
        reason: str,
        effects: RateEffects,
    ) -> None:
        def _done(done: Adopted) -> None:
            adopted()
            self._page.toast(_told(done))
            if not effects.change.removes:
                self.letters.offer(effects.change.rate, back_pay_of(effects))

        # one window closes before one opens
        show = partial(show_effects, self._page, _done, kept, reason, effects)
        QTimer.singleShot(0, self, show)


def _write(change: RateChange, reason: str, session: Session) -> None:
    if change.removes:
        remove_rate(session, change.rate)
    else:
        set_rate(session, change.rate, reason=reason)


def _told(adopted: Adopted) -> str:
    told = [f"{count(adopted.repriced, 'timeliste', 'timelister')} har fått ny sum"]
    if some := len(adopted.corrections):
        made = count(some, "rettelse er laget", "rettelser er laget")
        told.append(f"{made} ({kr(adopted.effects.back_pay_ore)})")
    return ", ".join(told)
