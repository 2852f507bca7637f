"""What has been decided about the program on this machine, and who has said so."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from stkdesk import settings
from stkdesk.cli.arguments import Parser
from stkdesk.configuration.choices import Choice, chosen, troubles
from stkdesk.configuration.keys import Key, UnreadableError, read
from stkdesk.configuration.sources import Source

FINE, FOUND = 0, 1
HEADS = ("NØKKEL", "VERDI", "KILDE")
NOTHING = "–"
BY_PERSON = "valgt i programmet"
LOST = "IT har skrevet noe annet, som ikke kan leses"


class Told(NamedTuple):
    """One line of the table."""

    key: str
    value: str
    source: str
    is_managed: bool = False
    is_lost: bool = False


def add_errand(errands: Callable[[str, str], Parser]) -> None:
    """Let the console tell what is in force."""
    showing = errands(
        "show-config", "viser hva som er bestemt for maskinen, og av hvem"
    )
    showing.option(
        "--json", action="store_true", help="til et program, ikke et menneske"
    )
    showing.set_defaults(errand=show_config)


def show_config(asked: Namespace, _today: date) -> int:
    """Print every key with its value and source; 1 if something could not be read."""
    rows = [_told(key) for key in Key]
    found = troubles()
    if asked.json:
        problems = [
            {"source": each.source.value, "name": each.name, "reason": each.reason}
            for each in found
        ]
        told = {"values": [row._asdict() for row in rows], "problems": problems}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return FOUND if found else FINE
    _print_table(rows)
    if found:
        print("\nKunne ikke leses:")
    for each in found:
        name = f", {each.name}" if each.name else ""
        print(f"  {each.source.value}{name}: {each.reason}")
    for row in rows:
        if row.is_lost:
            print(f"  {row.key}: {LOST}; verdien over gjelder ikke fullt ut")
    return FOUND if found else FINE


def _told(key: Key) -> Told:
    said = chosen(key)
    return Told(key, *_in_force(key, said), said.is_managed, said.is_lost)


def _in_force(key: Key, said: Choice) -> tuple[str, str]:
    """Return the value that holds, and the words for who has said it."""
    if key is Key.DATABASE_URL:
        said = settings.database_url()
        if settings.chosen_register() and not said.text:
            return "", f"{Source.USUAL.value}; filen er valgt i programmet"
        if said.source is not Source.USUAL or not said.text:
            return said.text, said.source
        try:  # somebody may have written in the note by hand
            return read(key, said.text, {}), BY_PERSON
        except UnreadableError as error:
            return "", f"{BY_PERSON}; {error}"
    usual = {
        Key.DATA_FOLDER: str(settings.data_folder()),
        Key.LOG_FOLDER: str(settings.log_folder()),
        Key.LOG_LEVEL: settings.log_level(),
    }
    return said.text or usual.get(key, ""), said.source.value


def _print_table(rows: list[Told]) -> None:
    lines = [HEADS, *((row.key, row.value or NOTHING, row.source) for row in rows)]
    wide = [max(len(line[at]) for line in lines) for at in range(2)]
    for key, value, source in lines:
        print(f"{key:<{wide[0]}}  {value:<{wide[1]}}  {source}")
