"""Pictures of pages as tests take and compare them: in a font of their own, as coarse as an eye is.

The font makes them the same on every machine; what smoothed edges of letters differ by is not told.
"""

import base64
import io
import os
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Page
from registers import ROOT

KEPT = ROOT / "tests" / "looks"
"""Where the font lies, and the pictures that only tests look at."""
COLOURS = 32
_BLOCK = 8
# Of 255: what smoothed edges of letters differ by, on average over a block, stays far below.
_TOLERANCE = 20


def is_updating() -> bool:
    """Whether the pictures are to be taken anew (``UPDATE_GOLDEN=1``) and not to be compared."""
    return bool(os.environ.get("UPDATE_GOLDEN"))


def settle(page: Page) -> None:
    """Give a page the font of the pictures; its context must be made with ``bypass_csp``."""
    faces = "".join(
        f"@font-face {{ font-family: Acuan; font-weight: {weight}; src: url(data:font/woff2;base64,"
        f"{base64.b64encode((KEPT / file).read_bytes()).decode()}) }}"
        for weight, file in (("400", "DejaVuSans.woff2"), ("700", "DejaVuSans-Bold.woff2"))
    )
    page.add_style_tag(content=faces + "* { font-family: Acuan !important; font-style: normal !important; }")
    page.evaluate("document.fonts.ready")
    # The form is drawn once what it knows was fetched.
    page.wait_for_function(
        "!document.getElementById('rk-form') || document.querySelector('#rk-form > div > *')",
    )


def read_shot(shot: bytes) -> Image.Image:
    """Give a screenshot as a picture."""
    return Image.open(io.BytesIO(shot)).convert("RGB")


def coarsen(picture: Image.Image, shrink: int) -> Image.Image:
    """Give a picture smaller and in few colours, as pictures are compared."""
    return picture.reduce(shrink).quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")


def find_difference(one: Image.Image, other: Image.Image) -> str:
    """Say in what two pictures differ; nothing where only the edges of letters do."""
    if abs(one.height - other.height) > _BLOCK or one.width != other.width:
        return f"{one.size} is not {other.size}"
    size = (min(one.width, other.width), min(one.height, other.height))
    box = (0, 0, *size)
    blocks = ImageChops.difference(one.crop(box), other.crop(box)).convert("L").reduce(_BLOCK)
    levels = blocks.tobytes()
    most = max(levels)
    row, column = divmod(levels.index(most), blocks.width)
    return f"{most} of 255 at ({column * _BLOCK}, {row * _BLOCK})" if most > _TOLERANCE else ""


def write_picture(
    picture: Image.Image, path: Path, density: float = 1, method: Image.Quantize = Image.Quantize.MEDIANCUT
) -> None:
    """Keep a picture in few colours; ``density`` is how many of its dots make one of the page's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    dots = 96 * density
    few = picture.quantize(COLOURS, method=method, dither=Image.Dither.NONE)
    if density == 1:
        few.save(path, optimize=True)
    else:
        few.save(path, optimize=True, dpi=(dots, dots))
