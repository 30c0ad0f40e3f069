"""Languages: what each is called and how it is read."""

from esafety.languages import ENGLISH, LANGUAGES, language


def test_english_comes_first_and_every_code_is_short_enough_to_keep():
    assert next(iter(LANGUAGES)) == ENGLISH
    assert max(map(len, LANGUAGES)) <= 12


def test_direction_and_names():
    assert [one.code for one in LANGUAGES.values() if one.direction == "rtl"] == ["ar", "ur"]
    assert language("pl").direction == "ltr"
    assert language("pl").label == "Polski (Polish)"
    assert language(ENGLISH).label == "English"


def test_an_unknown_code_is_its_own_name():
    assert language("xx").label == "xx"
