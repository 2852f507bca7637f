"""What every letter must tell: each kind, in both languages, under both acts.

One table for the papers alone and for the journeys. Source: the table of mandatory
elements in the domain reference, 1.4: forvaltningsloven §§ 23, 25, 27, 36 and 42; the
act of 2025 §§ 57, 59 and 71; pasient- og brukerrettighetsloven §§ 3-1 and 7-2 to 7-5;
eForvaltningsforskriften § 11. Letters that are not decisions: 1.3 and 1.4.

assert lacking(text, DecisionKind.GRANTED, Language.BOKMAL, act, told) == []
"""

import re

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.office import LawVersion

K, L = DecisionKind, LetterKind
OLD, NEW = LawVersion.ACT_1967, LawVersion.ACT_2025
EVERY = tuple(K)
GRANTS = tuple(kind for kind in K if kind.grants)
LESS = (K.CHANGED, K.ENDED)
OF_EARLIER = (K.CHANGED, K.ENDED, K.DISMISSED, K.REVERSED)
OF_COMPLAINT = (K.DISMISSED, K.REVERSED)
AFTER_COMPLAINT = (L.COMPLAINT_RECEIPT, L.FORWARDING, L.FORWARDING_NOTICE)
OF_DECISION = (L.ADVANCE_NOTICE, *AFTER_COMPLAINT, L.REVERSAL_NOTICE)
TELL_OF_DOCUMENTS = (
    *(L.RECEIPT, L.ADVANCE_NOTICE),
    *(L.COMPLAINT_RECEIPT, L.FORWARDING_NOTICE),
)

