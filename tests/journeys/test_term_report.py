"""The term's report goes from the lead to the headteacher to a governor."""

import io

import pikepdf
import pytest

from tests.journeys.visitor import TABLET

pytestmark = pytest.mark.journey

WORDS = "The term was calm. Most of it was put right by talking, and families helped."


def test_gwen_reads_what_lena_wrote_and_hari_approved(visit):
    lena, hari = visit().sign_in("lena"), visit().sign_in("hari")
    lena.follow("Reports", "Reports to the governors")
    lena.follow("Begin a report", "Begin a governor report")
    term = lena.page.get_by_label("Term").locator("option").last.inner_text()
    report = f"Governor report, {term}"
    lena.chooses("Term", term)
    lena.press("Begin", report)
    lena.follow("Write the words", "Write the words")
    lena.page.get_by_role("textbox").fill(WORDS)
    lena.press("Save", report)
    lena.press_and_wait("Build the report", report, until="Edition 1, draft (PDF)")
    lena.follow("Send for approval", "Send for approval")
    lena.press("Send for approval", report)
    lena.sees("The report waits for approval.")

    hari.follow("Home", "Hello, Hari Hazel")
    hari.follow(term, report)
    hari.sees(WORDS)
    hari.follow("Approve", "Approve the report")
    hari.press_and_wait("Approve", report, until="Edition 2, final (PDF)")
    hari.follow("Publish to governors", "Publish to governors")
    hari.press("Publish", report)
    hari.sees("The report is published.")

    gwen = visit(TABLET).sign_in("gwen")
    gwen.follow(term, report)
    gwen.sees(WORDS)
    content, name = gwen.downloads("Download the report (PDF)")
    assert name.endswith(".pdf")
    assert_is_tagged(content, title=term)
    gwen.sees_nothing_of("OAK-", "draft (PDF)")


def assert_is_tagged(content, title):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).lower().startswith("en")
        assert title in str(pdf.docinfo["/Title"])
