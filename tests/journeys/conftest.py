"""Journeys that need a server are left out where none is installed.

``tests.server.engines`` says so in the last lines of the run.
"""

from tests.server.cluster import binaries

ON_A_SERVER = ["test_trust_two_people.py"]

collect_ignore = [] if binaries() else ON_A_SERVER
