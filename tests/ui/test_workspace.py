"""The gate between windows and casework."""

import threading

import pytest

from stkdesk.domain.errors import NotFoundError
from stkdesk.services.clients import open_client
from stkdesk.storage.tables import Client
from stkdesk.ui.errors import Message
from tests import builders, person


def test_everybody_hears_what_was_saved(qtbot, workspace):
    with qtbot.waitSignal(workspace.changed) as told:
        number = workspace.do(builders.a_client)
    assert {"clients", "people"} <= told.args[0]
    assert workspace.read(lambda s: s.get(Client, number)) is not None


def test_reading_tells_nobody(qtbot, workspace):
    with qtbot.assertNotEmitted(workspace.changed):
        workspace.do(lambda session: session.get(Client, 1))


def test_what_fails_leaves_nothing_behind(qtbot, workspace):
    def _half(session):
        builders.a_client(session)
        raise NotFoundError("Finnes ikke.")

    with qtbot.assertNotEmitted(workspace.changed), pytest.raises(NotFoundError):
        workspace.do(_half)
    assert workspace.read(lambda s: s.query(Client).count()) == 0


def test_a_question_is_answered_on_the_thread_of_the_windows(qtbot, workspace):
    seen = {}

    def _work(_session):
        seen["asked on"] = threading.get_ident()
        return "svar"

    def _deliver(answer):
        seen["answer"], seen["told on"] = answer, threading.get_ident()

    workspace.ask(_work, _deliver, key="q")
    qtbot.waitUntil(lambda: "answer" in seen)
    assert seen["answer"] == "svar"
    assert seen["asked on"] != seen["told on"] == threading.get_ident()
    assert not workspace.is_reading


def test_a_later_question_replaces_an_earlier_one(qtbot, workspace):
    gate, answers = threading.Event(), []
    workspace.ask(lambda _s: gate.wait(5), lambda _a: None, key="gate")
    for words in ("h", "ha", "han"):
        workspace.ask(lambda _s, words=words: words, answers.append, key="search")
    workspace.ask(lambda _s: "andre", answers.append, key="other")
    gate.set()
    qtbot.waitUntil(lambda: not workspace.is_reading)
    assert answers == ["han", "andre"]


def test_an_answer_under_way_is_dropped_when_it_is_outdated(qtbot, workspace):
    begun, gate, answers = threading.Event(), threading.Event(), []

    def _slow(_session):
        begun.set()
        gate.wait(5)
        return "gammelt"

    workspace.ask(_slow, answers.append, key="search")
    assert begun.wait(5)
    workspace.ask(lambda _s: "nytt", answers.append, key="search")
    gate.set()
    qtbot.waitUntil(lambda: not workspace.is_reading)
    assert answers == ["nytt"]


def test_a_question_that_fails_is_told(qtbot, qapp, workspace):
    workspace.ask(lambda s: open_client(s, 99), lambda _c: None, key="card")
    box = person.wait_for_window(qtbot, "stkdesk")
    assert isinstance(box, Message)
    box.close()


def test_the_last_thing_done_is_undone_first(qtbot, workspace):
    done = ["a", "b"]
    workspace.undoable("Slettet a", lambda: done.remove("a"))
    workspace.undoable("Slettet b", lambda: done.remove("b"))
    with qtbot.waitSignal(workspace.undone) as told:
        assert workspace.undo()
    assert told.args == ["Slettet b"]
    assert done == ["a"]
    assert workspace.undo()
    assert not workspace.undo()
