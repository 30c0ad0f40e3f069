"""The words and pages of kinds of notices."""

import uuid

import pytest

from esafety.notices import kinds, presenters
from esafety.notices.models import Notice

EVERY = ("absence.deputy", "absence.said", "incident.submitted")


def test_the_kinds_of_the_product_are_known():
    assert set(EVERY) <= set(kinds.known())


def test_an_unknown_kind_is_an_error():
    with pytest.raises(kinds.UnknownNoticeKind):
        kinds.kind_of("nothing.such")


def test_a_reference_is_named_and_a_key_is_not():
    called = kinds.kind_of("incident.submitted").called

    assert called("incident:OAK-7K3P-9X") == "OAK-7K3P-9X"
    assert called(f"task:{uuid.uuid4()}") == ""


def test_a_notice_of_a_kind_that_no_app_knows_any_more_leads_to_the_list(oakfield):
    line = presenters.line(Notice(kind="gone.kind", object="gone:1"), oakfield)

    assert (line.words, line.reference) == ("Something to look at", "")
    assert line.url == "/oakfield/notices/"
