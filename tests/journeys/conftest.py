"""The product as it is served: web, worker, demo schools; a real browser; axe on each page."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import run
from esafety.demo.cast import PASSWORD
from tests.servers import OwnServers

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": "/usr/bin/chromium", "args": FLAGS}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the served product, with the demo schools."""
    data = tmp_path_factory.mktemp("site")
    (data / "logs").mkdir()
    port = free_port()
    servers = OwnServers("site", redis_number=12)
    env = {**run.environment(data, port, demo=True), **servers.env}
    env["CACHE_URL"] = "dbcache://esafety_cache"
    prepare = [sys.executable, "-c", run.PREPARE, "demo"]
    subprocess.run(prepare, cwd=run.ROOT, env=env, check=True, capture_output=True, timeout=300)
    children = {}
    try:
        for name, command in run.commands(data, port).items():
            children[name] = run.start(name, command, data, env)
        run.wait_until_well(children, data, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        run.stop(children)
        servers.close()


class Visitor:
    """Somebody at a screen, who tells what they do in sentences."""

    def __init__(self, page, site):
        self.page, self.site = page, site

    def sign_in(self, name, school="oakfield"):
        self.open("/accounts/login/")
        self.page.get_by_label("Email").fill(f"{name}@{school}.example")
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").first.click()
        self.page.wait_for_url(f"**/{school}/")
        self.check()
        return self

    def open(self, path):
        self.page.goto(self.site + path)
        self.check()

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()
        self.check()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()
        self.check()

    def check(self):
        """No accessibility fault that axe can find, and nothing wider than the screen."""
        found = Axe().run(self.page)
        faults = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found.response["violations"]]
        assert faults == [], (self.page.url, faults)
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px too wide"

    def picture(self, name):
        folder = Path(os.environ.get("ESAFETY_PICTURES", "/nonexistent"))
        if folder.is_dir():
            self.page.screenshot(path=folder / f"{name}.png")


@pytest.fixture
def visit(browser, site):
    """Open a browser window of its own: `visit(PHONE, javascript=False)`."""
    contexts = []

    def open_window(size=DESKTOP, *, javascript=True):
        context = browser.new_context(
            viewport=size, java_script_enabled=javascript, accept_downloads=True
        )
        contexts.append(context)
        return Visitor(context.new_page(), site)

    yield open_window
    for context in contexts:
        context.close()
