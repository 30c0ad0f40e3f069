"""The reading room of the rules."""

import io
import sys
from datetime import timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from esafety.audit import objects
from policies import printing, queries
from policies.models import RuleTable, RuleTableVersion
from policies.services import approving, seeding
from policies.views import pages
from tests.policies.test_queries import next_version

URL = "/oakfield/rules/"


def test_everyone_of_the_school_reads_the_rules_and_nobody_else(
    ruled, client_of, tom, gwen, olu, lena, boris
):
    answers = [client_of(a).get(URL).status_code for a in (tom, gwen, olu, lena, boris)]

    assert answers == [200, 200, 200, 200, 404]


def test_the_list_names_the_tables_by_what_they_are_for_and_the_agreements(ruled, client_of, gwen):
    page = client_of(gwen).get(URL).content.decode()

    shown = RuleTable.objects.exclude(code="levels-responses")
    assert all(f'href="{table.get_absolute_url()}"' in page for table in shown)
    assert f"{URL}levels-responses/" not in page
    for title in ("What follows misuse", "Decision charts", "Where to get help"):
        assert title in page
    assert 'href="/oakfield/agreements/"' in page
    assert "Draft" not in page


def test_a_school_without_tables_is_told_so(oakfield, client_of, gwen):
    assert "No tables yet" in client_of(gwen).get(URL).content.decode()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("pupil-actions", ["✓ ", "Yes", "Class<br>teacher", "marks an action that follows"]),
        ("staff-actions", ["Line<br>manager", "Disciplinary<br>action"]),
        (
            "levels-misuse",
            [
                "Level C1",
                "Level C4",
                "Deliberate hacking",
                "Suspension considered",
                "Second time or later",
            ],
        ),
        ("levels-responses", ["Level C1", "Deliberate hacking"]),
        ("user-actions", ["■ ", "Unacceptable and illegal", "✕ ", "Online gambling"]),
        (
            "communication-technologies",
            ["Allowed for selected staff", "within the school&#x27;s guidelines"],
        ),
    ],
)
def test_a_table_is_shown_in_words_and_marks(ruled, client_of, gwen, code, words):
    page = client_of(gwen).get(f"{URL}{code}/").content.decode()

    for each in [*words, "version 1, in force from", "CSV"]:
        assert each in page


@pytest.mark.parametrize("code", [path.stem for path in seeding.SEEDS.glob("*.csv")])
def test_a_version_is_downloaded_as_it_was_seeded(ruled, client_of, gwen, code):
    answer = client_of(gwen).get(f"{URL}{code}/1.csv")

    assert answer.content == (seeding.SEEDS / f"{code}.csv").read_bytes()
    assert answer["Content-Disposition"] == f'attachment; filename="{code}-v1.csv"'


@pytest.mark.parametrize("path", ["nothing/", "nothing/1.csv", "pupil-actions/9.csv"])
def test_what_is_not_there_is_not_found(ruled, client_of, gwen, path):
    assert client_of(gwen).get(URL + path).status_code == 404


def test_schools_never_meet(ruled, brook, client_of, boris):
    mine = client_of(boris)

    assert mine.get("/brook/rules/pupil-actions/").status_code == 404
    assert mine.get(URL + "pupil-actions/").status_code == 404
    with scope(school=brook):
        assert objects.names({"rules:pupil-actions"}) == {
            "rules:pupil-actions": "rules:pupil-actions"
        }
    assert objects.names({"rules:pupil-actions"})["rules:pupil-actions"].startswith("Pupils")


