"""How strict the office is where the law leaves it a choice: dated, in the settings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from stkdesk.domain.sheet_rules.remark import Remark, Severity


class Strictness(IntEnum):
    """What comes of a rule that is not kept."""

    TELLS = 0
    STOPS_CHECK = 1  # registered, and not attested before it is put right
    STOPS_SAVING = 2

    def remark(self, code: str, message: str, line: int | None = None) -> Remark:
        """Return the remark of a rule this strict."""
        if self is Strictness.STOPS_SAVING:
            return Remark(code, Severity.BLOCK, message, line)
        stops = self is Strictness.STOPS_CHECK
        said = f"{message} Må rettes før attestering." if stops else message
        return Remark(code, Severity.WARN, said, line, stops_check=stops)


@dataclass(frozen=True, slots=True)
class SheetStrictness:
    """The office's choices, as they were on the last day of the period."""

    decision: Strictness = Strictness.STOPS_CHECK
    agreement: Strictness = Strictness.STOPS_CHECK
    driving: Strictness = Strictness.STOPS_CHECK


USUAL = SheetStrictness()
