"""What the database itself does not let happen."""

import pytest
from django.db import IntegrityError, transaction

from reports.models import GovernorReport


def make(school, term, actor, **facts):
    given = {"drafted_at": "2026-12-01T09:00Z", "drafted_by_id": actor.membership_id, **facts}
    with transaction.atomic():
        return GovernorReport.objects.create(school=school, term=term, **given)


def test_a_term_has_one_report_and_each_maker_one_annex(oakfield, report, term, dee, hari, cora):
    with pytest.raises(IntegrityError):
        make(oakfield, term, dee)
    for maker in (hari, cora):
        make(oakfield, term, maker, part="annex")
    with pytest.raises(IntegrityError):
        make(oakfield, term, hari, part="annex")


@pytest.mark.parametrize("act", ["approved", "published", "sent_back"])
def test_who_and_when_go_together(oakfield, term, lena, act):
    with pytest.raises(IntegrityError):
        make(oakfield, term, lena, **{f"{act}_at": "2026-12-01T09:00Z"})


def test_nobody_approves_their_own_report(oakfield, term, hari):
    facts = {"approved_at": "2026-12-01T09:00Z", "approved_by_id": hari.membership_id}

    with pytest.raises(IntegrityError):
        make(oakfield, term, hari, **facts)
    assert make(oakfield, term, hari, part="annex", **facts)


def test_an_annex_is_never_published(oakfield, term, hari):
    with pytest.raises(IntegrityError):
        make(oakfield, term, hari, part="annex", status="published")


def test_names_in_logs_are_numbers(built):
    assert str(built) == f"report:{built.pk}"
    assert str(built.editions.get()).startswith("edition:")
    assert built.get_absolute_url() == "/oakfield/reports/2026-1/governors/"
