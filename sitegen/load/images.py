"""What a photograph or picture says of itself: its size, whether it is what its name says, and where it was taken.

Pillow reads only the header and the metadata here, never the pixels of a picture that is too large; it is imported
when the first picture is met, so a site without pictures does not pay for it.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import Any

from sitegen.faults import Faults, Span

MAX_PIXELS = 50_000_000

_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
_TWO_IN_ONE = "MPO"
"""What Pillow calls a JPEG with further pictures behind the first, as telephones save it; browsers show the first."""

_GPS_DIRECTORY = 0x8825
_GPS_PLACE = range(1, 7)  # the tags that tell latitude, longitude and altitude (Exif 2.32, 4.6.6)
_XMP_PLACE = re.compile(rb"GPS(?:Latitude|Longitude|Coordinates)")

EXTENSIONS = frozenset(_FORMATS)

Size = tuple[int, int]


def inspect(raw: bytes, extension: str, faults: Faults) -> Size | None:
    """The width and height of a picture in pixels; a fault where it may not be published."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    wanted = _FORMATS[extension]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(raw), formats=sorted(set(_FORMATS.values()))) as picture:
                _check(picture, raw, extension, faults)
                size: Size = picture.size
                return size
    except UnidentifiedImageError:
        message = f"this is no {wanted} picture"
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as fault:
        message = f"the {wanted} picture is damaged: {fault}"
    faults.add(Span(), "image-broken", message, "export it again, or remove the file")
    return None


def _check(picture: Any, raw: bytes, extension: str, faults: Faults) -> None:
    kind = "JPEG" if picture.format == _TWO_IN_ONE else picture.format
    width, height = picture.size
    if kind != _FORMATS[extension]:
        message = f"the file is named .{extension} and is a {kind} picture"
        faults.add(Span(), "image-kind", message, f"name it .{kind.lower()}")
    elif width * height > MAX_PIXELS:
        message = f"the picture has {width:,} × {height:,} pixels; at most {MAX_PIXELS:,} in all are read"
        fix = "make it smaller: 2,000 pixels on the longer side are plenty"
        faults.add(Span(), "image-too-large", message, fix)
    elif _tells_place(picture, raw):
        fix = f"export it again without location, or run: exiftool -gps:all= -xmp:geotag= {faults.path}"
        faults.add(Span(), "image-location", "the picture tells where it was taken", fix)


def _tells_place(picture: Any, raw: bytes) -> bool:
    for number in range(picture.n_frames if picture.format == _TWO_IN_ONE else 1):
        picture.seek(number)
        if any(tag in _GPS_PLACE for tag in picture.getexif().get_ifd(_GPS_DIRECTORY)):
            return True
    notes = (picture.info.get(key, b"") for key in ("xmp", "XML:com.adobe.xmp"))
    packed = (note.encode() if isinstance(note, str) else note for note in notes)
    return any(_XMP_PLACE.search(note) for note in (raw, *packed))
