"""Reading the command line, and saying in Norwegian what is wrong with it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.language import Language
from stkdesk.storage.address import is_address
from stkdesk.storage.files import is_irreplaceable

#: What argparse says, and what we say instead; the last one is for our own words.
SAID = (
    (r"the following arguments are required: (?P<a>.*)", "Mangler {a}."),
    (r"unrecognized arguments: (?P<a>.*)", "Ukjent: {a}."),
    (r"argument (?P<a>\S+): expected .*", "{a} mangler en verdi."),
    (r"argument .*: invalid choice: '?(?P<a>[^']*)'? \(.*", "Ukjent: {a}."),
    (r"argument (?P<a>\S+): (?P<b>«.*)", "{a}: {b}"),
)
PERIOD = re.compile(r"[0-9]{4}-[0-9]{2}b?")
MOST = 999_999_999  # a short number has nine digits at most
DOCUMENTS = ("timeliste", "taushetserklaering", "vedtak", "brev")


class UsageError(OfficeError):
    """The command line is not one the program understands."""


class NorwegianHelp(argparse.RawDescriptionHelpFormatter):
    """Help with a Norwegian word before the usage."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Say ``bruk`` for usage."""
        super().add_usage(usage, actions, groups, "bruk: " if prefix is None else "")


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one Norwegian line."""

    def __init__(self, prog: str, description: str, epilog: str = "") -> None:
        """Describe one errand; ``option`` adds what it can be told."""
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=NorwegianHelp,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = "må oppgis"
        self._options = self.add_argument_group("valg")
        self._options.add_argument(
            "-h", "--help", action="help", help="vis denne hjelpen"
        )
        self.option = self._options.add_argument

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Raises:
            UsageError: always.

        """
        for pattern, ours in SAID:
            if found := re.fullmatch(pattern, message):
                raise UsageError(ours.format(**found.groupdict()), self._see())
        raise UsageError("Kommandoen er ikke til å forstå.", self._see())

    def _see(self) -> str:
        return f"Se {self.prog} --help."


def may_be_quiet(parser: Parser) -> None:
    """Let an errand be told to say nothing unless something is wrong."""
    parser.option("--quiet", action="store_true", help="si bare fra når noe er galt")


def say(asked: argparse.Namespace, line: str) -> None:
    """Print ``line``, unless the errand was told to be quiet."""
    if not asked.quiet:
        print(line)


def a_file(text: str) -> Path:
    """Return the path of a file."""
    return Path(text).expanduser()


def a_result(text: str) -> Path:
    """Return the path of a file that is to be made; what lies there is replaced.

    Never a register, its keys or a backup: one slip would be the end of them.
    """
    file = a_file(text)
    if is_irreplaceable(file):
        raise argparse.ArgumentTypeError(
            f"«{text}» er et register, nøklene eller en kopi. Velg en annen fil."
        )
    return file


def a_register(text: str) -> Path | str:
    """Return the path of a register, or its address as it stands if it is on a server.

    Its password never stands there; see ``storage.address``.
    """
    return text if is_address(text) else a_file(text)


def a_register_file(text: str) -> Path:
    """Return the path of a register, for an errand that is done with its file.

    Raises:
        UsageError: if it is an address.

    """
    if is_address(text):
        raise UsageError(
            "Dette ærendet gjelder bare et register i en fil.",
            "På en server er det check, users, print, export-person og export-archive "
            "som går; "
            "kopier og nøkler er det serveren selv som har.",
        )
    return a_file(text)


def a_number(text: str) -> int:
    """Return a whole number from 1."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST):
        raise argparse.ArgumentTypeError(f"«{text}» er ikke et helt tall fra 1.")
    return int(text)


def a_short_number(text: str) -> int:
    """Return the number of a person or a thing: 3 for what the window calls B-3.

    The letter is not taken: what is asked for is said elsewhere, and S-3 is another.
    """
    bare = re.fullmatch(r"[A-Za-z]-([0-9]+)", text)
    if bare:
        raise argparse.ArgumentTypeError(
            f"«{text}» har en bokstav foran. Skriv tallet alene: {bare[1]}."
        )
    return a_number(text)


def a_seed(text: str) -> int:
    """Return any whole number from 0."""
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"«{text}» er ikke et helt tall.")
    return int(text)


def a_period(text: str) -> str:
    """Return the code of a period."""
    if not PERIOD.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"«{text}» er ikke en periode. Skriv for eksempel 2026-10."
        )
    return text


def a_language(text: str) -> Language:
    """Return one of the two written languages."""
    if text not in list(Language):
        raise argparse.ArgumentTypeError(f"«{text}» er ikke nb eller nn.")
    return Language(text)


def a_document(text: str) -> str:
    """Return a kind of document."""
    if text not in DOCUMENTS:
        kinds = ", ".join(DOCUMENTS[:-1])
        raise argparse.ArgumentTypeError(
            f"«{text}» er ikke {kinds} eller {DOCUMENTS[-1]}."
        )
    return text
