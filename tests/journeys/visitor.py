"""A person at a screen: a real Chromium, and what every page on it must pass."""

import shutil
from functools import cache

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request

from agencies.demo.facts import PASSWORD as DEMO_PASSWORD
from tests.journeys.site import ROOT, Site

PICTURES = ROOT / "screenshots"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK, PHONE, NARROW = (1366, 768), (390, 844), (320, 640)
# Target size (WCAG 2.2, 2.5.8) is off unless asked for.
AXE = "axe.run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
REFUSED = ("moderate", "serious", "critical")
# The page without its words, its main part and the frame around it: axe would find the same in what is built alike.
BUILT = """() => {
  const page = document.body.cloneNode(true), kept = /^(class|role|type|scope|src|hidden|open|lang|rowspan|colspan)$/;
  for (const each of page.querySelectorAll("*:not(svg, svg *)"))
    for (const { name } of [...each.attributes])
      if (name === "aria-current") each.removeAttribute(name);
      else if (!kept.test(name)) each.setAttribute(name, "");
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.trim() && "x";
  const main = page.querySelector("main").innerHTML;
  page.querySelector("main").replaceChildren();
  return [main, page.innerHTML];
}"""
# For a picture nothing sticks to the edge of the screen.
STICK = "how => document.querySelectorAll('.cc-stick, .cc-top').forEach(each => { each.style.position = how })"


def chromium() -> str:
    """The browser of this machine."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        names = ", ".join(CHROMIUMS)
        pytest.fail(
            f"The journeys need a browser, and there is none of {names}: apt-get install chromium", pytrace=False
        )
    return found


@cache
def _axe_source() -> str:
    return (ROOT / "tests/vendor/axe.min.js").read_text()


class Visitor:
    """Every page visited is checked: nothing from elsewhere, no blocked content, no error, open to everybody.

    Visitors who share `checked` do not ask axe again about what is built exactly like something before, and on a tour
    take no picture of it either.
    """

    def __init__(
        self, browser: Browser, site: Site, width: int, height: int, *, checked: set[tuple[int, str]] | None = None
    ) -> None:
        self.site = site
        self.checked = set() if checked is None else checked
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            accept_downloads=True,
            is_mobile=width < 500,
            has_touch=width < 500,
            base_url=site.url,
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self._complaints: list[tuple[str, str]] = []  # what, and about which address
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda error: self._complaints.append((str(error), "")))

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.site.url, "data:", "blob:", "about:")):
            self._complaints.append((f"asks another machine for {request.url}", ""))

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complaints.append((message.text, message.location["url"]))

    def sign_in(self, username: str, password: str | None = None) -> "Visitor":
        self.page.goto("/sign-in/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password or DEMO_PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        return self

    def follow(self, link: Locator) -> None:
        """Press what leads to another page, and be there: a click alone returns while the old page is still shown."""
        with self.page.expect_navigation():
            link.click()

    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    # --- What is wrong with the page on the screen ---------------------------------------------
    def look(self, name: str) -> None:
        """A picture for a person, and the checks every page must pass."""
        self.picture(name)
        self.check()

    def look_everywhere(self, name: str) -> None:
        """The same at a desk and on phones, without loading the page anew."""
        found = self.findings_everywhere(name)
        assert found == [], found

    def check(self) -> None:
        found = self.findings()
        assert found == [], found

    def findings(self) -> list[str]:
        return [*self.complaints(), *self._sideways(), *self._shut_out(self._new_parts())]

    def complaints(self) -> list[str]:
        """The browser's, since it was last asked; not that a page we look at is an error page."""
        found, self._complaints = self._complaints, []
        return [what for what, where in found if not (where == self.page.url and what.startswith("Failed to load"))]

    def findings_everywhere(self, picture: str = "") -> list[str]:
        """At each width; on the narrowest phone only whether everything fits."""
        found = self.complaints()
        for size in (DESK, PHONE, NARROW):
            self.resize(size)
            found += self._sideways()
            if size != NARROW and (new := self._new_parts()):
                found += self._shut_out(new)
                if picture:
                    self.picture(f"{picture}-{size[0]}")
        self.resize(DESK)
        return found

    def picture(self, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        path = PICTURES / f"{name}.jpg"
        self.page.evaluate(STICK, "static")
        self.page.screenshot(path=path, full_page=True, type="jpeg", quality=70)
        self.page.evaluate(STICK, "")

    def _sideways(self) -> list[str]:
        wide = self.page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth + 1")
        return [f"scrolls sideways at {self._width()}"] if wide else []

    def _new_parts(self) -> set[tuple[int, str]]:
        """What on this page is built like nothing before at this width."""
        return {(self._width(), part) for part in self.page.evaluate(BUILT)} - self.checked

    def _shut_out(self, new: set[tuple[int, str]]) -> list[str]:
        """What axe finds for people who cannot see, hear or aim well; what is `new` and has no fault is checked."""
        if not new:
            return []
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_axe_source())
        self.page.evaluate(STICK, "static")  # what lies under a bar that sticks is scrolled free when it is reached
        found = [each for each in self.page.evaluate(AXE)["violations"] if each["impact"] in REFUSED]
        self.page.evaluate(STICK, "")
        if not found:
            self.checked |= new
        return [
            f"{each['id']} ({each['impact']}) at {self._width()}: {[node['html'][:160] for node in each['nodes']][:3]}"
            for each in found
        ]

    def _width(self) -> int:
        size = self.page.viewport_size
        return size["width"] if size else 0
