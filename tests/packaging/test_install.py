"""The wheel, the sdist and an editable install: each built, installed with its own dependencies, and used."""

import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = [pytest.mark.packaging, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
GRAMMARS = {path.name for path in (ROOT / "grammars").rglob("*.lark")}

# Only serialise and parse together show that the grammar was found.
USE = """
import gov_info_report as gir

report = gir.blank(2021)
assert gir.parse(gir.serialise(report, "text")) == report
print(gir.__file__)
"""


@dataclass
class Distributions:
    sdist: Path
    wheel: Path
    wheel_from_sdist: Path


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    direct, through_sdist = tmp_path_factory.mktemp("direct"), tmp_path_factory.mktemp("through_sdist")
    build = (sys.executable, "-m", "build", "--no-isolation")
    run(*build, "--wheel", "--outdir", direct, ROOT, cwd=direct)
    run(*build, "--outdir", through_sdist, ROOT, cwd=through_sdist)
    (sdist,) = through_sdist.glob("*.tar.gz")
    (wheel,) = direct.glob("*.whl")
    (wheel_from_sdist,) = through_sdist.glob("*.whl")
    return Distributions(sdist, wheel, wheel_from_sdist)


def imported_from(requirement: tuple[str | Path, ...], tmp_path: Path) -> tuple[Path, Path]:
    """Where a fresh environment that holds only the requirement imports the package from; the environment."""
    environment, empty = tmp_path / "environment", tmp_path / "empty"
    empty.mkdir()
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=empty)
    run(sys.executable, "-m", "pip", "--python", environment, "install", *requirement, cwd=empty)
    (python,) = [*environment.glob("bin/python"), *environment.glob("Scripts/python.exe")]
    # -I keeps PYTHONPATH and the working directory out: only what is installed can be imported.
    output = run(python, "-I", "-W", "error", "-c", USE, cwd=empty)
    return Path(output.strip()).resolve(), environment.resolve()


def test_the_wheel_works_where_only_its_dependencies_are(distributions, tmp_path):
    place, environment = imported_from((distributions.wheel,), tmp_path)
    assert place.is_relative_to(environment)


def test_the_sdist_works_where_only_its_dependencies_are(distributions, tmp_path):
    place, environment = imported_from((distributions.sdist,), tmp_path)
    assert place.is_relative_to(environment)


def test_an_editable_install_uses_the_checkout(tmp_path):
    place, environment = imported_from(("--editable", ROOT), tmp_path)
    assert place == ROOT / "src" / "gov_info_report" / "__init__.py"
    assert not [*environment.rglob("gov_info_report")]


def test_the_wheel_holds_the_package_its_types_and_the_grammars_and_nothing_else(distributions):
    names = zipfile.ZipFile(distributions.wheel).namelist()
    assert {Path(name).name for name in names if name.startswith("gov_info_report/grammars/")} == GRAMMARS
    assert "gov_info_report/py.typed" in names
    (metadata,) = {name.split("/")[0] for name in names} - {"gov_info_report"}
    assert metadata.endswith(".dist-info")
    assert f"{metadata}/licenses/LICENSE" in names


def test_the_sdist_builds_the_same_wheel(distributions):
    direct, through_sdist = (
        {entry.filename: entry.CRC for entry in zipfile.ZipFile(wheel).infolist()}
        for wheel in (distributions.wheel, distributions.wheel_from_sdist)
    )
    assert direct == through_sdist


def test_the_sdist_keeps_the_grammars_at_the_top(distributions):
    with tarfile.open(distributions.sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "grammars").rglob("*.lark")} <= names
    assert {"pyproject.toml", "LICENSE", "README.md"} <= names
