"""What came in, on A4: whole, in the middle, the right way up."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from stkdesk.documents.on_a4 import on_a4
from tests import files

A4 = (595, 842)


def pages(data):
    """Return the pages of ``data`` as pictures of a point each."""
    document = pypdfium2.PdfDocument(on_a4(data))
    made = [page.render(scale=1).to_pil().convert("RGB") for page in document]
    document.close()
    return made


def where_red(picture):
    """Return the box around what is red."""
    red, green, _ = picture.split()
    is_red = Image.composite(
        Image.new("L", picture.size, 255),
        Image.new("L", picture.size, 0),
        Image.eval(green, lambda g: 255 if g < 128 else 0),
    )
    assert red is not None
    return is_red.getbbox()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "PDF"])
@pytest.mark.parametrize("size", [(300, 200), (200, 300), (3000, 2000)])
def test_it_fills_the_page_one_way_and_keeps_its_shape(kind, size):
    [page] = pages(files.a_picture(kind, size))
    assert abs(page.width - A4[0]) <= 1
    assert abs(page.height - A4[1]) <= 1
    left, top, right, bottom = where_red(page)
    assert abs((right - left) / (bottom - top) - size[0] / size[1]) < 0.03
    assert right - left > 540 or bottom - top > 780
    assert abs((left + right) / 2 - A4[0] / 2) < 3
    assert abs((top + bottom) / 2 - A4[1] / 2) < 3


def test_every_page_comes_along():
    assert len(pages(files.a_picture("TIFF", pages=3))) == 3
    assert len(pages(files.a_pdf(pages=4))) == 4


def test_a_photo_stands_the_way_the_phone_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    [page] = pages(files.a_picture("JPEG", (300, 200), exif=exif))
    left, top, right, bottom = where_red(page)
    assert bottom - top > right - left


def test_what_is_clear_in_a_picture_is_white_paper():
    out = BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(out, "PNG")
    [page] = pages(out.getvalue())
    assert page.getpixel((297, 421)) == (255, 255, 255)


def test_a_page_that_lies_on_its_side_is_turned_and_cut_as_it_says():
    def turn(pdf):
        pdf.pages[0].Rotate = 90
        pdf.pages[0].CropBox = [0, 0, 300, 400]

    [page] = pages(files.changed_pdf(turn))
    assert abs(page.width - A4[0]) <= 1
    assert page.convert("L").getbbox() == (0, 0, *page.size)  # white around
    dark = page.convert("L").point(lambda g: 255 if g < 100 else 0).getbbox()
    left, top, right, bottom = dark  # the square at the lower left, turned: upper left
    side = 50 * A4[0] / 400
    assert left == 0
    assert abs((right - left) - side) <= 2
    assert abs((bottom - top) - side) <= 2
