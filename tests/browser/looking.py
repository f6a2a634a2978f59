"""Looking over a whole page, narrow and wide: what its reader would stumble over."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from mbcourse.plots.letters import PHONE_WIDTH
from tests.browser.visiting import GROUND, LAY_OUT_ALL, NEXT_FRAME, STICKS_OUT, violations

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

# Outputs, and tables of the text, with a box that is narrower than what is in it. Code that an output shows may scroll.
CUT_RESULTS = """() => {
    const wider = box => box.scrollWidth > box.clientWidth + 1;
    const text = box => box.textContent.trim().slice(0, 80);
    const boxes = document.querySelectorAll(
        '.cell_output, .cell_output :not(.highlight-python *), .bd-article table, .mb-playground img');
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

# How each text that is seen looks: what rules about colours depend on, for a link its surroundings too.
LOOKS = (
    "() => {"
    + GROUND
    + """
    const look = element => {
        const { color, fontSize, fontWeight, opacity, textDecorationLine } = getComputedStyle(element);
        const around = element.closest("a") ? getComputedStyle(element.closest("a").parentElement).color : "";
        return [color, fontSize, fontWeight, opacity, textDecorationLine, around, ground(element)].join();
    };
    const isText = node => node.nodeType === Node.TEXT_NODE && node.data.trim();
    window.texts ??= [...document.body.querySelectorAll("*")].filter(
        element => [...element.childNodes].some(isText) && element.checkVisibility({ visibilityProperty: true }));
    return texts.map(look);
}"""
)

# Leaves some of these texts and what they lie in. What lies beside them is emptied and stays, for rules like `a + b`;
# a playground keeps its settings, with which it begins once it is in sight.
LEAVE = """indexes => {
    const left = new Set();
    for (const index of indexes) for (let one = texts[index]; one; one = one.parentElement) left.add(one);
    const below = element => [...element.children].flatMap(child => left.has(child) ? below(child) : [child]);
    for (const one of below(document.body)) if (!one.matches('.mb-playground')) one.replaceChildren();
}"""
# Code and formulas are made of thousands of letters, each of which takes axe a while. This leaves them their text alone
# and gives the letters back afterwards: rules about colours are all that letters have to keep.
TAKE_LETTERS = """() => {
    const boxes = [...document.querySelectorAll('.katex-html, pre:not(:has(:not(span)))')];
    window.letters = boxes.map(box => [box, [...box.childNodes]]);
    for (const box of boxes) box.replaceChildren(box.textContent);
}"""
PUT_LETTERS_BACK = "() => { for (const [box, nodes] of letters) box.replaceChildren(...nodes); }"

COLOUR_RULES = ["color-contrast", "link-in-text-block"]
COLOURS_ONLY = {"runOnly": COLOUR_RULES}
WITHOUT_COLOURS = {"rules": {rule: {"enabled": False} for rule in COLOUR_RULES}}

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


def look_around(page: Page, seen: set[str]) -> Faults:
    """Open all that is collapsed, answer what is asked, look at each width and in both colour schemes, and run axe.

    Of each look of a text the colours are judged once: on the first page that has it, which adds it to ``seen``.
    """
    faults = Faults()
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")  # colours change at once
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
    page.evaluate(TAKE_LETTERS)
    faults.violations = violations(page, options=WITHOUT_COLOURS)
    page.evaluate(PUT_LETTERS_BACK)
    light = page.evaluate(LOOKS)
    turn(page, "dark")
    page.evaluate(FETCH_PICTURES)
    faults.blank += page.evaluate(BLANK)
    dark = page.evaluate(LOOKS)
    assert light != dark, "the page has not turned dark"
    looks = [f"{one} {other}" for one, other in zip(light, dark, strict=True)]
    faults.violations += colour_violations(page, [looks.index(look) for look in set(looks) - seen])
    seen.update(looks)
    return faults


def colour_violations(page: Page, indexes: list[int]) -> list[str]:
    """Return what axe finds in the colours of some of the texts, dark and light; the page is of no use afterwards."""
    found = []
    page.evaluate(LEAVE, indexes)
    for scheme in ("dark", "light") if indexes else ():
        turn(page, scheme)
        found += violations(page, options=COLOURS_ONLY)
    return found


def turn(page: Page, scheme: str) -> None:
    """Do what a system does that turns dark or light while the page is open."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(NEXT_FRAME)
