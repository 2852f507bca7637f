"""Long tasks: progress, cancel, failure; and the window that follows one."""

import threading

import pytest
import shiboken6
from PySide6.QtWidgets import QProgressBar, QWidget

from stkdesk.domain.errors import CannotSaveError
from stkdesk.domain.progress import Progress
from stkdesk.ui import garbage
from stkdesk.ui.jobs import Job
from stkdesk.ui.progress import JobDialog
from tests import person


@pytest.fixture
def desk(qtbot):
    desk = QWidget()
    qtbot.addWidget(desk)
    desk.show()
    return desk


def counting(total, result="ferdig", gate=None):
    for number in range(1, total + 1):
        yield Progress(number, total, f"ark {number}")
        if gate is not None:
            gate.wait(5)
    return result


def test_a_job_tells_how_far_it_has_come_and_what_came_of_it(qtbot, desk):
    job, seen = Job(counting(5), desk), []
    job.progressed.connect(seen.append)
    with qtbot.waitSignal(job.done) as end:
        pass
    assert end.args == ["ferdig"]
    assert seen[-1] == Progress(5, 5, "ark 5")
    assert not job.is_running


def test_a_cancelled_job_takes_no_further_step(qtbot, desk):
    gate = threading.Event()
    job = Job(counting(1000, gate=gate), desk)
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.stopped):
        job.cancel()
        gate.set()


def test_a_fault_in_a_job_reaches_the_window(qtbot, desk):
    def _steps():
        yield Progress(1, 2)
        raise OSError("disk full")

    job = Job(_steps(), desk)
    with qtbot.waitSignal(job.failed) as end:
        pass
    assert isinstance(end.args[0], OSError)


def test_a_job_stops_when_its_window_goes_away(qtbot, desk):
    window, gate, taken = QWidget(), threading.Event(), []

    def _steps():
        for number in range(1000):
            taken.append(number)
            yield Progress(number, 1000)
            gate.wait(5)

    Job(_steps(), window)
    qtbot.waitUntil(lambda: bool(taken))
    shiboken6.delete(window)
    gate.set()
    with qtbot.waitSignal(Job(counting(1), desk).done):
        pass
    assert len(taken) < 1000


def test_garbage_is_not_collected_during_a_job_and_is_after(qtbot, desk):
    def _steps():
        yield Progress(1, 1)
        return garbage.is_held()

    with qtbot.waitSignal(Job(_steps(), desk).done) as end:
        pass
    assert end.args == [True]
    assert not garbage.is_held()


def test_the_window_of_a_job_shows_progress_and_goes_away(qtbot, desk):
    gate = threading.Event()
    job = Job(counting(4, gate=gate), desk)
    JobDialog(desk, job, "Lager timelister")
    shown = person.wait_for_window(qtbot, "Lager timelister")
    qtbot.waitUntil(lambda: shown.findChild(QProgressBar).maximum() == 4)
    assert person.says(shown, "av 4")
    with qtbot.waitSignal(job.done):
        gate.set()
    qtbot.waitUntil(lambda: not shiboken6.isValid(shown) or not shown.isVisible())


def test_the_person_can_stop_a_job(qtbot, desk):
    gate = threading.Event()
    job = Job(counting(1000, gate=gate), desk)
    JobDialog(desk, job, "Lager timelister")
    shown = person.wait_for_window(qtbot, "Lager timelister")
    with qtbot.waitSignal(job.stopped):
        person.press(qtbot, shown, "Avbryt")
        assert person.says(shown, "Stopper")
        gate.set()


def test_what_stopped_a_job_is_told_in_the_words_of_the_office(qtbot, desk):
    def _steps():
        yield Progress(1, 2)
        raise CannotSaveError("Disken er full.", "Rydd plass.")

    job = Job(_steps(), desk)
    JobDialog(desk, job, "Lager timelister")
    box = person.wait_for_window(qtbot, "stkdesk")
    assert {"Disken er full.", "Rydd plass."} <= person.texts(box)
    box.close()
