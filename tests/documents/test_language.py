"""A paper is written in bokmål or in nynorsk, never in both."""

import re
import tomllib

import pytest

from stkdesk.documents.print_file import build
from stkdesk.domain.client import Relation
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.office import LawVersion
from stkdesk.resources import resource
from tests.documents.decisions import every_decision
from tests.documents.reading import text_of
from tests.documents.samples import NB, NN, a_decision, a_refusal, all_papers

WORD = re.compile(r"[a-zæøåéò]{2,}")


def words_of(text):
    """Return the different words of ``text``."""
    return set(WORD.findall(text.casefold()))


def vocabulary(language):
    """Return every word the office's texts use in one language."""
    folder, found = resource("letters"), set()
    for file in folder.glob(f"*.{language.value}.toml"):
        found |= words_of(_texts_in(tomllib.loads(file.read_text("utf-8"))))
    for law in tomllib.loads((folder / "laws.toml").read_text("utf-8"))["law"]:
        found |= words_of(
            law[language.value] + " " + law.get(f"about_{language.value}", "")
        )
    return found


def _texts_in(part):
    if isinstance(part, dict):
        return " ".join(map(_texts_in, part.values()))
    if isinstance(part, list):
        return " ".join(map(_texts_in, part))
    return str(part)


ONLY = {
    NB: vocabulary(NB) - vocabulary(NN),
    NN: vocabulary(NN) - vocabulary(NB),
}
# The names of units and of the county governor are the office's own words.
OWN_WORDS = {"statsforvalteren", "tjenestekontoret"}


def papers(language):
    """Return every paper, with the turns a decision may take."""
    return {
        **all_papers(language),
        **every_decision(language),
        **{
            f"{name} 2025": paper
            for name, paper in every_decision(language, LawVersion.ACT_2025).items()
        },
        "open end": a_decision(
            language=language,
            valid_to=None,
            expense_cap_ore=30000,
            drive_cap_metres=100_000,
            recipient=Relation.PARENT,
            copies=("Per Vik",),
        ),
        "no dates": a_refusal(
            language=language, applied_on=None, kind=DecisionKind.REFUSED
        ),
    }


@pytest.mark.parametrize("name", papers(NB))
@pytest.mark.parametrize("language", Language)
def test_no_word_of_the_other_language_is_printed(name, language):
    other = NN if language is NB else NB
    printed = words_of(text_of(build(papers(language)[name])))

    assert printed & ONLY[language], "nothing of its own was printed"
    assert printed & ONLY[other] - OWN_WORDS == set()


PAPERS = ["frame", "timesheet", "declaration", "agreement", "decision", "case_letter"]
PAPERS += ["contact_letter", *ContactLetterKind]


@pytest.mark.parametrize("paper", [*PAPERS, *LetterKind])
def test_both_languages_have_the_same_texts(paper):
    shapes = [
        _shape(
            tomllib.loads(
                resource(f"letters/{paper}.{language}.toml").read_text("utf-8")
            )
        )
        for language in ("nb", "nn")
    ]
    assert shapes[0] == shapes[1]


def _shape(part):
    """Return the keys and, for a text, what is filled into it."""
    if isinstance(part, dict):
        return {key: _shape(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_shape(value) for value in part]
    return set(re.findall(r"{(\w+)}", str(part)))
