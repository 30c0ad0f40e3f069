"""The starter policy: complete, its tables those by which the school works, before and after."""

import re
import subprocess

import pytest
from django.urls import reverse
from django.utils.html import escape

from esafety import pdf
from esafety.access.actor import Actor
from policies import presenters as drawing
from policies import queries as rules
from policies.choices import Shape
from policies.documents import printing, queries, wording
from policies.documents.blanks import NAMES
from policies.documents.models import Policy, PolicyRevision
from policies.documents.presenters import sections
from policies.documents.services import lifecycle, seeding, writing
from policies.services import approving, drafting
from policies.shapes import spec_of
from tests.policies import changes
from tests.policies.documents import walked

TABLES = (
    "user-actions",
    "communication-technologies",
    "pupil-actions",
    "levels-misuse",
    "staff-actions",
)


@pytest.fixture
def published(starter, lena, cora):
    return walked.published(starter, lena, cora)


def drawn_words(code):
    """Every word that the live table shows, from the table itself."""
    version = rules.in_force(code, walked.today())
    columns = [drawing.COLUMNS.get(c, c) for c in version.columns[2:]]
    words = {record[spec_of(version.table.shape).named] for record in version.records}
    return words | (set(map(str, columns)) if version.table.shape == Shape.TICKS else set())


def ticks_of(html, code, words):
    """The cells of the table's row that begins with these words, ticked or not."""
    table = html.split(f"{escape(changes.table(code).title)}, version")[1]
    row = table.split(f"<span>{escape(words)}")[1].split("</tr>")[0]
    return ["✓" in cell for cell in re.findall(r"<td .*?</td>", row, re.DOTALL)]


def live_ticks(code):
    version = rules.in_force(code, walked.today())
    actions = version.columns[2:]
    return {r["misuse"]: [r[a] == "1" for a in actions] for r in version.records}


def change_grid(lena, hari):
    """Another grid for pupils, approved and in force from today."""
    draft = drafting.begin(table=changes.table("pupil-actions"), by=lena)
    changes.reword(draft, 2, "Playing games in lessons, however short", by=lena)
    approving.propose(
        draft=changes.fresh(draft), comment="Plainer.", starts_on=walked.today(), by=lena
    )
    row = changes.fresh(draft)
    approving.approve(draft=row, revision=row.revision, by=hari)


def test_a_new_school_has_it_as_a_draft_once(starter, ruled):
    again = seeding.add_missing(by=Actor.for_system("setup", school_id=ruled.pk))

    assert again == []
    assert starter.state == "draft"
    assert starter.number == "OAK-POL-001"
    assert starter.public
    assert starter.acknowledged
    draft = queries.draft_of(starter)
    assert draft.changed_by is None
    assert not writing.problem(draft.text)
    assert set(wording.blanks_in(draft.text)) == set(NAMES)
    assert wording.tables_in(draft.text) == list(TABLES)


def test_each_section_is_a_real_one(starter):
    parts = re.split(r"^## ", queries.draft_of(starter).text, flags=re.MULTILINE)[1:]

    assert [part.split("\n")[0].partition(" ")[2] for part in parts] == [
        "Scope",
        "Roles and responsibilities",
        "Curriculum",
        "Filtering and monitoring",
        "Email and messages",
        "Publishing",
        "Images",
        "Mobile devices",
        "Data",
        "Incidents",
        "Sanctions",
        "Review",
    ]
    assert min(len(part.split()) for part in parts) > 200


