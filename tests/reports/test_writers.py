"""Who wrote in a report does not approve it: the words are read by two."""

import pytest

from esafety.access.refused import Refused
from esafety.access.roles import Role
from reports import presenters, writers
from reports.models import GovernorReport
from reports.services import approval, building, drafting
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.reports.conftest import do_jobs

MAIN = "/oakfield/reports/2026-1/governors/"


def again(report):
    return GovernorReport.objects.get(pk=report.pk)


def send(report, by):
    building.ask(report=again(report), by=by)
    do_jobs("report.build")
    return approval.propose(report=again(report), by=by)


def write(report, by, **texts):
    return drafting.write_words(report=again(report), texts=texts, by=by)


@pytest.fixture
def by_head(report, lena, hari):
    """Lena's report, waiting, with words that Hari wrote."""
    write(report, lena, incidents="Calm.")
    write(report, hari, actions="All by the head.")
    return send(report, lena)


def test_who_wrote_words_does_not_approve_them(by_head, hari):
    with pytest.raises(Refused, match="cannot approve it as it stands: Actions taken") as refused:
        approval.approve(report=by_head, by=hari)

    assert "Lena Larch rewrites these words" in refused.value.sentence
    assert again(by_head).status == "ready"


def test_another_head_approves_them(oakfield, by_head, hari):
    other = make_member(oakfield, "Hester Holly", Role.HEAD)

    assert approval.approve(report=by_head, by=other).status == "approved"


def test_once_the_drafter_has_rewritten_them_the_head_approves(by_head, lena, hari):
    approval.send_back(report=by_head, reason="Rewrite mine.", by=hari)
    write(by_head, lena, actions="Written again.")
    send(by_head, lena)

    assert approval.approve(report=again(by_head), by=hari).status == "approved"


def test_words_that_were_taken_out_again_are_nobodys(report, lena, hari):
    write(report, lena, incidents="Calm.")
    write(report, hari, actions="All by the head.")
    write(report, hari, actions=" ")
    send(report, lena)

    assert approval.approve(report=again(report), by=hari).status == "approved"


def test_who_cleared_names_does_not_approve_until_the_words_are_rewritten(
    oakfield, report, lena, hari
):
    make_person(oakfield, "Ivo Ivory")
    write(report, lena, incidents="The Ivory Trust.")
    names = {("incidents", "ivory")}
    drafting.clear_names(report=report, names=names, reason="A trust.", by=hari)
    send(report, lena)
    with pytest.raises(Refused, match="as it stands: Incidents"):
        approval.approve(report=again(report), by=hari)

    approval.send_back(report=again(report), reason="Rewrite it.", by=hari)
    write(report, lena, incidents="Thanks to the Ivory Trust.")
    send(report, lena)
    assert approval.approve(report=again(report), by=hari).status == "approved"


def test_the_page_says_why_and_has_no_button(by_head, client_of, hari, lena):
    page = client_of(hari).get(MAIN).content.decode()

    assert "Another headteacher approves it" in page
    assert f"{MAIN}approve/" not in page
    assert f"{MAIN}send-back/" in page
    assert "Another headteacher" not in client_of(lena).get(MAIN).content.decode()


def test_the_press_of_an_open_page_is_refused_in_the_same_words(by_head, client_of, hari):
    page = client_of(hari).post(f"{MAIN}approve/", {"edition": 1}).content.decode()

    assert "Another headteacher approves it" in page


def test_who_wrote_nothing_is_told_nothing(ready, approved, published, hari, lena, gwen):
    for actor in (hari, lena, gwen):
        assert presenters.why_not_approve(actor, published) == ""
        assert writers.sections_by(hari, published) == []


def test_what_stands_published_is_nobodys_in_a_correction(published, lena, hari):
    approval.correct(report=published, reason="A slip.", by=hari)
    assert writers.sections_by(hari, again(published)) == []
    assert writers.sections_by(lena, again(published)) == []
    write(published, hari, correction="Another slip.", training="More.")
    assert writers.sections_by(hari, again(published)) == ["correction", "training"]
    write(published, hari, training="")
    write(published, lena, correction="Two slips.")

    assert writers.sections_by(hari, again(published)) == []


def test_a_correction_that_was_given_up_makes_nobody_its_writer(published, lena, hari):
    approval.correct(report=published, reason="A slip.", by=lena)
    write(published, lena, incidents="Others.")
    approval.drop_correction(report=again(published), by=hari)
    approval.correct(report=again(published), reason="A slip.", by=lena)

    assert writers.sections_by(hari, again(published)) == []


def test_an_annex_is_its_makers_alone(annex, hari):
    write(annex, hari, incidents="Mine.")
    building.ask(report=annex, by=hari)
    do_jobs("report.build")

    assert presenters.why_not_approve(hari, again(annex)) == ""
    assert approval.approve(report=again(annex), by=hari).status == "approved"
