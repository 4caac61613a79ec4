"""The membership of an expelled member whose decision does not stand any more."""

from discipline.codes import SubjectKind
from discipline.models import DisciplineCase
from organization.models import Membership, Standing
from workflows.acting import Act


def give_membership_back(case: DisciplineCase, act: Act) -> bool:
    """A member again from the day of the act, in his cell; False where he never ceased to be one."""
    left = Membership.objects.on(act.day).filter(person_id=case.subject_id, standing=Standing.LEFT).first()
    if left is None:
        return False
    left.until = act.day
    act.add(left)
    probationary = case.subject_kind == SubjectKind.PROBATIONARY
    act.add(
        Membership(
            person=case.subject,
            organization=case.organization,
            standing=Standing.PROBATIONARY if probationary else Standing.OFFICIAL,
            since=act.day,
            basis=case.decision_number,
        )
    )
    act.record("membership.restored", organization=str(case.organization))
    return True
