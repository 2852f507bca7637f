"""What the practice office has found out about its clients' needs (kartlegging)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from stkdesk.domain.assessment import AssessmentDraft, TargetGroup
from stkdesk.domain.language import Language
from stkdesk.domain.person import years_old
from stkdesk.services.practice.careers import Career

MET = timedelta(days=12)  # after the application; the letters say so too
KEPT = timedelta(days=730)  # who was met before that, is not assessed in this way
GROWN_UP = 18  # years
DAY_AND_NIGHT = 37  # one in so many lives where there is staff day and night

#: {0} and {1} are what the client likes. Each field has its own number of wordings, so
#: that few clients have the same ones together.
_BOKMAL: dict[str, tuple[str, ...]] = {
    "assessed_with": (
        "Brukeren.",
        "Brukeren og en pårørende.",
        "Brukeren og fastlegen.",
    ),
    "own_wishes": (
        "Vil ha noen å dra på {0} sammen med.",
        "Ønsker én fast dag i uken, og følge til {0} eller {1}.",
        "Vil komme seg ut uten at familien må være med. Liker {0}.",
        "Savner noen på egen alder. Interessert i {0} og {1}.",
    ),
    "goals": (
        "Delta fast på {0}, og etter hvert klare veien dit alene.",
        "Være blant folk minst én gang i uken.",
        "Finne igjen gleden ved {0}.",
    ),
    "network": (
        "Har kontakt med søsken noen ganger i året. Få venner i nærheten.",
        "Bor alene. Naboene hilser, men det er lite besøk.",
        "Nær familie stiller opp daglig og trenger avlastning.",
        "Hadde en venn i bygda som flyttet i fjor. Ellers lite nettverk.",
        "Treffer kjente på dagsenteret, men ikke i fritiden.",
    ),
    "functions": (
        "Går fint på egen hånd, men blir utrygg på nye steder.",
        "Bruker rullator ute. Trenger følge på buss og i folkemengder.",
        "Trenger hjelp til å planlegge og til å komme i gang.",
        "Blir fort sliten. Korte turer går best.",
    ),
    "other_services": (
        "Hjemmesykepleie hver morgen.",
        "Dagsenter to dager i uken.",
        "Ingen andre tjenester.",
        "Samtaler med psykisk helseteam hver fjortende dag.",
        "Praktisk bistand annenhver uke.",
    ),
    "alternatives": (
        "Aktivitetsgruppe er prøvd, men ble for urolig.",
        "Besøksvenn fra frivilligsentralen er vurdert, og dekker ikke behovet alene.",
        "Lavterskeltilbudet er åpent når brukeren er på jobb.",
    ),
    "own_view": (
        "Synes kartleggingen stemmer.",
        "Er enig, og vil helst begynne snart.",
        "",
    ),
    "child_view": (
        "Vil gjerne ha en som er ung og liker {0}.",
        "Synes det er fint å gjøre noe uten mamma og pappa.",
    ),
    "target_reason": ("Personalet i boligen kan ikke følge på aktiviteter ute.",),
}
_NYNORSK: dict[str, tuple[str, ...]] = {
    "assessed_with": ("Brukaren.", "Brukaren og ein pårørande."),
    "own_wishes": (
        "Vil ha nokon å dra på {0} saman med.",
        "Ønskjer éin fast dag i veka, og følgje til {0} eller {1}.",
        "Saknar nokon på eigen alder. Interessert i {0} og {1}.",
    ),
    "goals": (
        "Vere fast med på {0}, og etter kvart klare vegen dit åleine.",
        "Vere mellom folk minst éin gong i veka.",
    ),
    "network": (
        "Har kontakt med sysken nokre gonger i året. Få vener i nærleiken.",
        "Bur åleine. Naboane helsar, men det er lite besøk.",
        "Treffer kjende på dagsenteret, men ikkje i fritida.",
    ),
    "functions": (
        "Går fint på eiga hand, men blir utrygg på nye stader.",
        "Treng hjelp til å planleggje og til å kome i gang.",
        "Blir fort sliten. Korte turar går best.",
    ),
    "other_services": (
        "Heimesjukepleie kvar morgon.",
        "Dagsenter to dagar i veka.",
        "Ingen andre tenester.",
    ),
    "alternatives": (
        "Aktivitetsgruppe er prøvd, men vart for uroleg.",
        "Besøksven frå frivilligsentralen er vurdert, og dekkjer ikkje behovet åleine.",
    ),
    "own_view": ("Synest kartlegginga stemmer.", ""),
    "child_view": ("Vil gjerne ha ein som er ung og likar {0}.",),
    "target_reason": ("Personalet i bustaden kan ikkje følgje på aktivitetar ute.",),
}
_WORDS = {Language.BOKMAL: _BOKMAL, Language.NYNORSK: _NYNORSK}
_OF_CHILDREN = ("child_view",)
_OF_OTHERS = ("target_reason",)


def assessment_row(career: Career, today: date) -> dict[str, Any] | None:
    """Return the assessment of a client; None of one who has not been met lately."""
    met = [one.applied_on + MET for one in career.grants if one.answers_application]
    if not met or not today - KEPT <= max(met) <= today:
        return None
    child = _is_child(career, today)
    outside = career.number % DAY_AND_NIGHT == 0
    words = _WORDS[career.client.language]
    texts = {
        name: _one_of(career.number + place, choices).format(*career.interests)
        for place, (name, choices) in enumerate(words.items())
        if (child or name not in _OF_CHILDREN) and (outside or name not in _OF_OTHERS)
    }
    return {
        "client_number": career.number,
        "assessed_on": max(met),
        "child_heard_on": max(met) if child else None,
        "child_view": "",
        "target_reason": "",
        "target_group": TargetGroup.ROUND_THE_CLOCK if outside else TargetGroup.INSIDE,
        **texts,
    }


def _one_of(number: int, choices: tuple[str, ...]) -> str:
    return choices[number * 7 // 3 % len(choices)]


def _is_child(career: Career, today: date) -> bool:
    born = career.client.person.birth_date
    return born is not None and years_old(born, today) < GROWN_UP


def assessment_now(client: int, day: date, language: Language) -> AssessmentDraft:
    """Return what was found out on ``day`` about one nobody had met before."""
    words = _WORDS[language]
    likes = ("turar", "musikk") if language is Language.NYNORSK else ("turer", "musikk")
    said = {name: _one_of(client, words[name]).format(*likes) for name in words}
    return AssessmentDraft(
        client_number=client,
        assessed_on=day,
        assessed_with=said["assessed_with"],
        own_wishes=said["own_wishes"],
        goals=said["goals"],
        network=said["network"],
        functions=said["functions"],
        other_services=said["other_services"],
        target_group=TargetGroup.INSIDE,
    )
