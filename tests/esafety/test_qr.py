"""A QR code as a picture: its squares, its light border, and no address outside itself."""

import re

from esafety import qr

PLACE = "https://online-safety.oakfield.sch.uk"


def test_the_drawn_squares_are_those_of_the_code_with_a_light_border():
    picture, rows = qr.svg(PLACE), qr.matrix(PLACE)
    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", picture)}

    assert drawn == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    assert f'viewBox="0 0 {len(rows)} {len(rows)}"' in picture
    assert not any(any(row[:4]) for row in rows)
    assert not any(any(row) for row in rows[:4])
    finder = [rows[4][4:11], rows[5][4:11]]
    assert finder == [[True] * 7, [True, False, False, False, False, False, True]]


def test_as_an_address_it_holds_the_whole_picture():
    assert qr.as_data("<svg/>") == "data:image/svg+xml;base64,PHN2Zy8+"
