"""Every page is listed, described, named as it is linked, and stored as it was run."""

import re

import pytest
import yaml

from tests.book.pages import BOOK, CHAPTERS, ENTRIES, notebook, source


def test_every_page_in_the_folder_is_listed():
    files = {path for suffix in ("ipynb", "md", "rst") for path in BOOK.rglob(f"*.{suffix}")}
    pages = {path for path in files if not any(part.startswith((".", "_")) for part in path.relative_to(BOOK).parts)}
    assert pages == {source(entry) for entry in ENTRIES}


def description(entry: str) -> str:
    path = source(entry)
    if path.suffix == ".ipynb":
        metadata = notebook(entry).metadata
    elif path.suffix == ".md":
        metadata = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    else:
        found = re.search(r"^\.\. meta::\n   :description lang=en: (.*(?:\n {6}.*)*)", path.read_text("utf-8"), re.M)
        return " ".join(found[1].split()) if found else ""
    return metadata.get("myst", {}).get("html_meta", {}).get("description lang=en", "")


@pytest.mark.parametrize("entry", ENTRIES)
def test_page_describes_itself_in_a_sentence(entry):
    assert 50 <= len(description(entry)) <= 180, "search engines and link previews show 50 to 180 characters"
    assert description(entry).endswith(".")


def test_descriptions_differ():
    assert len({description(entry) for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", CHAPTERS)
def test_landing_page_names_the_chapter_as_the_chapter_does(entry):
    title = notebook(entry).cells[0].source.splitlines()[0].removeprefix("# ")
    assert f"[{title}]({entry}.ipynb)\n: " in (BOOK / "index.md").read_text("utf-8")


@pytest.mark.parametrize("entry", CHAPTERS)
def test_notebook_is_stored_as_one_clean_run(entry):
    code = [cell for cell in notebook(entry).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    kinds = {(output.output_type, output.get("name")) for cell in code for output in cell.outputs}
    assert not any(kind == "error" or name == "stderr" for kind, name in kinds)
