"""Visiting one page of the built book with a real browser, and what went wrong there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, Route

from tests.book.pages import BOOK, ENTRIES

SITE = BOOK.parent / "_build" / "html"
PAGES = [f"{entry}.html" for entry in ENTRIES] + ["genindex.html", "search.html"]
WIDTHS = (360, 1280)
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

# Pictures below the first window are fetched when they come near; this fetches and decodes them all.
FETCH_PICTURES = """() => Promise.allSettled([...document.images].map(image => {
    image.loading = 'eager';
    return image.decode();
}))"""

# Scripts draw in the next frame; this ends in the one after.
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

# The first answer to each quiz, so that its feedback shows.
ANSWER_QUIZZES = """() => document.querySelectorAll('form.mb-quiz').forEach(form => {
    const [field] = form.elements[0].elements;
    if (field.type === 'text') field.value = '0.25';
    else field.checked = true;
    form.requestSubmit();
})"""

# A reader who has unfolded the book, as the switch in a prediction does.
UNFOLDED = "try { localStorage['mbcourse-ledger'] ??= '{\"unfolded\": true}' } catch {}"

VIOLATIONS = f"""async () => {{
    await ({NEXT_FRAME})();
    return (await axe.run()).violations.map(v => `${{v.id}}: ${{v.nodes.map(n => n.html).join(' | ')}}`);
}}"""


@dataclass
class Visit:
    """What went wrong while a page was open."""

    errors: list[str] = field(default_factory=list)
    external: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    blank_images: list[str] = field(default_factory=list)
    sticking_out: dict[int, list[str]] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)


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
def opened(browser: Browser, address: str, init_script: str = UNFOLDED, **options) -> Iterator[Page]:
    """Open an address in a fresh profile, nothing folded, everything laid out; nothing that the page does may raise."""
    context = browser.new_context(**options)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(init_script)
    page.goto(address)
    page.evaluate(LAY_OUT_ALL)
    yield page
    context.close()
    assert errors == []


def look_around(page: Page, visit: Visit) -> None:
    """Open all that is collapsed, answer what is asked, look at both widths, and run axe."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    page.evaluate(ANSWER_QUIZZES)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        visit.sticking_out[width] = page.evaluate(STICKS_OUT)
    page.evaluate(FETCH_PICTURES)
    visit.blank_images = page.evaluate("[...document.images].filter(i => !i.naturalWidth).map(i => i.src)")
    page.add_script_tag(path=AXE)
    visit.violations = page.evaluate(VIOLATIONS)
