"""The bytes of a picture that pages load."""

import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def slim(png: bytes, description: str = "") -> bytes:
    """Return a PNG in at most 256 colours, a third of the bytes, that says nothing but ``description`` of itself."""
    image = Image.open(io.BytesIO(png))
    if image.mode != "P":
        image = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    said = PngInfo()
    if description:
        said.add_text("Description", description)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True, pnginfo=said)
    return file.getvalue()
