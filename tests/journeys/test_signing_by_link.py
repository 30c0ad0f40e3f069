"""Parents sign on their phones, without an account; one form comes back on paper."""

import json

import pytest

from aup import form_words, statements
from tests.journeys.families import family
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

WHO, THANKS = "Who are you?", "Thank you"
CHILD = "I have read these rules and talked about them. I will keep to them."
PARENT = "I have read this with my child and we have talked about it. I will keep to my part."
FULL_NAME, WHY = "Type your full name to sign", "Please say why"


def says_who(parent, name, path, *hidden):
    parent.open(path, WHO)
    parent.sees_nothing_of(*hidden)
    parent.types("What is your name?", name)
    parent.press("Go on", f"Hello, {name}")
    assert "/sign/me/" in parent.page.url


def signs(parent, name, child, heading, child_words=CHILD, parent_words=PARENT):
    """In English, or where each label stands in another language with the English beside it."""
    parent.ticks(child_words)
    parent.page.get_by_label(f"{child}, type your name here").fill(child)
    parent.ticks(parent_words)
    parent.page.get_by_label(FULL_NAME).fill(name)
    parent.press("Sign", heading)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_one_child_takes_four_screens(visit, site, javascript):
    last = "Sallow" if javascript else "Sumac"
    made = family(site, last, [("Sid", "5")], ["Sue"])
    sue = visit(PHONE, javascript=javascript)
    says_who(sue, f"Sue {last}", made["links"][0], "Sid", "Sue", last)
    sue.follow("Read and sign", "For Sid")
    sue.sees("1. Talk about it together")
    sue.press("Sign", "For Sid")  # nothing is filled in yet
    sue.sees("Tick the box to show that you agree.")
    before = sue.loads
    signs(sue, f"Sue {last}", "Sid", THANKS)

    assert sue.loads - before == 1
    sue.sees("Signed")
    sue.picture("signed-by-link")


def test_without_a_connection_nothing_is_sent_and_nothing_typed_is_lost(visit, site):
    made = family(site, "Sedge", [("Sal", "5")], ["Suki"])
    suki = visit(PHONE)
    says_who(suki, "Suki Sedge", made["links"][0])
    suki.follow("Read and sign", "For Sal")
    suki.page.context.set_offline(True)
    suki.ticks(CHILD)
    suki.types("Sal, type your name here", "Sal")
    suki.ticks(PARENT)
    suki.types(FULL_NAME, "Suki Sedge")

    suki.button("Sign").click()
    suki.sees("Not sent: there is no connection.")
    suki.picture("not-sent")
    assert suki.page.get_by_label(FULL_NAME).input_value() == "Suki Sedge"
    suki.page.context.set_offline(False)
    suki.page.wait_for_timeout(1_100)  # two presses within a second count as one
    suki.press("Sign", THANKS)

    suki.sees("Signed")


def test_on_a_phone_whose_browser_is_too_old_to_wait_it_is_sent_as_ever(visit, site):
    made = family(site, "Sorrel", [("Sol", "5")], ["Sian"])
    sian = visit(PHONE)
    sian.page.add_init_script("delete HTMLFormElement.prototype.requestSubmit")
    says_who(sian, "Sian Sorrel", made["links"][0])
    sian.follow("Read and sign", "For Sol")
    signs(sian, "Sian Sorrel", "Sol", THANKS)

    sian.sees("Signed")


