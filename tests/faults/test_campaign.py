"""A few rounds of the campaign: the rest is run on demand."""

import shutil
from random import Random

import pytest

from tests.faults.damage import damage_once
from tests.faults.errands import ERRANDS
from tests.faults.striking import kill_once
from tests.needs import FORK

KILLS = 3
SPAN = 1.2  # seconds; long enough for any of them to have done something
DAMAGED = 12

# From Python 3.12 on. The other thread is a worker's line to the run: the child
# touches nothing of it, and never comes back.
pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded, use of fork:DeprecationWarning"
)


@pytest.mark.needs_linux(FORK)
@pytest.mark.parametrize("name", ERRANDS)
def test_whatever_is_going_on_a_kill_loses_nothing(name, tmp_path):
    errand, template = ERRANDS[name], tmp_path / "template"
    template.mkdir()
    errand.prepare(template)
    random = Random(name)
    for number in range(KILLS):
        folder = tmp_path / str(number)
        shutil.copytree(template, folder)
        had = kill_once(errand, folder, random, SPAN)
        assert had.ended == "killed"
        errand.hold(folder, had.acknowledged)


def test_no_damage_to_any_file_goes_unnoticed(tmp_path):
    template, random = tmp_path / "template", Random(11)
    template.mkdir()
    ERRANDS["restoring"].prepare(template)
    for number in range(DAMAGED):
        folder = tmp_path / str(number)
        shutil.copytree(template, folder)
        assert damage_once(folder, random).noticed != "UNNOTICED"
