"""The same content gives the same bytes: today, tomorrow, on every machine."""

import os
import subprocess
import sys
from datetime import date

from stkdesk.documents.print_file import build
from tests.documents.digests import digests
from tests.documents.samples import a_timesheet


def told_by_another_process(**environment):
    """Return the digests another process computes."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.digests"],
        env=os.environ | environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.splitlines()


def test_other_seeds_zones_and_languages_change_nothing():
    here = digests()

    assert told_by_another_process(PYTHONHASHSEED="1", TZ="America/New_York") == here
    assert told_by_another_process(PYTHONHASHSEED="2", LANG="C", LC_ALL="C") == here


def test_papers_made_before_change_nothing():
    first = build(a_timesheet())
    build(a_timesheet(contact_name="Ольга Ковальчук", practice=True))

    assert build(a_timesheet()) == first


def test_another_day_is_another_file():
    assert build(a_timesheet()) != build(a_timesheet(made_on=date(2026, 10, 2)))
