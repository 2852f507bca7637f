"""What a rate changes, by support contact, before it is taken into use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout

from stkdesk.domain.formats import count, kr, long_date
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.rate_change import ContactEffect, RateChange, RateEffects
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.new_rate import Adopted, adopt_in_steps
from stkdesk.ui import theme
from stkdesk.ui.jobs import Job
from stkdesk.ui.page import Page
from stkdesk.ui.progress import JobDialog
from stkdesk.ui.table import Column, PagedRows
from stkdesk.ui.table_view import Table
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

SIGNED = (SheetState.CHECKED, SheetState.APPROVED)
TOUCHED = frozenset({"rates", "own_rates", "timesheets", "pay_lines"})


@dataclass(frozen=True, slots=True)
class _Row:
    """One support contact as the table shows them."""

    number: int
    effect: ContactEffect


def signed(ore: int) -> str:
    """Return a difference with its sign: ``+ kr 120,00``."""
    sign = "+" if ore > 0 else "\N{MINUS SIGN}"
    return f"{sign}\N{NO-BREAK SPACE}{kr(abs(ore))}" if ore else ""


def _open(row: _Row) -> str:
    return str(row.effect.open_sheets) if row.effect.open_sheets else ""


def _locked(row: _Row) -> str:
    return str(row.effect.locked_sheets) if row.effect.locked_sheets else ""


def _if_open(row: _Row, ore: int) -> str:
    return kr(ore) if row.effect.open_sheets else ""


_COLUMNS = (
    Column("Støttekontakt", lambda row: row.effect.contact, strong=True, keep=9),
    Column("Ikke sendt", _open, width=84, right=True, keep=3),
    Column(
        "Sum nå",
        lambda row: _if_open(row, row.effect.before_ore),
        width=108,
        right=True,
        keep=4,
    ),
    Column(
        "Ny sum",
        lambda row: _if_open(row, row.effect.after_ore),
        width=108,
        right=True,
        keep=5,
    ),
    Column("Til lønn", _locked, width=74, right=True, keep=3),
    Column(
        "Etterbetaling",
        lambda row: signed(row.effect.back_pay_ore),
        width=122,
        right=True,
        keep=9,
    ),
)


def change_words(change: RateChange) -> str:
    """Return what is to be done: ``Timesats … : kr 250,00 fra 15. oktober 2026``."""
    rate = change.rate
    age = f", fra {rate.age_from} år" if rate.age_from else ""
    since = long_date(rate.valid_from)
    if change.removes:
        return f"{rate.kind.label}{age}: satsen fra {since} tas bort"
    return f"{rate.kind.label}{age}: {kr(rate.amount_ore)} fra {since}"


def said(effects: RateEffects) -> str:
    """Return what happens if it is adopted, in a few sentences."""
    texts = []
    if some := len(effects.open_rows):
        sheets = count(some, "timeliste", "timelister")
        texts.append(f"{sheets} som ikke er sendt til lønn, får ny sum.")
        if any(row.state in SIGNED for row in effects.open_rows):
            texts.append("De som er attestert eller godkjent, er fortsatt det.")
    if some := len(effects.locked_rows):
        sheets = count(some, "timeliste", "timelister")
        corrections = count(some, "rettelse", "rettelser")
        ore = effects.back_pay_ore
        paid = kr(ore) if ore >= 0 else signed(ore)
        texts.append(
            f"{sheets} er alt hos lønn og står urørt. De får {corrections} på "
            f"til sammen {paid}, som attesteres og godkjennes som andre timelister."
        )
    return " ".join(texts)


class RateEffectsDialog(QDialog):
    """Shows everything a change of rates does; nothing is written before the button."""

    def __init__(
        self,
        page: Page,
        effects: RateEffects,
        done: Callable[[Adopted], object],
        reason: str = "",
    ) -> None:
        """Show ``effects`` over the window of ``page``."""
        super().__init__(page.window())
        self.setWindowTitle("Hva satsen endrer")
        answer_why(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page, self._effects, self._reason = page, effects, reason
        self._done = done
        self._rows = [_Row(at, each) for at, each in enumerate(effects.by_contact(), 1)]
        self.job: Job | None = None
        self._banner = Banner(Tone.WARN)
        verb = "Ta bort satsen" if effects.change.removes else "Ta i bruk satsen"
        self._adopt = button(verb, "primary", icon="Checkmark", on=self.adopt)
        self._adopt.setDefault(True)
        self._lay_out()
        self._warn()

    def adopt(self) -> None:
        """Do it: all of it, or nothing."""
        if self.job is not None and self.job.is_running:
            return
        workspace = self._page.workspace
        steps = adopt_in_steps(
            workspace.database,
            self._effects,
            reason=self._reason,
            today=workspace.today(),
        )
        self.job = Job(steps, self)
        JobDialog(self, self.job, "Tar i bruk satsen")
        self.job.done.connect(self._on_done)
        self.job.failed.connect(self._on_ended)
        self.job.stopped.connect(self._on_stopped)
        enable(self._adopt, False, "Satsen tas i bruk.")

    def _on_done(self, adopted: Adopted) -> None:
        self._page.workspace.changed.emit(TOUCHED)
        self.accept()
        self._done(adopted)

    def _on_ended(self, _error: object = None) -> None:
        enable(self._adopt, True)

    def _on_stopped(self) -> None:
        enable(self._adopt, True)
        self._banner.tell("Satsen er ikke tatt i bruk.", "Ingenting er endret.")

    def _lay_out(self) -> None:
        rows = PagedRows(_COLUMNS, self._fetch, self)
        table = Table(rows, "rate-effects", "Hva satsen endrer")
        table.horizontalHeader().setSectionsClickable(False)
        people = count(len(self._rows), "støttekontakt", "støttekontakter")
        listed = QFrame()
        listed.setProperty("card", "true")
        listed.setLayout(column((table, 1), gap=0, margins=1))
        body = column(
            label("Hva satsen endrer", "h2"),
            label(change_words(self._effects.change), "h3", wrap=True),
            label(said(self._effects), wrap=True),
            self._banner,
            (listed, 1),
            gap=10,
            margins=(22, 18, 22, 14),
        )
        foot = row(
            (label(f"{people} · ingenting er lagret ennå", "muted"), 1),
            button("Lukk uten å lagre", on=self.reject),
            self._adopt,
            margins=(22, 12, 22, 12),
        )
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addLayout(body, 1)
        lay.addWidget(frame(foot, "foot"))
        room = self._page.window().size()
        self.resize(
            min(theme.u(820), max(theme.u(520), room.width() - 40)),
            min(theme.u(560), max(theme.u(380), room.height() - 40)),
        )
        rows.reload()

    def _warn(self) -> None:
        """Tell of what else moves a sum, and of what cannot be priced."""
        if unclear := self._effects.unclear:
            numbers = ", ".join(f"O-{number}" for number in unclear[:8])
            more = " …" if len(unclear) > 8 else ""
            self._banner.tell(
                "Noen gamle timelister kan ikke regnes om.",
                f"Oppdragene er endret siden de ble ført: {numbers}{more}. "
                "De står som de er. Rett dem hver for seg hvis de skal ha ny sats.",
            )
        elif any(each.moved_by_more for each in self._effects.rows):
            self._banner.tell(
                "Noen oppdrag er endret siden timelisten ble ført.",
                "For dem gjelder forskjellen også det, ikke bare satsen.",
            )

    def _fetch(
        self, query: ListQuery, deliver: Callable[[ListPage[_Row]], None]
    ) -> None:
        some: Sequence[_Row] = self._rows[query.offset : query.offset + query.limit]
        deliver(ListPage(tuple(some), len(self._rows), len(self._rows)))


def show_effects(
    page: Page,
    done: Callable[[Adopted], object],
    kept: Callable[[], object],
    reason: str,
    effects: RateEffects,
) -> RateEffectsDialog:
    """Open the dialog over ``page``; ``kept`` is called when it is only closed."""
    dialog = RateEffectsDialog(page, effects, done, reason)
    dialog.rejected.connect(kept)
    dialog.open()
    return dialog
