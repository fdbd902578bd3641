"""Files that are published as they are: what they are, how large, and that they give nobody's whereabouts away."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from struct import pack
from zlib import compress, crc32

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
    exif: Image.Exif | bytes | None = None,
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


ARTIST, MAKER, DESCRIPTION, TAKEN, SERIAL, COMMENT = 0x013B, 0x010F, 0x010E, 0x9003, 0xA431, 0x9286
NOTED = {ARTIST: "Anna Berg", MAKER: "Leica", DESCRIPTION: "At the mate's door"}
AGENCY = b"\x1c\x02\x50\0\x04Anna\x1c\x02\x5a\0\x03Bay"


def noted(values: Mapping[int, object], of_camera: Mapping[int, object] | None = None) -> Image.Exif:
    exif = Image.Exif()
    for tag, value in values.items():
        exif[tag] = value
    if of_camera:
        exif[0x8769] = dict(of_camera)
    return exif


def warned(tmp_path: Path, name: str, content: bytes) -> list[str]:
    """What a file is warned to tell. It is published all the same."""
    disk = tmp_path / name
    disk.write_bytes(content)
    faults = Faults()
    assert read_files([Found(f"content/files/{name}", disk)], Cache(), faults)
    assert {(fault.severity, fault.code) for fault in faults.met} <= {("warning", "file-metadata")}
    return [fault.message.removeprefix("the file tells more than it shows: ") for fault in faults.met]


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif"])
def test_what_a_camera_and_a_program_noted_in_a_picture_is_told(extension: str, tmp_path: Path) -> None:
    content = picture(extension, exif=noted(NOTED, {TAKEN: "2024:03:04 10:00:00", SERIAL: "4711"}))
    assert warned(tmp_path, f"crew.{extension}", content) == [
        "when it was taken, who made it, the camera and a remark"
    ]


def test_how_to_strip_a_picture_is_told(tmp_path: Path) -> None:
    (tmp_path / "crew.jpg").write_bytes(picture("jpg", exif=noted({MAKER: "Leica"})))
    faults = Faults()
    read_files([Found("content/files/crew.jpg", tmp_path / "crew.jpg")], Cache(), faults)
    assert faults.met[0].fix == (
        "export it again without metadata, or run: exiftool -all= -tagsfromfile @ -orientation -icc_profile"
        " -overwrite_original content/files/crew.jpg"
    )


def test_a_photograph_tells_place_and_camera_in_one_run(tmp_path: Path) -> None:
    exif = located()
    exif[MAKER] = "Leica"
    (tmp_path / "crew.jpg").write_bytes(picture("jpg", exif=exif))
    faults = Faults()
    assert not read_files([Found("content/files/crew.jpg", tmp_path / "crew.jpg")], Cache(), faults)
    assert [fault.code for fault in faults.met] == ["image-location", "file-metadata"]


def test_what_is_blank_or_of_a_program_tells_nothing(tmp_path: Path) -> None:
    blank = noted({DESCRIPTION: "   ", ARTIST: ""}, {COMMENT: b"ASCII\0\0\0" + b"\0" * 8})
    assert warned(tmp_path, "crew.jpg", picture("jpg", exif=blank)) == []
    made = BytesIO()
    Image.new("RGB", (3, 2)).save(made, "JPEG", comment=b"CREATOR: gd-jpeg v1.0")
    assert warned(tmp_path, "made.jpg", made.getvalue()) == []


def test_a_remark_and_an_author_of_an_agency_are_told(tmp_path: Path) -> None:
    plain = picture("jpg")
    note = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(AGENCY).to_bytes(4) + AGENCY
    segment = b"\xff\xed" + (len(note) + 2).to_bytes(2) + note
    assert warned(tmp_path, "crew.jpg", plain[:2] + segment + plain[2:]) == [
        "where it was taken and who made it"
    ]
    out = BytesIO()
    Image.new("RGB", (3, 2)).save(out, "GIF", comment=b"from the mate")
    assert warned(tmp_path, "crew.gif", out.getvalue()) == ["a remark"]
    notes = PngInfo()
    notes.add_text("Author", "Anna Berg")
    assert warned(tmp_path, "crew.png", picture("png", pnginfo=notes)) == ["who made it"]


def test_a_small_copy_in_a_picture_is_told(tmp_path: Path) -> None:
    first = pack(">HHHIHHI", 1, ORIENTATION, 3, 1, 1, 0, 26)
    of_copy = pack(">HHHIII", 1, 0x0201, 4, 1, 44, 0)
    exif = b"Exif\0\0MM\0*" + pack(">I", 8) + first + of_copy
    assert warned(tmp_path, "crew.jpg", picture("jpg", exif=exif)) == ["a small copy of it as it was"]


PDF = b"%PDF-1.4\n1 0 obj\n<< /Author "


@pytest.mark.parametrize(
    "content",
    [
        PDF + b"(Anna Berg) >>\nendobj\n",
        PDF + b"<FEFF0041> >>\nendobj\n",
        b"%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length 9 >>\nstream\n"
        + compress(b"2 0 << /Author (Anna Berg) >>")
        + b"\nendstream\n",
        b"%PDF-1.4\n<x:xmpmeta><dc:creator>Anna Berg</dc:creator></x:xmpmeta>\n",
    ],
)
def test_who_made_a_pdf_is_told(content: bytes, tmp_path: Path) -> None:
    assert warned(tmp_path, "letter.pdf", content) == ["who made it"]


def test_a_pdf_that_names_nobody_tells_nothing(tmp_path: Path) -> None:
    assert warned(tmp_path, "letter.pdf", PDF + b"() /Creator (Writer) >>") == []


def drawn(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"{attributes}>{inside}</svg>'.encode()


def test_a_drawing_tells_who_made_it_and_where_it_lay(tmp_path: Path) -> None:
    maker = "<metadata><creator><Agent><title>Anna Berg</title></Agent></creator></metadata>"
    assert warned(tmp_path, "a.svg", drawn(maker)) == ["who made it"]
    path = ' xmlns:i="i" i:export-filename="/home/anna/quay.png"'
    assert warned(tmp_path, "b.svg", drawn("", path)) == ["a path on somebody's computer"]


def test_a_picture_in_a_drawing_is_looked_at_too(tmp_path: Path) -> None:
    def image(exif: Image.Exif) -> bytes:
        encoded = b64encode(picture("jpg", exif=exif)).decode()
        return drawn(f'<image href="data:image/jpeg;base64,{encoded}"/>')

    assert warned(tmp_path, "a.svg", image(noted({MAKER: "Leica"}))) == ["the camera"]
    assert code(read(tmp_path, "b.svg", image(located()))) == "image-location"


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
