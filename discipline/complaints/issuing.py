"""A paper of a complaint that an act makes: its form is printed from what is known of the complaint."""

from typing import Any

from discipline.complaints.models import Complaint
from discipline.papers.keeping import issue_form
from discipline.papers.telling_complaint import ComplaintTelling
from workflows.acting import Act


def issue(case: Complaint, act: Act, code: str, number: str = "", *, own: bool = False, **data: Any) -> None:
    """``data``: what the paper keeps beside what it prints. A scan that was chosen goes with it."""
    issue_form(case, act, code, number, own=own, telling=ComplaintTelling, **data)
