"""The forms about an item of the agenda: opening a box, the count entered twice, the keys of two tellers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workflows.documents.inspection import EXTENSIONS
from workflows.forms import ActForm, CountField, TextField, YesNoField
from workflows.grounds import declarable, label_of
from workflows.law import NotInForce
from workflows.meetings.ballots import received
from workflows.meetings.models import AgendaItem, Medium
from workflows.meetings.results import Outcome, result_of
from workflows.routes import NoRoute
from workflows.verbs import Secret
from workflows.votes import base_of_json

#: Words for the codes of ``vote.forms``.
FORM_LABELS = {"secret": _("Secret ballot"), "card": _("By raising the party card")}


class SecretField(forms.CharField):
    """A passphrase: told to the act, kept nowhere, never shown again."""

    widget = forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"})

    def clean(self, value: Any) -> Secret:
        return Secret(super().clean(value))


class ItemForm(ActForm):
    """A form about the case's item of the agenda."""

    @property
    def item(self) -> AgendaItem:
        assert self.case is not None
        item = self.case.agenda_item
        assert item is not None
        return item


class OpenVoteForm(ItemForm):
    form = forms.ChoiceField(label=_("Form of the vote"), widget=forms.RadioSelect)
    medium = forms.ChoiceField(
        label=_("Ballots"),
        choices=Medium.choices,
        widget=forms.RadioSelect,
        initial=Medium.PAPER,
        help_text=_("Electronic: secret ballots only, everybody from his own account; two tellers open them."),
    )
    tellers = forms.MultipleChoiceField(
        label=_("Tellers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Named by the meeting for a secret ballot, two at least."),
    )
    needed = {"tellers": _("needed for a secret ballot")}

    def prepare(self) -> None:
        assert self.task is not None
        assert self.case is not None
        allowed = self.case.ballot(self.task.flow_task.level, self.item.meeting.held_on).forms
        self.fill_choices("form", [(code, FORM_LABELS.get(code, code)) for code in allowed])
        self.fill_choices("tellers", [(row["person"], row["name"]) for row in self.item.roster if row["votes"]])
        self.initial.setdefault("tellers", [key.person.public_id for key in self.item.teller_keys.all()])


class TakeOffForm(ItemForm):
    reason = TextField(label=_("Reason"), max_length=300)


class AskAsideForm(ItemForm):
    ground = forms.ChoiceField(label=_("What stands between you and the matter"))
    reason = TextField(label=_("How, in one sentence"), max_length=300, required=False)
    needed = {"reason": _("unless you keep it to yourself")}

    def prepare(self) -> None:
        assert self.case is not None
        choices = declarable(self.case.coerced.law(self.on))
        self.fill_choices("ground", [("", gettext("– choose –")), *choices])


class DecideAsideForm(ItemForm):
    person = forms.ChoiceField(label=_("Member"))
    stands = YesNoField(label=_("Takes part?"), yes=_("Stands aside"), no=_("Takes part"))
    reason = TextField(label=_("Reason"), max_length=300)

    def prepare(self) -> None:
        rows = [row for row in self.item.roster if row["in_base"]]
        rows.sort(key=lambda row: not row.get("grounds"))
        self.fill_choices("person", [("", gettext("– choose –")), *((row["person"], _near(row)) for row in rows)])


def _near(row: Mapping[str, Any]) -> str:
    """The name with the grounds there are."""
    grounds = ", ".join(label_of(entry["ground"]) for entry in row.get("grounds", ()))
    return f"{row['name']} – {grounds}" if grounds else str(row["name"])


class SetAsideForm(TakeOffForm):
    minutes = forms.FileField(
        label=_("Signed minutes"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIONS)}),
        help_text=_("A scan: what happened, and why this vote does not count."),
    )


class SealForm(ItemForm):
    """Nothing to ask; of an electronic box, how many have voted."""

    def answers(self) -> list[tuple[str, str]]:
        if not self.item.electronic:
            return []
        numbers = {"count": received(self.item), "all": self.item.expected}
        return [(gettext("Ballots received"), gettext("%(count)s of %(all)s") % numbers)]


