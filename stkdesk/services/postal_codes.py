"""Norwegian postal codes and the names of their places, from the postal register."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache

from stkdesk.resources import resource

SMALL_WORDS = frozenset({"i", "og", "på", "ved"})  # MO I RANA is Mo i Rana
WORD = re.compile(r"[^\W\d_]+")


def place_of(code: str) -> str:
    """Return the place as one writes it, ``Mo i Rana``; "" for an unknown code."""
    return _cased(_register().get(code.strip(), ""))


@cache
def _register() -> Mapping[str, str]:
    with resource("postal_codes.csv").open(encoding="utf-8", newline="") as file:
        return {line["code"]: line["place"] for line in csv.DictReader(file)}


def _cased(place: str) -> str:
    """The register writes capitals only."""

    def _word(found: re.Match[str]) -> str:
        word = found[0].casefold()
        return word if found.start() and word in SMALL_WORDS else word.capitalize()

    return WORD.sub(_word, place)


def codes_of(places: Iterable[str]) -> tuple[str, ...]:
    """Return every postal code of the places, however their names are cased."""
    return tuple(code for place in places for code in _codes().get(place.upper(), ()))


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, place in _register().items():
        found[place] = (*found.get(place, ()), code)
    return found
