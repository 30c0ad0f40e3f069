"""A revision on paper: title page, revisions, contents, marking and pages, tagged."""

import io
import subprocess

import pikepdf
import pytest

from esafety import pdf
from policies.documents import queries
from policies.documents.choices import Marking
from policies.documents.views import pages
from tests.policies.documents import walked


def printed(policy, *, names=True):
    return pages._pdf(queries.current(policy), names=names)


def words_of(data):
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def test_the_starter_policy_is_complete_on_every_page(starter, lena, cora):
    walked.published(starter, lena, cora)
    made = printed(starter)

    with pikepdf.open(io.BytesIO(made)) as found:
        count = len(found.pages)
        assert found.Root.MarkInfo.Marked
        assert str(found.Root.Lang) == "en-GB"
        assert "Online safety policy, revision 1" in str(found.docinfo["/Title"])
    leaves = words_of(made).split("\f")[:count]
    assert count > 12
    for number, leaf in enumerate(leaves, 1):
        assert f"Page {number} of {count}" in leaf
        assert "Uncontrolled when printed" in leaf
        assert "NOT PROTECTIVELY MARKED" in leaf
    whole = " ".join(" ".join(leaves).split())
    for words in (
        "OAK-POL-001",
        "Minute 7",
        "Contents",
        "12. Review",
        "Pupils: misuse and what follows, version 1",
        "Level C4",
        "in large print or another language where it is needed.",
    ):
        assert words in whole


def test_an_older_revision_knows_nothing_of_a_newer(in_force, lena, cora):
    from policies.documents.services import lifecycle, writing

    lifecycle.open_review(policy=in_force, reason="r", by=lena)
    draft = writing.begin(policy=in_force, by=lena)
    writing.change(policy=in_force, text="## New\n", revision=draft.revision, by=lena)
    walked.published(in_force, lena, cora)
    first = queries.revisions(in_force).get(number=1)
    html = pages.printing.html(first, sections=[], history=pages.told(in_force), names=True)

    assert html.count('<th scope="row">1</th>') == 1
    assert '<th scope="row">2</th>' not in html


@pytest.mark.parametrize("names", [True, False])
def test_for_anybody_it_names_nobody(names, lena, cora):
    policy = walked.published(walked.made(lena, marking=Marking.OFFICIAL), lena, cora)
    revision = queries.current(policy)
    html = pages.printing.html(revision, sections=[], history=pages.told(policy), names=names)

    assert ("Lena Larch" in html) is names
    assert ("Cora Cedar" in html) is names
    assert ("Minute 7" in html) is names
    assert "OFFICIAL" in html


def test_markup_in_a_text_stays_text(lena, cora):
    text = '## <script>alert(1)</script>\n\n<img src="https://x.example/a.png"> & more\n'
    policy = walked.published(walked.made(lena, text=text), lena, cora)

    shown = pages.as_published(queries.current(policy))
    assert shown[0].parts[0].html == (
        '<p class="govuk-body">&lt;img src=&quot;https://x.example/a.png&quot;&gt; &amp; more</p>'
    )
    assert pdf.is_available()
    assert "<img" in words_of(printed(policy))
