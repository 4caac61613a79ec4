"""The types of party organisation, which may stand under which, and the kinds of bodies in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Types of party organisation. T-numbers: the types table of the organisation regulation (294-QĐ/TW)."""

    CENTRAL = "central", _("Central Committee")
    DIRECT = "direct", _("Party organisation directly under the Centre")  # T1
    SUPERIOR = "superior", _("Party organisation directly above the grassroots")  # T2
    BASE = "base", _("Grassroots party organisation with several cells")  # T5; T3, T3b, T4 are powers granted to it
    COMMUNE_BASE = "commune_base", _("Commune party organisation as a grassroots one")  # T5 under a district, to 6-2025
    BASE_CELL = "base_cell", _("Grassroots cell")  # T6
    SECTION = "section", _("Section party organisation")  # T7
    CELL = "cell", _("Cell")  # T8
    GROUP = "group", _("Party group")  # T9
    TEMPORARY_CELL = "temporary_cell", _("Temporary cell")  # T10
    RESERVE_CELL = "reserve_cell", _("Reserve cell")  # T11


class BodyKind(models.TextChoices):
    """The collectives and organs of an organisation that act: a body decides, never an organisation."""

    CELL = "cell", _("Cell meeting")  # hội nghị chi bộ
    CELL_COMMITTEE = "cell_committee", _("Cell committee")  # chi ủy
    SECTION_COMMITTEE = "section_committee", _("Section committee")  # đảng ủy bộ phận
    COMMITTEE = "committee", _("Party committee")  # đảng ủy, ban chấp hành
    STANDING_COMMITTEE = "standing_committee", _("Standing committee")  # ban thường vụ
    INSPECTION = "inspection", _("Inspection commission")  # ủy ban kiểm tra
    ORGANIZATION_DEPARTMENT = "organization_department", _("Organisation department")  # ban tổ chức
    OFFICE = "office", _("Office")  # văn phòng


class Force(models.TextChoices):
    """Armed forces, whose party organisations follow rules of their own (294-QĐ/TW §4.3.2d)."""

    ARMY = "army", _("Army")
    POLICE = "police", _("Police")


#: kind -> kinds it may stand under (294-QĐ/TW §10, §20; the types table). A cell right under a superior: communes.
PARENTS: dict[str, frozenset[str]] = {
    Kind.CENTRAL: frozenset(),
    Kind.DIRECT: frozenset({Kind.CENTRAL}),
    Kind.SUPERIOR: frozenset({Kind.DIRECT}),
    Kind.BASE: frozenset({Kind.DIRECT, Kind.SUPERIOR, Kind.BASE}),
    Kind.COMMUNE_BASE: frozenset({Kind.SUPERIOR}),
    Kind.BASE_CELL: frozenset({Kind.DIRECT, Kind.SUPERIOR, Kind.BASE}),
    Kind.SECTION: frozenset({Kind.BASE, Kind.COMMUNE_BASE}),
    Kind.CELL: frozenset({Kind.BASE, Kind.COMMUNE_BASE, Kind.SECTION, Kind.SUPERIOR}),
    Kind.GROUP: frozenset({Kind.CELL, Kind.BASE_CELL}),
    Kind.TEMPORARY_CELL: frozenset({Kind.DIRECT, Kind.SUPERIOR, Kind.BASE}),
    Kind.RESERVE_CELL: frozenset({Kind.DIRECT, Kind.SUPERIOR, Kind.BASE}),
}
#: Kinds that are themselves the meeting of their members.
CELLS = frozenset({Kind.CELL, Kind.BASE_CELL, Kind.TEMPORARY_CELL, Kind.RESERVE_CELL})
