"""Forms about the person: signing up asks for a name beside what allauth asks for."""

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms


class SignupForm(AllauthSignupForm):
    """Adds the person's name."""

    name = forms.CharField(max_length=150, label="Your name")
    field_order = ["name", "email", "password1", "password2"]

    def save(self, request):
        user = super().save(request)
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        return user
