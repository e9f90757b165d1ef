"""Sources of many documents: which documents they give, under which names, in which order, and within which limits."""

import json
import os
import zipfile
from pathlib import Path

import pandas
import polars
import pyarrow as pa
import pytest

import gov_info_report as gir
from gov_info_report.batch import archives
from gov_info_report.batch.items import Content, printable
from gov_info_report.batch.sources import counted, expand

NO_JSON = "此行不是 JSON (the line is no JSON): "
NO_TEXT = "此行没有文本字段 'text' (the line has no field 'text' that is a text)"
LIMITS = gir.Limits()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working directory with files in it."""
    for name in ("b.txt", "a/2.txt", "a/10.txt", "a/deep/x.html", "c d.txt", ".hidden", ".git/config", "[1].txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(source):
    return [item.name for item in expand(source, LIMITS)]


def loaded(item, limits=LIMITS):
    """What `read` gets of a document, or the error."""
    try:
        source = item.load(limits)
    except (gir.ParseError, OSError) as error:
        return error
    return source.read_bytes() if isinstance(source, os.PathLike) else source


def test_a_directory_gives_every_file_below_it_in_the_order_of_their_names(folder):
    expected = ["[1].txt", "a/10.txt", "a/2.txt", "a/deep/x.html", "b.txt", "c d.txt"]
    assert names(str(folder)) == [str(folder / name) for name in expected]
    assert names(folder) == names(str(folder))
    assert [loaded(item) for item in expand(folder, LIMITS)] == [name.encode() for name in expected]


def test_links_to_directories_or_nowhere_and_what_is_no_file_are_told(folder):
    (folder / "a" / "loop").symlink_to(folder)
    (folder / "link.txt").symlink_to(folder / "b.txt")
    (folder / "old.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe.txt")
    items = list(expand(folder, LIMITS))
    assert [Path(item.name).name for item in items] == [
        "[1].txt", "10.txt", "2.txt", "x.html", "loop", "b.txt", "c d.txt", "link.txt", "old.txt", "pipe.txt",
    ]  # fmt: skip
    told = {Path(item.name).name: str(error) for item in items if isinstance(error := loaded(item), gir.ParseError)}
    assert told == {
        "loop": "指向目录的链接，不予跟随 (a link to a directory, which is not followed)",
        "old.txt": f"链接已失效 (the link leads nowhere): {folder / 'gone.txt'}",
        "pipe.txt": "不是普通文件 (no regular file)",
    }
    assert loaded(items[-3]) == b"b.txt"


def test_documents_are_counted_where_they_are_paths(folder):
    assert counted([str(folder / "a"), folder / "b.txt", "c*"], LIMITS) == 5
    assert counted([("a", b"x"), "b.txt"], LIMITS) == 2
    assert counted(iter(["b.txt"]), LIMITS) is None
    assert counted(["b.txt", pa.table({"path": ["p"], "content": ["y"]})], LIMITS) is None


def test_a_stamp_is_another_when_a_document_has_changed(folder, tmp_path):
    [file] = expand(folder / "b.txt", LIMITS)
    before = file.stamp()
    assert file.stamp() == before
    os.utime(folder / "b.txt", ns=(1, 1))
    assert file.stamp() == "5:1"
    assert before != "5:1"
    (folder / "b.txt").unlink()
    assert file.stamp() == ""
    one, other, same = (Content("a", content).stamp() for content in ("甲", "乙", "甲".encode()))
    assert one == same != other
    first, second = expand(archive(tmp_path / "all.zip", [("a", "1"), ("b", "2")]), LIMITS)
    assert (first.stamp(), second.stamp()) == ("1:83dcefb7", "1:1ad5be0d")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["[1].txt", "b.txt", "c d.txt"]),
        ("a/?.txt", ["a/2.txt"]),
        ("**/*.txt", ["[1].txt", "a/10.txt", "a/2.txt", "b.txt", "c d.txt"]),
        ("a/**", ["a/10.txt", "a/2.txt", "a/deep/x.html"]),
        ("a*", ["a/10.txt", "a/2.txt", "a/deep/x.html"]),
        ("[1].txt", ["[1].txt"]),
        ("nothing*", ["nothing*"]),
        ("absent.txt", ["absent.txt"]),
        ("a\0b", ["a\0b"]),
        ("x" * 5000, ["x" * 5000]),
    ],
)
def test_globs_and_paths(folder, pattern, expected):
    assert names(pattern) == expected


def test_a_path_that_leads_nowhere_is_a_document_that_cannot_be_read(folder):
    for path in ("nothing*", "absent.txt"):
        [outcome] = gir.read_many(path, workers=1)
        assert (outcome.source, type(outcome.error)) == (path, FileNotFoundError)


def test_a_directory_that_cannot_be_listed_is_a_document_that_cannot_be_read(folder, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "not yours", path)

    monkeypatch.setattr(os, "scandir", refuse)
    [item] = expand(folder, LIMITS)
    assert item.name == str(folder)
    assert isinstance(loaded(item), PermissionError)


def test_deep_directories_are_walked(tmp_path):
    path = tmp_path
    for _ in range(300):
        path = path / "d"
        path.mkdir()
    (path / "x.txt").write_text("x")
    assert names(tmp_path) == [str(path / "x.txt")]


def test_iterables_of_sources_of_all_kinds(folder):
    given = iter(["b.txt", [folder / "a" / "2.txt", ("named", b"x")], pa.table({"path": ["p"], "content": ["y"]})])
    assert names(given) == ["b.txt", str(folder / "a" / "2.txt"), "named", "p"]


def test_names_that_are_no_unicode_can_be_printed():
    name = os.fsdecode("报告.txt".encode("gb18030"))
    assert printable(name) == r"\xb1\xa8\xb8\xe6.txt"
    assert printable("报告.txt") == "报告.txt"


# JSON Lines


def test_lines_of_json(tmp_path, text):
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps({"id": number, "text": text(number)}, ensure_ascii=number == 2) for number in (1, 2)]
    path.write_text("\ufeff" + "\n\n".join(lines), "utf-8")
    assert [(item.name, loaded(item)) for item in expand(path, LIMITS)] == [
        (f"{path}#1", text(1)),
        (f"{path}#3", text(2)),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", f"{NO_JSON}Expecting property name enclosed in double quotes: line 2 column 1 (char 2)"),
        ("[" * 100_000, f"{NO_JSON}maximum recursion depth exceeded"),
        ('"text"', NO_TEXT),
        ("{}", NO_TEXT),
        ('{"text": 3}', NO_TEXT),
        (b"\xff\xfe\xfa", f"{NO_JSON}Expecting value: line 1 column 1 (char 0)"),
    ],
)
def test_a_line_that_holds_no_text_costs_no_other(tmp_path, line, says):
    path = tmp_path / "reports.ndjson"
    path.write_bytes((line if isinstance(line, bytes) else line.encode()) + b'\n{"text": "x"}\n')
    first, second = expand(path, LIMITS)
    assert str(loaded(first)).partition(" while decoding")[0] == says
    assert isinstance(loaded(first), gir.ParseError)
    assert (second.name, loaded(second)) == (f"{path}#2", "x")


def test_a_line_that_is_too_long_is_not_kept(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 10_000 + b'"}\n{"text": "y"}')
    first, second = expand(path, gir.Limits(unpacked=100))
    assert str(loaded(first)) == "此行过长，上限 100 字节 (more than 100 bytes long)"
    assert loaded(second) == "y"


# Archives


DAMAGED = "压缩包已损坏，或者无法解开 (the archive is damaged, or cannot be unpacked): "


def archive(path, members, **settings):
    with zipfile.ZipFile(path, "w", **settings) as made:
        for name, content in members:
            made.writestr(name, content)
    return path


def test_members_of_an_archive(tmp_path):
    path = archive(
        tmp_path / "all.ZIP", [("b.txt", "b"), ("d/", ""), ("d/a.txt", "a"), ("__MACOSX/._b", ""), (".x", "")]
    )
    assert [(item.name, loaded(item)) for item in expand(path, LIMITS)] == [
        (f"{path}!b.txt", b"b"),
        (f"{path}!d/a.txt", b"a"),
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_the_same_name_are_told_apart(tmp_path):
    path = archive(tmp_path / "all.zip", [("a.txt", "1"), ("a.txt", "2")])
    assert [(item.name, loaded(item)) for item in expand(path, LIMITS)] == [
        (f"{path}!a.txt", b"1"),
        (f"{path}!a.txt#1", b"2"),
    ]


def test_names_as_chinese_windows_writes_them(tmp_path):
    encoded = "报告.txt".encode("gb18030")
    path = archive(tmp_path / "all.zip", [("x" * len(encoded), "1")])
    path.write_bytes(path.read_bytes().replace(b"x" * len(encoded), encoded))
    assert names(path) == [f"{path}!报告.txt"]
    path.write_bytes(path.read_bytes().replace(encoded, b"\x80" * 8))
    assert names(path) == [f"{path}!ÇÇÇÇÇÇÇÇ"]
    assert names(archive(tmp_path / "new.zip", [("报告.txt", "1")])) == [f"{tmp_path / 'new.zip'}!报告.txt"]


def test_archives_within_archives_are_not_followed(tmp_path):
    inner = archive(tmp_path / "inner.zip", [("a.txt", "a")])
    path = archive(tmp_path / "outer.zip", [("inner.zip", inner.read_bytes()), ("lines.jsonl", '{"text": "x"}')])
    assert names(path) == [f"{path}!inner.zip", f"{path}!lines.jsonl"]
    assert [type(outcome.error) for outcome in gir.read_many(path, workers=1)] == [gir.ParseError] * 2


def test_a_member_is_unpacked_no_further_than_the_limits_allow(tmp_path):
    path = archive(tmp_path / "bomb.zip", [("zeros", bytes(2_000_000))], compression=zipfile.ZIP_DEFLATED)
    limits = gir.Limits(unpacked=1000)
    [item] = expand(path, limits)
    assert str(loaded(item, limits)) == (
        "文件过大：2000000 字节，上限 1000，由 Limits.unpacked 设定"
        " (too large: 2000000 bytes, at most 1000, as Limits.unpacked says)"
    )
    lying = path.read_bytes().replace((2_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little"))
    path.write_bytes(lying)
    archives._opened.cache_clear()
    [item] = expand(path, limits)
    assert isinstance(loaded(item, limits), gir.ParseError)


def test_what_is_wrong_with_an_archive_is_said(tmp_path, monkeypatch):
    path = tmp_path / "all.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    [item] = expand(path, LIMITS)
    assert item.name == str(path)
    assert str(loaded(item)) == f"{DAMAGED}File is not a zip file"
    [absent] = expand(tmp_path / "absent.zip", LIMITS)
    assert isinstance(loaded(absent), FileNotFoundError)
    archive(path, [("a.txt", "a"), ("b.txt", "b")])
    monkeypatch.setattr(archives, "LARGEST_DIRECTORY", 10)
    [item] = expand(path, LIMITS)
    assert str(loaded(item)) == f"{DAMAGED}a list of members of 20 bytes"


@pytest.mark.parametrize("damage", ["encrypted", "lzma", "content"])
def test_a_member_that_cannot_be_unpacked_costs_no_other(tmp_path, damage):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        kind = zipfile.ZIP_LZMA if damage == "lzma" else zipfile.ZIP_DEFLATED
        made.writestr("a.txt", "a" * 1000, compress_type=kind)
        made.writestr("b.txt", "b")
    data = bytearray(path.read_bytes())
    if damage == "encrypted":
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
    if damage == "content":
        data[35:40] = b"\xff" * 5
    path.write_bytes(data)
    archives._opened.cache_clear()
    first, second = expand(path, LIMITS)
    assert isinstance(loaded(first), gir.ParseError)
    assert loaded(second) == b"b"


# Arrow


@pytest.mark.parametrize(
    "table",
    [
        pa.table({"path": ["p", None, "q"], "content": ["x", "y", None], "length": [1, 2, 3]}),
        pa.record_batch({"path": ["p", None, "q"], "content": ["x", "y", None]}),
        pa.table({"path": ["p", None, "q"], "content": ["x", "y", None]}).to_reader(),
        pa.table({"path": ["p", None, "q"], "content": pa.array([b"x", b"y", None], pa.large_binary())}),
        polars.DataFrame({"path": ["p", None, "q"], "content": ["x", "y", None]}),
        pandas.DataFrame({"path": ["p", None, "q"], "content": ["x", "y", None]}),
    ],
    ids=["table", "batch", "reader", "bytes", "polars", "pandas"],
)
def test_rows_of_a_table(table):
    first, second, third = expand(table, LIMITS)
    assert [(item.name, loaded(item)) for item in (first, second)] in (
        [("p", "x"), ("#1", "y")],
        [("p", b"x"), ("#1", b"y")],
    )
    assert (third.name, type(loaded(third))) == ("q", gir.ParseError)
    assert str(loaded(third)) == "此行没有内容 (the row has no content, but NoneType)"


def test_rows_without_a_path_are_counted_through_all_batches():
    batch = pa.record_batch({"path": pa.array([None, None], pa.string()), "content": ["x", "y"]})
    assert names(pa.Table.from_batches([batch, batch])) == ["#0", "#1", "#2", "#3"]


def test_a_table_without_the_columns_is_refused():
    with pytest.raises(ValueError, match="no column content"):
        names(pa.table({"path": ["p"], "text": ["x"]}))


def test_members_that_share_an_archive_are_read_from_one_that_stays_open(tmp_path):
    path = archive(tmp_path / "all.zip", [(f"{number}", f"{number}") for number in range(50)])
    archives._opened.cache_clear()
    assert [loaded(item) for item in expand(path, LIMITS)] == [f"{number}".encode() for number in range(50)]
    assert archives._opened.cache_info().misses == 1
    archives._opened.cache_clear()