#: Kinds, then what is said in bokmål and in nynorsk. What stands in braces is told by
#: the test, in the language of the letter; days as "9. mars 2026".
DECISIONS = {
    "the party": (EVERY, "{party}, født", "{party}, fødd"),
    "the day": (EVERY, "{day}", "{day}"),
    "who decides": (EVERY, "{office} {unit}", "{office} {unit}"),
    "the reference": (EVERY, "{reference}", "{reference}"),
    "the rules": (EVERY, "tjenesteloven § 3-2 første", "tenestelova § 3-2 første"),
    "what the rules say": (EVERY, "kommunen skal tilby", "kommunen skal tilby"),
    "the facts": (EVERY, "Opplysninger i saken {facts}", "Opplysningar i saka {facts}"),
    "the reasons": (EVERY, "Begrunnelse {grounds}", "Grunngiving {grounds}"),
    "their own view": (EVERY, "Hva du mener {view}", "Kva du meiner {view}"),
    "the right to appeal": (EVERY, "Du kan klage på", "Du kan klage på"),
    "four weeks": (EVERY, "er fire uker fra du mottok", "er fire veker frå du fekk"),
    "who decides an appeal": (
        EVERY,
        "Statsforvalteren i {county}",
        "Statsforvaltaren i {county}",
    ),
    "where to send it": (EVERY, "Send klagen til oss: {office}", "Send klaga til oss"),
    "how to appeal": (EVERY, "skriftlig og underskrevet", "skriftleg og underskriven"),
    "the rule of appeals": (EVERY, "§§ 7-2, 7-3 og 7-5", "§§ 7-2, 7-3 og 7-5"),
    "no electronic appeal": (EVERY, "ikke klage på e-post", "ikkje klage på e-post"),
    "the documents": (EVERY, "rett til å se dokumentene", "rett til å sjå dokumenta"),
    "guidance": (EVERY, "hjelp til å skrive klagen", "hjelp til å skrive klaga"),
    "costs": (EVERY, "nødvendige utgifter til kl", "nødvendige utgifter til kl"),
    "who to ask": (EVERY, "Ring saksbehandleren", "Ring sakshandsamaren"),
    "hours": (GRANTS, "{hours} timer i uken", "{hours} timar i veka"),
    "from when": (GRANTS, "{start}", "{start}"),
    "organisation": (GRANTS, "{organised}", "{organised}"),
    "the goal": (GRANTS, "Målet med tjenesten {goal}", "Målet med tenesta {goal}"),
    "own payment": (GRANTS, "Egenbetaling Ingen.", "Eigenbetaling Inga."),
    "who follows up": (GRANTS, "{running} følger", "{running} følgjer"),
    "while nobody is found": ((K.GRANTED, K.PARTLY), "Mens du venter", "Medan du vent"),
    "all is granted": ((K.GRANTED,), "innvilget søknaden din av", "innvilga søknaden"),
    "what was applied for": (
        (K.PARTLY,),
        "søkte om {applied} timer",
        "søkte om {applied} timar",
    ),
    "why not the rest": (
        (K.PARTLY,),
        "alt du søkte om {refused}",
        "alt du søkte om {refused}",
    ),
    "the refusal": ((K.REFUSED,), "avslått søknaden din om", "avslått søknaden din om"),
    "what is not met": (
        (K.REFUSED,),
        "ikke er oppfylt {refused}",
        "er oppfylt {refused}",
    ),
    "other offers": ((K.REFUSED,), "om andre tilbud", "om andre tilbod"),
    "old and new": (
        (K.CHANGED,),
        "Fra {start} får du støttekontakt {hours} timer i uken i stedet for {was}",
        "Frå {start} får du støttekontakt {hours} timar i veka i staden for {was}",
    ),
    "old hours": ((K.CHANGED,), "Før: {was} timer i uken", "Før: {was} timar i veka"),
    "why it may be changed": (LESS, "Vi kan endre vedtaket", "Vi kan endre vedtaket"),
    "the advance notice": (LESS, "sendte deg forhåndsvarsel", "deg førehandsvarsel"),
    "a delay": (LESS, "Utsatt iverksetting Vedtak", "Utsett iverksetjing Vedtak"),
    "the end": ((K.ENDED,), "opphører {start}", "tek slutt {start}"),
    "the last day": ((K.ENDED,), "Siste dag {last}", "Siste dag {last}"),
    "no treatment": ((K.DISMISSED,), "avvist klagen din", "avvist klaga di"),
    "the complaint": (
        OF_COMPLAINT,
        "Klagen kom inn {complained}",
        "Klaga kom inn {complained}",
    ),
    "which decision": (
        OF_EARLIER,
        "{earlier} av {earlier_day}",
        "{earlier} frå {earlier_day}",
    ),
    "the reversal": ((K.REVERSED,), "Vi har endret vedtaket", "Vi har endra vedtaket"),
    "the claim for costs": ((K.REVERSED,), "innen tre uker etter", "innan tre veker"),
}
#: What each of the other letters must tell.
LETTERS = {
    "the party": (tuple(L), "{party}, født", "{party}, fødd"),
    "the day": (tuple(L), "{day}", "{day}"),
    "who writes": (tuple(L), "{office} {unit}", "{office} {unit}"),
    "the reference": (tuple(L), "{reference}", "{reference}"),
    "that it has come": (
        (L.RECEIPT,),
        "mottatt søknaden din",
        "motteke søknaden din",
    ),
    "when it came": ((L.RECEIPT, L.COMPLAINT_RECEIPT), "{received}", "{received}"),
    "when to expect": (
        (L.RECEIPT, L.INTERIM_REPLY),
        "Du kan vente svar innen",
        "Du kan vente svar innan",
    ),
    "why it takes time": ((L.INTERIM_REPLY,), "{reason}", "{reason}"),
    "what is considered": (
        (L.ADVANCE_NOTICE,),
        "Vi vurderer å",
        "Vi vurderer å",
    ),
    "from and to": (
        (L.ADVANCE_NOTICE,),
        "{was} timer i uken. Vi vurderer å endre det til {hours} timer i uken",
        "{was} timar i veka. Vi vurderer å endre det til {hours} timar i veka",
    ),
    "why it is considered": ((L.ADVANCE_NOTICE,), "{reason}", "{reason}"),
    "until when to speak": (
        (L.ADVANCE_NOTICE,),
        "uttale deg innen {deadline}",
        "uttale deg innan {deadline}",
    ),
    "from when it runs": (
        (L.ADVANCE_NOTICE,),
        "Fristen regner vi fra {day}",
        "Fristen reknar vi frå {day}",
    ),
    "a helper": ((L.ADVANCE_NOTICE,), "av en fullmektig", "av ein fullmektig"),
    "which decision": (
        OF_DECISION,
        "av {earlier_day}",
        "frå {earlier_day}",
    ),
    "that the complaint has come": (
        (L.COMPLAINT_RECEIPT,),
        "mottatt klagen din",
        "motteke klaga di",
    ),
    "who decides": (
        AFTER_COMPLAINT,
        "Statsforvalteren i {county}",
        "Statsforvaltaren i {county}",
    ),
    "when the complaint came": (
        (L.FORWARDING,),
        "Klagen mottatt {received}",
        "Klaga motteken {received}",
    ),
    "whether in time": ((L.FORWARDING,), "Klagefristen", "Klagefristen"),
    "the facts": ((L.FORWARDING,), "Saksforholdet {facts}", "Saksforholdet {facts}"),
    "the rules": ((L.FORWARDING,), "{rule}", "{rule}"),
    "each argument": (
        (L.FORWARDING,),
        "1. Klageren mener: {argument}",
        "1. Klagaren meiner: {argument}",
    ),
    "each answer": (
        (L.FORWARDING,),
        "Kommunens vurdering: {answer}",
        "Vurderinga til kommunen: {answer}",
    ),
    "that it stands": (
        (L.FORWARDING,),
        "Kommunen opprettholder vedtaket",
        "Kommunen held fast ved vedtaket",
    ),
    "enclosures with numbers": ((L.FORWARDING,), "Vedlegg 1. ", "Vedlegg 1. "),
    "the copy": ((L.FORWARDING,), "Kopi til {party}", "Kopi til {party}"),
    "that it is sent": (
        (L.FORWARDING_NOTICE,),
        "Vi har sendt saken til Statsforvalteren",
        "Vi har sendt saka til Statsforvaltaren",
    ),
    "the copy of what was said": (
        (L.FORWARDING_NOTICE,),
        "Kopi av det vi har skrevet",
        "Kopi av det vi har skrive",
    ),
    "the right to be paid": (
        (L.REVERSAL_NOTICE,),
        "kostnader som var nødvendige",
        "kostnader som var nødvendige",
    ),
    "the claim for costs": (
        (L.REVERSAL_NOTICE,),
        "kreve sakskostnader er tre uker",
        "krevje sakskostnader er tre veker",
    ),
    "the documents": (
        TELL_OF_DOCUMENTS,
        "rett til å se dokumentene",
        "rett til å sjå dokumenta",
    ),
}
#: Rules that are cited, by the act that holds; the other act's must not be.
CITED = {
    OLD: ("§§ 23 til 25 og 27", "§§ 18 og 19", "§ 11)", "§ 36)"),
    NEW: ("§§ 57 og 59", "§ 59"),
}


