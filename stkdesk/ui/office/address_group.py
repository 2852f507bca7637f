"""Kontoret: who the office is, where it is, and how it is reached."""

from __future__ import annotations

from collections.abc import Iterator

from stkdesk.domain.account import organisation_number_problem
from stkdesk.domain.errors import Problem
from stkdesk.domain.office import OfficeDraft, office_problems
from stkdesk.ui import theme
from stkdesk.ui.office.editors import CodeLine, Line, OrganisationLine, PhoneLine
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.keeper import Keeper, OfficeSetting


class AddressGroup(Group):
    """Everything the papers say about their sender."""

    def __init__(self, keeper: Keeper) -> None:
        """Show the office ``keeper`` knows."""
        super().__init__("Kontoret", "Dette står på papirene. Alt lagres med en gang.")
        self._keeper = keeper
        self._add_municipality()
        self._add_places()
        self._add_people()
        self.end()

    def _add_municipality(self) -> None:
        self.heading("Kommunen")
        self._line("municipality", "Ko&mmune", "Navnet slik det står på papirene.")
        self._line("municipality_number", "Kommune&nummer", "Fire siffer.")
        self._set(
            "&Organisasjonsnummer",
            "Ni siffer. Står nederst på brevene.",
            organisation_number=OrganisationLine(),
        )
        self.heading("Avdelingene")
        self._line(
            "running_unit",
            "Avdelingen som drive&r tjenesten",
            "Finner støttekontakter og tar imot timelister.",
        )
        self._line(
            "deciding_unit",
            "Avdelingen som fatter &vedtak",
            "Står som avsender av vedtak. Den kan være en annen enn den som driver.",
        )

    def _add_places(self) -> None:
        self.heading("Adresse")
        self._line("postal_line", "&Postadresse", "Gate eller postboks.")
        code, city = _code_and_place("Postnummer", "Poststed")
        self._set(
            "Postnummer o&g sted",
            "Stedet fyller seg selv når nummeret er kjent.",
            postal_code=code,
            city=city,
        )
        self._line("visiting_line", "&Besøksadresse", "Gateadressen.")
        self._line("visiting_place", "Bes&økssted", "Postnummer og sted.")
        self.heading("Kontakt")
        self._set("Tele&fon", "Nummeret de som får brev, kan ringe.", phone=PhoneLine())
        self._line("phone_hours", "&Telefontid", "For eksempel «hverdager 9–15».")
        self._line("email", "&E-post", "Kontorets adresse, ikke en persons.")
        self._line("web", "Nettste&d", "Uten https://.")

    def _add_people(self) -> None:
        self.heading("Den som skriver under")
        self._line("case_officer", "&Saksbehandler", "Står på vedtak og brev.")
        self._set(
            "Telefon til saksbe&handler",
            "Direkte nummer.",
            case_officer_phone=PhoneLine(),
        )
        self._line("leader", "&Leder", "Den som har ansvaret for vedtaket.")
        self._line("leader_title", "T&ittel", "For eksempel «leder for Tildeling».")
        self.heading("Klage")
        self._line(
            "county_governor",
            "St&atsforvalter",
            "Den som avgjør klagen, for eksempel «Statsforvalteren i Vestland».",
        )
        self._line(
            "governor_line",
            "Statsforvalterens postadresse",
            "Dit en klage sendes som ikke fører fram. Gate eller postboks.",
        )
        code, city = _code_and_place(
            "Statsforvalterens postnummer", "Statsforvalterens poststed"
        )
        self._set(
            "Statsforvalterens postnummer og sted",
            "Stedet fyller seg selv når nummeret er kjent.",
            governor_code=code,
            governor_city=city,
        )
        self._line(
            "electronic_appeal",
            "Elektronisk klage",
            "Nettadressen eller e-posten. Tom: vedtakene sier at det ikke går.",
        )
        self._line(
            "appeal_address",
            "Adresse for &klager",
            "Klagen sendes til avdelingen som har fattet vedtaket.",
        )

    def _line(self, name: str, title: str, explanation: str) -> None:
        self._set(title, explanation, **{name: Line()})

    def _set(self, title: str, explanation: str, **editors: Line | CodeLine) -> None:
        setting = OfficeSetting(title, explanation, editors, address_problems)
        self.add(self._keeper.keep(setting))


def _code_and_place(code_name: str, place_name: str) -> tuple[CodeLine, Line]:
    """Return a postal code and the place it fills in."""
    code, city = CodeLine(), Line()
    code.setFixedWidth(theme.u(76))
    code.setAccessibleName(code_name)
    city.setAccessibleName(place_name)
    code.place_found.connect(lambda place: city.set_value(place) if place else None)
    return code, city


def address_problems(draft: OfficeDraft) -> Iterator[Problem]:
    """Yield what is wrong with the office's own data, or worth a look."""
    yield from office_problems(draft)
    number = draft.municipality_number
    if number and not (number.isdecimal() and len(number) == 4):
        yield Problem(
            "municipality_number", "Kommunenummeret har fire siffer.", blocks=False
        )
    if text := organisation_number_problem(draft.organisation_number):
        yield Problem("organisation_number", text, blocks=False)
    if draft.email and ("@" not in draft.email or " " in draft.email):
        yield Problem(
            "email", "Dette ligner ikke en e-postadresse. Se etter @.", blocks=False
        )
    for name in ("postal_code", "governor_code"):
        code = getattr(draft, name)
        if code and not (code.isdecimal() and len(code) == 4):
            yield Problem(name, "Postnummeret har fire siffer.", blocks=False)