def test_the_list_takes_the_same_queries_for_one_and_for_thirty(ruled, client_of, lena):
    mine, counts = client_of(lena), []
    mine.get(URL)
    for many in (15, 45):
        while RuleTable.objects.count() < many:
            n = RuleTable.objects.count()
            RuleTable.objects.create(school=ruled, code=f"t{n}", title=f"T{n}", shape="ticks")
        with CaptureQueriesContext(connection) as queries:
            mine.get(URL)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_versions_of_a_table_take_the_same_queries_for_one_and_for_thirty(
    ruled, client_of, lena
):
    mine, counts = client_of(lena), []
    page = f"{URL}pupil-actions/"
    mine.get(page)
    for many in (1, 30):
        for number in range(
            RuleTableVersion.objects.filter(table__code="pupil-actions").count(), many
        ):
            next_version(ruled, timezone.localdate(), number + 1)
        with CaptureQueriesContext(connection) as queries:
            assert mine.get(page).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_version_says_how_it_stands_and_who_made_and_approved_it(proposed, client_of, gwen, hari):
    approving.approve(draft=proposed, revision=proposed.revision, by=hari)
    mine = client_of(gwen)
    now, first = (mine.get(f"{URL}pupil-actions/versions/{n}/").content.decode() for n in (2, 1))

    for words in ("In force", "Made by Lena Larch", "Approved by Hari Hazel", "Plainer."):
        assert words in now
    for words in ("Replaced", "Made by The product, as it was set up"):
        assert words in first
    listed = mine.get(f"{URL}pupil-actions/").content.decode()
    assert "version 2, in force from" in listed
    assert "Compare two versions" in listed


def test_a_version_to_come_and_one_that_never_began_say_so(ruled, client_of, gwen):
    later = timezone.localdate() + timedelta(days=60)
    next_version(ruled, later, 2)
    page = client_of(gwen).get(f"{URL}pupil-actions/").content.decode()
    assert f"From {later.day} " in page

    next_version(ruled, timezone.localdate(), 3)
    page = client_of(gwen).get(f"{URL}pupil-actions/").content.decode()
    assert "Replaced before it began" in page


def test_any_two_versions_are_compared_in_words(proposed, client_of, gwen, hari):
    approving.approve(draft=proposed, revision=proposed.revision, by=hari)
    mine, page = client_of(gwen), f"{URL}pupil-actions/compare/"

    assert "is now “Using sites without permission”" in mine.get(page).content.decode()
    same = mine.get(page, {"older": 2, "newer": 2}).content.decode()
    assert "They say the same." in same
    odd = mine.get(page, {"older": "9" * 40, "newer": "x\x00"})
    assert "Choose a version." in odd.content.decode()


def test_a_level_table_without_its_partner_is_not_there(ruled, client_of, gwen):
    RuleTable.objects.filter(code="levels-responses").update(code="elsewhere")

    assert client_of(gwen).get(f"{URL}levels-misuse/").status_code == 404


@pytest.mark.parametrize("code", ["pupil-actions", "levels-misuse", "chart-illegal"])
def test_a_table_is_printed_with_its_version_its_day_and_its_pages(ruled, client_of, gwen, code):
    answer = client_of(gwen).get(f"{URL}{code}/1.pdf")

    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf, pdf.open_metadata() as facts:
        assert "version 1, Oakfield School" in facts["dc:title"]
        assert str(pdf.Root.Lang) == "en-GB"


def test_the_paper_says_its_version_and_page(ruled, gwen):
    version = queries.in_force("pupil-actions", timezone.localdate())
    page = printing.html(pages.shown(version, timezone.localdate()), school=ruled)

    assert "Version 1, in force from 1 September" in page
    assert 'content: "Page " counter(page) " of " counter(pages)' in page
    assert "landscape" in page


def test_where_no_pdf_can_be_made_the_page_is_offered(ruled, client_of, gwen, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = client_of(gwen).get(f"{URL}pupil-actions/1.pdf", follow=True)

    assert "Print the page instead" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["pupil-actions/versions/9/", "pupil-actions/" + "9" * 30 + ".csv", "nothing/compare/"]
)
def test_other_pages_of_what_is_not_there_are_not_found(ruled, client_of, gwen, path):
    assert client_of(gwen).get(URL + path).status_code == 404