def mandatory(kind, language, act, told, *, without=()):
    """Return what a letter of ``kind`` must say, by what each element is.

    ``told`` maps the words in braces to what the test knows; a word an element asks
    for and nobody told is an error. ``without`` names elements this case has not.
    """
    table = DECISIONS if isinstance(kind, DecisionKind) else LETTERS
    found = {
        name: (bokmal if language is Language.BOKMAL else nynorsk).format_map(told)
        for name, (kinds, bokmal, nynorsk) in table.items()
        if kind in kinds and name not in without
    }
    if isinstance(kind, DecisionKind):
        found |= {f"the act: {each}": each for each in CITED[act]}
    return found


def lacking(text, kind, language, act, told, *, without=()):
    """Return the elements that cannot be read in ``text``, and what was looked for."""
    printed = plain(text)
    wanted = mandatory(kind, language, act, told, without=without)
    return [f"{name}: {said}" for name, said in wanted.items() if said not in printed]


def wrong_limits(text, *, costs=False):
    """Return what must never stand in a letter: wrong limits, wrong rules of appeal.

    Three weeks are only for the claim for costs, where ``costs`` may be claimed.
    """
    printed = plain(text)
    found = [each for each in ("7-6", "§ 29") if each in printed]
    if not costs:
        found += re.findall(r"\btre (?:uker|veker)\b", printed, re.IGNORECASE)
    return found


def plain(text):
    """Return ``text`` with every space and line break as one space."""
    return re.sub(r"[\s\u00a0]+", " ", text)
