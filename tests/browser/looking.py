"""Looking over a whole page, narrow and wide: what its reader would stumble over."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from mbcourse.plots.letters import PHONE_WIDTH
from tests.browser.visiting import LAY_OUT_ALL, STICKS_OUT, violations

WIDTHS = (360, 1280)
PHONE = {"width": 390, "height": 844}

OPEN_ALL = "() => document.querySelectorAll('details').forEach(details => { details.open = true })"

# The first answer to each quiz, so that its feedback shows.
ANSWER_QUIZZES = """() => document.querySelectorAll('form.mb-quiz').forEach(form => {
    const [field] = form.elements[0].elements;
    if (field.type === 'text') field.value = '0.25';
    else field.checked = true;
    form.requestSubmit();
})"""

# Pictures below the first window are fetched when they come near; this fetches and decodes them all.
FETCH_PICTURES = """() => Promise.allSettled([...document.images].map(image => {
    image.loading = 'eager';
    return image.decode();
}))"""

BLANK = "[...document.images].filter(image => !image.naturalWidth).map(image => image.src)"

# Outputs, and tables of the text, with a box that is narrower than what is in it.
CUT_RESULTS = """() => {
    const wider = box => box.scrollWidth > box.clientWidth + 1;
    const text = box => box.textContent.trim().slice(0, 80);
    const boxes = document.querySelectorAll('.cell_output, .cell_output *, .bd-article table, .mb-playground img');
    return [...boxes].filter(box => getComputedStyle(box).display !== 'inline' && wider(box)).map(text);
}"""

# Printed columns whose lines are folded: lines with two spaces or more between words, more than one of them.
FOLDED_COLUMNS = """() => [...document.querySelectorAll('.cell_output pre')].filter(box => {
    const lines = box.textContent.trimEnd().split('\\n');
    const columns = lines.filter(line => /\\S {2,}\\S/.test(line));
    const style = getComputedStyle(box);
    const shown = box.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    return columns.length > 1 && shown > (lines.length + 0.5) * parseFloat(style.lineHeight);
}).map(box => box.textContent)"""

# Boxes whose content is cut, with no cover that moves off a shade (book/_assets/mb.css). Of a formula in the text,
# the MathML for screen readers, which is not seen, does not count.
CUT_WITHOUT_A_SIGN = """() => [...document.querySelectorAll('.bd-article *')].filter(box => {
    const style = getComputedStyle(box);
    const formula = box.matches('span.math') && box.querySelector('.katex-html');
    const seen = formula ? formula.getBoundingClientRect().width : box.scrollWidth;
    return style.overflowX !== 'visible' && box.clientWidth > 1 && seen > box.clientWidth + 1
        && !style.backgroundAttachment.startsWith('local, local, scroll, scroll');
}).map(box => box.outerHTML.slice(0, 120))"""

# Formulas at the end of a line whose comma, or what else stops them, begins the next.
LEFT_BY_THEIR_STOPS = """() => [...document.querySelectorAll('.bd-article span.math')].filter(formula => {
    const stop = formula.nextSibling, range = document.createRange();
    if (stop?.nodeType !== Node.TEXT_NODE || !/^[.,;:!?)’”]/.test(stop.data)) return false;
    range.setStart(stop, 0);
    range.setEnd(stop, 1);
    const end = [...formula.querySelectorAll('.base')].at(-1).getBoundingClientRect();
    const next = range.getBoundingClientRect();
    return next.left < end.left && next.top > end.top;
}).map(formula => formula.querySelector('annotation').textContent)"""

# `mbcourse.plots.letters` counts on figures that are as wide as this.
NARROW_FIGURES = """least => [...document.querySelectorAll('.cell_output img')]
    .filter(image => image.getBoundingClientRect().width < least).map(image => image.src)"""


@dataclass
class Faults:
    """What is wrong with how a page looks."""

    sticking_out: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)  # to be made a mbcourse.tables.Table
    cut_without_a_sign: list[str] = field(default_factory=list)
    narrow_figures: list[str] = field(default_factory=list)
    left_by_their_stops: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)


def look_around(page: Page, rules: list[str] | None = None) -> Faults:
    """Open all that is collapsed, answer what is asked, look at each width, and run axe, for some rules or all."""
    faults = Faults()
    for action in (OPEN_ALL, ANSWER_QUIZZES, LAY_OUT_ALL, FETCH_PICTURES):
        page.evaluate(action)
    faults.blank = page.evaluate(BLANK)
    page.set_viewport_size(PHONE)
    faults.cut, faults.folded, faults.cut_without_a_sign = map(
        page.evaluate, (CUT_RESULTS, FOLDED_COLUMNS, CUT_WITHOUT_A_SIGN)
    )
    faults.narrow_figures = page.evaluate(NARROW_FIGURES, PHONE_WIDTH)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        faults.sticking_out += page.evaluate(STICKS_OUT)
        faults.left_by_their_stops += page.evaluate(LEFT_BY_THEIR_STOPS)
    faults.violations = violations(page, rules=rules)
    return faults
