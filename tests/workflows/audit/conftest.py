"""A case with a record."""

import pytest

from tests import factories
from tests.workflows.audit.record import DAY, record
from workflows.audit.chain import Entry


@pytest.fixture
def case():
    """A case with five events, as an act of each would have left them."""
    made = factories.case()
    actor, body = factories.user(), factories.body()
    record(made, Entry("opened", DAY, actor, body, {"reason": "first"}))
    record(
        made,
        Entry("paper_filed", DAY, actor, body, {"code": "cv", "pages": 4}),
        Entry("paper_filed", DAY, actor, body, {"code": "application", "pages": 1}),
    )
    record(
        made, Entry("remark", DAY, actor, None, {"text": "a name to be erased", "kind": "plain"}), Entry("closed", DAY)
    )
    return made
