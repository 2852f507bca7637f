"""Two support contacts who turn out to be one: what stands apart, and what is chosen.

One of the two is kept, the other goes. What only one of them has is taken along; where
both say something else, the office chooses.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stkdesk.domain.contact import ContactDraft
from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.identity import identity_kind, masked_identity, tidy_identity
from stkdesk.domain.match_facts import weekdays_text
from stkdesk.domain.merging import Difference, Path, compare, merged, value_at
from stkdesk.domain.period import Period
from stkdesk.domain.rule import Rule

ADDRESS: tuple[Path, ...] = (
    ("person", "street"),
    ("person", "postal_code"),
    ("person", "city"),
)
NAME: tuple[Path, ...] = (("person", "given_name"), ("person", "family_name"))
#: Every field that is compared, by its path, with the words on screen.
CAPTIONS: dict[Path, str] = {
    ("person", "given_name"): "Navn",
    ("person", "family_name"): "Navn",
    ("person", "birth_date"): "Fødselsdato",
    ("person", "national_id"): "Fødselsnummer",
    ("person", "gender"): "Kjønn",
    ("person", "phone"): "Telefon",
    ("person", "email"): "E-post",
    ("person", "street"): "Adresse",
    ("person", "postal_code"): "Adresse",
    ("person", "city"): "Adresse",
    ("person", "protection"): "Adressebeskyttelse",
    ("status",): "Status",
    ("employment",): "Arbeidsforhold",
    ("language",): "Målform i brev",
    ("employee_number",): "Ansattnummer",
    ("account_number",): "Kontonummer",
    ("has_car",): "Bil",
    ("languages",): "Språk",
    ("interests",): "Interesser",
    ("areas",): "Områder",
    ("capacity_minutes",): "Timer i måneden",
    ("weekdays",): "Dager",
}
#: Follows from the declarations, which are all kept.
NOT_COMPARED: frozenset[Path] = frozenset({("declaration_signed_on",)})


@dataclass(frozen=True, slots=True)
class HelpedDays:
    """That somebody helped, or is to help, a client in some days."""

    client_number: int
    days: Period


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """What is looked at before two become one."""

    kept: int
    gone: int
    kept_draft: ContactDraft
    gone_draft: ContactDraft
    kept_helps: tuple[HelpedDays, ...] = ()
    gone_helps: tuple[HelpedDays, ...] = ()
    is_merged: bool = False  # one of them has gone into another already


def _are_two_people(facts: MergeFacts) -> bool:
    """Tell whether two identity numbers of the same kind are not alike.

    A D-number and a national identity number may be of one who has had both.
    """
    one = tidy_identity(facts.kept_draft.person.national_id)
    other = tidy_identity(facts.gone_draft.person.national_id)
    if not one or not other or one == other:
        return False
    return identity_kind(one) is identity_kind(other)


def _help_at_once(facts: MergeFacts) -> bool:
    return any(
        one.client_number == other.client_number
        and one.days.first <= other.days.last
        and other.days.first <= one.days.last
        for one in facts.kept_helps
        for other in facts.gone_helps
    )


MERGE_RULES: tuple[Rule[MergeFacts], ...] = (
    Rule(
        "gone",
        lambda facts: facts.kept != facts.gone,
        "Velg en annen støttekontakt enn den du står på.",
        "Kontorets egen regel",
    ),
    Rule(
        "gone",
        lambda facts: not facts.is_merged,
        "En av de to er alt slått sammen med en annen. Åpne den som er igjen.",
        "Kontorets egen regel",
    ),
    Rule(
        "gone",
        lambda facts: not _are_two_people(facts),
        "De to har hvert sitt fødselsnummer, og er to personer. Rett nummeret på den "
        "ene først hvis det er skrevet feil.",
        "Kontorets egen regel",
    ),
    Rule(
        "gone",
        lambda facts: not _help_at_once(facts),
        "Begge har oppdrag hos samme bruker i de samme dagene. Avslutt det ene "
        "oppdraget først, så ingen timer telles to ganger.",
        "Kontorets egen regel",
    ),
)


def differences(kept: ContactDraft, gone: ContactDraft) -> tuple[Difference, ...]:
    """Return where the two say something else, in the order of the form.

    ``mine`` is what the kept one says, ``theirs`` the one that goes. Name and address
    are chosen whole.
    """
    found = compare(ContactDraft(), kept, gone, together=(NAME, ADDRESS))
    return tuple(each for each in found if each.paths[0] not in NOT_COMPARED)


def as_one(
    kept: ContactDraft,
    gone: ContactDraft,
    found: Sequence[Difference],
    of_kept: Collection[Difference],
) -> ContactDraft:
    """Return the draft of the one that is left.

    ``of_kept``: the differences in which the kept one is right; in the others both
    have something to say about, the one that goes is.
    """
    signed = [
        each.declaration_signed_on
        for each in (kept, gone)
        if each.declaration_signed_on is not None
    ]
    return replace(
        merged(kept, gone, found, of_kept),
        declaration_signed_on=max(signed, default=None),
    )


def value_text(path: Path, draft: ContactDraft) -> str:
    """Return what stands in a field as the screen shows it; "" for nothing."""
    value = value_at(draft, path)
    if path == ("capacity_minutes",):
        return f"{hours_text(value)} t" if value else ""
    if path == ("person", "national_id"):
        return masked_identity(value)
    if path == ("weekdays",):
        return weekdays_text(value)
    if isinstance(value, bool):
        return "Ja" if value else "Nei"
    if isinstance(value, date):
        return short_date(value)
    return str(getattr(value, "label", value or ""))
