from policies.guidance import citing


def test_each_code_once_in_their_order():
    text = "See {{guidance:kcsie}}, {{ guidance:working-together }} and {{guidance:kcsie}}."

    assert citing.codes_in(text) == ["kcsie", "working-together"]
    assert citing.codes_in("{{school}} {{guidance:}} {{guidance:UP}} {guidance:x}") == []


def test_a_citation_becomes_words_and_an_unknown_one_stays():
    text = "By {{guidance:kcsie}} and {{guidance:none}}."

    assert (
        citing.written(text, {"kcsie": "KCSIE (2026)"}) == "By KCSIE (2026) and {{guidance:none}}."
    )
    assert citing.codes_in(citing.as_typed("kcsie")) == ["kcsie"]
