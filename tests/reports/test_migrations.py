"""Reports of before: words of one text, published without a row of its own."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.exceptions import IrreversibleError

from esafety.audit import triggers
from tests.migrating import afterwards_as_it_is, are_kept, check_insert_only, migrate, rows_of

BEFORE = ("reports", "0004_papers")
LIFE, WORDS = ("reports", "0005_report_life"), ("reports", "0006_words_by_section")
REPORTS, EDITIONS = "reports_governorreport", "reports_edition"
AT = datetime(2026, 3, 30, 12, tzinfo=UTC)
GONE = ("words", "names_cleared")


@pytest.fixture
def old(transactional_db):
    """The database as it was before 0005, with a school, two members and three terms."""
    with afterwards_as_it_is():
        yield Old(migrate(BEFORE))


class Old:
    """What stood there: made by the models of that time."""

    def __init__(self, apps):
        self.apps = apps
        self.school = self.make("schools.School", name="Oakfield", slug="oakfield", code="OAK")
        self.lead, self.head = self.member("lena"), self.member("hari")
        self.terms = [
            self.make(
                "schools.Term", school=self.school, academic_year=2025, number=n,
                starts_on=date(2025, 9, 1) + timedelta(days=100 * n),
                ends_on=date(2025, 9, 30) + timedelta(days=100 * n),
            )
            for n in range(1, 6)
        ]  # fmt: skip

    def make(self, model, **facts):
        return self.apps.get_model(model)._base_manager.create(**facts)

    def member(self, name):
        user = self.make("accounts.User", email=f"{name}@oakfield.example")
        return self.make(
            "schools.Membership", school=self.school, user=user, display_name=name.title(),
            joined_on=date(2020, 9, 1),
        )  # fmt: skip

    def report(self, number, status="draft", words="", **facts):
        acts = {"approved": ["approved"], "published": ["approved", "published"]}.get(status, [])
        for hours, act in enumerate(acts):
            facts |= {f"{act}_at": AT + timedelta(hours=hours), f"{act}_by": self.head}
        return self.make(
            "reports.GovernorReport", school=self.school, term=self.terms[number - 1],
            status=status, words=words, drafted_at=AT - timedelta(days=2), drafted_by=self.lead,
            **facts,
        )  # fmt: skip

    def edition(self, report, number, *, final=False, after=timedelta()):
        data, pdf = {"version": 1, "columns": [{"term": "2025-1", "cells": {"all": 7}}]}, b"%PDF-1"
        frozen = json.dumps(
            {"data": data, "words": report.words}, sort_keys=True, separators=(",", ":"),
            ensure_ascii=False,
        )  # fmt: skip
        return self.make(
            "reports.Edition", school=self.school, report=report, number=number, final=final,
            data=data, words=report.words, template_version="1", pdf=pdf,
            data_sha256=hashlib.sha256(frozen.encode()).hexdigest(),
            pdf_sha256=hashlib.sha256(pdf).hexdigest(), built_at=AT + after, built_by=self.lead,
        )  # fmt: skip

    def published(self):
        """A report with two editions, of which the final one is out."""
        report = self.report(1, "published", "A calm term.", names_cleared=True)
        self.edition(report, 1, after=-timedelta(hours=3))
        return report, self.edition(report, 2, final=True, after=timedelta(minutes=1))


def words_now(apps):
    rows = apps.get_model("reports.SectionWords")._base_manager.order_by("report_id")
    return list(rows.values_list("report", "section", "text", "changed_at", "changed_by"))


def what_is_out(apps):
    rows = apps.get_model("reports.Publication")._base_manager.order_by("report_id")
    return list(rows.values_list("report", "edition", "approved_at", "published_at"))


def test_nothing_that_was_there_is_lost_or_rewritten_on_either_way(old):
    report, final = old.published()
    # Before there were final editions, readers had the newest.
    early = old.report(2, "published", "As it was.")
    old.edition(early, 1, after=-timedelta(hours=3))
    newest = old.edition(early, 2, after=-timedelta(hours=2))
    # Approved, sent back, and approved again.
    twice = old.report(3, "published", "Twice.")
    old.edition(twice, 1, final=True, after=-timedelta(days=1))
    last = old.edition(twice, 2, final=True, after=timedelta(minutes=1))
    ready = old.report(4, "ready", "Put right.", sent_back_at=AT, sent_back_by=old.head)
    old.report(1, "draft", part="annex")
    paper = {"kind": "trends", "requested_at": AT, "requested_by": old.lead}
    old.make("reports.Paper", school=old.school, **paper)
    tables = (REPORTS, EDITIONS, "reports_paper")
    before = {table: rows_of(table) for table in tables}

    migrate(LIFE)

    assert all(are_kept(before[table], rows_of(table)) for table in tables)
    assert {row["span"] for row in rows_of(REPORTS)} == {"term"}
    assert {row["html_sha256"] for row in rows_of(EDITIONS)} == {""}
    check_insert_only(EDITIONS)

    apps = migrate(WORDS)

    assert all(are_kept(before[table], rows_of(table), but=GONE) for table in tables)
    out = [(report, final), (early, newest), (twice, last)]
    day = (AT, AT + timedelta(hours=1))
    assert what_is_out(apps) == [(one.pk, edition.pk, *day) for one, edition in out]
    assert {row["published_by_id"] for row in rows_of("reports_publication")} == {old.head.pk}
    drafted = (AT - timedelta(days=2), old.lead.pk)
    assert words_now(apps) == [
        (one.pk, "incidents", one.words, *drafted) for one in (report, early, twice, ready)
    ]
    for table in (EDITIONS, "reports_publication"):
        check_insert_only(table)
    _check_one_report_a_term(apps, report)

    migrate(BEFORE)

    assert are_kept(before[REPORTS], rows_of(REPORTS), but=("names_cleared",))
    assert rows_of(EDITIONS) == before[EDITIONS]
    check_insert_only(EDITIONS)

    with afterwards_as_it_is():
        pass
    assert are_kept(before[EDITIONS], rows_of(EDITIONS))
    assert [row["text"] for row in rows_of("reports_sectionwords")] == [
        one.words for one in (report, early, twice, ready)
    ]
    said = StringIO()
    call_command("verify_reports", stdout=said)
    assert "6 editions checked: all as they were frozen" in said.getvalue()


def _check_one_report_a_term(apps, report):
    """One for each time, as before; a year beside its last term is another time."""
    facts = {"drafted_at": AT, "drafted_by_id": report.drafted_by_id, "term_id": report.term_id}
    reports = apps.get_model("reports.GovernorReport")._base_manager
    with pytest.raises(IntegrityError), transaction.atomic():
        reports.create(school_id=report.school_id, **facts)
    reports.create(school_id=report.school_id, span="year", **facts).delete()


def test_what_the_old_tables_have_no_place_for_is_in_the_way_back(old):
    report, _final = old.published()
    apps = migrate(WORDS)
    rows = {name: apps.get_model(f"reports.{name}")._base_manager for name in (
        "GovernorReport", "SectionWords", "NameClearance", "Publication", "ReadingConfirmation",
    )}  # fmt: skip
    own = {"school_id": old.school.pk}

    section = rows["SectionWords"].create(
        report_id=report.pk, section="children", text="Two year groups.", changed_at=AT,
        changed_by_id=old.lead.pk, **own,
    )  # fmt: skip
    refused(LIFE, "words in several sections")
    section.delete()

    rows["GovernorReport"].filter(pk=report.pk).update(status="draft")
    refused(LIFE, "were corrected")
    rows["GovernorReport"].filter(pk=report.pk).update(status="published")

    out = rows["Publication"].get()
    reader = {"publication": out, "member_id": old.head.pk, "read_at": AT}
    rows["ReadingConfirmation"].create(**reader, **own)
    refused(LIFE, "confirmed that they read")
    triggers.unprotect(connection, "reports_readingconfirmation")
    rows["ReadingConfirmation"].all().delete()
    triggers.protect(connection, "reports_readingconfirmation")

    assert [row["text"] for row in rows_of("reports_sectionwords")] == ["A calm term."]
    for table in (EDITIONS, "reports_publication"):
        check_insert_only(table)

    rows["NameClearance"].create(
        report_id=report.pk, section="incidents", names=["may"], cleared_at=AT,
        cleared_by_id=old.lead.pk, **own,
    )  # fmt: skip
    refused(BEFORE, "would be lost: cleared names")
    for table in (EDITIONS, "reports_nameclearance"):
        check_insert_only(table)


def refused(target, says):
    with pytest.raises(IrreversibleError, match=says):
        migrate(target)
