"""The form of one report of provisioning: only what can follow on the last."""

from django import forms

from ..models import Order, ProvisioningStep

Kind = ProvisioningStep.Kind
FOLLOWING = {"": [Kind.STARTED], "started": [Kind.READY, Kind.FAILED], "failed": [Kind.STARTED]}


class ProvisioningForm(forms.Form):
    """What has happened; where it is, or why it failed."""

    kind = forms.ChoiceField(
        label="What has happened?", widget=forms.RadioSelect, error_messages={"required": "Choose what has happened"}
    )
    resource = forms.CharField(
        label="If it is ready: where is it?",
        help_text="An address, or your name of it. The agency goes there.",
        max_length=300,
        required=False,
    )
    reason = forms.CharField(
        label="If it failed: why?", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, order: Order, **kwargs):
        super().__init__(*args, **kwargs)
        standing = getattr(order, "provisioning", None)
        following = FOLLOWING.get(standing.status if standing else "", [])
        words = {Kind.STARTED: "We have begun", Kind.READY: "It is ready", Kind.FAILED: "It failed"}
        self.fields["kind"].choices = [(kind.value, words[kind]) for kind in following]  # type: ignore[attr-defined]
        if len(following) == 1:
            self.fields["kind"].initial = following[0].value
            del self.fields["resource"], self.fields["reason"]

    def clean(self):
        answers = super().clean()
        answers.setdefault("resource", "")
        answers.setdefault("reason", "")
        if answers.get("kind") == Kind.READY and not answers["resource"]:
            self.add_error("resource", "Say where it is")
        if answers.get("kind") == Kind.FAILED and not answers["reason"]:
            self.add_error("reason", "Say why it failed")
        return answers
