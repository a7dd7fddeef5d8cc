"""The form that sends a spreadsheet: shapes only; the rules are in actions.py."""

from django import forms

from marketplace.files.spreadsheets import LARGEST_UPLOAD, MOST_ROWS
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for


class UploadForm(forms.Form):
    """In whose name, and which file."""

    vendor = forms.ModelChoiceField(Organisation.objects.none(), label="For which vendor?", empty_label=None)
    file = forms.FileField(
        label="Your spreadsheet",
        max_length=200,
        help_text=f"An .xlsx or .csv file, at most {LARGEST_UPLOAD // 1_000_000} MB and {MOST_ROWS:,} rows.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Choose the file that you want to send",
            "empty": "The file is empty. Fill the template in and send that",
            "max_length": "The name of the file is too long. Shorten it to 200 characters",
        },
    )

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        vendors = Organisation.objects.filter(pk__in=organisations_for(reader, "catalog.upload_offerings"))
        self.fields["vendor"].queryset = vendors
        if len(vendors) == 1:
            self.fields["vendor"].initial = vendors[0].pk
            self.fields["vendor"].widget = forms.HiddenInput()

    @property
    def content(self) -> bytes:
        """What the file holds, cut where it is too large anyway."""
        return self.cleaned_data["file"].read(LARGEST_UPLOAD + 1)
