"""Pictures of pages for the preview."""

import pytest

from stkdesk.documents.pictures import page_count, page_picture
from stkdesk.documents.print_file import build
from tests.documents.samples import a_timesheet


def test_a_page_becomes_a_picture_in_colour_or_grey():
    data = build(a_timesheet())

    assert page_count(data) == 2
    colour = page_picture(data, 0, 2)
    grey = page_picture(data, 1, 2, grey=True)
    assert (colour.width, colour.height) == (grey.width, grey.height) == (1191, 1684)
    assert len(colour.pixels) == colour.stride * colour.height
    assert colour.stride >= 3 * colour.width
    assert len(grey.pixels) == grey.stride * grey.height
    assert {0, 255} <= set(grey.pixels)


def test_the_first_bytes_of_a_pixel_are_red_green_blue():
    picture = page_picture(build(a_timesheet()), 0, 1)
    # the dark blue band above the table, 26 mm from the left edge and 108 mm down
    at = picture.stride * 310 + 3 * 60
    red, green, blue = picture.pixels[at : at + 3]

    assert red < green < blue


def test_there_is_no_picture_after_the_last_page():
    with pytest.raises(IndexError):
        page_picture(build(a_timesheet()), 2)
