"""The steps of a report, as a teacher takes them in a browser with its scripts."""

import re

from playwright.sync_api import expect

WHAT = "What kind of incident was it?"
WHEN = "Where and when?"
WHO = "Who was involved?"
WORDS = "Tell us what happened"
CHECK = "Check your answers and send"
RECEIVED = "Report received"
BULLYING = "Online bullying or harassment (cyberbullying)"
REFERENCE = re.compile(r"OAK-[0-9A-Z]{4}-[0-9A-Z]{2}")


def picks(visitor, typed):
    """Type the beginning of a name and take the first who is offered; their name."""
    box = visitor.page.get_by_role("combobox", name="Name", exact=True)
    box.press_sequentially(typed)
    first = visitor.page.get_by_role("option").first
    expect(first).to_be_visible()
    visitor.check()
    first.click()
    expect(visitor.page.get_by_role("listbox")).to_be_hidden()
    return box.input_value()


def says_today_in_school(visitor):
    visitor.ticks("Inside school")
    visitor.ticks("Today")
    visitor.ticks("The time is not known")


def reports(visitor, *, kind, who, part, words, name):
    """The whole report from the home page on; the reference of its receipt."""
    visitor.follow("Report an incident", WHAT)
    visitor.ticks(kind)
    visitor.press("Continue", WHEN)
    says_today_in_school(visitor)
    visitor.press("Continue", WHO)
    picks(visitor, who)
    visitor.chooses("Their part", part)
    visitor.press("Continue", WORDS)
    visitor.types("Full description", words)
    visitor.press("Continue", CHECK)
    visitor.types("Type your full name to sign", name)
    visitor.press("Send the report", RECEIVED)
    return reference_on(visitor)


def reference_on(visitor):
    return REFERENCE.search(visitor.page.get_by_role("main").inner_text())[0]


def sent_by(visitor):
    """The references of all that the visitor has reported."""
    visitor.open("/oakfield/incidents/mine/", "My reports")
    return set(REFERENCE.findall(visitor.page.get_by_role("main").inner_text()))
