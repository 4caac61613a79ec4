"""Every address: in which way a case is read on it and what for, or why nothing is written down (workflows/reads.py).

An address that stands in neither part refuses to start.
"""

from workflows.audit.models import Access
from workflows.reads import Purpose, Table, Way

_READ, _HIT, _PRINT, _FILE, _EXPORT = Access.READ, Access.HIT, Access.PRINT, Access.FILE, Access.EXPORT
_OWN = Way(Access.OWN, Purpose.OWN)
_PAPER, _PRINTED = Way(_READ, Purpose.PAPERS), Way(_PRINT, Purpose.PAPERS)
_MEETING = Way(_READ, Purpose.MEETING, many=True)
_LIST = Way(_HIT, Purpose.OVERVIEW, many=True)

_BALLOT = "a ballot names its question to who is on the roster, which is recorded; nothing notes when he looked"
_OPENING = "a form that opens a case names none"
_NUMBERS = "numbers, no case"
_ORGANIZATIONS = "organisations, bodies and seats"
_DOOR = "signing in and out"

READS = Table(
    reads={
        "inbox": Way(_HIT, Purpose.TASK, many=True),
        "task": Way(_READ, Purpose.TASK),
        "act": Way(_READ, Purpose.TASK),
        "case": Way(_READ, Purpose.CASE),
        "act_on_case": Way(_READ, Purpose.CASE),
        "case_readings": Way(_READ, Purpose.RECORD),
        "cases": _LIST,
        "beside_steps": _LIST,
        "tracker": _LIST,
        "programme": _LIST,
        "adopt_programme": _LIST,
        "background": Way(_READ, Purpose.BACKGROUND),
        "verification_requests": Way(_HIT, Purpose.BACKGROUND, many=True),
        "verification_request": Way(_READ, Purpose.BACKGROUND),
        "electronic_file": Way(_EXPORT, Purpose.CASE),
        "cv": _PAPER,
        "cv_part": _PAPER,
        "cv_family": _PAPER,
        "cv_person": _PAPER,
        "cv_submit": _PAPER,
        "cv_print": _PRINTED,
        "papers": _PAPER,
        "paper": _PAPER,
        "paper_of": _PAPER,
        "paper_draft": _PRINTED,
        "paper_draft_of": _PRINTED,
        "case_papers": _PAPER,
        "case_paper": _PAPER,
        "case_paper_draft": _PRINTED,
        "computed_paper": _PRINTED,
        "document": Way(_FILE, Purpose.PAPERS),
        "paper_print": _PRINTED,
        "denouncer": Way(_READ, Purpose.DENOUNCER),
        "enter_complaint": Way(_HIT, Purpose.COMPLAINT, many=True),
        "meetings": Way(_HIT, Purpose.MEETING, many=True),
        "convene": Way(_HIT, Purpose.MEETING, many=True),
        "meeting": _MEETING,
        "act_on_meeting": _MEETING,
        "act_on_item": _MEETING,
        "certificate": Way(_READ, Purpose.MEETING),
        "own_files": Way(Access.OWN, Purpose.OWN, many=True),
        "own_file": _OWN,
        "act_on_own_file": _OWN,
        "own_cv": _OWN,
        "own_cv_part": _OWN,
        "own_cv_family": _OWN,
        "own_cv_person": _OWN,
        "own_cv_submit": _OWN,
        "own_cv_print": _OWN,
        "own_papers": _OWN,
        "own_paper": _OWN,
        "own_paper_of": _OWN,
        "own_paper_draft": _OWN,
        "own_paper_draft_of": _OWN,
        "own_case_papers": _OWN,
        "own_case_paper": _OWN,
        "own_case_paper_draft": _OWN,
        "own_discipline": _OWN,
        "act_on_own_discipline": _OWN,
        "complain_about": _OWN,
        "own_complaint": _OWN,
        "act_on_own_complaint": _OWN,
        "own_denunciation": _OWN,
        "act_on_own_denunciation": _OWN,
        "own_inspection": _OWN,
        "act_on_own_inspection": _OWN,
        "export_list": Way(_EXPORT, Purpose.LISTS, names_cases=False),
    },
    unread={
        "login": _DOOR,
        "logout": _DOOR,
        "alive": "for the proxy",
        "numbers": _NUMBERS,
        "chains": "ways of cases, no case",
        "open_dossier": _OPENING,
        "follow_person": _OPENING,
        "register_report": _OPENING,
        "register_organization_report": _OPENING,
        "register_denunciation": _OPENING,
        "note_signs": _OPENING,
        "plan_item": _OPENING,
        "make_papers": "always leads to the page of the meeting",
        "received": "the number in a box, asked for every few seconds by the page of the meeting",
        "teller_key": _BALLOT,
        "ballots": _BALLOT,
        "ballot": _BALLOT,
        "receipts": _BALLOT,
        "tree": _ORGANIZATIONS,
        "unit": _ORGANIZATIONS,
        "person": _ORGANIZATIONS,
        "lists": "imports of lists are acts of their own",
        "list_import": "imports of lists are acts of their own",
        "confirm_import": "imports of lists are acts of their own",
        "check_import_again": "imports of lists are acts of their own",
        "give_up_import": "imports of lists are acts of their own",
        "import_problems": "imports of lists are acts of their own",
    },
)
