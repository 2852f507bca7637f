"""A machine that says what a test wants of the program, and nothing by itself."""

from pathlib import Path

from stkdesk.configuration import choices
from stkdesk.configuration.ini import Written
from stkdesk.configuration.sources import Machine

ROOT = str(Path("/").absolute())  # with its drive, where there are drives
NOBODY = {"LOCALAPPDATA": ROOT}  # variables of a person who has set none of ours
SILENT = Machine(Written, Written, Written)


def say(policy=None, file=None, own=None, variables=None):
    """Let IT's policy, IT's file and the person's own file say this from now on.

    ``variables`` are those of the machine, instead of what the test has set.
    """
    places = [lambda each=each: _written(each) for each in (policy, file, own)]
    machine = Machine(*places)
    choices.use(machine._replace(variables=variables) if variables else machine)


def _written(values):
    if isinstance(values, Written):
        return values
    return Written(tuple((values or {}).items()))
