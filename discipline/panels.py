"""What was entered into a discipline case, for its page: violations, way, hearings, circumstances, decision."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from discipline.codes import (
    ANSWER_LABELS,
    CATEGORY_LABELS,
    DECIDER_LABELS,
    FORM_LABELS,
    Answer,
    Category,
    Decider,
    Form,
)
from discipline.codes_content import content_named
from discipline.competence import DECIDES, PROPOSES
from discipline.facts.circumstances import DISSOLVING_LABELS, Code, Dissolving
from discipline.facts.criminal import SUSPENDED_LABELS, SuspendedFrom
from discipline.facts.deferral import DEFERRAL_LABELS
from discipline.facts.deferral import Deferral as Situation
from discipline.facts.principles import STANDING_LABELS, Standing
from discipline.models import DisciplineCase
from discipline.own_words import OWN_WORDS, written
from discipline.spoken import spoken
from discipline.team import team_lines
from discipline.words import CIRCUMSTANCE_LABELS, PURPOSE_LABELS, SIDE_LABELS
from organization.models import Person
from workflows.documents.models import Document
from workflows.findings import CERTAINTY_LABELS
from workflows.law import Certainty, Provision
from workflows.mandates import SENT
from workflows.models import OF_HIS_ORGANIZATION
from workflows.routes import NoRoute
from workflows.screens import Panel


def panels(case: DisciplineCase, on: date) -> list[Panel]:
    """The whole chain of the form that is expected, with the article of each link; then what was entered."""
    found = [
        Panel(_("Who decides, on %(day)s") % {"day": on.strftime("%d/%m/%Y")}, _chain(case, on)),
        Panel(_("Organisation concerned"), _collective(case, on)),
        Panel(_("Members examined beside it (DIS-15)"), _responsibilities(case)),
        Panel(_("Versions of the law"), _versions(case, on)),
        Panel(_("Violations"), _violations(case)),
        Panel(_("Circumstances"), _circumstances(case)),
        Panel(_("What he says himself"), _his_words(case), "his_words"),
        Panel(_("Summonses"), _summonses(case)),
        Panel(_("Hearings"), _hearings(case), "hearings"),
        Panel(_("Deferrals"), _deferrals(case)),
        Panel(_("Suspension"), _suspensions(case, on), "suspension"),
        Panel(_("Sent from above to lead the cell"), _sent(case)),
        Panel(_("Team"), team_lines(case.team_rows)),
        Panel(_("Decision"), _decision(case), "decision"),
    ]
    return [panel for panel in found if panel.lines]


def _chain(case: DisciplineCase, on: date) -> list[tuple[str, str]]:
    form = case.form or case.expected_form
    if not form:
        return []
    try:
        found, places = case.chain_on(on, form), case.places(on)
    except NoRoute as error:
        return [(_("Way"), str(error))]
    does = {DECIDES: _("decides"), PROPOSES: _("proposes")}
    lines = [(_("Form of discipline"), _(FORM_LABELS[Form(form)]))]
    for link in found.links:
        body = places[link.decider].body if link.decider in places else _(DECIDER_LABELS[link.decider])
        said = does.get(link.does, _("verifies and sends on"))
        lines.append((str(body), f"{said}. {_article(link.provision)}".strip()))
    if found.reason:
        lines.append((_("Not complete"), _(found.reason)))
    return lines


def _collective(case: DisciplineCase, on: date) -> list[tuple[str, str]]:
    """What its members propose for it, and who takes no part above it."""
    if not case.of_organization:
        return []
    lines = [
        (
            _("Vote of its members on %(day)s") % {"day": f"{row.held_on:%d/%m/%Y}"},
            "\n".join(
                [
                    _("%(base)s counted; %(votes)s") % {"base": row.base, "votes": spoken("votes", row.votes)},
                    _("It decides nothing: the superior does."),
                ]
            ),
        )
        for row in case.self_proposals.order_by("pk")
    ]
    if case.standing:
        said = _("Concluded by who conducts the case: no text read says who stands above it now.")
        lines.append((_(STANDING_LABELS[Standing(case.standing)]), f"{case.above}\n{said}"))
    if case.dissolution_ground:
        ground = _(DISSOLVING_LABELS[Dissolving(case.dissolution_ground)])
        lines.append((_("Ground of a dissolution"), ground))
    aside = Person.objects.filter(pk__in=case.concerned(on)).order_by("sort_name", "pk")
    names = ", ".join(str(person) for person in aside)
    lines.append((_("Take no part above it, and see nothing of it there"), f"{names}\n{OF_HIS_ORGANIZATION}"))
    return lines


def _responsibilities(case: DisciplineCase) -> list[tuple[str, str]]:
    """Which case of his own followed is linked beside, for who sees that one."""
    rows = case.responsibilities.select_related("person").order_by("pk") if case.of_organization else ()
    return [
        (
            str(row.person),
            f"{_(ANSWER_LABELS[Answer(row.result)])}\n{row.reason}",
        )
        for row in rows
    ]


def _versions(case: DisciplineCase, on: date) -> list[tuple[str, str]]:
    law = case.law(on)
    axes = {"procedure": _("Procedure"), "substance": _("Substance")}
    return [
        (label, ", ".join(one.number for one in law.regulations if one.axis == axis) or "–")
        for axis, label in axes.items()
    ]


def _violations(case: DisciplineCase) -> list[tuple[str, str]]:
    lines = []
    for row in case.violation_rows:
        days = [
            (_("from"), row.started_on),
            (_("until"), row.ended_on),
            (_("discovered on"), row.discovered_on),
            (_("concluded on"), row.concluded_on),
        ]
        told = "; ".join(f"{label} {day:%d/%m/%Y}" for label, day in days if day)
        said = [
            row.described,
            " · ".join(filter(None, [content_named(row.code), row.article])),
            _(CATEGORY_LABELS[Category(row.category)]),
            told,
        ]
        lines.append((f"{row.number}.", "\n".join(filter(None, [*said, row.conclusion]))))
    return lines


def _circumstances(case: DisciplineCase) -> list[tuple[str, str]]:
    taken = {True: _("taken into account"), False: _("not taken into account"), None: _("not judged yet")}
    return [
        (
            f"{_(CIRCUMSTANCE_LABELS[Code(row.code)])} ({_(SIDE_LABELS[row.side])})",
            "\n".join(filter(None, [row.noted, f"{taken[row.accepted]} {row.reason}".strip()])),
        )
        for row in case.circumstance_rows
    ]


def _his_words(case: DisciplineCase) -> list[tuple[str, str]]:
    """His self-criticism or its refusal, the form he proposes for himself, and the opinions that he reserved."""
    lines = [(f"{label}, {day:%d/%m/%Y}", text) for day, label, text in written(_own_words(case))]
    if case.self_nominated:
        lines.append((_("Form that he proposes for himself"), _(FORM_LABELS[Form(case.self_nominated)])))
    if case.refused_on:
        lines.append((_("Self-criticism refused on"), f"{case.refused_on:%d/%m/%Y}\n{case.refusal_reason}"))
    return lines


def _own_words(case: DisciplineCase) -> Iterable[Document]:
    return case.documents.filter(code__in=OWN_WORDS, own=True).order_by("pk")


def _summonses(case: DisciplineCase) -> list[tuple[str, str]]:
    came = {True: _("he came"), False: _("he did not come"), None: ""}
    return [
        (
            f"{row.sent_on:%d/%m/%Y}",
            "; ".join(filter(None, [_(PURPOSE_LABELS[row.purpose]), row.proof, came[row.followed], row.reason])),
        )
        for row in case.summons_rows
    ]


def _hearings(case: DisciplineCase) -> list[tuple[str, str]]:
    return [
        (
            f"{row.held_on:%d/%m/%Y}, {_(DECIDER_LABELS[Decider(row.decider)])}",
            "\n".join(
                filter(None, [row.representative, _("did not come") if row.refused else "", row.opinion, row.reason])
            ),
        )
        for row in sorted(case.hearing_rows, key=lambda row: (row.held_on, row.pk))
    ]


def _deferrals(case: DisciplineCase) -> list[tuple[str, str]]:
    return [
        (
            f"{row.since:%d/%m/%Y} – {row.ended_on:%d/%m/%Y}" if row.ended_on else f"{row.since:%d/%m/%Y} –",
            "; ".join(filter(None, [_(DEFERRAL_LABELS[Situation(row.ground)]), row.certificate, row.ended_because])),
        )
        for row in case.deferral_rows
    ]


def _suspensions(case: DisciplineCase, on: date) -> list[tuple[str, str]]:
    lines = []
    for row in case.suspension_rows:
        until = f"{row.until:%d/%m/%Y}" if row.until else _("as the criminal procedure goes on")
        runs = _("runs") if row.runs_on(on) else _("ended")
        told = f"{_(SUSPENDED_LABELS[SuspendedFrom(row.suspended_from)])}; {row.since:%d/%m/%Y} – {until}; {runs}"
        lines.append((row.number, "\n".join(filter(None, [told, row.ended_because]))))
    return lines


def _sent(case: DisciplineCase) -> list[tuple[str, str]]:
    """Who, by which paper, from when until when; the article and how surely it is known. Nothing in most cases."""
    rows = case.mandates.select_related("person", "body", "sent_by").order_by("pk") if case.data.get(SENT) else ()
    return [
        (
            str(row.person),
            "\n".join(
                [
                    f"{row.body}; {row.since:%d/%m/%Y} – {row.until:%d/%m/%Y}",
                    _("sent by %(body)s, paper %(paper)s") % {"body": row.sent_by, "paper": row.paper},
                    _cited(row.citation),
                ]
            ),
        )
        for row in rows
    ]


def _decision(case: DisciplineCase) -> list[tuple[str, str]]:
    days = [
        (_("Resolved on"), case.voted_on),
        (_("Signed on"), case.signed_on),
        (_("Announced on"), case.announced_on),
        (_("In force from"), case.effective_on),
        (_("Ended on"), case.ended_on),
    ]
    lines = [(_("Form of discipline"), _(FORM_LABELS[Form(case.form)]))] if case.form else []
    lines += [(_("Number"), case.decision_number)] if case.decision_number else []
    lines += [(_("Offices he is removed from"), case.offices)] if case.offices else []
    return lines + [(label, f"{day:%d/%m/%Y}") for label, day in days if day]


def _cited(citation: dict[str, str]) -> str:
    """The article that a row rests on, as it was then, and how surely it is known."""
    known = Certainty(citation["certainty"])
    named = citation["article"] or known is Certainty.SECONDARY
    article = f"{citation['article']} {citation['title']}".strip() if named else ""
    return " · ".join(filter(None, [article, _(CERTAINTY_LABELS[known])]))


def _article(provision: Provision) -> str:
    """The article, or how little is known of it."""
    article = f"{provision.article} {provision.title}".strip() if provision.article else ""
    known = "" if provision.certainty is Certainty.TEXT else _(CERTAINTY_LABELS[provision.certainty])
    return " · ".join(filter(None, [article, known]))
