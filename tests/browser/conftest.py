"""A real server with the demonstration data, and a real browser on it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, sync_playwright

from organization.scenarios import password as demo_password

ROOT = Path(__file__).parents[2]
TODAY = "2025-11-14"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, today: str) -> Iterator[str]:
    """The address of a daphne of its own on the day, on a SQLite file of its own, with the small demonstration."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{home / 'demo.sqlite3'}",
        "MEDIA_ROOT": str(home / "files"),
        "REDIS_URL": "",
        "DEMO": "1",
        "LANGUAGE_CODE": "vi",
        "TODAY": today,
    }
    for command in (["migrate", "-v", "0"], ["scenario", "s1", "--scale", "small"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, capture_output=True
        )
    port = free_port()
    log = (home / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "project.asgi:application"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(150):
            try:
                urllib.request.urlopen(f"{address}/song/", timeout=2)
                break
            except OSError:
                assert server.poll() is None, (home / "server.log").read_text()
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(20)
        log.close()
    assert " 500 " not in (home / "server.log").read_text()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration of the suite; a module that plays on another day has a fixture of this name of its own."""
    with serving(tmp_path_factory.mktemp("served"), TODAY) as address:
        yield address


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """A browser for one module: while it runs, its event loop keeps Django from the database in the same thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser
        browser.close()


class Visitor:
    """One person at one browser window.

    Anything the console complains about, or any page not from the server, fails.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._watch)

    def _listen(self, message: ConsoleMessage) -> None:
        # a refusal is an answer of ours (422, 409), and the browser calls every such answer an error
        if message.type == "error" and not re.search(r"status of (409|422)", message.text):
            self.complaints.append(message.text)

    def _watch(self, request: Request) -> None:
        url = request.url
        if not url.startswith((self.address, self.address.replace("http", "ws", 1), "data:", "about:", "blob:")):
            self.complaints.append(f"a page asked {url}")

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, name: str, password: str) -> "Visitor":
        self.go("/dang-nhap/")
        self.page.fill("[name=username]", name)
        self.page.fill("[name=password]", password)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(re.compile(r"^(?!.*dang-nhap)"))
        return self

    def open_task_of(self, person: str) -> None:
        self.go("/")
        self.page.get_by_role("link", name=person, exact=True).click()

    def to_open_task(self) -> None:
        """From the page of a case to the task that is open there; nothing where the visitor is on it."""
        link = self.page.locator("main .todo a[href^='/viec/']")
        if "/viec/" not in self.page.url and link.count():
            link.first.click()

    def fits(self, width: int = 320) -> bool:
        """Whether nothing of the page lies beside the screen."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth") <= width)

    def form(self, verb: str) -> Locator:
        """The form of a verb, unfolded."""
        form = self.page.locator(f"form[action$='/{verb}/']")
        if not form.get_by_role("button").last.is_visible():
            self.page.locator(f"details:has(form[action$='/{verb}/']) > summary").click()
        return form

    def fill(self, verb: str, **values: Any) -> Locator:
        """Fill the form by kind of field: text, choice, yes/no, file, checkbox."""
        form = self.form(verb)
        for name, value in values.items():
            field = form.locator(f"[name={name}]")
            kind = field.first.get_attribute("type") or field.first.evaluate("node => node.tagName.toLowerCase()")
            if kind == "radio":
                form.locator(f"[name={name}][value='{value}']").check()
            elif kind == "checkbox":
                field.set_checked(bool(value))
            elif kind == "file":
                field.set_input_files(value)
            elif kind == "select":
                field.select_option(index=value) if isinstance(value, int) else field.select_option(str(value))
            else:
                field.fill(str(value))
        return form

    def do(self, verb: str, **values: object) -> None:
        """Fill, send, and confirm on the review page where there is one."""
        with self.page.expect_navigation():
            self.fill(verb, **values).get_by_role("button").last.click()
        confirm = self.page.locator("button[name=confirmed]")
        if confirm.count():
            with self.page.expect_navigation():
                confirm.click()
        problem = self.page.locator("#problem")
        assert problem.count() == 0, problem.inner_text()


@pytest.fixture
def visit(chromium: Browser, served: str) -> Iterator[Callable[..., Visitor]]:
    """``visit("bithu.chibo")``: a window of its own with that account signed in; without a name, nobody."""
    password = demo_password()
    windows = []

    def open_window(name: str = "", *, width: int = 1280, dark: bool = False, script: bool = True) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            locale="vi-VN",
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        context.set_default_timeout(20_000)
        visitor = Visitor(context.new_page(), served)
        windows.append((context, visitor))
        return visitor.sign_in(name, password) if name else visitor

    yield open_window
    for context, _visitor in windows:
        context.close()
    assert [complaint for _context, visitor in windows for complaint in visitor.complaints] == []
