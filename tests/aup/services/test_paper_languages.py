"""Forms on paper in the family's language: printed, and entered."""

import io
import uuid
from pathlib import Path

import pikepdf
import pytest

from aup.models import PaperCode
from aup.queries import paper as reads
from aup.services import papers
from esafety import demo, pdf
from esafety.access.refused import Refused
from esafety.signatures.models import Signature
from tests.aup.asked import sign
from tests.aup.linked import household
from tests.aup.services.test_papers import DAY, entry
from tests.aup.services.test_translating import FOR_PUPILS, publish


def test_a_form_is_in_the_language_chosen_or_the_familys_own_where_it_is_there(
    oakfield, agreed, lena, olu
):
    pia, [early, primary, student] = household(oakfield, years=("1", "4", "8"))
    for one in (early, primary):
        publish(lena, FOR_PUPILS, version=one.version)
    asks = [early, primary, student]
    assert {one.locale for one in papers.print_forms(asks=asks, by=olu)} == {"en-gb"}

    sign(early, "parent", olu, person=pia, locale="pl")

    def locales(wanted=""):
        return [one.locale for one in papers.print_forms(asks=asks, by=olu, locale=wanted)]

    assert locales() == ["pl", "pl", "en-gb"]  # the student's is not there in Polish
    assert locales("pl") == ["pl", "pl", "en-gb"]
    assert locales("ur") == locales("en-gb") == ["en-gb"] * 3
    assert reads.languages_for(asks) == ["pl"]
    assert PaperCode.objects.filter(ask=primary).count() == 2
    sign(early, "parent", olu, person=pia)
    assert locales() == ["en-gb"] * 3  # the last signature counts


def test_a_translated_form_has_its_words_and_the_english_below(oakfield, agreed, lena):
    _pia, [ask] = household(oakfield, years=("4",))
    publish(lena, FOR_PUPILS, version=ask.version)

    html = papers.html_of([papers.code_of(ask, "pl")])

    for words in (
        'lang="pl"',
        "Jestem uprzejma.",
        "Przeczytałem(-am) to z dzieckiem i rozmawialiśmy o tym.",
        "I have read this with my child and we have talked about it.",
        "Tutaj podpisuje się dziecko",
        "The child signs here",
        "This form is in Polski (Polish), and those are the words that are signed.",
    ):
        assert words in html
    assert "Being kind" not in html
    english = papers.html_of([papers.code_of(ask)])
    assert "This form is in" not in english
    assert 'class="english"' not in english


def test_a_translated_form_is_one_sheet_as_well(oakfield, agreed, lena):
    _pia, [ask] = household(oakfield, years=("4",))
    polish = Path(demo.__file__).parent / "translations" / "pupils-primary.pl.md"
    publish(lena, polish.read_text(encoding="utf-8"), version=ask.version)

    made = pikepdf.open(io.BytesIO(pdf.render(papers.html_of([papers.code_of(ask, "pl")]))))

    assert len(made.pages) == 2


def test_many_forms_are_printed_in_the_language_chosen(oakfield, agreed, lena, olu):
    _pia, [ask] = household(oakfield, years=("4",))
    publish(lena, FOR_PUPILS, version=ask.version)
    wanted = papers.request_print(asks=[ask], locale="pl", by=olu)

    papers.make(key=wanted.key, progress=lambda percent: None)

    assert PaperCode.objects.get().locale == "pl"


def test_a_translated_form_is_entered_in_its_language(oakfield, agreed, lena, olu):
    pia, [ask] = household(oakfield, years=("4",))
    publish(lena, FOR_PUPILS, version=ask.version)
    facts = {"ask": ask, "day": DAY, "once_key": uuid.uuid4(), "by": olu}

    papers.enter(entries=[entry(ask, pia)], locale="pl", **facts)

    assert Signature.objects.get().text.body.startswith("# Umowa")
    with pytest.raises(Refused, match="not there in this language"):
        papers.enter(entries=[entry(ask, pia)], locale="ur", **facts | {"once_key": uuid.uuid4()})
