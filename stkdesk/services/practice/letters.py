"""What the decisions of the practice office say, in bokmål and in nynorsk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from stkdesk.documents.decision_content import DecisionContent, content_to_json
from stkdesk.documents.laws import usual_basis
from stkdesk.domain.decision import ChangeBasis, DecisionKind
from stkdesk.domain.decision_facts import EarlierDecision
from stkdesk.domain.formats import long_date
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import PaperKind, paper_reference
from stkdesk.services.addressing import postal_address
from stkdesk.services.practice.careers import Career, Grant
from stkdesk.services.practice.sender import FJORDVIK


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language; {0} and {1} are what the client likes."""

    goal: str
    facts: str
    own_view: str
    grounds: str
    refused: str
    condition: str  # which is not met
    rest: str  # why not all of it
    changed: str
    ended: str
    dismissed: str
    reversed: str


WORDS = {
    Language.BOKMAL: Words(
        goal="Komme mer ut blant folk, og ha en fast ting å glede seg til: {0}.",
        facts="Du søkte om støttekontakt {applied}. Vi hadde et kartleggingsmøte "
        "med deg {met}. Du fortalte at du liker {0} og {1}, og at det er "
        "vanskelig å komme i gang på egen hånd.",
        own_view="Du ønsker én fast dag i uken, helst på ettermiddagen.",
        grounds="Vi har lagt vekt på at du over tid har hatt lite sosial kontakt, "
        "og at du selv har klare mål for hva du vil bruke tiden til. Vi "
        "mener at timene er nok til at du kan delta i én fast aktivitet og "
        "ha rom for noe annet innimellom.",
        refused="Vi har lagt vekt på at du allerede deltar i faste aktiviteter "
        "flere ganger i uken. Vi mener at du nå får dekket behovet for "
        "sosial kontakt på andre måter, og at du ikke har rett til "
        "støttekontakt i tillegg.",
        condition="Hjelpen må være nødvendig for at du skal kunne delta sammen med "
        "andre. Slik du har det nå, er den ikke det.",
        rest="Timene du får, dekker den faste aktiviteten din. Vi har også vurdert "
        "aktivitetsgruppa på Frivilligsentralen, og mener at den dekker resten.",
        changed="Du har begynt med en aktivitet til, og trenger følge dit. Derfor "
        "trenger du flere timer enn før.",
        ended="Du har fått nye venner gjennom kurset ditt, og sier at du ikke lenger "
        "har bruk for støttekontakten. Du er velkommen til å søke igjen.",
        dismissed="Klagen kom mer enn ett år etter at du fikk vedtaket. Da kan vi ikke "
        "behandle den, selv om det er gode grunner til at den kom sent.",
        reversed="I klagen fortalte du om forhold vi ikke kjente til da vi avslo "
        "søknaden. De viser at du trenger følge for å kunne delta.",
    ),
    Language.NYNORSK: Words(
        goal="Kome meir ut mellom folk, og ha ein fast ting å gle seg til: {0}.",
        facts="Du søkte om støttekontakt {applied}. Vi hadde eit kartleggingsmøte"
        " med deg {met}. Du fortalde at du likar {0} og {1}, og at det er "
        "vanskeleg å kome i gang på eiga hand.",
        own_view="Du ønskjer éin fast dag i veka, helst om ettermiddagen.",
        grounds="Vi har lagt vekt på at du over tid har hatt lite sosial kontakt, "
        "og at du sjølv har klare mål for kva du vil bruke tida til. Vi "
        "meiner at timane er nok til at du kan delta i éin fast aktivitet "
        "og ha rom for noko anna innimellom.",
        refused="Vi har lagt vekt på at du alt deltek i faste aktivitetar fleire "
        "gonger i veka. Vi meiner at du no får dekt behovet for sosial "
        "kontakt på andre måtar, og at du ikkje har rett til støttekontakt "
        "i tillegg.",
        condition="Hjelpa må vere nødvendig for at du skal kunne vere med saman med "
        "andre. Slik du har det no, er ho ikkje det.",
        rest="Timane du får, dekkjer den faste aktiviteten din. Vi har òg vurdert "
        "aktivitetsgruppa på Frivilligsentralen, og meiner at ho dekkjer resten.",
        changed="Du har byrja med ein aktivitet til, og treng følgje dit. Difor treng "
        "du fleire timar enn før.",
        ended="Du har fått nye vener gjennom kurset ditt, og seier at du ikkje lenger "
        "har bruk for støttekontakten. Du er velkomen til å søkje igjen.",
        dismissed="Klaga kom meir enn eitt år etter at du fekk vedtaket. Då kan vi "
        "ikkje handsame henne, sjølv om det er gode grunnar til at ho kom seint.",
        reversed="I klaga fortalde du om forhold vi ikkje kjende til då vi avslo "
        "søknaden. Dei viser at du treng følgje for å kunne vere med.",
    ),
}


