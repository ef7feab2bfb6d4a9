"""A browser, and its profiles: one for all tests of a process, wherever they stand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

#: Width, height and palette of a screen.
SCREENS = {
    "wide": (1280, 900, "light"),
    "wide, dark": (1280, 900, "dark"),
    "phone": (390, 844, "light"),
    "phone, dark": (390, 844, "dark"),
}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
#: Nothing that a browser does by itself goes out, so that every request seen is a page's.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the tests are skipped, unless ONRECORD_BROWSER=required."""
    found = [path for name in CHROMIUM if (path := shutil.which(name))]
    if not found:
        reason = "no Chromium on the PATH"
        if os.environ.get("ONRECORD_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found[0], args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[[str, bool], BrowserContext]]:
    """A browser profile for each screen, with JavaScript or without, whose cache serves all tests."""
    made: dict[tuple[str, bool], BrowserContext] = {}

    def context(screen: str, script: bool) -> BrowserContext:
        if (screen, script) not in made:
            wide, high, palette = SCREENS[screen]
            made[screen, script] = browser.new_context(
                viewport={"width": wide, "height": high},
                color_scheme="dark" if palette == "dark" else "light",
                reduced_motion="reduce",
                java_script_enabled=script,
            )
        return made[screen, script]

    yield context
    for one in made.values():
        one.close()
