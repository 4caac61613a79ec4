"""Several clients at once, each a process of its own (the management command ``bench_client``)."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from django.conf import settings


class Client:
    def __init__(self, url: str) -> None:
        env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "bench_client"],
            cwd=settings.BASE_DIR,
            env=env,
            stdin=pipe,
            stdout=pipe,
            text=True,
        )

    def tell(self, do: str, **command: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **command}) + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def ask(self, do: str, **command: Any) -> Any:
        self.tell(do, **command)
        return self.hear()


@contextmanager
def clients(*urls: str) -> Iterator[list[Client]]:
    """One for each database."""
    made = [Client(url) for url in urls]
    try:
        yield made
    finally:
        for client in made:
            # closes its input, which ends it
            client.process.communicate(timeout=30)


def together(two: list[Client], kind: str, tasks: list[list[Any]], officer: str, samples: list[list[Any]]) -> float:
    """Steps per second of all clients at once, each with its own tasks; ``samples``: tasks to warm up with."""
    for client, own, sample in zip(two, tasks, samples, strict=True):
        client.ask("prepare", kind=kind, officer=officer, sample=sample, tasks=own)
    start = perf_counter()
    for client in two:
        client.tell("run")
    done = sum(client.hear() for client in two)
    return done / (perf_counter() - start)
