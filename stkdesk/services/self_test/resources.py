"""Whether all that the program brings along is there and whole."""

from __future__ import annotations

import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

from stkdesk.documents.coat_of_arms import coat_of_arms
from stkdesk.documents.pdf.faces import letters_lacking
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count
from stkdesk.resources import resource
from stkdesk.services.postal_codes import place_of
from stkdesk.services.self_test.steps import AGAIN, Place

#: Files that something stops without, besides those of a whole folder.
NEEDED = (
    "fonts/SourceSans3-Regular.ttf",
    "fonts/SourceSans3-Semibold.ttf",
    "fonts/SourceSans3-It.ttf",
    "fonts/Inter-Regular.ttf",
    "fonts/Inter-Medium.ttf",
    "fonts/Inter-SemiBold.ttf",
    "help/start.md",
    "help/changes.md",
    "i18n/qtbase_nb.qm",
    "icons/House.svg",
    "letters/decision.nb.toml",
    "licences/gpl-3.txt",
    "licences/inter.txt",
    "licences/lgpl-3.txt",
    "licences/qt.txt",
    "licences/source-sans-3.md",
    "licences/sqlcipher.txt",
    "coat_of_arms.svg",
    "postal_codes.csv",
    "server/roles.sql",
    "sRGB2014.icc",
    "stkdesk.svg",
)
TRANSLATION = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")  # how a .qm begins
PROFILE = b"acsp"  # at 36 in every colour profile, which begins with its length
KNOWN_PLACE = ("6518", "Kristiansund N")


def resources_are_whole(_place: Place) -> str:
    """Look at every file the program brings along.

    Raises:
        OfficeError: that names the first one that is not right.

    """
    for name in NEEDED:
        _require(name, lambda file: file.stat().st_size > 0)
    fonts = _each("fonts", "*.ttf", _is_face)
    icons = _each("icons", "**/*.svg", lambda file: bool(ET.parse(file).getroot().tag))
    letters = _each("letters", "*.toml", _is_letter)
    pages = _each("help", "*.md", _is_page)
    _each("licences", "*", lambda file: file.stat().st_size > 100)
    _require("i18n/qtbase_nb.qm", lambda file: file.read_bytes()[:16] == TRANSLATION)
    _require("sRGB2014.icc", _is_profile)
    _require("coat_of_arms.svg", _can_be_drawn)
    code, place = KNOWN_PLACE
    _require("postal_codes.csv", lambda _file: place_of(code) == place)
    return (
        f"{count(fonts, 'skrift', 'skrifter')}, {count(icons, 'ikon', 'ikoner')}, "
        f"{count(letters, 'brevtekst', 'brevtekster')}, "
        f"{count(pages, 'hjelpeside', 'hjelpesider')}"
    )


def _each(folder: str, pattern: str, is_right: Callable[[Path], bool]) -> int:
    names = sorted(_names(folder, pattern))
    if not names:
        raise OfficeError(f"Mappen {folder} i programmet er tom.", AGAIN)
    for name in names:
        _require(name, is_right)
    return len(names)


def _names(folder: str, pattern: str) -> Iterator[str]:
    try:
        root = resource(folder)
    except FileNotFoundError:
        return
    for file in root.glob(pattern):
        if file.is_file():
            yield f"{folder}/{file.relative_to(root).as_posix()}"


def _require(name: str, is_right: Callable[[Path], bool]) -> None:
    try:
        file = resource(name)
    except FileNotFoundError:
        raise OfficeError(f"Filen {name} mangler i programmet.", AGAIN) from None
    try:
        right = is_right(file)
    except OSError as error:
        raise OfficeError(
            f"Filen {name} i programmet kan ikke leses.",
            "Gi alle lesetilgang til programmappen, eller installer på nytt.",
        ) from error
    except (ValueError, KeyError, ET.ParseError) as error:
        raise OfficeError(f"Filen {name} i programmet er skadet.", AGAIN) from error
    if not right:
        raise OfficeError(f"Filen {name} i programmet er skadet.", AGAIN)


def _is_face(file: Path) -> bool:
    if lacking := letters_lacking(file):
        raise OfficeError(f"Skriften {file.name} mangler tegn: {lacking}.", AGAIN)
    return True


def _is_letter(file: Path) -> bool:
    return bool(tomllib.loads(file.read_text("utf-8")))


def _is_page(file: Path) -> bool:
    return file.read_text("utf-8").startswith("# ")


def _is_profile(file: Path) -> bool:
    data = file.read_bytes()
    return data[36:40] == PROFILE and int.from_bytes(data[:4], "big") == len(data)


def _can_be_drawn(file: Path) -> bool:
    try:
        return bool(coat_of_arms(file.read_text("utf-8")))
    except OfficeError:
        return False
