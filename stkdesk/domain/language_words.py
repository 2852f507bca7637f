"""Words that give away which of the two written languages a text is in.

Source: domain reference 10.1 and 10.2, and the commonest small words. A word stands
here only when it is wrong in the other language whatever it means there.
"""

from __future__ import annotations

import re

from stkdesk.domain.language import Language

_PAIRS = """
ikke ikkje|jeg eg|hun ho|dere –|noe noko|noen nokon|hva –|hvem kven|hvor kvar
hvordan korleis|hvorfor kvifor|hvilken –|hvilke –|hvis –|fra frå|være vere
mye mykje|uke veke|uker veker|uken veka|måned månad|måneder månader|måneden månaden
timer timar|tjeneste teneste|tjenesten tenesta|tjenester tenester|bare berre
– søkjar|begrunnelse grunngiving|saksbehandler sakshandsamar|veiledning rettleiing
vedlagt vedlagd|mottatt motteke|mottar mottek|mottok –|gjelder gjeld|saken –|klagen –
opplysninger opplysningar|foreløpig førebels|forhåndsvarsel førehandsvarsel
foresatt føresett|foresatte føresette|pårørende pårørande|verge verje
Statsforvalteren Statsforvaltaren|taushetsplikt teieplikt|oversendelse oversending
taushetserklæring teieerklæring|omgjøring omgjering|innvilgelse innvilging|innvilget –
endret –|utsatt –|iverksetting iverksetjing|opphør opphøyr|opphører opphøyrer
skriftlig skriftleg|mulig mogleg|underskrevet underskriven|hjemmel heimel|egne eigne
– brukar|brukere brukarar|egen eigen|lønn løn|godtgjøring godtgjersle|– klagar
kjøring køyring|kjøregodtgjørelse køyregodtgjersle|egenbetaling eigenbetaling
utgiftsdekning utgiftsdekking|hilsen helsing|vennlig venleg|selv sjølv|sammen saman
tilbudet tilbodet|støttekontakter støttekontaktar|medvirkning medverknad
"""
_NONE = "–"  # where the word beside it is right, or means something, in both
_WORD = re.compile(r"[a-zæøåéêòóô]+", re.IGNORECASE)


def _of(side: int) -> frozenset[str]:
    words = _PAIRS.replace("|", " ").split()[side::2]
    return frozenset(word.casefold() for word in words) - {_NONE}


BOKMAL_ONLY, NYNORSK_ONLY = _of(0), _of(1)


def strangers(language: Language, text: str) -> list[str]:
    """Return the words of ``text`` that belong to the other language, each once."""
    wrong = NYNORSK_ONLY if language is Language.BOKMAL else BOKMAL_ONLY
    words = _WORD.findall(text)
    return list(dict.fromkeys(word for word in words if word.casefold() in wrong))
