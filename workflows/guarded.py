"""Every subject of which the database itself refuses a change."""

from workflows.audit.triggers import ADMINISTRATION_RECORD, CHECKPOINTS, JUDGEMENTS, READINGS, RECORD
from workflows.meetings.guards import BOXES, VOTES

GUARDS = (RECORD, JUDGEMENTS, VOTES, BOXES, CHECKPOINTS, READINGS, ADMINISTRATION_RECORD)
