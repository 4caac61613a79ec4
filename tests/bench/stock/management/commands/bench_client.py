"""One client of the bench in a process of its own: commands come as lines of JSON, each is answered by one."""

import json
import sys
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from organization.models import User
from tests.bench import bare, steps


class Command(BaseCommand):
    help = "Used by tests/bench alone."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in sys.stdin:
            command = json.loads(line)
            answer = getattr(self, command.pop("do"))(**command)
            self.stdout.write(json.dumps(answer))
            self.stdout.flush()

    def inbox(self, user: str) -> float:
        """Milliseconds."""
        start = perf_counter()
        steps.our_inbox(user)
        return (perf_counter() - start) * 1000

    def prepare(self, kind: str, officer: str, sample: list[Any], tasks: list[Any]) -> str:
        """``tasks``: public ids of ours, ids of the rival's."""
        user = User.objects.select_related("person").get(username=officer)
        self.tasks = tasks
        if kind == "bare":
            statements = bare.capture(lambda task: steps.our_step(task, user), *sample)
            connection, values = bare.connect(), {task: bare.known(task) for task in tasks}
            self.step: Any = lambda task: bare.send(statements, connection, values[task])
        else:
            do: Any = {"ours": steps.our_step, "stock": steps.stock_step}[kind]
            for task in sample:
                do(task, user)
            self.step = lambda task: do(task, user)
        return "ready"

    def run(self) -> int:
        for task in self.tasks:
            self.step(task)
        return len(self.tasks)
