"""Pictures: read whole, within bounds, and written anew without what they say beside themselves.

What readers get holds the pixels and nothing else: no place, no camera, no thumbnail, no comment,
and nothing that came before or behind the picture in the file.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from app.rules.attachments import JPEG, PNG, RefusedFileError, Why

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 64_000_000
"""More than phones make; four bytes each while it is read."""
LOSSY = frozenset({"JPEG", "HEIF", "WEBP"})
"""What is written as JPEG, unless something can be seen through it."""
_QUALITY = 90
STARTS = (
    (0, b"\xff\xd8\xff"),
    (0, b"\x89PNG\r\n\x1a\n"),
    (0, b"GIF87a"),
    (0, b"GIF89a"),
    (8, b"WEBP"),
    *((4, b"ftyp" + brand) for brand in (b"heic", b"heix", b"mif1", b"heim", b"heis", b"msf1")),
)
"""What pictures begin with, and where."""


def looks_like_one(head: bytes) -> bool:
    """Say whether a file begins as a picture does."""
    return any(head[at : at + len(start)] == start for at, start in STARTS)


def clean(source: Path, target: Path) -> str:
    """Write a picture anew, and give its type.

    Raises:
        RefusedFileError: it is broken, or has too many pixels.

    """
    from pi_heif import register_heif_opener  # noqa: PLC0415 - likewise
    from PIL import Image  # noqa: PLC0415 - heavy, and needed in a process of its own alone

    register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # the bound is below, and is no warning
    try:
        with Image.open(source, formats=("JPEG", "PNG", "GIF", "WEBP", "HEIF")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise RefusedFileError(Why.TOO_MANY_PIXELS, most=MOST_PIXELS // 1_000_000)
            return _write(opened, target)
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError) as error:
        raise RefusedFileError(Why.BROKEN) from error


def _write(opened: "Image", target: Path) -> str:
    from PIL import ImageOps  # noqa: PLC0415 - likewise

    made_as = opened.format
    opened.load()
    icc = opened.info.get("icc_profile")
    picture = _coloured(ImageOps.exif_transpose(opened), icc)
    is_lossy = made_as in LOSSY and picture.mode != "RGBA"
    bare = picture.convert("RGB") if is_lossy else picture
    bare.info = {}  # what a picture says beside itself would be written along
    if is_lossy:
        bare.save(target, "JPEG", quality=_QUALITY)
        return JPEG
    bare.save(target, "PNG")
    return PNG


def _coloured(picture: "Image", icc: bytes | None) -> "Image":
    """Give the colours as every browser shows them; a profile that cannot be read is left out."""
    from PIL import ImageCms  # noqa: PLC0415 - likewise

    if picture.mode.startswith(("I", "F")):  # more shades than a screen has
        picture = _shaded(picture)
    has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    if icc and picture.mode in {"RGB", "CMYK", "L"}:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            made = ImageCms.profileToProfile(
                picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None
        if made is not None:
            return made
    if picture.mode in {"RGB", "L", "RGBA"} and not (has_alpha and picture.mode != "RGBA"):
        return picture
    return picture.convert("RGBA" if has_alpha else "RGB")


def _shaded(picture: "Image") -> "Image":
    """Spread the shades of a scan over those that a screen has."""
    darkest, lightest = picture.convert("F").getextrema()
    if isinstance(darkest, tuple) or isinstance(lightest, tuple):
        return picture.convert("L")
    spread = 255 / ((lightest - darkest) or 1)
    return picture.convert("F").point(lambda v: (v - darkest) * spread).convert("L")
