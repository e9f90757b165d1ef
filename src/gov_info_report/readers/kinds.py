"""Files that are no text and no document: pictures, archives, recordings, known by their first bytes."""

from __future__ import annotations

from gov_info_report.errors import ParseError

__all__ = ["refuse_other_kinds"]

_PICTURE, _ARCHIVE, _RECORDING = ("图片", "a picture"), ("压缩文件", "an archive"), ("音频或视频", "sound or film")

_KINDS = (
    (b"\x89PNG\r\n", *_PICTURE),
    (b"\xff\xd8\xff", *_PICTURE),
    (b"GIF87a", *_PICTURE),
    (b"GIF89a", *_PICTURE),
    (b"II*\0", *_PICTURE),
    (b"MM\0*", *_PICTURE),
    (b"RIFF", *_PICTURE),  # WebP; and recordings, which are no text either
    (b"Rar!\x1a\x07", *_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", *_ARCHIVE),
    (b"\x1f\x8b", *_ARCHIVE),
    (b"BZh", *_ARCHIVE),
    (b"\xfd7zXZ\0", *_ARCHIVE),
    (b"ID3", *_RECORDING),
    (b"\x1aE\xdf\xa3", *_RECORDING),
)
"""The first bytes of a kind of file, and what it is called."""


def refuse_other_kinds(source: bytes) -> None:
    """Refuse a file that is plainly of another kind.

    Raises:
        ParseError: The source is a picture, an archive or a recording (`code` "unknown-format").
    """
    kinds = (kind for magic, *kind in _KINDS if source.startswith(magic) and _is_binary(source))
    found = _RECORDING if source[4:8] == b"ftyp" else next(kinds, None)
    if found is not None:
        chinese, english = found
        raise ParseError(
            f"这是{chinese}，不是可读的文档；请提供年报的文档或网页 "
            f"(this is {english} and no document; give the report as a document or a page)",
            code="unknown-format",
        )


def _is_binary(source: bytes) -> bool:
    """Whether the first bytes are such as no text has: a text may begin with BZh, too."""
    return any(byte < 32 and byte not in b"\t\n\r\x0c\x1b" for byte in source[:512]) or source[:1] > b"\x7f"
