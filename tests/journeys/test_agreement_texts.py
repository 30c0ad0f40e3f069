"""The lead writes the next version of an agreement; the youngest have theirs read aloud."""

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

VISITORS = "Acceptable use agreement for visitors, volunteers and parent helpers"
# A browser that says what it would say, since the machine that runs this has no voice.
VOICE = """
window.said = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  cancel() {}, speak(words) { window.said.push(words); },
} });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_lead_writes_and_publishes_on_a_phone(visit, javascript):
    lena = visit(PHONE, javascript=javascript).sign_in("lena")
    lena.open("/oakfield/agreements/visitors/", VISITORS)
    lena.press("Write the next version", "Write the next version")
    words = lena.page.get_by_label("The words", exact=True)
    kept = words.input_value()

    words.fill("No title")
    lena.press("Save and preview", "Write the next version")
    expect(lena.page.get_by_role("link", name="Begin with the title")).to_be_visible()
    words.fill(f"{kept}\nI have asked who can help me ({javascript}).\n")
    lena.press("Save and preview", "Preview of the next version")
    lena.follow("Publish it", "Publish the next version")
    lena.ticks("Minor: better words, the same rules. What was signed still holds.")
    lena.press("Publish", f"Versions of “{VISITORS}”")
    lena.follow("Compare two versions", f"Compare versions of “{VISITORS}”")

    expect(lena.page.get_by_text(f"I have asked who can help me ({javascript}).")).to_be_visible()


def test_the_youngest_have_the_pictures_read_to_them(visit):
    gwen = visit(PHONE)
    gwen.page.add_init_script(VOICE)
    gwen.sign_in("gwen")
    gwen.open("/oakfield/agreements/pupils-early/pictures/", "My rules for screens")
    assert gwen.page.get_by_role("main").get_by_role("img").count() == 6

    gwen.button("Read it to me").click()
    expect(gwen.button("Stop reading")).to_be_visible()
    for _picture in range(6):
        gwen.page.evaluate("window.said.at(-1).onend()")

    expect(gwen.button("Read it to me")).to_be_visible()
    said = gwen.page.evaluate("window.said.map((one) => [one.lang, one.text])")
    assert said[0] == ["en-GB", "I ask a grown-up first."]
    assert len(said) == 6


def test_without_a_script_nothing_is_offered_that_does_not_work(visit):
    gwen = visit(PHONE, javascript=False).sign_in("gwen")
    gwen.open("/oakfield/agreements/pupils-early/pictures/", "My rules for screens")

    expect(gwen.page.get_by_text("Read it to me")).to_be_hidden()