def test_a_parent_of_three_one_signed_one_refused_one_on_paper(visit, site):
    children = [("Tam", "5"), ("Ted", "1"), ("Tia", "8")]
    made = family(site, "Tulip", children, ["Tess"])
    tess = visit(PHONE)
    screens = [WHO]
    says_who(tess, "Tess Tulip", made["links"][0], "Tam", "Ted", "Tia", "Tess", "Tulip")
    tess.sees("There are 3 pages to read and sign.")
    tess.follow("Read and sign for Tam Tulip", "For Tam")
    screens += ["the list", "Tam"]
    signs(tess, "Tess Tulip", "Tam", "For Ted")
    tess.goes_back("Hello, Tess Tulip")  # the form is gone: nothing is signed twice
    tess.follow("Read and sign for Ted Tulip", "For Ted")
    tess.follow("I do not want to sign", "You do not want to sign")
    tess.types(WHY, "I want to talk to you first.")
    tess.press("Send", "For Tia")
    screens += ["Ted", "Tia"]
    assert len(screens) + 1 <= 4 + 2

    olu = visit().sign_in("olu")
    olu.open("/oakfield/agreements/paper/", "Forms on paper")
    olu.types("Code on the form, or the name", made["codes"][2])
    olu.press("Find", "Forms on paper")
    olu.follow("Enter the form for Tia Tulip", "Form of Tia Tulip")
    for legend in ("Tia Tulip: what stands on the form?", "Parent or carer: what stands"):
        olu.page.get_by_role("group", name=legend).get_by_label("Signed").check()
    olu.types("Tia Tulip: name as written", "Tia Tulip")
    olu.ticks("Tess Tulip")
    olu.types("Parent or carer: name as written", "T. Tulip")
    for part, words in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
        olu.types(part, words)
    olu.press("Enter the form", "Forms on paper")
    olu.sees("The form is entered.")

    tess.open("/oakfield/sign/me/", "Hello, Tess Tulip")
    for child, words in (
        ("Tam Tulip", "Signed"),
        ("Ted Tulip", "You did not sign"),
        ("Tia Tulip", "Signed"),
    ):
        card = tess.page.locator("section").filter(
            has=tess.page.get_by_role("heading", name=child, exact=True)
        )
        assert card.locator(".govuk-tag").inner_text().lower() == words.lower()
    tess.picture("family-by-link")


def test_two_parents_who_disagree(visit, site):
    made = family(site, "Vine", [("Val", "8")], ["Vera", "Vic"])
    vera, vic = visit(PHONE), visit(PHONE)
    says_who(vera, "Vera Vine", made["links"][0])
    vera.follow("Read and sign", "For Val")
    signs(vera, "Vera Vine", "Val", THANKS)

    says_who(vic, "Vic Vine", made["links"][1])
    vic.sees("Somebody has signed already")
    vic.follow("I do not agree", "You do not want to sign")
    vic.ticks("I do not sign")
    vic.types(WHY, "Not on a phone.")
    vic.press("Send", THANKS)

    for parent, name in ((vera, "Vera Vine"), (vic, "Vic Vine")):
        parent.open("/oakfield/sign/me/", f"Hello, {name}")
        parent.sees("You do not all agree")


def test_a_parent_reads_and_signs_in_polish(visit, site):
    made = family(site, "Zinnia", [("Zoe", "5")], ["Zofia"])
    zofia = visit(PHONE)
    says_who(zofia, "Zofia Zinnia", made["links"][0])
    zofia.follow("Read and sign", "For Zoe")
    zofia.follow("Polski", "For Zoe")
    zofia.sees("Nie próbuję obejść szkolnego filtra.")
    zofia.press("Sign", "For Zoe")
    zofia.sees(form_words.said_in("pl")["talk_title"])
    zofia.sees("Tick the box to show that Zoe agrees.")
    zofia.sees("Nie próbuję obejść szkolnego filtra.")
    in_polish = (statements.sentence(key, "pl") for key in ("child", "beside"))
    signs(zofia, "Zofia Zinnia", "Zoe", THANKS, *in_polish)

    evidence, _name = zofia.downloads("evidence")
    assert json.loads(json.loads(evidence)["record"])["document"]["language"] == "pl"
    assert "# Bezpiecznie przy komputerze" in json.loads(evidence)["text"]


def test_the_link_in_another_browser_leads_to_a_new_one(visit, site):
    made = family(site, "Wild", [("Wyn", "1")], ["Wanda"])
    wanda, other = visit(PHONE), visit(PHONE)
    says_who(wanda, "Wanda Wild", made["links"][0])

    other.open(made["links"][0], "This link does not work any more")
    other.press("Send me a new link", "Look in your email")


def test_a_double_tap_signs_once(visit, site):
    made = family(site, "Yew", [("Yan", "5")], ["Yola"])
    yola = visit(PHONE)
    says_who(yola, "Yola Yew", f"/oakfield/sign/paper/{made['codes'][0]}/")
    yola.follow("Read and sign", "For Yan")
    yola.ticks(CHILD)
    yola.types("Yan, type your name here", "Yan")
    yola.ticks(PARENT)
    yola.types(FULL_NAME, "Yola Yew")
    with yola.page.expect_navigation(url="**/done/"):
        yola.button("Sign").dblclick()
    yola.sees_page(THANKS)

    assert yola.page.get_by_role("link", name="certificate").count() == 2
