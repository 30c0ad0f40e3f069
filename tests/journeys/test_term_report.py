"""The term's report goes from the lead to the headteacher to a governor."""

import io
from urllib.parse import urlsplit

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
    lena.types("Your words: Incidents", WORDS)
    lena.types("Your words: Actions taken and planned", "Thanks to Larch and her team.")
    lena.press("Save", "Names in the words")
    lena.sees("Larch, in “Actions taken and planned”")
    lena.types("Why these words may stand", "The lead, who is thanked.")
    lena.press("These are of nobody in incidents", report)
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
    gwen.press("I have read it", report)
    gwen.sees("You confirmed on")

    lena.follow("Home", "Hello, Lena Larch")
    lena.open(report_path(gwen), report)
    lena.sees("1 of 3 governors have confirmed")
    lena.follow("Has the log changed since?", "Has the log changed since?")
    lena.press("Count now", "Has the log changed since?")
    lena.sees("Nothing has changed")
    lena.open(report_path(gwen), report)
    lena.follow("Correct this report", "Correct this report")
    lena.types("Why is the report corrected?", "One lesson was left out.")
    lena.press("Begin the correction", report)
    lena.press_and_wait("Build again", report, until="Edition 3, draft (PDF)")
    lena.follow("Send for approval", "Send for approval")
    lena.press("Send for approval", report)

    hari.open(report_path(gwen), report)
    hari.follow("Approve", "Approve the report")
    hari.press_and_wait("Approve", report, until="Edition 4, final (PDF)")
    hari.follow("Publish to governors", "Publish to governors")
    hari.press("Publish", report)

    gwen.open(report_path(gwen), report)
    gwen.sees("This edition corrects edition 2")
    gwen.sees("One lesson was left out.")
    gwen.sees("Replaced by edition 4 on")
    gwen.sees("I have read it")


def report_path(visitor):
    """The path of the report that the visitor looks at."""
    return urlsplit(visitor.page.url).path


def assert_is_tagged(content, title):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).lower().startswith("en")
        assert title in str(pdf.docinfo["/Title"])
