"""What a slip of the hand is told when the product is started, and what a command does whose reader goes away."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    asked = {**os.environ, "TODAY": "", **environment}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=asked, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("day", ["14/11/2025", "2025-02-31", "tomorrow"])
def test_setting_of_a_day_that_is_none_is_told_in_one_line(day: str) -> None:
    told = f"TODAY={day} is not a day: write it as 2025-11-14, or leave it empty for the day of the clock.\n"
    for words in (("manage.py", "law", "age.min"), ("tools/check_run.py", "s1", day)):
        answer = run(*words, TODAY=day)
        assert (answer.returncode, answer.stdout, answer.stderr) == (1, "", told)


def test_unknown_khoi_is_told_in_one_line() -> None:
    answer = run("tools/check_run.py", "s9", "2025-11-14")
    told = "SCENARIO=s9 is not known: s1 is the Khối of a province, s2 the central one.\n"
    assert (answer.returncode, answer.stdout, answer.stderr) == (1, "", told)


def test_port_in_use_is_told_before_the_welcome() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = run("tools/check_run.py", "s1", "", "127.0.0.1", port)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith(f"127.0.0.1:{port} cannot be served (Address already in use).")
    assert run("tools/check_run.py", "s1", "", "127.0.0.1", port).returncode == 0
    assert run("tools/check_run.py", "s1", "", "127.0.0.1", "http").stderr.startswith("PORT=http is not a port")


@pytest.mark.parametrize(
    "words", [("law", "--on", "2025-08-01"), ("judge", "admission", "--facts", "samples/facts.yaml")]
)
def test_command_whose_reader_goes_away_ends_quietly(words: tuple[str, ...]) -> None:
    command = [sys.executable, "manage.py", *words]
    asked = {**os.environ, "TODAY": "2025-08-01"}
    with subprocess.Popen(
        command, cwd=ROOT, env=asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()  # as `| head` does, but before the first line
        assert (child.stderr.read(), child.wait(120)) == ("", 0)
