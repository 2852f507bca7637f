"""Letters about invented people, to look at while the texts are edited.

Of each letter there are as many as it takes to print every text it may have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import BytesIO

from stkdesk.documents.agreement_content import AgreementContent
from stkdesk.documents.case_letter_content import CaseLetter
from stkdesk.documents.case_letter_parts import TURNS
from stkdesk.documents.contact_letter_content import ContactLetterContent
from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.declaration_content import Declaration
from stkdesk.documents.example_agreements import example_agreements
from stkdesk.documents.example_contact_letters import contact_examples
from stkdesk.documents.laws import usual_basis
from stkdesk.documents.own_words import OwnWords
from stkdesk.documents.pdf.stream import PrintCanvas
from stkdesk.documents.print_file import draw
from stkdesk.documents.texts import Texts, standard_words
from stkdesk.domain.assignment import Solution
from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import ComplaintPoint
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.decision import ChangeBasis, DecisionKind, GrantItem
from stkdesk.domain.decision_facts import EarlierDecision
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.letter_papers import AGREEMENT, DECISION, DECLARATION, SHARED
from stkdesk.domain.office import LawVersion, OfficeDraft
from stkdesk.domain.person import Address

Example = (
    DecisionContent | CaseLetter | ContactLetterContent | Declaration | AgreementContent
)

NAME = "Kari Eksempel"
_HOME = Address(NAME, ("Storgata 1",), "0001", "Eksempelbyen")
_GOVERNOR = Address("Statsforvalteren", ("Postboks 1",), "0001", "Eksempelbyen")
_FOUR, _TWO = 240, 120  # minutes
#: What a sender that has not filled in everything is shown with.
_SENDER = {
    "municipality": "Eksempel kommune",
    "running_unit": "Støttekontakttjenesten",
    "deciding_unit": "Tjenestekontoret",
    "return_address": "Eksempel kommune, Postboks 1, 0001 Eksempelbyen",
    "postal_line": "Postboks 1",
    "postal_code": "0001",
    "city": "Eksempelbyen",
    "county_governor": "Statsforvalteren i Eksempelfylket",
    "case_officer": "Per Prøve",
    "case_officer_phone": "22 00 00 00",
    "leader": "Lise Leder",
    "governor_line": "Postboks 1",
    "governor_code": "0001",
    "governor_city": "Eksempelbyen",
}
_TYPED = {
    Language.BOKMAL: "Her står det saksbehandleren har skrevet.",
    Language.NYNORSK: "Her står det sakshandsamaren har skrive.",
}


def examples_of(
    paper: str, sender: OfficeDraft, language: Language, day: date
) -> Iterator[Example]:
    """Yield letters of the kind ``paper``, the most ordinary first.

    ``sender`` is the office; what it has not filled in is invented. A text that
    several letters share is shown in the letters that have it.
    """
    blank = {name: text for name, text in _SENDER.items() if not getattr(sender, name)}
    sender = replace(sender, **blank)  # type: ignore[arg-type]
    if paper == DECLARATION:
        yield _declaration(sender, language, day)
    elif paper == AGREEMENT:
        yield from example_agreements(sender, language, day, _HOME)
    elif paper == DECISION:
        yield from _decisions(sender, language, day)
    elif paper in SHARED:
        yield next(_decisions(sender, language, day))
        for kind in LetterKind:
            yield from _letters(kind, sender, language, day)
    elif paper in set(ContactLetterKind):
        kind_of = ContactLetterKind(paper)
        typed = _TYPED[language]
        yield from contact_examples(kind_of, sender, _HOME, language, day, typed)
    else:
        yield from _letters(LetterKind(paper), sender, language, day)


def printed_in(letter: Example) -> frozenset[str]:
    """Return the names, ``paper/key``, of the texts that are printed in ``letter``."""
    own = _Listening(letter.own.wordings, letter.own.citations)
    canvas = PrintCanvas(BytesIO(), letter.language.tag)
    draw(replace(letter, own=own), canvas)
    return frozenset(own.heard)


def _decisions(
    sender: OfficeDraft, language: Language, day: date
) -> Iterator[DecisionContent]:
    typed, first = _TYPED[language], day + timedelta(days=14)
    one = (GrantItem(Solution.INDIVIDUAL, _FOUR),)
    act = sender.act_on(day)
    granted = DecisionContent(
        reference="EKSEMPEL",
        case_number=f"{day.year}/1-2",
        language=language,
        kind=DecisionKind.GRANTED,
        sender=sender,
        address=_HOME,
        client_name=NAME,
        client_birth_date=date(1990, 1, 1),
        decided_on=day,
        made_on=day,
        legal_basis=usual_basis(DecisionKind.GRANTED, language, act, day),
        facts=typed,
        grounds=typed,
        own_view=typed,
        goal=typed,
        applied_on=day - timedelta(days=30),
        valid_from=first,
        valid_to=first + timedelta(days=364),
        review_on=first + timedelta(days=330),
        items=one,
        expense_cap_ore=300_00,
        drive_cap_metres=50_000,
        act=act,
        signed_by_hand=sender.signed_by_hand,
    )
    earlier = EarlierDecision(
        number=1,
        reference=f"{day.year}/1-1",
        kind=DecisionKind.GRANTED,
        decided_on=day - timedelta(days=400),
        valid_from=day - timedelta(days=380),
        items=(GrantItem(Solution.INDIVIDUAL, 2 * _FOUR),),
    )
    complained = day - timedelta(days=20)
    kinds = DecisionKind
    yield granted
    yield replace(granted, valid_to=None)
    yield replace(granted, applied_on=None, grounds="", no_grounds=True)
    partly = replace(granted, kind=kinds.PARTLY, refused_part=typed)
    yield replace(partly, applied_minutes=2 * _FOUR)
    yield partly
    refused = replace(granted, kind=kinds.REFUSED, refused_part=typed)
    refused = replace(refused, items=(), valid_from=None, valid_to=None, review_on=None)
    yield refused
    yield replace(refused, applied_on=None)
    changed = replace(
        granted,
        kind=kinds.CHANGED,
        changed=earlier,
        change_basis=ChangeBasis.FROM_DECISION,
        noticed_on=complained,
        may_wait=True,
    )
    yield changed
    for basis in ChangeBasis:
        yield replace(changed, change_basis=basis)
    yield replace(changed, items=earlier.items)
    ended = replace(changed, kind=kinds.ENDED, items=(), valid_to=None)
    yield ended
    yield replace(ended, is_own_wish=True, may_wait=False)
    appealed = replace(refused, complained_on=complained, changed=earlier)
    yield replace(appealed, kind=kinds.DISMISSED)
    yield replace(refused, kind=kinds.DISMISSED)
    reversed_ = replace(granted, kind=kinds.REVERSED, complained_on=complained)
    yield replace(reversed_, changed=earlier)
    yield reversed_
    yield replace(granted, corrected=earlier, correction=typed)
    yield replace(granted, recipient=Relation.PARENT, is_copy=True)
    both = (Solution.GROUP, Solution.ORGANISATION)
    yield replace(granted, items=tuple(GrantItem(each, _TWO) for each in both))
    yield replace(granted, sender=replace(sender, case_officer_phone=""))
    for address in ("", "klage@eksempel.example"):
        yield replace(granted, sender=replace(sender, electronic_appeal=address))
    yield replace(granted, act=LawVersion.ACT_2025)
    yield replace(changed, act=LawVersion.ACT_2025)
    yield replace(granted, signed_by_hand=False)


def _letters(
    kind: LetterKind, sender: OfficeDraft, language: Language, day: date
) -> Iterator[CaseLetter]:
    typed = _TYPED[language]
    soon, past = day + timedelta(days=21), day - timedelta(days=21)
    texts = ("reason", "reasons", "wanted", "why", "facts", "in_time", "wants")
    filled = dict.fromkeys((*texts, "legal_basis", "assessment", "note"), typed)
    days = dict.fromkeys(("received_on", "decided_on"), past.isoformat())
    days |= dict.fromkeys(
        ("answer_by", "expected_on", "deadline", "change_on"), soon.isoformat()
    )
    days |= dict.fromkeys(("forwarded_on", "new_decided_on"), day.isoformat())
    filled |= days | {"decision": f"{day.year}/1-2", "hours_unit": "week"}
    filled |= {"old_minutes": str(2 * _FOUR), "new_minutes": str(_FOUR)}
    filled |= {"contact_name": "Ola Eksempel", "contact_phone": "40000001"}
    filled |= {"meeting": typed, "meanwhile": typed, "agreed_minutes": str(_FOUR)}
    days = dict.fromkeys(("start_on", "pause_from", "last_on"), day.isoformat())
    filled |= days | {"pause_to": soon.isoformat()}
    is_forwarding = kind is LetterKind.FORWARDING
    letter = CaseLetter(
        reference="EKSEMPEL",
        case_number=f"{day.year}/1-3",
        language=language,
        kind=kind,
        sender=sender,
        address=_GOVERNOR if is_forwarding else _HOME,
        client_name=NAME,
        client_birth_date=date(1990, 1, 1),
        made_on=day,
        fields=tuple(sorted(filled.items())),
        points=(ComplaintPoint(typed, typed),) if is_forwarding else (),
        act=sender.act_on(day),
        signed_by_hand=sender.signed_by_hand,
    )
    turns = TURNS.get(kind)
    for turn in turns.ways if turns else ("",):
        yield replace(letter, turn=turn)
    lacks = {"missing": typed, "missing_by": soon.isoformat()}
    yield replace(letter, fields=tuple(sorted({**filled, **lacks}.items())))
    yield replace(letter, recipient=Relation.GUARDIAN, sent_to=NAME)
    yield replace(letter, sender=replace(sender, case_officer_phone=""))
    yield replace(letter, sender=replace(sender, case_officer="", leader="Lise Leder"))
    yield replace(letter, signed_by_hand=False)


def _declaration(sender: OfficeDraft, language: Language, day: date) -> Declaration:
    return Declaration(
        reference="EKSEMPEL",
        language=language,
        sender=sender,
        address=_HOME,
        contact_name=NAME,
        birth_date=date(1990, 1, 1),
        made_on=day,
    )


class _Heard(Texts):
    """Remembers which texts were asked for, and had something to say."""

    def __init__(
        self, words: Mapping[str, object], own: Mapping[str, str], heard: _Names
    ) -> None:
        """Tell ``heard``."""
        super().__init__(words, own)
        self._heard = heard

    def __getitem__(self, key: str) -> str:
        self._heard.add(key)
        return super().__getitem__(key)

    def many(self, key: str) -> list[str]:
        self._heard.add(key)
        return super().many(key)

    def filled(self, key: str, values: Mapping[str, str]) -> list[str]:
        found = super().filled(key, values)
        standard = self._found(key)
        if len(found) >= (1 if isinstance(standard, str) else len(standard)):
            self._heard.add(key)  # with every paragraph of it
        return found


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of texts of one paper, put among those of all."""

    start: str
    every: set[str]

    def add(self, key: str) -> None:
        """Remember one."""
        self.every.add(self.start + key)


@dataclass(frozen=True, slots=True)
class _Listening(OwnWords):
    """The office's words, which remember what was asked of them."""

    heard: set[str] = field(default_factory=set, compare=False)

    def texts(self, paper: str, language: Language) -> Texts:
        """Return the texts of ``paper``."""
        own = {
            name.removeprefix(f"{paper}/"): body
            for name, body in self.wordings
            if name.startswith(f"{paper}/")
        }
        heard = _Names(f"{paper}/", self.heard)
        return _Heard(standard_words(paper, language), own, heard)
