"""Reading an uploaded logo by what is in it, and keeping a clean copy of it."""

import hashlib
import io
import struct
import warnings
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from district.brand import logo_file

KINDS = ("PNG", "JPEG", "WEBP")
LARGEST_FILE = 2 * 1024 * 1024
MOST_PIXELS = 16_000_000
LARGEST_SIDE = 320  # four times what the bar shows, for dense screens
SVG_STARTS = (b"<?xml", b"<svg", b"<!doctype svg")


class NotALogo(ValueError):  # noqa: N818 -- it is an answer to a person, not a fault
    """Why a file cannot be the logo, in a sentence."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as it will be served: PNG, small, without anything the camera or the editor wrote into it."""

    content: bytes
    width: int
    height: int

    @property
    def key(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_logo(file: "UploadedFile[bytes]") -> Logo:
    """Read an uploaded picture by what is in it, whatever its name says, and draw it anew."""
    if (file.size or 0) > LARGEST_FILE:
        raise NotALogo(_("The file is larger than 2 MB. Save a smaller picture and choose that."))
    content = file.read()
    if content.lstrip().lower().startswith(SVG_STARTS):
        raise NotALogo(
            _("An SVG file can carry programs, so it is not taken. Save the logo as PNG and choose that.")
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn_anew(content)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, NotALogo):
            raise
        raise NotALogo(_("This is not a PNG, JPEG or WebP picture, or it is damaged.")) from error
    except Image.DecompressionBombWarning as error:
        raise NotALogo(_too_large()) from error


def keep_logo(logo: Logo) -> None:
    """Write the picture where it is served from; the same picture is written once."""
    name = logo_file(logo.key)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(logo.content))


def _drawn_anew(content: bytes) -> Logo:
    with Image.open(io.BytesIO(content), formats=KINDS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise NotALogo(_too_large())
        # Drawing it anew leaves out everything but pixels: places, names, thumbnails, hidden files.
        picture = _upright(opened).convert("RGBA")
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    clean = Image.new("RGBA", picture.size)
    clean.paste(picture)
    written = io.BytesIO()
    clean.save(written, "PNG", optimize=True)
    return Logo(written.getvalue(), *clean.size)


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera noted it; a note that cannot be read is no reason to refuse a picture."""
    try:
        return ImageOps.exif_transpose(picture)
    except (SyntaxError, ValueError, KeyError, TypeError, struct.error):
        return picture


def _too_large() -> str:
    return str(_("The picture has more than 16 million dots. Save it smaller, 320 dots wide is enough."))
