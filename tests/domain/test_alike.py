"""Names that may be those of one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.alike import names_alike

NAMES = st.text("abcdefghijklmnoprstuvyæøåÆØÅ -", min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åse Ødegård", "ÅSE ØDEGÅRD"),
        ("Oskar Moen", "Moen Oskar"),
        ("Oskar Moen", "Oscar Moen"),
        ("Anne Marie Lie", "Anne Lie"),
        ("Kari Bø-Hansen", "Kari Hansen"),
        ("Aase Saether", "Åse Sæther"),
        ("Máret Ánne Sara", "Maret Anne Sara"),
    ],
)
def test_may_be_the_same(one, other):
    assert names_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kari Moen", "Siri Moen"),  # twins
        ("Ola Lie", "Kari Vik"),
        ("Ola Lie", ""),
        ("", ""),
    ],
)
def test_are_two(one, other):
    assert not names_alike(one, other)


@given(NAMES, NAMES)
def test_it_is_the_same_from_either_side(one, other):
    assert names_alike(one, other) == names_alike(other, one)


@given(st.lists(st.sampled_from(["Ola", "Kari", "Lie", "Vik", "Moe"]), min_size=1))
def test_the_order_of_the_words_does_not_matter(words):
    assert names_alike(" ".join(words), " ".join(reversed(words)))
