"""The codes that the facts of a discipline case are told in, with their labels (English source strings)."""

from enum import StrEnum

from django.utils.translation import gettext_noop


class Form(StrEnum):
    """The forms of discipline (DIS-05..08). Nothing else is one."""

    REPRIMAND = "reprimand"  # khiển trách
    WARNING = "warning"  # cảnh cáo
    REMOVAL = "removal"  # cách chức
    EXPULSION = "expulsion"  # khai trừ
    DISSOLUTION = "dissolution"  # giải tán tổ chức đảng


#: English source strings.
FORM_LABELS = {
    Form.REPRIMAND: gettext_noop("Reprimand"),
    Form.WARNING: gettext_noop("Warning"),
    Form.REMOVAL: gettext_noop("Removal from office"),
    Form.EXPULSION: gettext_noop("Expulsion"),
    Form.DISSOLUTION: gettext_noop("Dissolution"),
}


class Category(StrEnum):
    """What a violation is to its limitation (DIS-22): the first three have none."""

    INTERNAL_POLITICS = "internal_politics"  # chính trị nội bộ
    NATIONAL_INTEREST = "national_interest"  # quốc phòng, an ninh, đối ngoại xâm hại lợi ích quốc gia
    FALSE_DIPLOMA = "false_diploma"  # văn bằng, chứng chỉ giả, không hợp pháp
    ORDINARY = "ordinary"


CATEGORY_LABELS = {
    Category.INTERNAL_POLITICS: gettext_noop("Internal political security"),
    Category.NATIONAL_INTEREST: gettext_noop("Defence, security or foreign affairs, harming the national interest"),
    Category.FALSE_DIPLOMA: gettext_noop("False or unlawful diplomas or certificates"),
    Category.ORDINARY: gettext_noop("None of those without limitation"),
}

#: The option beside the forms on every ballot (DIS-69).
NO_DISCIPLINE = "no_discipline"


class SubjectKind(StrEnum):
    """Whom a case is about."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    ORGANIZATION = "organization"


SUBJECT_LABELS = {
    SubjectKind.OFFICIAL: gettext_noop("Official member"),
    SubjectKind.PROBATIONARY: gettext_noop("Probationary member"),
    SubjectKind.ORGANIZATION: gettext_noop("Party organisation"),
}


class Answer(StrEnum):
    """What the examination of a member of an accused organisation found (DIS-15)."""

    OBJECTED = "objected"  # không tham gia hoặc đã phản đối, bảo lưu ý kiến
    NOT_ANSWERABLE = "not_answerable"
    REMINDED = "reminded"  # kiểm điểm rút kinh nghiệm, no form of discipline (DIS-08)
    OWN_CASE = "own_case"


ANSWER_LABELS = {
    Answer.OBJECTED: gettext_noop("Took no part or objected (opinion reserved): is not disciplined"),
    Answer.NOT_ANSWERABLE: gettext_noop("Not answerable"),
    Answer.REMINDED: gettext_noop("Answerable, no discipline: lessons drawn"),
    Answer.OWN_CASE: gettext_noop("Answerable: examined in a discipline case of his own"),
}


class SubjectClass(StrEnum):
    """Whose power reaches him (discipline.md 2.F): the highest office he holds."""

    A = "a"  # no office
    B = "b"  # committee of a cell under a grassroots committee
    C = "c"  # section committee
    D = "d"  # committee of a grassroots cell
    E = "e"  # grassroots committee
    F = "f"  # committee of the level above the grassroots
    G = "g"  # cadre managed by a higher level, in no committee of it


CLASS_LABELS = {
    SubjectClass.A: gettext_noop("Member without office"),
    SubjectClass.B: gettext_noop("Committee member of a cell"),
    SubjectClass.C: gettext_noop("Member of a section committee"),
    SubjectClass.D: gettext_noop("Committee member of a grassroots cell"),
    SubjectClass.E: gettext_noop("Member of a grassroots committee"),
    SubjectClass.F: gettext_noop("Committee member of the level above the grassroots"),
    SubjectClass.G: gettext_noop("Cadre managed by a higher level"),
}


class Matter(StrEnum):
    """What the violation lies in (discipline.md 2.F)."""

    CELL = "cell"  # c: quality, ethics, party activity, tasks given by the cell, duties of a member
    SUPERIOR = "superior"  # s: a task assigned by a superior level


MATTER_LABELS = {
    Matter.CELL: gettext_noop("Quality, ethics, party activity, or a task given by the cell"),
    Matter.SUPERIOR: gettext_noop("A task assigned by a superior level"),
}


class Decider(StrEnum):
    """The bodies of the matrix of powers (DIS-45..57)."""

    CELL = "cell"
    CELL_COMMITTEE = "cell_committee"
    SECTION_COMMITTEE = "section_committee"
    BASE_INSPECTION = "base_inspection"
    BASE_STANDING = "base_standing"
    BASE_COMMITTEE = "base_committee"
    UPPER_INSPECTION = "upper_inspection"
    UPPER_STANDING = "upper_standing"
    UPPER_COMMITTEE = "upper_committee"
    NEXT_ABOVE = "next_above"


DECIDER_LABELS = {
    Decider.CELL: gettext_noop("the cell"),
    Decider.CELL_COMMITTEE: gettext_noop("the cell committee"),
    Decider.SECTION_COMMITTEE: gettext_noop("the section committee"),
    Decider.BASE_INSPECTION: gettext_noop("the inspection commission of the grassroots committee"),
    Decider.BASE_STANDING: gettext_noop("the standing committee of the grassroots committee"),
    Decider.BASE_COMMITTEE: gettext_noop("the grassroots committee"),
    Decider.UPPER_INSPECTION: gettext_noop("the inspection commission of the level above the grassroots"),
    Decider.UPPER_STANDING: gettext_noop("the standing committee of the level above the grassroots"),
    Decider.UPPER_COMMITTEE: gettext_noop("the committee of the level above the grassroots"),
    Decider.NEXT_ABOVE: gettext_noop("the next level above"),
}


class Level(StrEnum):
    """The levels of a path that the matrix knows (discipline.md 1.5), lowest first."""

    CELL = "cell"
    SECTION = "section"
    BASE = "base"  # grassroots, with or without powers of the level above granted to it
    UPPER = "upper"  # directly above the grassroots
    NEXT = "next"  # directly above that one


LEVEL_LABELS = {
    Level.CELL: gettext_noop("Cell"),
    Level.SECTION: gettext_noop("Section"),
    Level.BASE: gettext_noop("Grassroots"),
    Level.UPPER: gettext_noop("Directly above the grassroots"),
    Level.NEXT: gettext_noop("The next level above"),
}
