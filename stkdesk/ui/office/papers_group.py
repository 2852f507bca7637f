"""Papirene: what shows through the window of an envelope, and how much papers tell."""

from __future__ import annotations

from stkdesk.domain.client_label import client_label
from stkdesk.domain.office import NameMode, OfficeDraft
from stkdesk.domain.person import Protection
from stkdesk.ui.office.arms_picker import ArmsPicker
from stkdesk.ui.office.editors import DayOfYear, KindChips, Line, YesNo
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.keeper import Keeper, OfficeSetting
from stkdesk.ui.office.letter_frame import LetterFrameSettings
from stkdesk.ui.page import Page

NAME_WHY = {
    NameMode.FULL: "Mister noen timelisten, vet alle hvem den gjelder.",
    NameMode.INITIALS: "Støttekontakten vet hvem det er; andre gjør det neppe.",
    NameMode.CASE_NUMBER: "Tryggest. Oppdragets nummer brukes når saksnummer mangler.",
}
LAW_WHY = (
    "Vedtak fra denne datoen viser til paragrafene i den nye loven. Tom: loven venter "
    "på at Kongen bestemmer datoen. Ferdige vedtak endres ikke."
)


class PapersGroup(Group):
    """What is printed on every paper."""

    def __init__(self, page: Page, keeper: Keeper) -> None:
        """Show the office ``keeper`` knows."""
        super().__init__("Papirene", "Gjelder papirer som lages fra nå av.")
        self._names = KindChips(tuple(NameMode), "Navn på timelisten")
        self._name_setting = OfficeSetting(
            "Navn på &timelisten", "", {"name_mode": self._names}
        )
        for setting in (
            OfficeSetting(
                "&Returadresse",
                "Synes i konvoluttvinduet. Den skal bare nevne kommunen.",
                {"return_address": Line()},
            ),
            OfficeSetting(
                "&Kommunevåpen",
                "En SVG-tegning med flater og streker. Uten den brukes et nøytralt "
                "skjold.",
                {"coat_of_arms": ArmsPicker()},
            ),
            self._name_setting,
            OfficeSetting(
                "Linjen «&Unntatt offentlighet»",
                "Nye vedtak og brev begynner med dette, og journalen følger det.",
                {"withheld_line": YesNo("Unntatt offentlighet")},
            ),
            OfficeSetting(
                "Brev under&skrives",
                "Med penn, eller med linjen «Dokumentet er elektronisk godkjent»; "
                "aldri begge.",
                {"signed_by_hand": YesNo("Underskrift", "For hånd", "Elektronisk")},
            ),
            OfficeSetting(
                "&Forvaltningsloven 2025 gjelder fra",
                LAW_WHY,
                {"new_act_from": DayOfYear()},
            ),
        ):
            self.add(keeper.keep(setting))
        self.heading("Brevene i konvolutten")
        self.add(LetterFrameSettings(page, keeper))
        self._names.picked.connect(self._explain_names)
        keeper.follow(self._on_office)
        self._explain_names()
        self.end()

    def _on_office(self, _draft: OfficeDraft) -> None:
        self._explain_names()

    def _explain_names(self, _key: str = "") -> None:
        """Show an invented client the way a timesheet would name them."""
        mode = self._names.value()
        example = client_label(
            mode,
            given="Ola",
            family="Nordmann",
            case_number="2026/1234",
            assignment_number=12,
            protection=Protection.OPEN,
        )
        self._name_setting.explain(
            f"Ola Nordmann står som «{example}». {NAME_WHY[mode]} Den som har "
            "beskyttet adresse, får aldri navnet sitt på."
        )
