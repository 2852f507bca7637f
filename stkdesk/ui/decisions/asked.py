"""What the fields of a decision are called, and what is said under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stkdesk.domain.decision import DecisionKind

ENDED_FROM = "&Første dag uten støttekontakt"
SHOWN_AS = {  # what a field is called for one kind
    "valid_from": {DecisionKind.ENDED: ENDED_FROM},
    "refused_part": {DecisionKind.REFUSED: "Vilkåret som &ikke er oppfylt"},
    "changes_number": {DecisionKind.REVERSED: "Vedtaket det er klaget p&å"},
}
TUCKED = ("service_code", "is_withheld")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one field is called, and its hint."""

    label: str
    hint: str = ""
    width: int = 0
    optional: bool = False


ASKED: Mapping[str, Asked] = {
    "kind": Asked("&Utfall"),
    "complaint_number": Asked("&Klagen", width=300),
    "application_number": Asked("Søkn&aden", width=300),
    "changes_number": Asked("Vedtaket det g&jelder", width=300),
    "applied_on": Asked("&Søkt", width=150, optional=True),
    "applied_minutes": Asked("Søkt &om", "Timer.", width=90, optional=True),
    "decided_on": Asked("Vedtaks&dato", width=150),
    "items": Asked("&Timer"),
    "hours_unit": Asked("&Regnet", width=130),
    "valid_from": Asked("Gjelder &fra", width=150),
    "valid_to": Asked("Til og &med", "Tom: inntil videre.", 150, optional=True),
    "review_on": Asked("Ny &vurdering", width=150, optional=True),
    "expense_cap_ore": Asked("Ut&gifter per måned", "Kroner, høyst.", 150, True),
    "drive_cap_metres": Asked("Kj&øring per måned", "Kilometer, høyst.", 150, True),
    "goal": Asked("Må&let med tjenesten"),
    "is_own_wish": Asked("Bru&keren har selv bedt om det"),
    "change_basis": Asked(
        "Grunnlag f&or endringen", "Forvaltningsloven § 35, i den nye loven § 71."
    ),
    "notice_exception": Asked(
        "Når forhåndsv&arsel ikke sendes", "Forvaltningsloven § 16 tredje ledd."
    ),
    "correction": Asked("Hva som var feil, og hva som er rettet"),
    "facts": Asked(
        "Op&plysninger vedtaket bygger på",
        "Det som er kommet fram i søknaden, samtaler og fra andre.",
    ),
    "own_view": Asked("Hva brukeren selv me&ner"),
    "no_grounds": Asked(
        "&Ingen er misfornøyd: brukeren får alt, og kan kreve begrunnelse senere"
    ),
    "grounds": Asked(
        "&Begrunnelse",
        "Hvorfor vilkårene er oppfylt eller ikke, og hvorfor så mange timer.",
    ),
    "refused_part": Asked("Hvorfor resten er avsl&ått"),
    "legal_basis": Asked("&Hjemmel", "En regel på hver linje."),
    "service_code": Asked("Tjenestekode i IPLOS og KPR", "9 er støttekontakt.", 90),
    "is_withheld": Asked("Unntatt off&entlighet"),
}
