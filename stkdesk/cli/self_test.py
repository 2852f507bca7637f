"""``stkdesk-cli self-test``: does the program work where it is installed?

For IT after an installation, for the check of the installer, and for a call to support.
All is done on invented people in a scratch folder, far from the office's own register.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
import warnings
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from stkdesk.cli.arguments import Parser, a_file
from stkdesk.configuration import choices
from stkdesk.domain.errors import CannotSaveError, OfficeError

if TYPE_CHECKING:
    from stkdesk.services.self_test.steps import Place, Step

FINE, FOUND = 0, 1
#: What can be tried, in this order.
KEYS = (
    "resources",
    "time",
    "register",
    "old",
    "papers",
    "practice",
    "backup",
    "window",
    "printers",
)
LEANS_ON = {"backup": "practice", "window": "practice", "printers": "window"}
WITH_WINDOW = frozenset({"window", "printers"})
ATTEMPTS, REST = 5, 0.3  # at taking the scratch folder away; seconds between them


def add_errand(errands: Callable[[str, str], Parser]) -> None:
    """Add the errand and what it can be told."""
    parser = errands("self-test", "prøver om programmet virker på denne maskinen")
    parser.option(
        "--out",
        type=a_file,
        metavar="MAPPE",
        help="behold selvtest.txt, selvtest.json, dokumentene og et bilde av vinduet",
    )
    parser.option(
        "--no-window", action="store_true", help="ikke prøv vinduet og skriverne"
    )
    parser.option(
        "--only",
        action="append",
        type=a_step,
        metavar="STEG",
        help=f"bare dette, og det som må til for det: {', '.join(KEYS)}",
    )
    parser.option("--window", type=a_file, help=argparse.SUPPRESS)
    parser.set_defaults(errand=self_test)


def self_test(asked: Namespace, _today: date) -> int:
    """Try everything and tell how it went; 1 if something does not work."""
    from stkdesk.cli.self_test_window import machine_of_its_own, show

    if asked.window is not None:  # this is the process with the window
        return show(asked.window)
    from stkdesk.cli.self_test_log import Telling, versions
    from stkdesk.services.self_test.steps import Outcome, Place, tried

    telling, outcomes, about = Telling(asked.out), list[Outcome](), versions()
    try:
        telling.begin(about)
        with _scratch(asked.out) as scratch:
            place = Place(scratch, asked.out)
            with (
                choices.using(machine_of_its_own(scratch / "data")),
                warnings.catch_warnings(action="ignore"),  # they belong to libraries
            ):
                for step in _steps(_wanted(asked)):
                    telling.step(step.title)
                    outcomes.append(tried(step, place))
                    telling.outcome(outcomes[-1])
        telling.end(about, outcomes)
    finally:
        telling.close()
    return FINE if all(each.is_fine for each in outcomes) else FOUND


def a_step(text: str) -> str:
    """Return the key of a step."""
    if text not in KEYS:
        raise argparse.ArgumentTypeError(f"«{text}» er ikke {', '.join(KEYS)}.")
    return text


def _wanted(asked: Namespace) -> frozenset[str]:
    """Return the keys of the steps asked for, and of those they lean on."""
    wanted = set(asked.only or KEYS)
    if asked.no_window:
        wanted -= WITH_WINDOW
    for key in reversed(KEYS):  # one leans on earlier ones only
        if key in wanted and key in LEANS_ON:
            wanted.add(LEANS_ON[key])
    return frozenset(wanted)


def _steps(wanted: frozenset[str]) -> Iterator[Step]:
    """Yield what is tried, that which others lean on first."""
    from stkdesk.cli.self_test_window import WindowTrial
    from stkdesk.services.self_test.steps import Step

    try:
        from stkdesk.services.self_test import (
            backups,
            old_registers,
            papers,
            registers,
            resources,
        )
    except Exception as error:  # a library has been taken away, or damaged
        yield Step("program", "Delene av programmet", partial(_fail_for, error))
        return
    trial = WindowTrial()
    titles = (
        ("Filene i programmet", resources.resources_are_whole),
        ("Norsk tid", registers.time_is_norwegian),
        ("Kryptert register", registers.register_is_encrypted),
        ("Registre fra eldre versjoner", old_registers.old_registers_are_upgraded),
        ("Ett av hvert dokument", papers.papers_are_printed),
        ("Øvingskontor i lang sti med æøå", registers.practice_is_built),
        ("Sikkerhetskopi tur og retur", backups.backup_comes_back),
        ("Vinduet, alle rom", trial.opens),
        ("Skrivere", trial.printers),
    )
    for key, (title, run) in zip(KEYS, titles, strict=True):
        if key in wanted:
            yield Step(key, title, run)


def _fail_for(error: Exception, _place: Place) -> str:
    """Tell which part could not be loaded.

    Raises:
        OfficeError: always.

    """
    part = getattr(error, "name", None) or type(error).__name__
    raise OfficeError(
        f"En del mangler eller er skadet ({part}).",
        "Se etter om et virusprogram har tatt den, og installer programmet på nytt.",
    ) from error


@contextmanager
def _scratch(kept: Path | None) -> Iterator[Path]:
    """Give a folder on a disk of this machine, and take it away again.

    Raises:
        CannotSaveError: if there is none that can be written to.

    """
    try:
        parent = _suitable(Path(tempfile.gettempdir()), kept)
        folder = Path(tempfile.mkdtemp(prefix="stkdesk-selvtest-", dir=parent))
    except OSError as error:
        raise CannotSaveError(
            "Det er ingen mappe til midlertidige filer.",
            "Be IT om en mappe i TEMP som kontoen kan skrive til.",
        ) from error
    try:
        yield folder.resolve()
    finally:
        for _attempt in range(ATTEMPTS):  # a virus scanner may hold a file for a moment
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(REST)


def _suitable(usual: Path, kept: Path | None) -> Path:
    """Return the usual folder, or the other if a register may lie only there.

    An account may have its temporary files on the network.
    """
    from stkdesk.storage.places import place_problem

    if kept is not None and place_problem(usual) and not place_problem(kept.resolve()):
        return kept
    return usual
