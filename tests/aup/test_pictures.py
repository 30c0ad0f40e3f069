"""The page for the youngest: six drawings of our own, one sheet of paper."""

import io
import re
import subprocess

import pikepdf
import pytest

from aup import pictures
from aup.models import Agreement
from esafety import pdf
from tests.aup.test_seeds import grade

SAFE = {"svg", "title", "path", "rect", "circle", "g"}


@pytest.mark.parametrize("picture", pictures.PICTURES, ids=lambda one: one.name)
def test_a_picture_says_what_it_shows_and_fetches_nothing(picture):
    svg = pictures.drawn(picture)["svg"]

    assert f'role="img" aria-labelledby="picture-{picture.name}"' in svg
    assert f'<title id="picture-{picture.name}">{picture.seen}</title>' in svg
    assert set(re.findall(r"<(\w+)", svg)) <= SAFE
    assert "href" not in svg
    assert "style" not in svg


def test_the_sentences_are_short_enough_to_be_said_to_a_child_of_four():
    words = [str(one.words) for one in pictures.PICTURES]

    assert len(words) == 6
    assert max(len(one.split()) for one in words) <= 8
    assert grade("\n".join(words)) <= 3


def test_the_youngest_alone_have_pictures(agreed):
    found = [one.code for one in Agreement.objects.all() if pictures.has_pictures(one)]

    assert found == ["pupils-early"]


def test_it_is_one_sheet_of_tagged_paper(agreed):
    agreement = Agreement.objects.get(code="pupils-early")
    made = pdf.render(pictures.html(agreed, agreement))
    opened = pikepdf.open(io.BytesIO(made))
    words = subprocess.run(
        ["pdftotext", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()

    assert len(opened.pages) == 1
    assert opened.Root.MarkInfo.Marked
    for one in pictures.PICTURES:
        assert str(one.words) in " ".join(words.split())
