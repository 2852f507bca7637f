"""A payroll run: the sheets of a period that go to payroll together, once."""

from __future__ import annotations

from enum import StrEnum


class RunState(StrEnum):
    """How far a run has come."""

    SENT = "sent"  # its sheets are locked, its files stand in the register
    CONFIRMED = "confirmed"  # payroll has said that it is paid
    REVERSED = "reversed"  # taken back before that; its sheets are open again

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            RunState.SENT: "Sendt til lønn",
            RunState.CONFIRMED: "Bekreftet av lønn",
            RunState.REVERSED: "Tilbakeført",
        }[self]


class RunStep(StrEnum):
    """What a run does, in this order; each is done once, also after a power cut.

    ``LOCK`` is one transaction: the run, its sheets, their pay lines and the bytes of
    its files. What follows may be done again without harm.
    """

    LOCK = "lock"
    DELIVER = "deliver"  # the files, written where payroll fetches them
    ARCHIVE = "archive"  # a statement of each sheet, in the archive
    REMIND = "remind"
    NEXT = "next"  # the sheets of the next period
    DONE = "done"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            RunStep.LOCK: "Lås timelistene og lag filene",
            RunStep.DELIVER: "Legg filene der lønn henter dem",
            RunStep.ARCHIVE: "Arkiver oppgjør for hver timeliste",
            RunStep.REMIND: "Purr dem som mangler",
            RunStep.NEXT: "Skriv ut neste måneds timelister",
            RunStep.DONE: "Ferdig",
        }[self]


class RunFileKind(StrEnum):
    """The files of a run. None of them names a client."""

    PAYROLL = "payroll"
    CONTROL_LIST = "control_list"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            RunFileKind.PAYROLL: "Lønnsfil",
            RunFileKind.CONTROL_LIST: "Kontrolliste",
        }[self]


class LayoutFormat(StrEnum):
    """The shapes a payroll file comes in."""

    CSV = "csv"  # semicolon, UTF-8 with BOM, decimal comma
    FIXED = "fixed"  # columns of fixed width
    XLSX = "xlsx"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            LayoutFormat.CSV: "CSV (semikolon)",
            LayoutFormat.FIXED: "Faste kolonner",
            LayoutFormat.XLSX: "Excel (xlsx)",
        }[self]
