"""The installer can see that the program runs, also on a terminal server."""

import sys

import pytest

from stkdesk import running


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch):
    monkeypatch.setattr(running, "_held", [])


def test_both_names_the_installer_asks_for_are_held_once():
    asked = []

    def hold(name):
        asked.append(name)
        return len(asked)

    assert running.announce(hold) == (1, 2)
    assert running.announce(hold) == (1, 2)
    assert asked == [r"Local\stkdesk-running", r"Global\stkdesk-running"]


def test_a_neighbour_who_may_not_have_the_name_of_the_machine_starts_all_the_same():
    held = running.announce(lambda name: 0 if name.startswith("Global") else 7)
    assert held == (7,)


if sys.platform == "win32":

    def test_windows_gives_both_names_to_two_programs_at_once(monkeypatch):
        first = running.announce()
        monkeypatch.setattr(running, "_held", [])
        second = running.announce()
        assert len(first) == len(second) == 2
        assert not {*first} & {*second}

else:

    def test_elsewhere_than_on_windows_nothing_is_held():
        assert running.announce() == ()
