"""Every text of the letters exists in both languages, and is in its own."""

import re
import tomllib
from collections import Counter

import pytest

from stkdesk.documents.laws import standard_laws
from stkdesk.domain.language import Language
from stkdesk.domain.language_words import BOKMAL_ONLY, NYNORSK_ONLY, strangers
from stkdesk.resources import resource

LETTERS = resource("letters")
#: Made for the office itself, which works in bokmål.
ONE_LANGUAGE = {"recovery"}
PAPERS = sorted(
    {file.name.split(".")[0] for file in LETTERS.glob("*.n?.toml")} - ONE_LANGUAGE
)


def flat(words, start=""):
    """Return every text of a file by its key."""
    if isinstance(words, str):
        return {start: words}
    items = words.items() if isinstance(words, dict) else enumerate(words)
    found = {}
    for key, value in items:
        found |= flat(value, f"{start}.{key}" if start else str(key))
    return found


def texts_of(paper, language):
    """Return the texts of ``paper`` in one language."""
    file = LETTERS / f"{paper}.{language.value}.toml"
    return flat(tomllib.loads(file.read_text("utf-8")))


@pytest.mark.parametrize("paper", PAPERS)
def test_every_text_has_its_twin_with_the_same_fields(paper):
    bokmal, nynorsk = (texts_of(paper, language) for language in Language)

    assert bokmal.keys() == nynorsk.keys()
    for key, text in bokmal.items():
        twin = nynorsk[key]
        fields = [Counter(re.findall(r"{\w+}", each)) for each in (text, twin)]
        assert fields[0] == fields[1], key
        assert text.count("<b>") == twin.count("<b>"), key


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", Language)
def test_no_text_has_words_of_the_other_language(paper, language):
    for key, text in texts_of(paper, language).items():
        assert strangers(language, text) == [], key


def test_no_legal_reference_has_words_of_the_other_language():
    for each in standard_laws():
        for language in Language:
            said = f"{each.reference[language]} {each.about[language]}"
            assert strangers(language, said) == [], each.key
        assert bool(each.about_bokmal) == bool(each.about_nynorsk), each.key


@pytest.mark.parametrize("paper", PAPERS)
def test_no_letter_names_the_wrong_rule_or_time_limit(paper):
    for language in Language:
        for key, text in texts_of(paper, language).items():
            assert "7-6" not in text, key
            for sentence in re.split(r"(?<=[.!?]) ", re.sub("</?b>", "", text)):
                if re.search(r"\b(tre|3) (uker|veker)\b", sentence):
                    assert not re.search(r"klagefrist|klage på", sentence), key


def test_the_words_that_tell_the_languages_apart_are_not_in_both():
    assert not BOKMAL_ONLY & NYNORSK_ONLY
    assert {"ikke", "uke", "mottatt", "hvis"} - BOKMAL_ONLY == {"hvis"} - BOKMAL_ONLY
    assert {"ikkje", "veke", "motteke", "frå"} <= NYNORSK_ONLY
    assert strangers(Language.NYNORSK, "Vi har ikke mottatt noe innen en uke.") == [
        "ikke",
        "mottatt",
        "noe",
        "uke",
    ]