@dataclass(frozen=True, slots=True)
class Texts:
    """What the case officer has written in one decision."""

    goal: str
    facts: str
    own_view: str
    grounds: str
    refused_part: str
    legal_basis: str


def texts_of(career: Career, grant: Grant) -> Texts:
    """Return what the case officer has written in a decision."""
    words = WORDS[career.client.language]
    met = grant.applied_on + timedelta(days=12)
    return Texts(
        goal=words.goal.format(*career.interests) if grant.kind.grants else "",
        facts=words.facts.format(
            *career.interests, applied=long_date(grant.applied_on), met=long_date(met)
        ),
        own_view=words.own_view,
        grounds={
            DecisionKind.REFUSED: words.refused,
            DecisionKind.CHANGED: words.changed,
            DecisionKind.ENDED: words.ended,
            DecisionKind.DISMISSED: words.dismissed,
            DecisionKind.REVERSED: words.reversed,
        }.get(grant.kind, words.grounds),
        refused_part={
            DecisionKind.REFUSED: words.condition,
            DecisionKind.PARTLY: words.rest,
        }.get(grant.kind, ""),
        legal_basis=_basis(
            grant.kind, career.client.language, grant.decided_on or grant.applied_on
        ),
    )


@cache
def _basis(kind: DecisionKind, language: Language, day: date) -> str:
    return usual_basis(kind, language, FJORDVIK.act_on(day), day)


def basis_of(grant: Grant) -> ChangeBasis | None:
    """Return what lets the office change its decision on its own."""
    is_more = grant.kind is DecisionKind.CHANGED
    return ChangeBasis.NOT_TO_DETRIMENT if is_more else None


def frozen_content(career: Career, grant: Grant, texts: Texts) -> str | None:
    """Return the letter of an issued decision as it is kept; None for a draft."""
    if not grant.reference or grant.decided_on is None:
        return None
    person, language = career.client.person, career.client.language
    reader, recipient = person, None
    for relative in career.client.relatives:
        if relative.gets_letters:
            reader, recipient = relative.person, relative.relation
            break
    return content_to_json(
        DecisionContent(
            reference=paper_reference(
                PaperKind.DECISION, grant.decided_on.year, grant.serial
            ),
            case_number=grant.reference,
            language=language,
            kind=grant.kind,
            sender=FJORDVIK,
            address=postal_address(
                full_name(reader.given_name, reader.family_name), reader, language
            ),
            client_name=full_name(person.given_name, person.family_name),
            client_birth_date=person.birth_date,
            decided_on=grant.decided_on,
            made_on=grant.decided_on,
            act=FJORDVIK.act_on(grant.decided_on),
            applied_on=grant.applied_on,
            valid_from=grant.valid_from,
            valid_to=grant.valid_to,
            review_on=grant.review_on,
            items=grant.items,
            hours_unit=grant.unit,
            expense_cap_ore=grant.expense_cap_ore,
            drive_cap_metres=grant.drive_cap_metres,
            recipient=recipient,
            applied_minutes=grant.applied_minutes,
            complained_on=grant.complained_on,
            refused_part=texts.refused_part,
            changed=None if grant.changes is None else _earlier(grant.changes),
            change_basis=basis_of(grant),
            is_own_wish=grant.is_own_wish,
            practice=True,
            goal=texts.goal,
            facts=texts.facts,
            own_view=texts.own_view,
            grounds=texts.grounds,
            legal_basis=texts.legal_basis,
        )
    )


def _earlier(grant: Grant) -> EarlierDecision:
    assert grant.decided_on is not None
    return EarlierDecision(
        number=grant.number,
        reference=grant.reference,
        kind=grant.kind,
        decided_on=grant.decided_on,
        valid_from=grant.valid_from,
        ends_on=grant.valid_to,
        items=grant.items,
        hours_unit=grant.unit,
        expense_cap_ore=grant.expense_cap_ore,
        drive_cap_metres=grant.drive_cap_metres,
    )
