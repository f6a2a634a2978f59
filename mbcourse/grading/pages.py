"""HTML pages written from templates, in which everything that a student wrote is escaped."""

from typing import Any

import bleach
from jinja2 import Environment, PackageLoader, StrictUndefined
from nbconvert.filters import markdown2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from mbcourse.design import DARK, LIGHT

HEADINGS = [f"h{level}" for level in range(1, 7)]
TEXT = ["p", "br", "hr", "div", "span", "pre", "sub", "sup", "table", "thead", "tbody", "tr", "th", "td"]
TAGS = [*bleach.ALLOWED_TAGS, *HEADINGS, *TEXT]


def render(template: str, **values: Any) -> str:
    """Return the page that a template makes from values, each of them escaped.

    Parameters
    ----------
    template : str
        The name of a file in ``templates/``; it can use `formatted` as a filter.
    **values
        The template's variables; the colours of light and dark pages are ``light`` and ``dark``.

    Raises
    ------
    jinja2.UndefinedError
        If the template uses a variable that is not given.
    """
    loader = PackageLoader("mbcourse.grading")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["formatted"] = formatted
    return environment.get_template(template).render(values, light=LIGHT, dark=DARK)


def formatted(source: str) -> str:
    """Return Markdown as HTML that loads nothing and runs nothing, its headings one level down, below a page's title.

    Examples
    --------
    >>> formatted("Seen: *all* of <script>it</script>").strip()
    '<p>Seen: <em>all</em> of &lt;script&gt;it&lt;/script&gt;</p>'
    """
    html = MarkdownWithMath(renderer=_Plain(escape=True)).render(source)
    return str(bleach.clean(html, tags=TAGS))


def clean_html(element: object) -> str:
    """Escape every tag that is more than formatted text, for nbgrader's pages, which show what students wrote.

    Examples
    --------
    >>> clean_html("<p>Hello</p><iframe></iframe>")
    '<p>Hello</p>&lt;iframe&gt;&lt;/iframe&gt;'
    """
    attributes = {**bleach.ALLOWED_ATTRIBUTES, "*": ["class", "id"]}
    return str(bleach.clean(str(element), tags=TAGS, attributes=attributes))


def clean_markdown(source: str) -> str:
    """Render Markdown with its raw HTML cleaned, which nbgrader's template does not do itself.

    Examples
    --------
    >>> clean_markdown("*Hello*<iframe></iframe>").strip()
    '<p><em>Hello</em>&lt;iframe&gt;&lt;/iframe&gt;</p>'
    """
    return clean_html(markdown2html(source))


class _Plain(IPythonRenderer):
    """Markdown with headings one level down, formulas as TeX source, and the titles of pictures in their place."""

    def heading(self, text: str, level: int, **attributes: Any) -> str:
        below = min(level + 1, 6)
        return f"<h{below}>{text}</h{below}>\n"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f"[picture: {self.escape_html(text)}]"

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{self.escape_html(code)}</code></pre>\n"

    def inline_math(self, body: str) -> str:
        return f"<code>{self.escape_html(body)}</code>"

    def block_math(self, body: str) -> str:
        return f"<pre><code>{self.escape_html(body.strip())}</code></pre>\n"

    def latex_environment(self, name: str, body: str) -> str:
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")
