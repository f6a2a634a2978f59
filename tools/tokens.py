"""Write the course's colours, which are in ``mbcourse/design.json``, where style sheets read them.

Run by ``make book`` before the scripts are bundled: ``python tools/tokens.py``. The file is git-ignored.
"""

from pathlib import Path

from mbcourse.design import DARK, LIGHT

FILE = Path(__file__).resolve().parent.parent / "book" / "_assets" / "vendor" / "tokens.css"
# A page of the book; JupyterLab and VS Code, where the playground is a widget.
IN_THE_DARK = 'html[data-theme="dark"],\nbody[data-jp-theme-light="false"],\nbody.vscode-dark'


def style_sheet() -> str:
    """Return the custom properties, ``--mb-ink`` and so on, in light and in dark."""
    blocks = []
    for selector, colours in ((":root", LIGHT), (IN_THE_DARK, DARK)):
        lines = [f"  --mb-{name}: {value};" for name, value in colours.items()]
        blocks.append("\n".join([f"{selector} {{", *lines, "}\n"]))
    return "\n".join(blocks)


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(style_sheet(), encoding="utf-8")
