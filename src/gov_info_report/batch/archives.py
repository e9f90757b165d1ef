"""Archives of documents: their members are unpacked in memory, one at a time, and nothing in them is followed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from gov_info_report.batch.items import Item
from gov_info_report.document import Limits
from gov_info_report.errors import ParseError

__all__ = ["members"]

LARGEST_DIRECTORY = 32 * 2**20
"""The bytes of an archive's list of members; some 300,000 fit."""

_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RuntimeError)
"""What a damaged archive can raise."""


def members(path: str) -> Iterator[Item]:
    """The documents of an archive, called by their names in it; hidden files are passed over."""
    try:
        with _Bounded(path) as file, zipfile.ZipFile(file) as archive:
            listed = archive.infolist()
    except _BROKEN as error:
        raise error if isinstance(error, ParseError) else _damaged(error) from error
    named: set[str] = set()
    for index, member in enumerate(listed):
        name = _name(member)
        if member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
            continue
        if name in named:
            name = f"{name}#{index}"
        named.add(name)
        yield Member(f"{path}!{name}", path, index, f"{member.file_size}:{member.CRC:08x}")


@frozen
class Member(Item):
    """A member of an archive; no more of it is unpacked than the limits allow."""

    archive: str
    index: int
    known_stamp: str = ""

    def stamp(self) -> str:
        """Its size and checksum, as the archive's list of members has them."""
        return self.known_stamp

    def load(self, limits: Limits) -> bytes:
        """The bytes of the member."""
        try:
            archive = _opened(self.archive)
            member = archive.infolist()[self.index]
            if member.compress_type not in _COMPRESSIONS:
                raise ParseError(f"压缩方式 {member.compress_type} 不受支持 (the compression is not supported)")
            limits.start().check_size(member.file_size)
            with archive.open(member) as stream:
                content = stream.read(limits.unpacked + 1)
        except _BROKEN as error:
            if isinstance(error, ParseError):
                raise
            raise _damaged(error) from error
        limits.start().check_size(len(content))
        return content


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; where it is not said to be Unicode, it is most often as Chinese Windows writes it."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


class _Bounded(io.FileIO):
    """A file that refuses to be read at once: the list of an archive's members is."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > LARGEST_DIRECTORY:
            raise _damaged(f"a list of members of {size} bytes")
        return super().read(size)


@lru_cache(maxsize=1)
def _opened(path: str) -> zipfile.ZipFile:
    """An archive, kept open for the next of its members."""
    return zipfile.ZipFile(path)


def _damaged(problem: object) -> ParseError:
    return ParseError(f"压缩包已损坏，或者无法解开 (the archive is damaged, or cannot be unpacked): {problem}")
