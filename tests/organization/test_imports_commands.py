"""Lists without a browser: who may, what is told, and that a wrong word leaves nothing behind."""

import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from organization.imports.models import ListImport
from organization.models import Organization
from tests.factories import organization, user
from tests.organization.lists import TODAY, csv_text

ROOT = Path(__file__).parents[2]
ROW = {"code": "01", "name": "A", "kind": "Chi bộ", "since": "01/01/2024"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_apart")]


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "list.csv"
    made.write_text(csv_text("organizations", [ROW]))
    return made


def run(*words: object) -> str:
    out = StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue()


def refusal(*words: object) -> str:
    with pytest.raises(CommandError) as caught:
        run(*words)
    return str(caught.value)


def test_list_is_checked_and_stored_only_when_told(path: Path) -> None:
    user(username="root", is_superuser=True)
    words = ("import_lists", "organizations", path, "--by", "root")
    told = run(*words).splitlines()
    assert told[0] == "Checked, not yet stored: 1 new, 0 filled in, 0 stored already, 0 to be corrected"
    assert Organization.objects.count() == 0
    told = run(*words, "--store").splitlines()
    assert "Stored: 1 new, 0 filled in, 0 stored already, 0 to be corrected" in told[1:]
    assert Organization.objects.get().code == "01"
    path.write_text("x")
    assert refusal(*words, "--store") == "The list is empty: below the headings there must be at least one row."


def test_who_may_not_import_in_the_browser_may_not_here(path: Path, files_apart: Path) -> None:
    """A plain user, and an administrator who has left."""
    user(username="plain")
    gone = user(username="gone", is_superuser=True)
    gone.is_active = False
    gone.save()
    for name in ("plain", "gone"):
        told = refusal("import_lists", "organizations", path, "--by", name, "--store")
        assert told == f"{name} does not administer what this list holds and may not import it."
    assert refusal("import_lists", "organizations", path, "--by", "nobody") == "There is no such user."
    assert (Organization.objects.count(), ListImport.objects.count(), files_apart.exists()) == (0, 0, False)


def test_path_that_is_no_list_is_told_and_leaves_nothing(tmp_path: Path, files_apart: Path, settings: Settings) -> None:
    user(username="root", is_superuser=True)
    settings.IMPORT_MAX_BYTES = 50
    for name, content in (("list.docx", "x"), ("empty.csv", ""), ("big.csv", "x" * 51)):
        (tmp_path / name).write_text(content)
    told = {
        "none.csv": f"There is no file {tmp_path / 'none.csv'}.",
        "list.docx/list.csv": f"There is no file {tmp_path / 'list.docx/list.csv'}.",
        ".": f"{tmp_path} is a folder, not a file.",
        "list.docx": "Only .xlsx and .csv files are read. Save the list as one of them.",
        "empty.csv": "The file is empty.",
        "big.csv": "The file is larger than 50\xa0bytes. Split the list into several files.",
    }
    found = {name: refusal("import_lists", "organizations", tmp_path / name, "--by", "root") for name in told}
    assert found == told
    assert (ListImport.objects.count(), files_apart.exists()) == (0, False)


def test_export_writes_four_lists_of_a_day(tmp_path: Path) -> None:
    organization(code="01", until=date(2024, 1, 1))
    folder = tmp_path / "new" / "lists"
    names = ["to-chuc.csv", "tap-the.csv", "nguoi.csv", "chuc-danh.csv"]
    written = run("export_lists", folder, "--format", "csv", "--on", "01/06/2023").splitlines()
    assert written == [str(folder / name) for name in names]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert len((folder / names[0]).read_text().splitlines()) == 2


def test_export_to_where_nothing_can_be_written_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("kept")
    assert refusal("export_lists", file) == f"{file} is a file. Name a folder for the lists."
    told = refusal("export_lists", file / "lists")
    assert told == f"The lists cannot be written to {file / 'lists'}: Not a directory."
    (tmp_path / "lists" / "to-chuc.xlsx").mkdir(parents=True)
    assert "Is a directory" in refusal("export_lists", tmp_path / "lists")
    assert [path.name for path in (tmp_path / "lists").iterdir()] == ["to-chuc.xlsx"]
    assert file.read_text() == "kept"


@pytest.mark.parametrize(
    "words", [("import_lists", "organizations", "samples/to-chuc.csv", "--by", "admin"), ("export_lists", "lists")]
)
@pytest.mark.parametrize("there", [False, True])
def test_database_without_tables_is_named_and_left_as_it_was(
    tmp_path: Path, words: tuple[str, ...], there: bool
) -> None:
    database = tmp_path / "none.sqlite3"
    if there:
        database.touch()
    # the lists go where the test looks; a relative path would be the repository's
    command = [str(tmp_path / "lists") if word == "lists" else word for word in words]
    asked = {**os.environ, "DEMO": "1", "TODAY": "", "LANGUAGE_CODE": "en", "DATABASE_URL": f"sqlite:///{database}"}
    answer = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=asked, capture_output=True, text=True, timeout=120
    )
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith(f"CommandError: The database {database} has not all its tables.")
    assert "sqlite:///var/demo-s1-2025-11-14.sqlite3" in answer.stderr
    assert [(path.name, path.stat().st_size) for path in tmp_path.iterdir()] == ([(database.name, 0)] if there else [])
