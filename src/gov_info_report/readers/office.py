"""Old Word and WPS files: turned into the present format by LibreOffice, where it is installed, and then read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from attrs import evolve

from gov_info_report.document import Budget, Document
from gov_info_report.errors import ParseError
from gov_info_report.readers.docx import read_docx
from gov_info_report.readers.xls import is_workbook, read_xls

__all__ = ["read_office"]

PROGRAMS = ("soffice", "libreoffice")
"""What LibreOffice is called on different systems."""


_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""A profile of its own for each document: no macro runs, nothing is fetched."""

LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The name of the part that holds a Word or Excel file that has a password."""


def read_office(source: bytes, budget: Budget) -> Document:
    """The document of a file in Word's format before 2007, or of WPS Writer.

    The program that converts it gets the time that is left in the budget.

    Raises:
        ParseError: LibreOffice is not there, cannot convert the file, or takes too long; or the file is beyond
            the limits.
    """
    if is_workbook(source):
        return read_xls(source, budget)
    if LOCKED in source:
        raise ParseError("文件设有密码，无法读取 (the file is locked with a password)", code="locked")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise ParseError(
            "旧版 Word 或 WPS 文件须由 LibreOffice 转换，但未找到 soffice；请安装 LibreOffice，或将文件另存为 docx "
            "(old Word and WPS files are converted by LibreOffice, and there is no soffice on the PATH; "
            "install LibreOffice, or save the file as docx)",
            code="unconvertible",
        )
    with tempfile.TemporaryDirectory(prefix="gov-info-report-", ignore_cleanup_errors=True) as folder:
        converted = _converted(program, source, Path(folder), budget)
    budget.check_size(len(converted))
    return evolve(read_docx(converted, budget), format="doc")


def _converted(program: str, source: bytes, folder: Path, budget: Budget) -> bytes:
    """The file in the present format, made in a folder of its own."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, "utf-8")
    (folder / "report.doc").write_bytes(source)
    made = folder / "made" / "report.docx"
    process = subprocess.Popen(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(made.parent),
            str(folder / "report.doc"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(max(budget.end - time.monotonic(), 0))
    except subprocess.TimeoutExpired as error:
        raise ParseError(
            "LibreOffice 未能在限定时间内转换该文件，时限由 Limits.seconds 设定 "
            "(LibreOffice did not convert the file in time; Limits.seconds sets how long it may take)",
            code="too-large",
        ) from error
    finally:
        if process.returncode is None:
            _stop(process)
    if not made.is_file():
        raise ParseError(
            "LibreOffice 无法转换该文件：文件已损坏、设有密码，或者不是 Word 文档 "
            "(LibreOffice cannot convert the file: it is damaged, has a password, or is no Word document)",
            code="damaged",
        )
    budget.check_size(made.stat().st_size)
    return made.read_bytes()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started: soffice is a script that runs others."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:  # pragma: no cover - Windows, where soffice is no script
        process.kill()
    process.wait()
