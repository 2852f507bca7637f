"""What the tests of backups have in common."""

from datetime import UTC, datetime

from stkdesk.storage.keys import open_key_file
from stkdesk.storage.verifying import check_backup
from tests.conftest import PASSWORD

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def driven(steps):
    """Take every step and return the result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def unlock(keys):
    """Return the master key in a key file."""
    return open_key_file(keys, PASSWORD).key


def check(file):
    """Return the manifest of a backup that has been proved."""
    return driven(check_backup(file, unlock))