def test_its_tables_are_the_live_ones_before_and_after_an_edit(
    published, lena, hari, tom, client_of
):
    page = published.get_absolute_url()
    before = client_of(tom).get(page).content.decode()
    for code in TABLES:
        assert all(escape(words) in before for words in drawn_words(code)), code
    for code in ("pupil-actions", "staff-actions"):
        for words, ticks in live_ticks(code).items():
            assert ticks_of(before, code, words) == ticks
    assert "A table has changed since" not in before

    change_grid(lena, hari)
    stale = client_of(tom).get(page).content.decode()
    assert "A table has changed since" in stale
    assert ">Pupils: misuse and what follows</a>, version 2" in stale
    assert "Playing games in lessons, however short" not in stale
    assert "Publish anew" not in stale  # a teacher cannot
    assert "Publish anew" in client_of(lena).get(page).content.decode()

    answer = client_of(lena).post(published.url("publish_anew"))
    assert answer.status_code == 302
    after = client_of(tom).get(page).content.decode()
    assert "A table has changed since" not in after
    for words, ticks in live_ticks("pupil-actions").items():
        assert ticks_of(after, "pupil-actions", words) == ticks
    older = client_of(tom).get(published.url("policy_revision", 1)).content.decode()
    assert "Playing games in lessons, however short" not in older


def paper(policy):
    """What the PDF of the public page is made of."""
    revision = queries.current(policy)
    shown = sections(revision.text, queries.table_versions(revision.tables))
    return printing.html(revision, sections=shown, history=[], names=False)


def test_the_public_page_and_the_pdf_show_the_same_tables_before_and_after(
    published, lena, hari, client
):
    page = reverse("read:read_policy", args=["oakfield", published.code])
    first = live_ticks("pupil-actions")
    for shown in (client.get(page).content.decode(), paper(published)):
        assert all(escape(words) in shown for code in TABLES for words in drawn_words(code))
        for code in ("pupil-actions", "staff-actions"):
            for words, ticks in live_ticks(code).items():
                assert ticks_of(shown, code, words) == ticks

    change_grid(lena, hari)
    lifecycle.publish_anew(policy=published, by=lena)
    second = live_ticks("pupil-actions")
    assert set(second) - set(first) == {"Playing games in lessons, however short"}
    for shown in (client.get(page).content.decode(), paper(published)):
        for words, ticks in second.items():
            assert ticks_of(shown, "pupil-actions", words) == ticks
    words = printed_words(published)
    assert "Playing games in lessons, however short" in words


def printed_words(policy):
    made = pdf.render(paper(policy))
    told = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def test_the_versions_are_fixed_at_publication(published, lena, hari):
    first = queries.current(published)
    assert first.tables == dict.fromkeys((*TABLES, "levels-responses"), 1)
    assert "{{table:pupil-actions@1}}" in first.text
    assert "{{table:pupil-actions}}" in first.source
    assert first.sha256 == wording.sha256(first.text)

    change_grid(lena, hari)
    assert lifecycle.changed_tables(first) == {"pupil-actions": 2}
    second = lifecycle.publish_anew(policy=published, by=lena)

    assert second.number == 2
    assert second.tables == {**first.tables, "pupil-actions": 2}
    assert second.text == first.text.replace("pupil-actions@1", "pupil-actions@2")
    assert "pupil-actions 2" in second.comment
    assert second.approved_by_ref == first.approved_by_ref
    assert PolicyRevision.objects.get(pk=first.pk).text == first.text


def test_no_table_changed_nothing_to_publish_anew(published, lena):
    with changes.refused("No table of this policy has changed"):
        lifecycle.publish_anew(policy=published, by=lena)


def test_a_draft_shows_the_tables_as_they_are_now(starter, lena, hari, client_of):
    change_grid(lena, hari)
    page = client_of(lena).get(starter.url("preview_text")).content.decode()

    assert "Playing games in lessons, however short" in page


def test_every_blank_is_filled_in(published):
    revision = queries.current(published)

    assert wording.blanks_in(revision.text) == []
    assert "Lena Larch looks after online safety" in revision.text
    assert "{{lead}} looks after online safety" in revision.source


def test_a_school_that_has_the_code_keeps_its_own(ruled, lena):
    own = walked.made(lena, title="Online safety")
    assert own.code == "online-safety"

    seeding.add_missing(by=lena)

    assert [one.number for one in Policy.objects.all()] == ["OAK-POL-100"]
