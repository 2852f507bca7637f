"""The colours: readable for people with poor sight, in every set."""

import pytest

from stkdesk.ui.tokens import SETS, Tone, contrast

GROUNDS = ("bg", "surface", "subtle", "sunken", "selection", "accent_soft", "rail")


@pytest.fixture(params=SETS, ids=lambda tokens: tokens.name)
def tokens(request):
    return request.param


@pytest.mark.parametrize("ink", ["text", "muted", "link"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(tokens, ink, ground):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("ground", ["accent", "accent_hover", "accent_press"])
def test_the_words_of_a_primary_button_can_be_read(tokens, ground):
    assert contrast(tokens.on_accent, getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tone", Tone)
def test_a_badge_can_be_read(tokens, tone):
    pair = tokens.tone(tone)
    assert contrast(pair.ink, pair.fill) >= 4.5


@pytest.mark.parametrize("tone", [tone for tone in Tone if tone != Tone.LATE])
def test_a_problem_under_a_field_can_be_read(tokens, tone):
    assert contrast(tokens.tone(tone).ink, tokens.surface) >= 4.5


@pytest.mark.parametrize("edge", ["control", "focus", "chart_good", "chart_bad"])
def test_what_can_be_used_stands_out_from_the_ground(tokens, edge):
    for ground in ("surface", "bg"):
        assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3


def test_the_practice_label_can_be_read(tokens):
    assert contrast(tokens.on_practice, tokens.practice) >= 4.5


def test_the_formula_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
