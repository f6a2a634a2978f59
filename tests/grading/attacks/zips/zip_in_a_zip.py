"""Pack a zip with entries for another student into the own folder."""

import io
import zipfile


def pack(archive, notebook):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("ada/ps1.ipynb", notebook)
    archive.writestr("eve/more.zip", inner.getvalue())
    archive.writestr("eve/ps1.ipynb", notebook)
