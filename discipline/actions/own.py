"""What the person concerned adds himself while his case runs: evidence, an opinion that he states and reserves."""

from django.utils.translation import gettext_lazy

from discipline.models import DisciplineCase
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected
from workflows.documents.models import Document
from workflows.models import Task
from workflows.verbs import verb


@verb(
    gettext_lazy("Hand in evidence or an explanation"),
    consequence=gettext_lazy("It is kept in the file as a paper of the person concerned."),
    by_subject=True,
    orders=False,
    prepare=inspected("file"),
)
def file_own_evidence(case: DisciplineCase, act: Act) -> None:
    """By himself, or filed for him (DIS-78). ``data``: note, file."""
    file_paper(act, "own_evidence", "file", issued_on=act.day, issuer=str(case.whom), own=True)
    act.record("evidence.handed_in", note=act.data["note"], by_himself=act.by_himself)


@verb(
    gettext_lazy("State and reserve an opinion"),
    consequence=gettext_lazy("It stays in the file and is read by every body that decides; it stops nothing."),
    by_subject=True,
    orders=False,
    grave=True,
)
def reserve_opinion(case: DisciplineCase, act: Act) -> None:
    """Himself alone, as long as the case runs (DIS-78). ``data``: opinion."""
    own_words(case, act, "reserved_opinion", opinion=act.data["opinion"])
    act.touched += Task.objects.open().filter(process_id=case.pk)
    act.record("opinion.reserved", opinion=act.data["opinion"])


def own_words(case: DisciplineCase, act: Act, code: str, **written: str) -> None:
    """A paper without a file that he has written in the system."""
    act.add(
        Document(
            code=code,
            issued_on=act.day,
            issuer=str(case.whom),
            data=written,
            own=True,
            filed_by=act.by,
            filed_on=act.on,
        )
    )
