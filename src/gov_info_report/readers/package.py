"""Office Open XML packages: the parts of a ZIP archive, unpacked and parsed within the budget."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from types import ModuleType
from typing import TYPE_CHECKING

from gov_info_report.document import Budget
from gov_info_report.errors import MissingExtraError, ParseError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["BROKEN", "MOST_PARTS", "Package"]

MOST_PARTS = 10_000
"""No document has more parts; an archive of millions would take its time just to be listed."""

TAGS_PER_CELL = 40
"""`Limits.cells` allows so many tags a cell: a parsed tag takes thirty times the room that it takes in the file."""

DEEPEST = 2048
"""Deeper than this newer versions of the XML parser refuse to go, whatever the limits say."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a compression or a version of the format that is not known
    OSError,
    OverflowError,
    RuntimeError,  # encrypted
    ValueError,
)
"""What a damaged archive can raise."""
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the standard allows no other
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
"""Namespaces of the strict variant of the standard, with those of the usual one."""


class Package:
    """The parts of a document that is a ZIP archive, by their names.

    Args:
        source: The archive.
        budget: What unpacking and parsing may use.
        kind: Whose document it is, "Word" or "Excel".

    Raises:
        ParseError: The archive is damaged, or larger than allowed.
        MissingExtraError: lxml is not installed.
    """

    def __init__(self, source: bytes, budget: Budget, kind: str = "Word") -> None:
        self._budget = budget
        self._kind = kind
        self._unpacked = 0
        self._related: dict[str, list[tuple[str, str]]] = {}
        self._etree = _etree(kind)
        if source.count(b"PK\x01\x02") > MOST_PARTS:
            raise self._damaged(f"more than {MOST_PARTS} parts")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(source))
        except BROKEN as error:
            raise self._damaged(error) from error
        members = self._archive.infolist()
        budget.check_size(sum(member.file_size for member in members))
        self._members = {member.filename.lower(): member for member in members}

    def part(self, name: str) -> _Element | None:
        """The root of a part that is XML; `None` when there is no such part."""
        member = self._members.get(name.lower())
        return None if member is None else self._parsed(self._unpack(member))

    def related(self, name: str, kind: str) -> list[str]:
        """The parts to which a part is related in a way, as "styles" or "header"; never what lies outside.

        The name of the package itself is "".
        """
        return [target for way, target in self._relationships(name) if way == kind]

    def _relationships(self, name: str) -> list[tuple[str, str]]:
        if name not in self._related:
            folder, _, file = name.rpartition("/")
            found = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
            self._related[name] = [
                (
                    each.get("Type", "").rpartition("/")[2],
                    posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
                )
                for each in (found if found is not None else ())
                if each.get("TargetMode") != "External"
            ]
        return self._related[name]

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        """A part unpacked. A part that is asked for again counts again."""
        if member.compress_type not in _COMPRESSIONS:
            raise self._damaged(f"compression {member.compress_type}")
        try:
            with self._archive.open(member.filename) as stream:
                content = stream.read(self._budget.limits.unpacked - self._unpacked + 1)
        except BROKEN as error:
            raise self._damaged(error) from error
        self._unpacked += len(content)
        self._budget.check_size(self._unpacked)
        self._budget.check_time()
        return content

    def _parsed(self, content: bytes) -> _Element:
        """A part parsed without entities: their declarations are refused before the parser sees them."""
        etree = self._etree
        if content.startswith(_BYTE_ORDER_MARKS):
            content = content.decode("utf-16", "replace").encode()
        if b"<!DOCTYPE" in content:
            raise self._damaged("a document type declaration")
        if content.count(b"<") > TAGS_PER_CELL * self._budget.limits.cells:
            self._budget.spend_cells(self._budget.limits.cells + 1)
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        # huge_tree lifts bounds that the budget keeps; the encoding overrides what the part declares
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root: _Element = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error):
                self._budget.check_depth(DEEPEST + 1)
            raise self._damaged(error) from error
        limit = self._budget.limits.depth
        if limit < DEEPEST and etree.XPath(f"boolean({'/*' * (limit + 1)})")(root):
            self._budget.check_depth(limit + 1)
        self._budget.check_time()
        return root

    def _damaged(self, problem: object) -> ParseError:
        return ParseError(
            f"文件已损坏，或者不是 {self._kind} 文档 (the file is damaged, or no {self._kind} document): {problem}",
            code="damaged",
        )


_EXTRAS = {"Word": "docx", "Excel": "xlsx"}


def _etree(kind: str) -> ModuleType:
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtraError.needed(
            _EXTRAS[kind], "lxml", f"读取 {kind} 文档", f"reading {kind} documents"
        ) from error
    return etree
