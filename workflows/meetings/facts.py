"""What the rules of a meeting may ask of it. No database."""

from dataclasses import dataclass
from datetime import date

from workflows.facts import COUNT, DAY, TEXT, YES_NO, record, rows_of


@dataclass(frozen=True)
class MeetingFacts:
    """``chair_role``: the chair's role in the body that day, "" without a seat; ``chair_sent_by``: the paper by which
    the superior sent him. ``secretary``: who takes the minutes. ``…_present``: as marked, None for who is not on the
    roster; ``…_overlays``: what lies over his standing that day, wherever it was recorded. ``…_aside``: whether it was
    decided that he takes no part. ``others_preside``: members of the body, not concerned, who may preside;
    ``others_absent``: of these, marked absent. ``body_kind``: a BodyKind.
    ``summoned``: all on the roster who may ever count; ``base``: those counted; ``present``: of these at the meeting;
    ``excused``: of these, absent with a reason;
    ``minimum``: the fewest votes that pass. ``voters``: handed a ballot; ``voters_without_account``: of these, who
    cannot vote electronically. ``teller_concerned``: one of the tellers is. ``broken_off``: the days of earlier votes
    in the matter that were broken off. ``form``, ``medium``: as chosen when the box opens, None before.
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
    chair_aside: bool = False
    chair_sent_by: str = ""
    others_preside: int = 0
    chair_present: bool | None = None
    chair_overlays: tuple[str, ...] = ()
    others_absent: int = 0
    body_kind: str = ""
    secretary: str = ""
    secretary_present: bool | None = None
    secretary_concerned: bool = False
    secretary_aside: bool = False
    secretary_overlays: tuple[str, ...] = ()
    broken_off: tuple[date, ...] = ()
    notice_sent_on: date | None = None
    voters_without_account: int = 0
    tellers: int = 0
    teller_concerned: bool = False
    form: str | None = None
    medium: str | None = None
    excused: int = 0


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
    chair_aside=YES_NO,
    chair_sent_by=TEXT,
    others_preside=COUNT,
    chair_present=YES_NO,
    chair_overlays=rows_of(TEXT),
    others_absent=COUNT,
    body_kind=TEXT,
    secretary=TEXT,
    secretary_present=YES_NO,
    secretary_concerned=YES_NO,
    secretary_aside=YES_NO,
    secretary_overlays=rows_of(TEXT),
    broken_off=rows_of(DAY),
    notice_sent_on=DAY,
    voters_without_account=COUNT,
    tellers=COUNT,
    teller_concerned=YES_NO,
    form=TEXT,
    medium=TEXT,
    excused=COUNT,
)
