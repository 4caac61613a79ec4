"""What is measured: one inbox and one completed step, ours and the rival's."""

from typing import Any
from uuid import uuid4

from organization.clock import today
from organization.models import User
from permissions.backend import SeatBackend
from tests.bench.stock.flows import StockFlow
from tests.bench.stock.flows import complete as complete_stock
from workflows.actions import act
from workflows.inbox import PAGE_SIZE, Due, Tab, listing
from workflows.seeing import seen_task

#: The step that is measured: the organisation department appraises. Judged by six rules, it starts no new paper.
STEP = "appraisal"
APPRAISAL: dict[str, Any] = {
    "register_number": "1",
    "remarks": "–",
    "extract_sent": True,
    "acknowledge": True,
}


def our_inbox(username: str) -> int:
    """As the page asks: who it is, the counts of the three tabs and the first fifty rows with what they show.

    Returns how many tasks wait for the user.
    """
    user = User.objects.select_related("person").get(username=username)
    found = listing(user, today(), tab=Tab.MINE, due=Due.ANY, number=1)
    assert all(str(task.process.subject) and str(task.body) for task in found.page)
    return found.counts[Tab.MINE]


def stock_inbox(username: str) -> int:
    """viewflow's queue with its count and the first fifty rows."""
    user = User.objects.select_related("person").get(username=username)
    queue = StockFlow.task_class.objects.queue([StockFlow], user)
    rows = queue.select_related("process__stockdossier__subject")
    assert all(str(task.process.stockdossier.subject) for task in rows[:PAGE_SIZE])
    return queue.count()


def our_step(public_id: str, officer: User) -> None:
    """As a request does it, nothing remembered from the one before: who it is, the task if he sees it, the act."""
    user = SeatBackend().get_user(officer.pk)
    assert user is not None
    act(seen_task(public_id, user, today()), "appraise", by=user, on=today(), key=uuid4(), data=APPRAISAL)


def stock_step(task_id: int, officer: User) -> None:
    user = User.objects.select_related("person").get(pk=officer.pk)
    complete_stock(task_id, user, state="authority_voting", appraised_on=today())
