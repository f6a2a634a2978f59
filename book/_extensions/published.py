"""Sphinx extension: what a published book has besides its text.

Each page tells a link's preview its title, description and picture. Where ``html.baseurl`` says where the book is, its
pages give their full address, and a sitemap and ``robots.txt`` are written. ``404.html`` is what hosts show for an
address without a page. Buttons that lead to the source, or run a page elsewhere, are there if ``repository.url`` is.
"""

from base64 import b64encode
from html import escape
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape as escape_xml

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from mbcourse.design import DARK, LIGHT

PICTURE = "_static/preview.png"
PICTURE_TEXT = "Three runs of gradient descent in parameter space, and the loss of five batch sizes against epochs."


def site(app: Sphinx) -> str:
    """Return the address of the book with a slash at its end, empty where it is not known."""
    address = str(app.config.html_baseurl or "")
    return f"{address.rstrip('/')}/" if address else ""


def address(app: Sphinx, page: str) -> str:
    """Return the full address of a page."""
    return site(app) + quote(app.builder.get_target_uri(page))


def icon(app: Sphinx) -> str:
    """Return the book's icon as an address that holds it, for the page that loads nothing: browsers ask for one."""
    path = Path(app.confdir, app.config.html_favicon)
    return f"data:{guess_type(path)[0]};base64,{b64encode(path.read_bytes()).decode()}"


def drop_idle_buttons(app: Sphinx, config: Config) -> None:
    """Without a repository's address leave out the buttons that need it, over which the theme would stop."""
    options = config.html_theme_options
    if not options.get("repository_url"):
        for name in ("launch_buttons", "use_repository_button", "use_issues_button"):
            options.pop(name, None)


def tell_previews(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add what link previews show to the head of a page."""
    context["site"] = site(app)
    if pagename == "404":
        context |= {"icon": icon(app), "light": LIGHT, "dark": DARK}
    if doctree is None:
        return
    title = app.env.titles[pagename].astext()
    is_root = pagename == app.config.root_doc
    told = {
        "og:title": title,
        "og:site_name": str(app.config.html_title or app.config.project),
        "og:type": "website" if is_root else "article",
    }
    for meta in doctree.findall(nodes.meta):
        if meta.get("name") == "description":
            told["og:description"] = meta["content"]
    if site(app):
        told |= {"og:url": address(app, pagename), "og:image": site(app) + PICTURE, "og:image:alt": PICTURE_TEXT}
    tags = [f'<meta property="{name}" content="{escape(text)}" />' for name, text in told.items()]
    card = '<meta name="twitter:card" content="summary_large_image" />'
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags, card])


def write_sitemap(app: Sphinx, error: Exception | None) -> None:
    """List the pages for search engines; take the list back where the book has no address any more."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    if not site(app):
        for name in ("sitemap.xml", "robots.txt"):
            (folder / name).unlink(missing_ok=True)
        return
    pages = sorted(address(app, page) for page in app.env.found_docs)
    urls = "".join(f"  <url><loc>{escape_xml(page)}</loc></url>\n" for page in pages)
    (folder / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{urls}</urlset>\n",
        encoding="utf-8",
    )
    (folder / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {site(app)}sitemap.xml\n", encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect what is above."""
    app.connect("config-inited", drop_idle_buttons)
    app.connect("html-page-context", tell_previews)
    app.connect("build-finished", write_sitemap)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
