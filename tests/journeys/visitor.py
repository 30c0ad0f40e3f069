"""Somebody at a screen, who tells what they do in sentences."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from esafety.demo.cast import PASSWORD

HTML = "text/html; charset=utf-8"
PHONE = {"width": 390, "height": 844}
TABLET = {"width": 820, "height": 1180}
DESKTOP = {"width": 1280, "height": 900}


class Visitor:
    """Each page that is opened is looked at: its heading, what axe finds, and its width."""

    def __init__(self, page, site, copy=None):
        self.page, self.site, self.copy, self.loads = page, site, copy, 0
        page.on("domcontentloaded", self._loaded)

    def _loaded(self, _page):
        self.loads += 1

    def sign_in(self, name, school="oakfield"):
        self.open("/accounts/login/", "Sign in")
        self.types("Email", f"{name}@{school}.example")
        self.types("Password", PASSWORD)
        self.press("Sign in", "Hello,")
        return self

    def open(self, path, heading):
        answer = self.page.goto(self.site + path)
        self.sees_page(heading)
        return answer

    def press(self, name, heading):
        with self.page.expect_navigation():
            self.button(name).click()
        self.sees_page(heading)

    def press_and_wait(self, name, heading, *, until):
        """Press a button that has work done by a job; the page shows a link when it is done."""
        with self.page.expect_navigation():
            self.button(name).click()
        expect(self.link(until)).to_be_visible(timeout=180_000)
        self.sees_page(heading)

    def follow(self, name, heading):
        with self.page.expect_navigation():
            self.link(name).click()
        self.sees_page(heading)

    def goes_back(self, heading):
        self.page.go_back()
        self.sees_page(heading)

    def types(self, label, words):
        self.page.get_by_label(label, exact=True).fill(words)

    def ticks(self, label):
        box = self.page.get_by_role("checkbox", name=label, exact=True)
        box.or_(self.page.get_by_role("radio", name=label, exact=True)).check()

    def chooses(self, label, option):
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def button(self, name):
        """The button of this name, else the first whose name has these words in it."""
        exact = self.page.get_by_role("button", name=name, exact=True)
        return (exact if exact.count() else self.page.get_by_role("button", name=name)).first

    def link(self, name):
        """A link, also one that looks like a button and says so to a screen reader."""
        found = self.page.get_by_role("link", name=name)
        return found.or_(self.page.get_by_role("button", name=name)).first

    def region(self, name):
        return self.page.get_by_role("region", name=name)

    def downloads(self, name):
        """The bytes and the name of the file behind a link."""
        with self.page.expect_download() as waiting:
            self.link(name).click()
        return Path(waiting.value.path()).read_bytes(), waiting.value.suggested_filename

    def sees(self, words):
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_error(self, label, words):
        """Next to its field, so that a screen reader says it with the field."""
        field = self.page.get_by_label(label, exact=True)
        expect(field).to_have_accessible_description(re.compile(words))

    def sees_nothing_of(self, *words):
        page = self.page.content()
        assert [word for word in words if word in page] == []

    def sees_page(self, heading):
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        self.page.wait_for_load_state()
        self.check()

    def check(self):
        """No accessibility fault that axe can find, and nothing wider than the screen."""
        found = Axe().run(self._same_page_for_axe(), options={"resultTypes": ["violations"]})
        faults = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]
        assert faults == [], (self.page.url, faults)
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px too wide"

    def _same_page_for_axe(self):
        """Axe needs scripts: where there are none it gets the same page, still without ours."""
        if self.copy is None:
            return self.page
        html = self.page.content()
        self.copy.route("**/*.js", lambda route: route.abort())
        self.copy.route(self.page.url, lambda route: route.fulfill(body=html, content_type=HTML))
        self.copy.goto(self.page.url)
        return self.copy

    def picture(self, name):
        """A picture for the documentation, where ESAFETY_PICTURES names a folder for it."""
        if folder := os.environ.get("ESAFETY_PICTURES"):
            self.page.screenshot(path=Path(folder) / f"{name}.png")
