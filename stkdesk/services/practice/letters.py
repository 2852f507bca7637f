"""What the decisions of the practice office say, in bokmål and in nynorsk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from stkdesk.documents.decision_content import DecisionContent, content_to_json
from stkdesk.documents.laws import usual_basis
from stkdesk.domain.decision import DecisionKind
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
    ),
}


@dataclass(frozen=True, slots=True)
class Texts:
    """What the case officer has written in one decision."""

    goal: str
    facts: str
    own_view: str
    grounds: str
    legal_basis: str


def texts_of(career: Career, grant: Grant) -> Texts:
    """Return what the case officer has written in a decision."""
    words = WORDS[career.client.language]
    met = grant.applied_on + timedelta(days=12)
    granted = grant.kind is DecisionKind.GRANTED
    return Texts(
        goal=words.goal.format(*career.interests) if granted else "",
        facts=words.facts.format(
            *career.interests, applied=long_date(grant.applied_on), met=long_date(met)
        ),
        own_view=words.own_view,
        grounds=words.grounds if granted else words.refused,
        legal_basis=_basis(
            grant.kind, career.client.language, grant.decided_on or grant.applied_on
        ),
    )


@cache
def _basis(kind: DecisionKind, language: Language, day: date) -> str:
    return usual_basis(kind, language, FJORDVIK.act_on(day), day)


def case_reference(grant: Grant) -> str | None:
    """Return ``2026/14``; None for a draft."""
    if grant.decided_on is None or not grant.serial:
        return None
    return f"{grant.decided_on.year}/{grant.serial}"


def frozen_content(career: Career, grant: Grant, texts: Texts) -> str | None:
    """Return the letter of an issued decision as it is kept; None for a draft."""
    case_number = case_reference(grant)
    if case_number is None or grant.decided_on is None:
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
            case_number=case_number,
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
            practice=True,
            goal=texts.goal,
            facts=texts.facts,
            own_view=texts.own_view,
            grounds=texts.grounds,
            legal_basis=texts.legal_basis,
        )
    )
