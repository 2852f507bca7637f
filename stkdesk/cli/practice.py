"""Making a practice office."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from stkdesk.cli.access import given_passphrase
from stkdesk.cli.following import follow
from stkdesk.domain.formats import count


def make_practice(asked: Namespace, today: date) -> int:
    """Make the register of a practice office; the usual password opens it."""
    from stkdesk.services.practice import build_practice_office
    from stkdesk.storage.keys import PRACTICE_PASSWORD

    follow(
        build_practice_office(
            asked.db,
            clients=asked.clients,
            seed=asked.seed,
            today=today,
            years=asked.years,
            password=given_passphrase(asked) or PRACTICE_PASSWORD,
        )
    )
    print(f"{asked.db}: øvingskontor med {count(asked.clients, 'bruker', 'brukere')}.")
    return 0
