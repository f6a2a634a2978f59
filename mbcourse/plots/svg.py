"""Figures as SVG: small, and in the colours of light pages and of dark ones."""

import re

from mbcourse.design import DARK, LIGHT
from mbcourse.plots.look import SETTINGS, bowl

_THEMES = [
    {name: value for name, value in colours.items() if not name.startswith("bowl")}
    | {f"bowl-{step}": value for step, value in enumerate(bowl(colours))}
    for colours in (LIGHT, DARK)
]
_NAMES = {value: name for name, value in _THEMES[0].items()}
_PIXELS = SETTINGS["figure.dpi"] / 72  # to a point, as in a PNG of the same figure


def slim(svg: str) -> str:
    """Return matplotlib's SVG without what no reader sees, lengths to a hundredth of a point, sizes in pixels.

    Examples
    --------
    >>> slim('<?xml version="1.0"?><svg width="72pt" height="36pt"><g id="a"><path d="M 1.23456 7.0"/></g></svg>')
    '<svg width="130" height="65"><g><path d="M1.23 7"/></g></svg>'
    """
    svg = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = (
        re.sub(r'(<g) id="[^"]*"', r"\1", svg)
        .replace("xlink:href", "href")
        .replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    )
    svg = re.sub(r'(?<=[^-]width="|height=")([\d.]+)pt', lambda points: f"{float(points[1]) * _PIXELS:.0f}", svg)
    svg = re.sub(r"(?:scale|matrix)\([^)]*\)|-?\d+\.\d+", _rounded, svg)
    svg = re.sub(r'(?<= d=")[^"]*', lambda path: re.sub(r"\s*([A-Za-z])\s*", r"\1", path[0]), svg)
    return re.sub(r"\s*\n\s*", " ", re.sub(r">\s+<", "><", svg)).strip()


def for_both_themes(svg: str) -> str:
    """Return an SVG drawn in the colours of light pages with those of dark pages too; a browser takes the page's.

    Examples
    --------
    >>> themed = for_both_themes(f'<svg width="9"><path style="stroke: {LIGHT["sgd"]}"/></svg>')
    >>> style, _, drawing = themed.partition("</style>")
    >>> drawing
    '<path style="stroke: var(--sgd)"/></svg>'
    >>> style.count("--sgd:")
    2
    """
    used: set[str] = set()

    def named(colour: re.Match[str]) -> str:
        if name := _NAMES.get(colour[0]):
            used.add(name)
            return f"var(--{name})"
        return colour[0]

    if "prefers-color-scheme" in svg:  # it has them
        return svg
    svg = re.sub("#[0-9a-f]{6}", named, svg)
    light, dark = (";".join(f"--{name}:{theme[name]}" for name in sorted(used)) for theme in _THEMES)
    style = f"<style>:root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"
    return re.sub(r"(<svg[^>]*>)", rf"\1{style}", svg, count=1) if used else svg


def _rounded(number: re.Match[str]) -> str:
    """Return a number with two decimals at most; scales and matrices need all of theirs."""
    return number[0] if number[0][0] in "sm" else f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
