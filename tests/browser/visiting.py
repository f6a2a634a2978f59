"""Opening pages of the built book with a real browser, and what there is to see on any of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, Route

from tests.book.pages import BOOK, ENTRIES

SITE = BOOK.parent / "_build" / "html"
PAGES = [f"{entry}.html" for entry in ENTRIES] + ["genindex.html", "search.html"]
# Colours do not depend on the width of a window, so each is met once.
LOOKS = [("light", 360), ("dark", 1280)]
AXE = BOOK.parent / "node_modules" / "axe-core" / "axe.min.js"

# Sections far from the reader are laid out when reading begins; this lays out all of them now.
LAY_OUT_ALL = "() => { delete document.documentElement.dataset.far; }"

# The elements that make the page wider than the window, shortened to their tags.
STICKS_OUT = f"""() => {{
    ({LAY_OUT_ALL})();
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
    const out = element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
    return wide ? [...document.body.querySelectorAll('*')].filter(out).map(e => e.outerHTML.slice(0, 120)) : [];
}}"""

# Scripts draw in the next frame; this ends in the one after.
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

# A reader who has unfolded the book, as the switch in a prediction does.
UNFOLDED = "try { localStorage['mbcourse-ledger'] ??= '{\"unfolded\": true}' } catch {}"

# What stands behind an element, whose own ground may be seen through.
GROUND = """const ground = element => {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const opaque = backgroundImage !== "none" || backgroundColor.startsWith("rgb(");
    const behind = opaque || !element.parentElement ? "" : ground(element.parentElement);
    return `${backgroundColor} ${backgroundImage} ${behind}`;
};"""

# Code and formulas are made of thousands of letters, each of which takes axe a while. Of those with one colour, size
# and weight on one ground, this leaves the first and hides the others, where they are.
HIDE_ALIKE = (
    "() => {"
    + GROUND
    + """
    const seen = new Set();
    const isAlike = letters => {
        const { color, fontSize, fontWeight } = getComputedStyle(letters);
        const look = [color, fontSize, fontWeight, ground(letters)].join();
        return seen.has(look) || !seen.add(look);
    };
    const all = [...document.querySelectorAll(":is(pre, .katex-html) span:not(:has(*))")];
    const alike = all.filter(letters => letters.checkVisibility() && letters.textContent.trim() && isAlike(letters));
    for (const { style } of alike) style.visibility = "hidden";
    return alike;
}"""
)

# What breaks rules of axe in some elements.
VIOLATIONS = f"""async ([elements, options]) => {{
    await ({NEXT_FRAME})();
    const alike = ({HIDE_ALIKE})();
    const {{ violations }} = await axe.run(elements, {{ resultTypes: ['violations'], ...options }});
    for (const {{ style }} of alike) style.visibility = "";
    return violations.map(v => `${{v.id}}: ${{v.nodes.map(n => n.html).join(' | ')}}`);
}}"""


@dataclass
class Visit:
    """What went wrong while a page was open."""

    errors: list[str] = field(default_factory=list)
    external: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def open_page(browser: Browser, root: str, page_name: str, visit: Visit, scheme: str = "light") -> Page:
    """Open a page in a fresh profile, noting faults in `visit`; requests for anything not below `root` are refused."""
    page = browser.new_context(color_scheme=scheme).new_page()
    page.on("console", lambda message: visit.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    page.on("response", lambda answer: visit.missing.append(answer.url) if answer.status >= 400 else None)

    def guard(route: Route) -> None:
        if route.request.url.startswith((f"{root}/", "data:", "blob:")):
            route.continue_()
        else:
            visit.external.append(route.request.url)
            route.abort()

    page.route("**/*", guard)
    page.goto(f"{root}/{page_name}", wait_until="networkidle")
    return page


@contextmanager
def opened(
    browser: Browser, address: str, init_script: str = UNFOLDED, alone: str | None = None, **options
) -> Iterator[Page]:
    """Open an address in a fresh profile, nothing folded, everything laid out; nothing that the page does may raise.

    With a selector in `alone`, sections of chapters that hold nothing of it are left out, so that they open sooner.
    """
    context = browser.new_context(**options)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(init_script)
    if alone is not None:
        page.route("**/part-*/*.html", lambda route: shorten(route, alone))
    page.goto(address)
    page.evaluate(LAY_OUT_ALL)
    yield page
    context.close()
    assert errors == []


def shorten(route: Route, selector: str) -> None:
    there = route.fetch()
    route.fulfill(response=there, body=sections_with(selector, there.text()))


@cache
def sections_with(selector: str, text: str) -> str:
    """Return a page without sections that hold nothing of what a selector finds, and what belongs to them."""
    page = BeautifulSoup(text, "html.parser")
    for section in page.select("article > section > section"):
        if not section.select(selector):
            section.decompose()
    left = {element["id"] for element in page.select("[id]")}
    for answers in page.select("[id$=-answers]"):
        if answers["id"].removesuffix("-answers") not in left:
            answers.decompose()
    for link in page.select(".bd-sidebar-secondary a[href^='#']"):
        if link["href"].removeprefix("#") not in left:
            link.decompose()
    return str(page)


def violations(page: Page, elements: str = "html", options: dict | None = None) -> list[str]:
    """Return what axe, with its options, finds in the elements of a page that a selector names."""
    page.add_script_tag(path=AXE)
    return page.evaluate(VIOLATIONS, [elements, options])
