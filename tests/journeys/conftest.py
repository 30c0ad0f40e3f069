"""The product as it is served: web, worker, demo schools; and a real browser in front of it."""

import shutil
import socket
import subprocess
import sys

import pytest
from playwright.sync_api import expect, sync_playwright

import run
from tests.journeys.visitor import DESKTOP, Visitor
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
PATIENCE = 60_000
"""Milliseconds for what is to be seen: a machine with other work to do is no fault of a page's."""


# Not the plugin's browser, which lives to the end of the session: its event loop would stand
# in the way of every database test that comes after.
@pytest.fixture(scope="package")
def browser():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "The journeys need Debian's browser: apt-get install chromium"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site(str):
    """The address of the served product; `env` is what its processes run with."""

    __slots__ = ("env",)

    def __new__(cls, address, env):
        made = super().__new__(cls, address)
        made.env = env
        return made


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the served product, with the demo schools."""
    data = tmp_path_factory.mktemp("site")
    (data / "logs").mkdir()
    port = free_port()
    servers = OwnServers("site", data)
    env = {**run.environment(data, port, demo=True), **servers.env}
    env["CACHE_URL"] = "dbcache://esafety_cache"
    prepare = [sys.executable, "-c", run.PREPARE, "demo"]
    subprocess.run(prepare, cwd=run.ROOT, env=env, check=True, capture_output=True, timeout=900)
    children = {}
    try:
        for name, command in run.commands(data, port).items():
            children[name] = run.start(name, command, data, env)
        run.wait_until_well(children, data, port)
        yield Site(f"http://127.0.0.1:{port}", env)
    finally:
        run.stop(children)
        servers.close()


@pytest.fixture
def visit(browser, site):
    """Open a browser window of its own: `visit(PHONE, javascript=False)`."""
    contexts = []

    def open_page(size, javascript):
        context = browser.new_context(viewport=size, java_script_enabled=javascript)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    def open_window(size=DESKTOP, *, javascript=True):
        copy = None if javascript else open_page(size, True)
        return Visitor(open_page(size, javascript), site, copy)

    yield open_window
    for context in contexts:
        context.close()
