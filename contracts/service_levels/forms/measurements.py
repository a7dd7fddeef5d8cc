"""Forms that load measurements: a file to check, and the checked file on its way to be taken in."""

from typing import Any

from django import forms
from django.core import signing
from django.db.models import Q

from contracts.agreements.models import ServiceLevelTerm
from marketplace.organisations.models import Organisation

from ..batches import ENDINGS, LARGEST_BATCH, MOST_MEASUREMENTS

SALT = "contracts.checked_measurements"
STANDS_FOR = 24 * 60 * 60  # seconds


class MeasurementsForm(forms.Form):
    """Which file, and whose monitor it comes from."""

    file = forms.FileField(
        label="The monitor’s file",
        max_length=200,
        help_text=f"{', '.join(ENDINGS)}: at most {LARGEST_BATCH // 2**20} MB and {MOST_MEASUREMENTS:,} rows.",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={
            "required": "Choose the file that holds the measurements",
            "empty": "The file is empty. Choose one that holds measurements",
            "max_length": "The name of the file is too long. Shorten it to 200 characters",
        },
    )
    measured_by = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Whose monitor is it?",
        help_text="Stands with the evidence, where both parties read it.",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whose monitor made these measurements"},
    )

    def __init__(self, *args: Any, term: ServiceLevelTerm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contract, own = term.contract, term.measuring_organisation_id
        parties = Q(pk__in=[contract.agency_id, contract.vendor_id]) | Q(kind=Organisation.Kind.BROKER)
        if own is not None:
            parties = Q(pk=own)
            self.initial["measured_by"] = own
        owners = Organisation.objects.filter(parties).order_by("name")
        self.fields["measured_by"].queryset = owners  # type: ignore[attr-defined]

    @property
    def content(self) -> bytes:
        """What the file holds, cut where it is too large anyway."""
        return self.cleaned_data["file"].read(LARGEST_BATCH + 1)

    def sealed(self, content: bytes, term: ServiceLevelTerm) -> str:
        """The checked file with its answers, packed and signed: the page carries it, and nothing is kept meanwhile."""
        file, owner = self.cleaned_data["file"], self.cleaned_data["measured_by"]
        carried = {"term": term.pk, "name": file.name, "measured_by": owner.pk, "content": content.decode("latin-1")}
        return signing.dumps(carried, salt=SALT, compress=True)


class CheckedForm(forms.Form):
    """A file as it was checked, for the service level that it was checked for."""

    checked = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, term: ServiceLevelTerm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term = term

    def clean_checked(self) -> dict[str, Any]:
        """name, content as bytes, and measured_by."""
        try:
            carried = signing.loads(self.cleaned_data["checked"], salt=SALT, max_age=STANDS_FOR)
        except signing.BadSignature:
            carried = {}
        if carried.get("term") != self.term.pk:
            raise forms.ValidationError("The check is more than a day old or not of this file. Choose the file again.")
        owner = Organisation.objects.get(pk=carried["measured_by"])
        return {"name": carried["name"], "content": carried["content"].encode("latin-1"), "measured_by": owner}