class CountForm(ItemForm):
    """The count, entered twice: what the two tellers wrote down independently has to be the same."""

    minutes = forms.FileField(
        label=_("Signed minutes of the counting team"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIONS)}),
        help_text=_("A scan; needed of a secret ballot."),
    )

    def prepare(self) -> None:
        labels: dict[str, str] = self.item.asked.get("labels", {})
        counts: dict[str, Any] = {
            "issued": _("Ballots issued"),
            "returned": _("Ballots returned"),
            "invalid": _("Invalid or blank"),
            **{f"votes_{code}": label for code, label in labels.items()},
        }
        if self.item.form != "secret":
            # cards are not handed out: who is present and counted has one
            counts = {f"votes_{code}": label for code, label in labels.items()} | {"invalid": _("Not raised")}
            del self.fields["minutes"]
        self.counts = counts
        minutes = self.fields.pop("minutes", None)
        for name, label in counts.items():
            self.fields[f"{name}_1"] = CountField(label=label)
            self.fields[f"{name}_2"] = CountField(label=label)
        if minutes is not None:
            minutes.required = True
            self.fields["minutes"] = minutes

    @property
    def pairs(self) -> list[tuple[Any, Any, Any]]:
        """[(label, field of the first teller, of the second)]."""
        return [(label, self[f"{name}_1"], self[f"{name}_2"]) for name, label in self.counts.items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.counts:
            first, second = data.get(f"{name}_1"), data.get(f"{name}_2")
            if first is not None and second is not None and first != second:
                text = gettext("The two tellers differ: %(first)s and %(second)s. Count again.")
                self.add_error(f"{name}_2", ValidationError(text % {"first": first, "second": second}))
        return data

    @property
    def act_data(self) -> dict[str, Any]:
        data = self.cleaned_data
        votes = {name.removeprefix("votes_"): data[f"{name}_1"] for name in self.counts if name.startswith("votes_")}
        invalid = data["invalid_1"]
        all_of_them = sum(votes.values()) + invalid
        return {
            "issued": data.get("issued_1", all_of_them),
            "returned": data.get("returned_1", all_of_them),
            "invalid": invalid,
            "votes": votes,
            "minutes": data.get("minutes"),
        }

    def answers(self) -> list[tuple[str, str]]:
        counted = [(str(label), str(self.cleaned_data.get(f"{name}_1", "–"))) for name, label in self.counts.items()]
        scan = self.cleaned_data.get("minutes")
        return counted + ([(str(self["minutes"].label), str(scan))] if scan else [])

    def foreseen(self, case: Any) -> Outcome | None:
        """None where the way of the case no longer knows the ballot."""
        item = case.agenda_item
        try:
            ballot = case.ballot(item.task.flow_task.level, item.meeting.held_on)
        except (NoRoute, NotInForce):
            return None
        mode = item.certified.certificate["mode"]
        return result_of(ballot, item.counts, base=base_of_json(item.roster), listed=len(item.roster), mode=mode)

    def refuse(self, errors: Any) -> None:
        """The engine speaks of the numbers as such; here each stands twice."""
        super().refuse({f"{name}_1" if f"{name}_1" in self.fields else name: text for name, text in errors.items()})


class CountBallotsForm(ItemForm):
    """Two tellers, each with the passphrase chosen before the box was opened."""

    first = forms.ChoiceField(label=_("First teller"))
    first_passphrase = SecretField(label=_("Passphrase of the first teller"))
    second = forms.ChoiceField(label=_("Second teller"))
    second_passphrase = SecretField(label=_("Passphrase of the second teller"))

    def prepare(self) -> None:
        names = {row["person"]: row["name"] for row in self.item.roster}
        keys = [(key.person.public_id, names.get(key.person.public_id, "")) for key in self.item.teller_keys.all()]
        for name in ("first", "second"):
            self.fill_choices(name, [("", gettext("– choose –")), *keys])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("first") == data.get("second"):
            self.add_error("second", ValidationError(gettext("It takes two different tellers.")))
        return data


class KeyForm(ItemForm):
    """A teller chooses the passphrase of his key, in his own session."""

    passphrase = SecretField(
        label=_("Passphrase"),
        min_length=12,
        help_text=_("At least 12 characters. Nobody can restore it: without it your key opens nothing."),
    )
    again = SecretField(label=_("Passphrase once more"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("passphrase") and data.get("again") and data["passphrase"] != data["again"]:
            self.add_error("again", ValidationError(gettext("The two passphrases differ.")))
        return data


#: Verb of an item -> its form.
ITEM_FORMS: dict[str, type[ItemForm]] = {
    "take_off_agenda": TakeOffForm,
    "ask_to_stand_aside": AskAsideForm,
    "decide_standing_aside": DecideAsideForm,
    "open_vote": OpenVoteForm,
    "open_deciding_vote": OpenVoteForm,
    "seal_box": SealForm,
    "break_off_vote": TakeOffForm,
    "set_aside_vote": SetAsideForm,
    "count_votes": CountForm,
    "count_ballots": CountBallotsForm,
}
