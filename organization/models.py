"""Who exists, and who sits where: everything here is true from a day until a day."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organization.dated import Dated as Dated
from organization.dated import ends_after_it_begins as ends_after_it_begins
from organization.dated import overlapping as overlapping
from organization.dated import valid_on as valid_on
from organization.imports.models import ListImport as ListImport
from organization.imports.models import ListProblem as ListProblem
from organization.kinds import CELLS as CELLS
from organization.kinds import PARENTS as PARENTS
from organization.kinds import BodyKind as BodyKind
from organization.kinds import Force as Force
from organization.kinds import Kind as Kind
from organization.proposals.models import ProposedChange as ProposedChange
from organization.public_ids import ALPHABET as ALPHABET
from organization.public_ids import new_public_id as new_public_id
from organization.roles import SINGLE_ROLES, clash, role_label
from organization.roles import VOTING_ROLES as VOTING_ROLES
from organization.roles import Role as Role
from organization.sign_in.models import EntryCode as EntryCode
from organization.sign_in.models import FactorReset as FactorReset
from organization.sign_in.models import RecoveryCode as RecoveryCode
from organization.sign_in.models import SecondFactor as SecondFactor
from organization.sign_in.models import Session as Session
from organization.standstills import Standstill as Standstill
from organization.text import LONGEST_KEY, alphabetical, fold, nfc, sort_key
from organization.users import User as User
from organization.users import administrable as administrable


class Organization(Dated):
    """A party organisation (đảng bộ, chi bộ). ``code`` is what offices write; it may change and is not the key.

    ``force``: of the army or the police, as is then everything below it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    code = models.CharField(_("code"), max_length=32, db_index=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    force = models.CharField(_("of the armed forces"), max_length=10, choices=Force.choices, blank=True)
    search = models.CharField(max_length=250, editable=False, db_index=True)
    sort_name = models.CharField(max_length=LONGEST_KEY, editable=False, default="")

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            ends_after_it_begins("organization_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(until__isnull=True), name="one_open_organization_per_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def fill_keys(self) -> "Organization":
        """The derived columns; called by ``save`` and before bulk inserts."""
        self.name = nfc(self.name)
        self.search, self.sort_name = fold(f"{self.code} {self.name}"), alphabetical(self.name)
        return self

    def clean(self) -> None:
        super().clean()
        below = Placement.objects.filter(parent_id=self.pk, until__isnull=True) if self.pk else Placement.objects.none()
        for kind in below.values_list("organization__kind", flat=True).distinct():
            if self.kind not in PARENTS[kind]:
                values = {"child": Kind(kind).label, "parent": self.get_kind_display()}
                raise ValidationError({"kind": _("%(child)s may not stand under %(parent)s.") % values})


class Placement(Dated):
    """Where an organisation stands in the tree, from a day until a day."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="placements", verbose_name=_("organisation")
    )
    parent = models.ForeignKey(Organization, models.PROTECT, related_name="children", verbose_name=_("parent"))
    decision = models.CharField(_("decision (number, day)"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("place in the tree")
        verbose_name_plural = _("places in the tree")
        constraints = [
            ends_after_it_begins("placement_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(until__isnull=True), name="one_open_place_per_organization"
            ),
        ]
        indexes = [models.Index(fields=["parent", "until"])]

    def __str__(self) -> str:
        return f"{self.organization} < {self.parent}"

    def clean(self) -> None:
        super().clean()
        # the organisation may be one that the same form is about to create
        new = self._state.fields_cache.get("organization")
        if not (self.parent_id and self.begins and (self.organization_id or new)):
            return
        if self.parent.kind not in PARENTS.get(self.organization.kind, frozenset()):
            raise ValidationError(
                {
                    "parent": _("%(child)s may not stand under %(parent)s.")
                    % {"child": self.organization.get_kind_display(), "parent": self.parent.get_kind_display()}
                }
            )
        if not self.organization_id:
            return
        if overlapping(Placement.objects.filter(organization=self.organization), self):
            raise ValidationError(_("The organisation already has a place in the tree in this time."))
        if self._stands_under_itself():
            raise ValidationError({"parent": _("An organisation cannot stand under itself.")})

    def _stands_under_itself(self) -> bool:
        """Whether on some day of this place a way up leads back to the organisation. One statement for each level."""
        places: dict[int, list[Placement]] = {}
        level = {self.parent_id}
        for _step in range(20):
            if not (level := level - places.keys() - {self.organization_id}):
                break
            rows = Placement.objects.filter(Q(until__isnull=True) | Q(until__gt=self.since), organization_id__in=level)
            places |= {pk: [] for pk in level}
            for row in rows.filter(since__lt=self.until) if self.until else rows:
                places[row.organization_id].append(row)
            level = {row.parent_id for pk in level for row in places[pk]}
        # between two beginnings nothing new is above
        days = {self.since, *(row.since for rows in places.values() for row in rows if row.since > self.since)}
        return any(self._leads_back(places, day) for day in days)

    def _leads_back(self, places: dict[int, list["Placement"]], day: date) -> bool:
        above: int | None = self.parent_id
        for _step in range(20):
            if above is None or above == self.organization_id:
                break
            held = (row for row in places.get(above, ()) if row.since <= day and (not row.until or day < row.until))
            above = next((row.parent_id for row in held), None)
        return above == self.organization_id


class Power(models.TextChoices):
    """Powers granted to a grassroots committee, separate from its kind (294-QĐ/TW §10.6, §22)."""

    UPPER_LEVEL = "upper_level", _("Upper-level powers (given)")  # giao quyền
    UPPER_LEVEL_PILOT = "upper_level_pilot", _("Upper-level powers (pilot)")  # thí điểm giao quyền
    AUTHORISED = "authorised", _("Authorised to admit and expel")  # ủy quyền


class PowerGrant(Dated):
    """A power with the decision that gave it; ended by a date, never deleted."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="powers", verbose_name=_("organisation")
    )
    power = models.CharField(_("power"), max_length=20, choices=Power.choices)
    decision_number = models.CharField(_("decision number"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("decided by")
    )
    scope = models.CharField(_("scope"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("grant of power")
        verbose_name_plural = _("grants of power")
        constraints = [ends_after_it_begins("power_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.get_power_display()} – {self.decision_number}"

    def clean(self) -> None:
        super().clean()
        owner = self.organization if self.organization_id or "organization" in self._state.fields_cache else None
        if owner is not None and owner.kind != Kind.BASE:
            raise ValidationError(
                {"power": _("Powers are granted to grassroots party organisations with several cells only.")}
            )


class Body(Dated):
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="bodies", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=BodyKind.choices)
    name = models.CharField(_("name"), max_length=200)
    symbol = models.CharField(_("sign in document numbers"), max_length=20, blank=True)
    sort_name = models.CharField(max_length=LONGEST_KEY, editable=False, default="")

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            ends_after_it_begins("body_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["organization", "kind"], condition=Q(until__isnull=True), name="one_open_body_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def fill_keys(self) -> "Body":
        """The derived columns; called by ``save`` and before bulk inserts."""
        self.name = nfc(self.name)
        self.sort_name = alphabetical(self.name)
        return self


class Person(models.Model):
    """A human being, member or not. Never matched by name: two people may share name and birthday."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    full_name = models.CharField(_("full name"), max_length=120)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=[("m", _("male")), ("f", _("female"))], blank=True)
    native_place = models.CharField(_("native place"), max_length=200, blank=True)
    #: Số định danh cá nhân, or whatever number the office's lists tell persons apart by; leading zeros count.
    number = models.CharField(_("personal number"), max_length=20, blank=True)
    search = models.CharField(max_length=150, editable=False, db_index=True)
    sort_name = models.CharField(max_length=LONGEST_KEY, editable=False, db_index=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="one_person_per_number"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def fill_keys(self) -> "Person":
        """The derived columns; called by ``save`` and before bulk inserts."""
        self.full_name, self.number = nfc(self.full_name), nfc(self.number)
        self.search, self.sort_name = fold(self.full_name), sort_key(self.full_name)
        return self


class Standing(models.TextChoices):
    """What a person is towards the Party on a day. The first five exclude each other; the others lie over them."""

    MASSES = "masses", _("Not a member")  # quần chúng
    SYMPATHIZER = "sympathizer", _("Sympathiser")  # cảm tình Đảng
    PROBATIONARY = "probationary", _("Probationary member")  # dự bị
    OFFICIAL = "official", _("Official member")  # chính thức
    LEFT = "left", _("No longer a member")  # ra khỏi Đảng
    TEMPORARILY_AWAY = "temporarily_away", _("On temporary activity elsewhere")  # sinh hoạt tạm thời
    EXEMPT = "exempt", _("Exempt from work and meetings")  # miễn công tác và sinh hoạt
    SUSPENDED = "suspended", _("Suspended from party activity")  # đình chỉ sinh hoạt đảng
    COMMITTEE_SUSPENDED = "committee_suspended", _("Suspended from committee activity")  # đình chỉ sinh hoạt cấp ủy
    PROSECUTED = "prosecuted", _("Prosecuted or detained")  # khởi tố, truy tố, tạm giam


BASE_STANDINGS = (Standing.MASSES, Standing.SYMPATHIZER, Standing.PROBATIONARY, Standing.OFFICIAL, Standing.LEFT)
OVERLAYS = tuple(standing for standing in Standing if standing not in BASE_STANDINGS)


class Membership(Dated):
    """A dated standing of a person in an organisation (for members: the cell where they are counted)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    standing = models.CharField(_("standing"), max_length=20, choices=Standing.choices)
    basis = models.CharField(_("basis (paper, day)"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("membership status")
        verbose_name_plural = _("membership statuses")
        constraints = [
            ends_after_it_begins("membership_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until__isnull=True, standing__in=list(BASE_STANDINGS)),
                name="one_open_standing_per_person",
            ),
        ]
        indexes = [models.Index(fields=["organization", "standing"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_standing_display()}"

    def clean(self) -> None:
        super().clean()
        if not (self.person_id and self.begins) or self.standing not in BASE_STANDINGS:
            return
        if overlapping(Membership.objects.filter(person_id=self.person_id, standing__in=BASE_STANDINGS), self):
            raise ValidationError({"since": _("The person already has a standing in this time; end that one first.")})


class Seat(Dated):
    """A person in a role of a body, from a day until a day. To act one holds a seat, valid that day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="seats", verbose_name=_("person"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    basis = models.CharField(_("basis (elected, appointed: paper, day)"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            ends_after_it_begins("seat_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["person", "body", "role"],
                condition=Q(until__isnull=True),
                name="one_open_seat_per_person_body_role",
            ),
        ]
        indexes = [models.Index(fields=["body", "role"]), models.Index(fields=["person", "until"])]

    def __str__(self) -> str:
        return f"{self.person} – {self.title}, {self.body}"

    @property
    def title(self) -> str:
        return role_label(self.role, self.body.kind)

    #: Seats that the same form shows: it compares them itself, as they will be.
    beside: Collection[int] = ()

    def clean(self) -> None:
        super().clean()
        if not (self.person_id and self.body_id and self.begins):
            return
        near = Q(person_id=self.person_id) | (Q(role=self.role) if self.role in SINGLE_ROLES else Q())
        others = Seat.objects.filter(near, body_id=self.body_id).exclude(pk=self.pk).exclude(pk__in=self.beside)
        for other in others.select_related("person").order_by("since", "pk"):
            if found := clash(self, other):
                field, reason = found
                raise ValidationError({field: reason})
