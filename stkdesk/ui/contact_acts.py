"""Acts on support contacts, assignments, groups and organisations.

``contact_letter/<kind>``, ``agreement/new``, ``/open`` and ``/renew``,
``certificate/register``,
``declaration/sign``, ``contact/edit``, ``recruiting/open`` and ``/<part>``,
``matching/open``, ``/clients`` and ``/wishes``, ``group/open``, ``organisation/open``,
``assignment/new``, ``/edit``, ``/start``, ``/pause``, ``/resume``, ``/end``,
``/reopen`` and ``/called``, ``exceptions/week``. Forms are loaded at the press.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stkdesk.domain.duty import About
from stkdesk.ui.page import Page


def _contact_letter(page: Page, what: str, about: About) -> None:
    from stkdesk.domain.contact_letter import ContactLetterKind
    from stkdesk.ui.contact_letters.form import open_contact_letter

    if about.contact is not None:
        open_contact_letter(
            page,
            page.workspace,
            ContactLetterKind(what),
            about.contact,
            assignment=about.assignment,
        )


def _agreement(page: Page, what: str, about: About) -> None:
    from stkdesk.ui.agreements.form import open_agreement
    from stkdesk.ui.agreements.renewing import ask_to_renew

    if what == "renew":
        ask_to_renew(page)
    elif about.assignment is not None:
        number = about.agreement if what == "open" else None
        open_agreement(page, page.workspace, about.assignment, number)


def _certificate(page: Page, _what: str, about: About) -> None:
    from stkdesk.ui.contacts.certificate_form import open_certificate

    if about.contact is not None:
        open_certificate(page, page.workspace, about.contact)


def _declaration(page: Page, _what: str, about: About) -> None:
    from stkdesk.ui.contacts.declaration_form import open_declaration

    if about.contact is not None:
        open_declaration(page, page.workspace, about.contact)


def _contact(page: Page, what: str, about: About) -> None:
    from stkdesk.services.contacts import open_contact
    from stkdesk.ui.contacts.form import ContactForm
    from stkdesk.ui.form_start import open_at

    if (number := about.contact) is not None:
        page.workspace.ask(
            lambda session: open_contact(session, number),
            lambda card: open_at(ContactForm(page, card), what),
            key=(id(page), "act on contact"),
            at_once=True,
        )


def _recruiting(page: Page, what: str, about: About) -> None:
    from stkdesk.ui.recruiting.form import open_recruitment

    part = "" if what == "open" else what
    open_recruitment(page, page.workspace, about.contact, part)


def _matching(page: Page, what: str, about: About) -> None:
    from stkdesk.ui.matching.page import open_clients_for, open_matching

    if what == "clients" and about.contact is not None:
        open_clients_for(page, page.workspace, about.contact)
    elif what == "wishes" and about.client is not None:
        from stkdesk.ui.matching.wishes_form import open_wishes_form

        open_wishes_form(page, page.workspace, about.client)
    elif about.client is not None:
        open_matching(page, page.workspace, about.client)


def _group(page: Page, _what: str, about: About) -> None:
    from stkdesk.ui.groups.form import open_group

    open_group(page, page.workspace, about.group)


def _organisation(page: Page, _what: str, about: About) -> None:
    from stkdesk.ui.organisations.form import open_organisation

    open_organisation(page, page.workspace, about.organisation)


def _assignment(page: Page, what: str, about: About) -> None:
    from stkdesk.services.assignments import AssignmentCard, open_assignment
    from stkdesk.ui.assignments.course_acts import do_course
    from stkdesk.ui.assignments.form import AssignmentForm, open_assignment_form

    if what == "new" or about.assignment is None:
        open_assignment_form(page, page.workspace, about.client, about.contact)
        return
    number, today = about.assignment, page.workspace.today()

    def _on_card(card: AssignmentCard) -> None:
        if what == "edit":
            AssignmentForm(page, card).open()
        else:
            do_course(page, what, card)

    page.workspace.ask(
        lambda session: open_assignment(session, number, today=today),
        _on_card,
        key=(id(page), "act on assignment"),
        at_once=True,
    )


def _exceptions(page: Page, _what: str, _about: About) -> None:
    from stkdesk.ui.assignments.exceptions import show_exceptions

    show_exceptions(page)


#: What is done with each kind of act, by its name.
CONTACT_ACTS: Mapping[str, Callable[[Page, str, About], None]] = {
    "contact_letter": _contact_letter,
    "agreement": _agreement,
    "certificate": _certificate,
    "declaration": _declaration,
    "contact": _contact,
    "recruiting": _recruiting,
    "matching": _matching,
    "group": _group,
    "organisation": _organisation,
    "assignment": _assignment,
    "exceptions": _exceptions,
}
