"""What may interrupt a dossier before the ceremony: each step leads back into the chain or ends it."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission import rules as law
from admission.models import State
from admission.states import MAY_GROW_STALE, NOBODY_DIES
from admission.steps.aside import OF_THE_CELL
from organization.models import BodyKind, Role
from permissions.catalogue import Perm
from workflows.nodes import Anytime, BodyStep


class UnusualSteps:
    """Stale dossiers, lapsed certificates, political issues, higher consents, death."""

    declared_stale = Anytime(states=MAY_GROW_STALE).Does(actions.declare_stale, this.stale, rules=law.IS_STALE)
    taken_up_stale = Anytime(states=MAY_GROW_STALE, **OF_THE_CELL).Does(
        actions.take_up_stale, this.stale, rules=law.IS_STALE
    )

    stale = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.STALE,))
        .Annotation(
            title=_("Do the papers of the stale dossier anew"),
            description=_(
                "File the new letters of introduction, resolution and opinions, and conclude whether anything changed"
                " since the verification."
            ),
        )
        .Does(actions.file_paper)
        .Does(actions.record_particulars)
        .Does(actions.add_introducer)
        .Does(actions.remove_introducer)
        .Does(actions.record_reply)
        .Does(actions.redo_stale, this.draft, rules=law.REDONE)
    )

    sent_to_class_again = Anytime(states=(State.COMPLETE,), **OF_THE_CELL).Does(
        actions.send_to_class_again, this.class_again, rules=law.CERTIFICATE_LAPSED
    )

    class_again = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.CLASS_ENROLLED,))
        .Annotation(
            title=_("File the new certificate of the class"),
            description=_("The certificate no longer served; the applicant attends the class again."),
        )
        .Does(actions.file_new_certificate, this.cell, rules=law.CERTIFICATE_ANEW)
    )

    political_review = (
        BodyStep("authority", BodyKind.STANDING_COMMITTEE, Perm.ISSUE_DECISION, states=(State.POLITICAL_REVIEW,))
        .Annotation(
            title=_("Conclude on the political standards"),
            description=_("Conclude in writing, or record the consent of the higher level, or find a bar."),
        )
        .Does(actions.conclude_politically, this.completion)
        .Does(actions.find_barred, this.refusal_notice)
    )

    authorised_review = (
        BodyStep("authorised", BodyKind.COMMITTEE, Perm.ISSUE_DECISION, states=(State.POLITICAL_REVIEW,))
        .Annotation(
            title=_("Conclude on the political standards"),
            description=_("Conclude in writing, or record the consent of the higher level, or find a bar."),
        )
        .Does(actions.conclude_politically, this.completion)
        .Does(actions.find_barred, this.authorised_notice, this.refusal_notice)
    )

    review_handed_over = Anytime(states=(State.POLITICAL_REVIEW,), **OF_THE_CELL).Does(
        actions.hand_over, this.political_review, this.authorised_review
    )

    consent = (
        BodyStep(
            "authority",
            BodyKind.ORGANIZATION_DEPARTMENT,
            Perm.APPRAISE_DOSSIER,
            role=Role.OFFICER,
            states=(State.CONSENT_PENDING,),
            shown_to=(BodyKind.STANDING_COMMITTEE,),
        )
        .Annotation(
            title=_("Await the consent of the higher level"),
            description=_("Record the written answer of the committee that was asked. The clock keeps running."),
        )
        .Does(actions.record_answer, this.appraisal)
        .Does(actions.record_refused_consent, this.refusal_notice)
    )

    authorised_consent = (
        BodyStep("authorised", BodyKind.COMMITTEE, Perm.ISSUE_DECISION, states=(State.CONSENT_PENDING,))
        .Annotation(
            title=_("Await the consent of the higher level"),
            description=_("Record the written answer of the committee that was asked. The clock keeps running."),
        )
        .Does(actions.record_answer_to_committee, cell=this.grassroots, section=this.grassroots)
        .Does(actions.record_refused_consent, this.authorised_notice)
    )

    death = Anytime(states=tuple(state for state in State if state not in NOBODY_DIES), **OF_THE_CELL).Does(
        actions.report_death, this.deceased
    )
