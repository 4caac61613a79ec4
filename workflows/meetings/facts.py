"""What the rules of a meeting may ask of it. No database."""

from dataclasses import dataclass
from datetime import date

from workflows.facts import COUNT, DAY, TEXT, YES_NO, record


@dataclass(frozen=True)
class MeetingFacts:
    """``chair_role``: the chair's role in the body that day, "" without a seat; ``chair_sent_by``: the paper by which
    the superior sent him. ``chair_present``, ``secretary_present``: as marked, None for who is not on the roster;
    ``chair_barred``: suspended or prosecuted. ``others_preside``: members of the body, not concerned, who may preside.
    ``summoned``: all on the roster who may ever count; ``base``: those counted; ``present``: of these at the meeting;
    ``minimum``: the fewest votes that pass. ``voters``: handed a ballot; ``voters_without_account``: of these, who
    cannot vote electronically. ``form``, ``medium``: as chosen when the box opens, None before.
    """

    held_on: date
    chair: str
    summoned: int
    base: int
    present: int
    minimum: int
    voters: int
    chair_role: str = ""
    chair_concerned: bool = False
    chair_sent_by: str = ""
    others_preside: int = 0
    chair_present: bool | None = None
    chair_barred: bool = False
    secretary_present: bool | None = None
    notice_sent_on: date | None = None
    voters_without_account: int = 0
    tellers: int = 0
    form: str | None = None
    medium: str | None = None


MEETING = record(
    MeetingFacts,
    held_on=DAY,
    chair=TEXT,
    summoned=COUNT,
    base=COUNT,
    present=COUNT,
    minimum=COUNT,
    voters=COUNT,
    chair_role=TEXT,
    chair_concerned=YES_NO,
    chair_sent_by=TEXT,
    others_preside=COUNT,
    chair_present=YES_NO,
    chair_barred=YES_NO,
    secretary_present=YES_NO,
    notice_sent_on=DAY,
    voters_without_account=COUNT,
    tellers=COUNT,
    form=TEXT,
    medium=TEXT,
)
