"""What a vote of a dossier is about, by its state: the admission, the recognition or the removal."""

from enum import StrEnum

from django.utils.translation import gettext_noop

from admission.codes import Document as Paper
from admission.states import MEMBER_STAGE, REMOVING


class Matter(StrEnum):
    ADMISSION = "admission"
    RECOGNITION = "recognition"
    REMOVAL = "removal"


#: English source strings.
BALLOT_QUESTIONS = {
    Matter.ADMISSION: gettext_noop("Admit %(person)s to the Party?"),
    Matter.RECOGNITION: gettext_noop("Recognise %(person)s as an official member?"),
    Matter.REMOVAL: gettext_noop("Remove %(person)s from the list of probationary members?"),
}
#: What takes the place of a paper of the admission.
PAPERS_OF: dict[Matter, dict[str, Paper]] = {
    Matter.ADMISSION: {},
    Matter.RECOGNITION: {
        Paper.CELL_RESOLUTION: Paper.RECOGNITION_CELL_RESOLUTION,
        Paper.GRASSROOTS_RESOLUTION: Paper.RECOGNITION_BASE_RESOLUTION,
    },
    Matter.REMOVAL: {
        Paper.CELL_RESOLUTION: Paper.REMOVAL_CELL_RESOLUTION,
        Paper.GRASSROOTS_RESOLUTION: Paper.REMOVAL_BASE_RESOLUTION,
    },
}


def matter_of(state: str) -> Matter:
    if state in REMOVING:
        return Matter.REMOVAL
    return Matter.RECOGNITION if state in MEMBER_STAGE else Matter.ADMISSION
