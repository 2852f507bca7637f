"""Fire øyne: what needs another person than the one who prepared it."""

from __future__ import annotations

from functools import partial

from stkdesk.domain.four_eyes import Act
from stkdesk.services.four_eyes import four_eyes, set_four_eyes
from stkdesk.ui.office.editors import YesNo
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.setting import Setting
from stkdesk.ui.page import Page

EXPLAINED = {
    Act.ISSUE_DECISION: "Den som sist endret kladden, får ikke godkjenne vedtaket.",
    Act.CHECK_HOURS: "Den som førte timelisten, får ikke attestere den.",
    Act.APPROVE_HOURS: "Den som attesterte timelisten, får ikke godkjenne den.",
    Act.ERASE: "Én foreslår, en annen utfører.",
}


class FourEyesGroup(Group):
    """A yes or no for each act, saved at once."""

    def __init__(self, page: Page) -> None:
        """Read and save through the workspace of ``page``."""
        super().__init__(
            "Fire øyne",
            "Noe skal kanskje ikke gjøres av én alene. Er dere bare én, lar dere det "
            "stå på Nei.",
        )
        self._page = page
        self._choices = {act: YesNo(act.label) for act in Act}
        for act, choice in self._choices.items():
            choice.done.connect(partial(self._save, act))
            self.add(Setting(act.label, EXPLAINED[act], choice))
        self.end()

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or "four_eyes" in tables:
            self._page.workspace.ask(four_eyes, self._show, key=(id(self), "four_eyes"))

    def _show(self, wanted: dict[Act, bool]) -> None:
        for act, choice in self._choices.items():
            choice.set_value(wanted[act])

    def _save(self, act: Act, *_signal: object) -> None:
        self._put(act, self._choices[act].value())

    def _put(self, act: Act, is_on: bool) -> None:
        workspace = self._page.workspace
        workspace.save(
            lambda session: set_four_eyes(session, act, is_on=is_on),
            lambda _none: self._page.toast(
                f"Lagret: {act.label}", partial(self._put, act, not is_on)
            ),
        )
