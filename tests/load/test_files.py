"""Files that are published as they are: what they are, how large, and that they give nobody's whereabouts away."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from struct import pack
from zlib import crc32

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sitegen.cache.cache import Cache
from sitegen.faults import Fault, Faults
from sitegen.load.files import MAX_BYTES, MAX_PIXELS, read_files
from sitegen.load.tree import Found
from sitegen.model.site import SourceFile

FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
GPS, LATITUDE_REF, LATITUDE, ORIENTATION = 0x8825, 1, 2, 0x0112
XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="54,20.0N"/></x:xmpmeta>'


def picture(
    extension: str,
    size: tuple[int, int] = (30, 20),
    *,
    exif: Image.Exif | None = None,
    pnginfo: PngInfo | None = None,
) -> bytes:
    out = BytesIO()
    more = {name: value for name, value in (("exif", exif), ("pnginfo", pnginfo)) if value is not None}
    Image.new("RGB", size, "navy").save(out, FORMATS[extension], **more)
    return out.getvalue()


def located() -> Image.Exif:
    exif = Image.Exif()
    exif[GPS] = {LATITUDE_REF: "N", LATITUDE: (54.0, 20.0, 0.0)}
    return exif


def read(tmp_path: Path, name: str, content: bytes, memo: Cache | None = None) -> SourceFile | Fault:
    disk = tmp_path / name
    disk.write_bytes(content)
    faults = Faults()
    published = read_files([Found(f"content/files/{name}", disk)], memo or Cache(), faults)
    results: list[SourceFile | Fault] = [*published, *faults.met]
    assert len(results) == 1
    return results[0]


def code(result: SourceFile | Fault) -> str:
    return result.code if isinstance(result, Fault) else "good"


@pytest.mark.parametrize("extension", FORMATS)
def test_the_size_of_a_picture_is_known(extension: str, tmp_path: Path) -> None:
    content = picture(extension)
    result = read(tmp_path, f"a-map.{extension}", content)
    assert isinstance(result, SourceFile)
    assert (result.path, result.size) == (f"content/files/a-map.{extension}", len(content))
    assert (result.width, result.height) == (30, 20)


@pytest.mark.parametrize("name", ["crew.csv", "crew.txt"])
def test_a_text_has_no_size_in_pixels(name: str, tmp_path: Path) -> None:
    result = read(tmp_path, name, "name\nکریم\n".encode())
    assert isinstance(result, SourceFile)
    assert result.width is None


def test_the_same_bytes_have_the_same_digest_whatever_their_name(tmp_path: Path) -> None:
    one, other = read(tmp_path, "one.txt", b"a"), read(tmp_path, "other.txt", b"a")
    assert isinstance(one, SourceFile)
    assert isinstance(other, SourceFile)
    assert one.digest == other.digest


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif"])
def test_a_photograph_that_tells_its_place_is_refused_with_how_to_strip_it(
    extension: str, tmp_path: Path
) -> None:
    result = read(tmp_path, f"crew.{extension}", picture(extension, exif=located()))
    assert isinstance(result, Fault)
    assert result.code == "image-location"
    assert f"exiftool -gps:all= -xmp:geotag= content/files/crew.{extension}" in result.fix


def test_a_place_in_packed_xmp_is_found(tmp_path: Path) -> None:
    notes = PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", XMP, zip=True)
    assert code(read(tmp_path, "crew.png", picture("png", pnginfo=notes))) == "image-location"


def test_a_place_in_the_xmp_of_a_jpeg_is_found(tmp_path: Path) -> None:
    segment = b"http://ns.adobe.com/xap/1.0/\0" + XMP.encode()
    plain = picture("jpg")
    content = plain[:2] + b"\xff\xe1" + (len(segment) + 2).to_bytes(2) + segment + plain[2:]
    assert code(read(tmp_path, "crew.jpg", content)) == "image-location"


def test_a_place_in_the_xmp_of_a_gif_is_found(tmp_path: Path) -> None:
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    content = picture("gif")[:-1] + b"!\xff\x0bXMP DataXMP" + XMP.encode() + trailer + b";"
    assert code(read(tmp_path, "crew.gif", content)) == "image-location"


def test_other_exif_is_let_pass(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    assert code(read(tmp_path, "crew.jpg", picture("jpg", exif=exif))) == "good"


def test_a_picture_of_another_kind_than_its_name_is_refused(tmp_path: Path) -> None:
    result = read(tmp_path, "crew.png", picture("webp"))
    assert isinstance(result, Fault)
    assert (result.code, result.fix) == ("image-kind", "name it .webp")


def two_in_one(exif: Image.Exif) -> bytes:
    """What telephones save as a .jpg: a photograph, and behind it a second one."""
    out = BytesIO()
    other = Image.new("RGB", (30, 20), "white")
    Image.new("RGB", (30, 20), "navy").save(out, "MPO", save_all=True, append_images=[other], exif=exif)
    return out.getvalue()


def test_a_photograph_with_another_behind_it_is_a_jpeg(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    result = read(tmp_path, "crew.jpg", two_in_one(exif))
    assert isinstance(result, SourceFile)
    assert (result.width, result.height) == (30, 20)


def test_a_place_in_the_second_of_two_photographs_is_found(tmp_path: Path) -> None:
    tag, another = GPS.to_bytes(2), (GPS + 1).to_bytes(2)
    content = two_in_one(located())
    assert content.count(tag) == 2
    assert code(read(tmp_path, "crew.jpg", content.replace(tag, another, 1))) == "image-location"


def test_a_damaged_picture_is_refused(tmp_path: Path) -> None:
    whole = picture("png")
    assert code(read(tmp_path, "crew.png", whole[:30])) == "image-broken"


def test_a_picture_of_too_many_pixels_is_refused_undecoded(tmp_path: Path) -> None:
    """It says how large it is, and has no pixels that could be decoded."""
    content = picture("png").replace(pack(">II", 30, 20), pack(">II", 10_000, MAX_PIXELS // 10_000 + 1))
    size, _, rest = content.partition(b"IDAT")
    header = size[12:29]
    content = size.replace(size[29:33], pack(">I", crc32(header))) + b"IDAT" + rest
    assert code(read(tmp_path, "crew.png", content)) == "image-too-large"


def test_a_file_of_too_many_bytes_is_refused(tmp_path: Path) -> None:
    assert code(read(tmp_path, "crew.csv", b"a" * (MAX_BYTES + 1))) == "file-too-large"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("paper.pdf", b"%PDF-1.7\n", "good"),
        ("paper.pdf", b"<html>", "file-not-pdf"),
        ("crew.csv", b"caf\xe9", "not-utf-8"),
        ("crew.txt", b"", "file-empty"),
        ("crew.exe", b"MZ", "file-kind-unknown"),
        ("crew", b"a", "file-kind-unknown"),
        ("Crew.csv", b"a", "file-name"),
        ("crew list.csv", b"a", "file-name"),
    ],
)
def test_a_file_is_what_its_name_says(name: str, content: bytes, expected: str, tmp_path: Path) -> None:
    assert code(read(tmp_path, name, content)) == expected


def test_a_file_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(*_: object, **__: object) -> None:
        raise AssertionError("looked at again")

    with Cache(tmp_path / "cache", "salt") as memo:
        first = read(tmp_path, "crew.png", picture("png"), memo)
    monkeypatch.setattr(Image, "open", look)
    with Cache(tmp_path / "cache", "salt") as memo:
        assert read(tmp_path, "crew.png", picture("png"), memo) == first
