"""The worker thread behind lists and searches."""

import threading

from stkdesk.ui.background import Worker


def test_what_is_asked_first_is_done_first(qtbot):
    worker, answers = Worker("test"), []
    for number in range(5):
        worker.ask(lambda number=number: number, answers.append, key=number)
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert answers == [0, 1, 2, 3, 4]
    worker.close()


def test_whoever_asks_may_answer_for_the_failure(qtbot):
    worker, refused = Worker("test"), []
    worker.ask(lambda: 1 / 0, lambda _a: None, refused.append, key="x")
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], ZeroDivisionError)
    worker.close()


def test_a_closed_worker_delivers_nothing_more(qtbot):
    worker, answers = Worker("test"), []
    worker.ask(lambda: "sent", answers.append, key="x")
    worker.close()
    assert not worker.is_busy
    assert answers == []


def test_an_answer_that_another_answer_made_outdated_is_dropped(qtbot):
    worker, answers, gate = Worker("test"), [], threading.Event()

    def _first(_answer):
        worker.ask(lambda: "nytt", answers.append, key="search")

    worker.ask(lambda: gate.wait(5), _first, key="first")
    worker.ask(lambda: "gammelt", answers.append, key="search")
    done = threading.Event()
    worker.ask(done.set, lambda _a: None, key="last")
    gate.set()
    assert done.wait(5)  # both answers are ready before anybody looks
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert answers == ["nytt"]
    worker.close()
