"""A published report is corrected: a new edition that says what changed, and the old one stays."""

import pytest

from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from reports import queries, rendering
from reports.models import GovernorReport, Publication
from reports.services import approval, building, drafting, reading, recounting
from tests.factories.incidents import make_incident
from tests.reports.conftest import do_jobs

REASON = "Some incidents were entered twice."


def again(report):
    return GovernorReport.objects.select_related("job", "term", "school").get(pk=report.pk)


@pytest.fixture
def correction(published, lena):
    """Lena corrects what is published; nothing is built yet."""
    return approval.correct(report=published, reason=REASON, by=lena)


@pytest.fixture
def republished(oakfield, correction, lena, hari):
    """The correction, with six incidents and other words, published."""
    for _n in range(6):
        make_incident(oakfield, happened_on="2026-10-01")
    drafting.write_words(report=correction, texts={"actions": "We learnt."}, by=lena)
    building.ask(report=correction, by=lena)
    do_jobs("report.build")
    approval.approve(report=approval.propose(report=again(correction), by=lena), by=hari)
    do_jobs("report.build")
    return approval.publish(report=again(correction), by=hari)


def test_a_correction_is_a_draft_with_its_reason_and_readers_keep_what_is_out(correction, gwen):
    assert (correction.status, correction.approved_at) == ("draft", None)
    assert correction.is_correction
    assert queries.texts_of(correction)["correction"] == REASON
    assert list(queries.published_for(gwen)) == [correction]
    assert [e.number for e in queries.editions_for(gwen, correction)] == [2]
    assert AuditEvent.objects.get(type="report.corrected").data == {}


def test_it_has_to_be_built_anew(correction, lena):
    with pytest.raises(Refused, match="Build the report first"):
        approval.propose(report=correction, by=lena)


def test_the_new_edition_says_what_changed_and_why(republished):
    edition = republished.editions.last()
    facts = edition.frame["correction"]

    assert (facts["reason"], facts["replaces"]) == (REASON, 2)
    assert "By outcome, All incidents, Autumn 2026/27: “0” became “6”." in facts["figures"]
    assert facts["words"] == ["Actions taken and planned"]
    html = rendering.html_of(rendering.content_of(edition))
    assert html.index(REASON) < html.index("How to read the figures")
    assert "This edition corrects edition 2" in html


def test_both_editions_are_there_for_readers_and_the_frozen_one_is_as_it_was(republished, gwen):
    old, new = queries.publications(republished)

    assert [e.number for e in queries.editions_for(gwen, republished)] == [4, 2]
    assert (old.edition.number, new.edition.number) == (2, 4)
    assert old.edition.texts == {"incidents": "A calm term."}
    assert queries.standing() == [new]


def test_each_governor_is_told_of_the_new_edition(republished, mailoutbox):
    do_jobs("report.tell_governor")

    assert len(mailoutbox) == 4  # two governors, of both editions


def test_a_correction_of_a_correction_starts_from_the_newest(republished, lena):
    approval.correct(report=republished, reason="A slip.", by=lena)
    building.ask(report=again(republished), by=lena)
    do_jobs("report.build")

    facts = republished.editions.last().frame["correction"]
    assert (facts["reason"], facts["replaces"], facts["figures"]) == ("A slip.", 4, [])


def test_a_correction_is_given_up_and_the_words_are_those_of_what_is_out(correction, lena, hari):
    drafting.write_words(report=correction, texts={"incidents": "Others."}, by=lena)

    done = approval.drop_correction(report=correction, by=hari)

    assert (done.status, done.approved_by_id) == ("published", hari.membership_id)
    assert queries.texts_of(done) == {"incidents": "A calm term."}
    assert Publication.objects.count() == 1


def test_only_what_is_published_is_corrected_and_only_a_correction_given_up(built, approved, lena):
    for report in (built, approved):
        with pytest.raises(Refused, match="cannot become"):
            approval.drop_correction(report=report, by=lena)
    with pytest.raises(Refused, match="cannot become"):
        approval.correct(report=approved, reason="x", by=lena)


