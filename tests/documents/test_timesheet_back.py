"""The back of the timesheet holds as many questions as the office asks."""

import pytest

from stkdesk.documents.timesheet_back import GAP, LINE, WRITING, lines_under
from stkdesk.domain.month_report import MOST_TOPICS


def test_the_usual_five_questions_have_most_room_for_what_they_did():
    assert lines_under(5) == (4, 2, 2, 2, 2)


@pytest.mark.parametrize("questions", range(1, MOST_TOPICS + 1))
def test_every_question_has_a_line_and_all_lie_above_the_boxes(questions):
    lines = lines_under(questions)
    assert len(lines) == questions
    assert min(lines) >= 1
    assert sum(lines) * LINE + questions * GAP <= WRITING + 0.01
