"""What a case holds beside its own row: violations, circumstances, summonses, hearings, deferrals, votes on forms;
of an organisation, what it proposes for itself and who of it was examined."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from discipline.kept_rows import RowOfCase
from organization.models import Body, Person, User
from workflows.models import Document


class Violation(RowOfCase):
    """One act that is examined. Days that are not known are None; ``concluded_on``: of the competent organisation."""

    case = models.ForeignKey("discipline.DisciplineCase", models.PROTECT, related_name="violations")
    number = models.PositiveSmallIntegerField(_("number"))
    described = models.TextField(_("what he is said to have done"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    code = models.CharField(_("content"), max_length=4, blank=True)
    article = models.CharField(_("article of the regulation"), max_length=60, blank=True)
    category = models.CharField(_("kind of matter"), max_length=30, default="ordinary")
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    discovered_on = models.DateField(_("discovered on"), null=True, blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)
    established = models.BooleanField(_("established"), null=True, blank=True)
    conclusion = models.TextField(_("conclusion"), blank=True)
    form = models.CharField(_("form that it deserves"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("violation")
        verbose_name_plural = _("violations")
        default_permissions = ()
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_violation_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.described}"


class Circumstance(RowOfCase):
    """What speaks for or against him, with its evidence; the body that decides takes it or not (DIS-37..40)."""

    case = models.ForeignKey("discipline.DisciplineCase", models.PROTECT, related_name="circumstances")
    code = models.CharField(_("circumstance"), max_length=40)
    side = models.CharField(_("side"), max_length=12)
    noted = models.TextField(_("what shows it"))
    evidence = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    accepted = models.BooleanField(_("accepted"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("circumstance")
        verbose_name_plural = _("circumstances")
        default_permissions = ()

    def __str__(self) -> str:
        return self.code


class Summons(RowOfCase):
    """One call on the person concerned, with the proof that it reached him (DIS-75)."""

    case = models.ForeignKey("discipline.DisciplineCase", models.PROTECT, related_name="summonses")
    purpose = models.CharField(_("purpose"), max_length=20)
    sent_on = models.DateField(_("sent on"))
    proof = models.CharField(_("proof of delivery"), max_length=200)
    followed = models.BooleanField(_("followed"), null=True, blank=True)
    reason = models.TextField(_("reason given"), blank=True)

    class Meta:
        verbose_name = _("summons")
        verbose_name_plural = _("summonses")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.purpose} {self.sent_on}"


class Hearing(RowOfCase):
    """A hearing by a representative of a body that decides, or his documented refusal (DIS-77)."""

    case = models.ForeignKey("discipline.DisciplineCase", models.PROTECT, related_name="hearings")
    decider = models.CharField(_("heard for"), max_length=30)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    held_on = models.DateField(_("held on"))
    representative = models.CharField(_("representative"), max_length=200)
    mandate = models.CharField(_("mandate (paper, day)"), max_length=120, blank=True)
    refused = models.BooleanField(_("refused to come"), default=False)
    reason = models.TextField(_("reason given"), blank=True)
    opinion = models.TextField(_("opinion of the person concerned"), blank=True)

    class Meta:
        verbose_name = _("hearing")
        verbose_name_plural = _("hearings")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.decider} {self.held_on}"


class Deferral(RowOfCase):
    """A time in which the case is not examined, with its certificate (DIS-30..33)."""

    case = models.ForeignKey("discipline.DisciplineCase", models.PROTECT, related_name="deferrals")
    ground = models.CharField(_("ground"), max_length=30)
    certificate = models.CharField(_("certificate (paper, day)"), max_length=120)
    child_born_on = models.DateField(_("day of birth of the child"), null=True, blank=True)
    since = models.DateField(_("since"))
    expected_until = models.DateField(_("expected until"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_because = models.TextField(_("why it ended"), blank=True)

    class Meta:
        verbose_name = _("deferral")
        verbose_name_plural = _("deferrals")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.ground} {self.since}"


class FormVote(RowOfCase):
    """What one body's ballot on the forms came to; the counts stand in its tally."""

    case = models.ForeignKey("discipline.DisciplineCase", models.PROTECT, related_name="form_votes")
    decider = models.CharField(_("body of the matrix"), max_length=30)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    held_on = models.DateField(_("held on"))
    mode = models.CharField(_("mode"), max_length=10)
    ending = models.CharField(_("ending"), max_length=30)
    form = models.CharField(_("form"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("vote on the form")
        verbose_name_plural = _("votes on the form")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.decider} {self.held_on}"


class TeamMember(RowOfCase):
    """A named person of the team, with the days between which he sees the case."""

    case = models.ForeignKey("discipline.DisciplineCase", models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    leads = models.BooleanField(_("leads the team"), default=False)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of the team")
        verbose_name_plural = _("members of the team")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)

    def runs_on(self, day: date) -> bool:
        """Whether he belongs to it on the day."""
        return self.since <= day and (self.until is None or day < self.until)


class SelfProposal(models.Model):
    """What an accused organisation proposes for itself: a vote of its own members, which decides nothing.

    ``votes``: {form or "no_discipline": n}; ``base``: members counted; ``form``: what more than half are for, or "".
    """

    case = models.ForeignKey("discipline.DisciplineCase", models.PROTECT, related_name="self_proposals")
    held_on = models.DateField(_("held on"))
    base = models.PositiveSmallIntegerField(_("members counted"))
    votes = models.JSONField(_("votes"), default=dict)
    form = models.CharField(_("form that it proposes for itself"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("proposal of the organisation about itself")
        verbose_name_plural = _("proposals of organisations about themselves")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.held_on} {self.form}"


class Responsibility(models.Model):
    """That a member of an accused organisation was examined beside it, above all its head (DIS-15).

    ``result``: discipline.codes.Answer; ``led_to``: his own discipline case, where there is one.
    """

    case = models.ForeignKey("discipline.DisciplineCase", models.PROTECT, related_name="responsibilities")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("member"))
    result = models.CharField(_("result"), max_length=20)
    led_to = models.ForeignKey(
        "discipline.DisciplineCase", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("his case")
    )
    reason = models.TextField(_("reason"), blank=True)
    noted_on = models.DateField(_("noted on"))

    class Meta:
        verbose_name = _("responsibility of a member")
        verbose_name_plural = _("responsibilities of members")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="one_responsibility_per_person")]

    def __str__(self) -> str:
        return str(self.person)