def test_what_is_published_is_not_sent_back_and_a_correction_not_published_at_once(
    published, lena, hari
):
    with pytest.raises(Refused, match="cannot become"):
        approval.send_back(report=published, reason="x", by=hari)
    approval.correct(report=published, reason=REASON, by=lena)
    with pytest.raises(Refused, match="cannot become"):
        approval.publish(report=published, by=hari)


def test_the_reason_is_needed_and_may_not_be_emptied(published, correction, lena):
    with pytest.raises(Refused, match="why the report is corrected"):
        drafting.write_words(report=correction, texts={"correction": " "}, by=lena)


def test_a_name_in_the_reason_goes_no_further(correction, lena):
    texts = {"correction": "Larch counted twice."}
    drafting.write_words(report=correction, texts=texts, by=lena)
    building.ask(report=again(correction), by=lena)
    do_jobs("report.build")

    with pytest.raises(Refused, match="names of people"):
        approval.propose(report=again(correction), by=lena)


def test_what_others_published_stays_and_ones_own_is_the_last(republished):
    own = [data["columns"][0] for _report, data in queries.published_data()]

    assert [column["cells"]["all"] for column in own][-1] != own[0]["cells"]["all"]
    assert queries.is_published(republished)


def test_the_log_has_changed_since(oakfield, published, lena, hari):
    assert recounting.recount(report=published, by=lena).figures == []
    for _n in range(6):
        make_incident(oakfield, happened_on="2026-10-01")

    found = recounting.recount(report=published, by=hari)

    assert "By outcome, All incidents, Autumn 2026/27: “0” became “6”." in map(str, found.figures)
    assert published.editions.last().data["columns"][0]["cells"]["all"] == 0
    events = AuditEvent.objects.filter(type="report.recounted").order_by("seq")
    assert [e.data for e in events] == [
        {"edition": 2, "differs": False},
        {"edition": 2, "differs": True},
    ]


@pytest.mark.parametrize("who", ["dee", "gwen", "cora", "tom"])
def test_nobody_else_compares_with_the_log(published, who, request):
    with pytest.raises(Refused):
        recounting.recount(report=published, by=request.getfixturevalue(who))


def test_there_is_nothing_to_compare_before_an_edition(report, lena):
    with pytest.raises(Refused, match="No edition"):
        recounting.recount(report=report, by=lena)


def test_what_a_correction_changes_is_shown_before_it_goes_on(oakfield, correction, lena):
    assert recounting.printed_changes(correction) == []
    for _n in range(6):
        make_incident(oakfield, happened_on="2026-10-01")
    building.ask(report=correction, by=lena)
    do_jobs("report.build")

    assert any(change.new == "6" for change in recounting.printed_changes(again(correction)))


def test_before_anything_is_published_nothing_is_corrected(built):
    assert recounting.printed_changes(built) == []


ACTS = {
    "report.corrected": lambda r, by: approval.correct(report=r, reason="x", by=by),
    "report.recounted": lambda r, by: recounting.recount(report=r, by=by),
}


@pytest.mark.parametrize("event", ACTS)
def test_when_the_audit_fails_nothing_is_saved(published, lena, monkeypatch, event):
    monkeypatch.delitem(types._WORDS, event)

    with pytest.raises(UnknownEventType):
        ACTS[event](published, lena)

    assert again(published).status == "published"
    assert queries.texts_of(published) == {"incidents": "A calm term."}


def test_when_the_audit_fails_a_correction_is_not_given_up(correction, lena, monkeypatch):
    monkeypatch.delitem(types._WORDS, "report.correction_dropped")

    with pytest.raises(UnknownEventType):
        approval.drop_correction(report=correction, by=lena)
    assert again(correction).status == "draft"
    assert reading.queries.texts_of(correction)["correction"] == REASON
