"""«Dokumenter og krav» on the card: each with its state and what is done next."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from stkdesk.domain.account import format_account
from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.certificate import CertificateBasis
from stkdesk.domain.certificate_rules import CertificateStanding
from stkdesk.domain.contact import Employment
from stkdesk.domain.duty import About
from stkdesk.domain.formats import count, short_date
from stkdesk.domain.staff import Right
from stkdesk.services.certificates import CertificateRow
from stkdesk.services.contact_case import ContactAgreement
from stkdesk.services.recruiting import RecruitmentCard
from stkdesk.ui.contacts.requirement import FINE, MISSING, WAITS, requirement
from stkdesk.ui.contacts.shown import RETURNED, SHREDDED, Shown
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import Item, section
from stkdesk.ui.widgets.buttons import button

BASES = {CertificateBasis.HEALTH: "", CertificateBasis.CHILD_WELFARE: ", barnevern"}
CERTIFICATE_MARKS = {
    CertificateStanding.NONE: MISSING,
    CertificateStanding.REQUESTED: WAITS,
    CertificateStanding.ACCEPTED: FINE,
    CertificateStanding.NOT_ACCEPTED: Mark(
        "Ikke godkjent", Tone.BAD, "XMarkOctagonFill"
    ),
    CertificateStanding.OTHER_BASIS: Mark(
        "Annen hjemmel", Tone.WARN, "ExclamationmarkTriangle"
    ),
    CertificateStanding.RENEW: Mark("Ny trengs", Tone.BAD, "ExclamationmarkTriangle"),
}
REQUEST, REGISTER = "contact_letter/certificate_request", "certificate/register"
KEPT = "papiret er ikke makulert"


def requirements(shown: Shown) -> Item:
    """Return the section: certificate, declaration, agreement, pay, course."""
    card = shown.case.recruitment
    lines: list[Item] = []
    if card is not None:
        lines.append(_certificate(shown, card))
    lines.append(_declaration(shown, card))
    if shown.case.agreements:
        lines.append(_agreement(shown))
    lines.append(_pay(shown))
    if card is not None and (card.facts.course_needed or card.draft.course_on):
        lines.append(_course(shown, card))
    return section("Dokumenter og krav", *lines)


def _link(
    shown: Shown, text: str, act: str, about: About | None, of: str
) -> QPushButton:
    return button(text, "link", name=f"{text}: {of}", on=shown.does(act, about))


def _certificate(shown: Shown, card: RecruitmentCard) -> Item:
    standing, title = card.facts.certificate, "Politiattest"
    seen = [row for row in card.certificates if row.draft.seen_on is not None]
    kept = [row for row in seen if row.is_kept]
    acts: list[tuple[str, str, About | None]] = []
    for row in kept[-1:]:
        about = About(contact=card.contact_number, certificate=row.number)
        acts += [("Makulert", SHREDDED, about), ("Levert tilbake", RETURNED, about)]
    match standing:
        case CertificateStanding.REQUESTED:
            acts.append(("Registrer", REGISTER, None))
        case CertificateStanding.ACCEPTED:
            pass
        case _:
            acts += [("Lag anmodning", REQUEST, None), ("Registrer", REGISTER, None)]
    buttons = [_link(shown, *act, title) for act in acts] if shown.edits else []
    told = _seen_words(seen[-1]) if seen else "ikke bedt om"
    if standing is CertificateStanding.REQUESTED and card.facts.requested_on:
        told = f"bedt om {short_date(card.facts.requested_on)}"
    if kept:
        told += f"; {KEPT}"
    return requirement("Seal", title, told, CERTIFICATE_MARKS[standing], buttons)


def _seen_words(row: CertificateRow) -> str:
    draft = row.draft
    if draft.seen_on is None or draft.issued_on is None:
        return ""
    told = f"vist {short_date(draft.seen_on)}, utstedt {short_date(draft.issued_on)}"
    told += BASES[draft.basis]
    if draft.disposed_on is not None and draft.disposal is not None:
        told += f"; {draft.disposal.label.lower()} {short_date(draft.disposed_on)}"
    return told


def _declaration(shown: Shown, card: RecruitmentCard | None) -> Item:
    signed, title = shown.card.draft.declaration_signed_on, "Taushetserklæring"
    if signed is not None:
        by = ""
        rows = card.declarations if card is not None else ()
        for each in rows:
            if each.signed_on == signed and each.explained_by:
                by = f", forklart av {each.explained_by}"
        return requirement(
            "ShieldLock", title, f"signert {short_date(signed)}{by}", FINE
        )
    made = [row.made_on for row in card.declarations if row.made_on] if card else []
    told = f"skrevet ut {short_date(made[-1])}" if made else "ikke underskrevet"
    buttons = []
    if shown.edits:
        buttons.append(_link(shown, "Registrer", "declaration/sign", None, title))
    if shown.may(Right.MAKE_PAPERS):
        printing = button(
            "Skriv ut",
            "link",
            name="Skriv ut taushetserklæring",
            on=shown.does("declaration/print"),
        )
        buttons.append(printing)
    return requirement("ShieldLock", title, told, WAITS if made else MISSING, buttons)


def _agreement(shown: Shown) -> Item:
    """Return how it stands with the agreements: the one that lacks most decides."""
    found, title = shown.case.agreements, "Oppdragsavtale"
    lacks = [each for each in found if each.state is not AgreementState.SIGNED]
    if not lacks:
        newest = max(each.signed_on for each in found if each.signed_on)
        of = f"{len(found)} avtaler, sist " if len(found) > 1 else ""
        return requirement(
            "DocPencil", title, f"{of}signert {short_date(newest)}", FINE
        )
    first = next((each for each in lacks if each.state is None), lacks[0])
    mark = MISSING if first.state is None else WAITS
    told = _agreement_words(first)
    if len(lacks) > 1:
        told += f", og {count(len(lacks) - 1, 'oppdrag', 'oppdrag')} til"
    act = "agreement/new" if first.state is None else "agreement/open"
    verb = "Lag avtale" if first.state is None else "Åpne avtalen"
    about = About(
        contact=shown.card.number, assignment=first.assignment, agreement=first.number
    )
    buttons = []
    if shown.may(Right.EDIT_CASES):
        buttons.append(_link(shown, verb, act, about, title))
    return requirement("DocPencil", title, told, mark, buttons)


def _agreement_words(each: ContactAgreement) -> str:
    state = {
        None: "mangler",
        AgreementState.DRAFT: "begynt på",
        AgreementState.MADE: "sendt til signering",
    }.get(each.state, "")
    return f"O-{each.assignment}: {state}"


def _pay(shown: Shown) -> Item:
    draft, title = shown.card.draft, "Lønnsopplysninger"
    account, number = draft.account_number, draft.employee_number
    told = [f"konto {format_account(account)}" if account else "kontonummer mangler"]
    if number:
        told.append(f"ansattnummer {number}")
    elif draft.employment is Employment.EMPLOYEE:
        told.append("ansattnummer mangler")
    if account:
        return requirement("BankNote", title, ", ".join(told), FINE)
    buttons = []
    if shown.edits:
        buttons.append(_link(shown, "Legg inn", "contact/edit", None, title))
    return requirement(
        "BankNote",
        title,
        ", ".join(told),
        Mark("Mangler", Tone.WARN, "Hourglass"),
        buttons,
    )


def _course(shown: Shown, card: RecruitmentCard) -> Item:
    draft, title = card.draft, "Kurs"
    if draft.course_on is not None:
        told = f"{draft.course or 'kursbevis'} {short_date(draft.course_on)}"
        return requirement("LightBulb", title, told, FINE)
    buttons = []
    if shown.edits:
        buttons.append(_link(shown, "Registrer", "recruiting/course", None, title))
    return requirement("LightBulb", title, "kursbevis mangler", MISSING, buttons)
