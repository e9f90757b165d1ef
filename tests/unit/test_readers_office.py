"""Old Word and WPS files: through LibreOffice where it is, and a clear refusal where it is not."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import gov_info_report as gir
from gov_info_report.errors import ParseError
from gov_info_report.readers.office import PROGRAMS

OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)

with_libreoffice = pytest.mark.skipif(
    not any(map(shutil.which, PROGRAMS)), reason="there is no LibreOffice on this machine"
)


@pytest.fixture
def empty_path(monkeypatch, tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def soffice(empty_path, tmp_path):
    """Put a program called soffice on the PATH: lines of Python that know their `arguments` and this `folder`."""
    if sys.platform == "win32":
        pytest.skip("the program is a script")

    def put(*lines, name="soffice"):
        program = empty_path / name
        head = (
            f"#!{sys.executable}",
            "import pathlib, sys, time",
            "arguments = sys.argv[1:]",
            f"folder = pathlib.Path({str(tmp_path)!r})",
        )
        program.write_text("\n".join(head + lines), "utf-8")
        program.chmod(0o755)

    return put


CONVERT = (
    "made = pathlib.Path(arguments[arguments.index('--outdir') + 1])",
    "made.mkdir()",
    "(made / 'report.docx').write_bytes((folder / 'wanted.docx').read_bytes())",
)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_file_is_converted_and_read(soffice, tmp_path, name):
    report = gir.blank(2019)
    (tmp_path / "wanted.docx").write_bytes(gir.serialise(report, "docx"))
    soffice(
        *CONVERT,
        "profile = pathlib.Path(arguments[0].removeprefix('-env:UserInstallation=file://'))",
        "settings = (profile / 'user' / 'registrymodifications.xcu').read_text('utf-8')",
        "(folder / 'seen').write_text(repr((pathlib.Path(arguments[-1]).read_bytes(), arguments[1:-2], settings)))",
        name=name,
    )
    reading = gir.read(OLD)
    assert (reading.format, reading.report) == ("doc", report)
    content, arguments, settings = eval((tmp_path / "seen").read_text())
    assert content == OLD
    assert arguments == [
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
    ]
    assert '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>' in settings


def test_nothing_is_left_behind(soffice, tmp_path):
    (tmp_path / "wanted.docx").write_bytes(gir.serialise(gir.blank(), "docx"))
    soffice(*CONVERT, "(folder / 'seen').write_text(arguments[-1])")
    gir.parse(OLD)
    assert not Path((tmp_path / "seen").read_text()).parent.exists()


def test_without_libreoffice(empty_path):
    with pytest.raises(ParseError) as caught:
        gir.parse(OLD)
    assert str(caught.value) == (
        "旧版 Word 或 WPS 文件须由 LibreOffice 转换，但未找到 soffice；请安装 LibreOffice，或将文件另存为 docx "
        "(old Word and WPS files are converted by LibreOffice, and there is no soffice on the PATH; "
        "install LibreOffice, or save the file as docx)"
    )


def entry(name):
    """The entry of a stream in the directory of such a file, 128 bytes long."""
    named = name.encode("utf-16-le")
    return named + bytes(64 - len(named)) + bytes([len(named) + 2, 0, 2, 1]) + bytes(60)


@pytest.mark.parametrize("name", ["Workbook", "Book"])
@pytest.mark.parametrize("format", [None, "doc", "xls"])
def test_a_damaged_old_workbook(empty_path, name, format):
    with pytest.raises(ParseError, match="不是 Excel 工作簿"):
        gir.parse(OLD + entry("Root Entry") + entry(name), format=format)


@pytest.mark.parametrize("names", [["WordDocument", "Workbook"], ["Workbooks"]])
def test_a_text_that_holds_a_workbook_is_a_text(empty_path, names):
    with pytest.raises(ParseError, match="there is no soffice on the PATH"):
        gir.parse(OLD + b"".join(map(entry, names)))


def test_what_cannot_be_converted(soffice):
    soffice("sys.exit(1)")
    with pytest.raises(ParseError, match="it is damaged, has a password, or is no Word document"):
        gir.parse(OLD)


@pytest.mark.slow
def test_a_conversion_that_takes_too_long_is_ended(soffice, tmp_path):
    soffice(
        "import subprocess",
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
        "(folder / 'child').write_text(str(child.pid))",
        "time.sleep(60)",
    )
    with pytest.raises(ParseError, match=r"did not convert the file in time; Limits\.seconds sets"):
        gir.parse(OLD, limits=gir.Limits(seconds=2))
    child = Path(f"/proc/{(tmp_path / 'child').read_text()}/stat")
    deadline = time.monotonic() + 10  # the signal has been sent; the system ends the child in its own time
    while not has_ended(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert has_ended(child)


def has_ended(status):
    """Whether a process is gone, or dead and only not waited for; its name, in brackets, may hold spaces."""
    try:
        return status.read_text().rpartition(")")[2].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_conversion_that_grows_too_large(soffice, tmp_path):
    (tmp_path / "wanted.docx").write_bytes(bytes(2000))
    soffice(*CONVERT)
    with pytest.raises(ParseError, match="too large: 2000 bytes, at most 1000"):
        gir.parse(OLD, limits=gir.Limits(unpacked=1000))


@pytest.mark.slow
@with_libreoffice
@pytest.mark.parametrize("format", ["doc", "rtf"])
@pytest.mark.parametrize("edition", [2019, 2021])
def test_a_real_conversion(tmp_path, format, edition):
    report = gir.evolve(gir.blank(edition), {"requests.received.total": 14, "disputes.reconsideration.upheld": 0})
    source = tmp_path / "report.docx"
    source.write_bytes(gir.serialise(report, "docx"))
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", format, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    reading = gir.read(tmp_path / f"report.{format}", limits=gir.Limits(seconds=120))
    assert (reading.format, reading.report, list(reading.findings)) == ("doc", report, [])


@with_libreoffice
def test_a_real_refusal():
    with pytest.raises(ParseError, match=r"cannot convert the file|no such report"):
        gir.parse(OLD, limits=gir.Limits(seconds=120))
