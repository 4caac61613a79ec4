"""The office and the demonstration: what starts as which, and what Django's own list for production says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
KEY = "a-key-of-this-office-alone-9f2c41d07b5e4a6c8d1f0b3e7a95c2d4-with-enough-letters"


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**bare, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def office(tmp_path: Path, **changed: str) -> dict[str, str]:
    """The environment of an office."""
    return {
        "HTTPS": "1",
        "SECRET_KEY": KEY,
        "ALLOWED_HOSTS": "dangvu.example.vn",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'office.sqlite3'}",
        "REDIS_URL": "redis://127.0.0.1:6379/9",
        "TRUSTED_PROXIES": "127.0.0.1",
        "SIGN_IN_KEY_FILE": str(tmp_path / "sign-in.key"),
        "DATA_KEY_FILE": str(tmp_path / "data.key"),
        **changed,
    }


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"DEMO": "1"}, "HTTPS=1 and DEMO=1: the demonstration has fixed passwords; it serves no office."),
        ({"DEBUG": "1"}, "HTTPS=1 and DEBUG=1: error pages would show what is confidential."),
        ({"TODAY": "2025-11-14"}, "HTTPS=1 and TODAY: an office lives by the clock; deadlines would stand still."),
        (
            {"SECRET_KEY": "demo-only-key-never-for-real-files-0123456789abcdef"},
            "SECRET_KEY is that of the demonstration: everybody knows it. Make one of your own.",
        ),
    ],
)
def test_office_and_demonstration_are_not_mixed(tmp_path: Path, changed: dict[str, str], told: str) -> None:
    answer = manage("check", **office(tmp_path, **changed))
    assert (answer.returncode, answer.stdout, answer.stderr) == (1, "", f"{told}\n")


def test_list_for_production_is_clean(tmp_path: Path) -> None:
    told = office(tmp_path)
    assert manage("keys", "make", **told).returncode == 0
    assert manage("sign_in_key", **told).returncode == 0
    answer = manage("check", "--deploy", "--fail-level", "WARNING", **told)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"SECOND_FACTOR": "0"}, "organization.E002"),
        ({"SIGN_IN_KEY_FILE": "/nowhere/sign-in.key"}, "organization.E003"),
        ({"STEP_UP": "0"}, "organization.E004"),
        ({"REDIS_URL": ""}, "organization.E005"),
        ({"TRUSTED_PROXIES": ""}, "organization.W001"),
    ],
)
def test_what_production_lacks_is_told(tmp_path: Path, changed: dict[str, str], code: str) -> None:
    answer = manage("check", "--deploy", "--tag", "sign_in", "--fail-level", "WARNING", **office(tmp_path, **changed))
    assert (answer.returncode, code in answer.stderr) == (1, True)


def test_key_is_made_once_for_its_owner_alone_and_never_replaced(tmp_path: Path) -> None:
    told = office(tmp_path)
    assert manage("sign_in_key", **told).returncode == 0
    path = tmp_path / "sign-in.key"
    made = path.read_text()
    assert (path.stat().st_mode & 0o777, len(made.strip())) == (0o600, 64)
    assert manage("sign_in_key", **told).returncode == 1
    assert path.read_text() == made


def test_office_sets_its_cookie_for_this_host_over_tls_alone(tmp_path: Path) -> None:
    said = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECOND_FACTOR, s.STEP_UP)"
    )
    answer = manage("shell", "--no-imports", "-c", said, **office(tmp_path))
    assert answer.stdout.split() == ["__Host-s", "True", "True", "True", "True"]
    demo = manage("shell", "--no-imports", "-c", said, DEMO="1", DATABASE_URL="sqlite://:memory:")
    assert demo.stdout.split() == ["sessionid", "False", "False", "False", "False"]
