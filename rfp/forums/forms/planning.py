"""Forms of market forums: shapes only; the rules are in actions/."""

import datetime

from django import forms
from django.utils import timezone

from marketplace.components.widgets import DateInput, WholeNumberInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for
from rfp.needs.models import Need

from ..actions import ForumTerms
from ..models import Forum
from ..models.forum import Way

MOMENTS = ("registration_opens", "registration_closes", "starts", "ends")
NO_DAY = {"required": "Enter a day", "invalid": "Enter a day that the calendar has, such as 2027-01-12"}
NO_CLOCK = {"required": "Enter a time", "invalid": "Enter a time, such as 14:30"}


def area(label: str, *, help_text: str = "", rows: int = 4, required: bool = True, most: int = 4000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


def day_field(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=DateInput, error_messages=NO_DAY)


def clock_field(label: str) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages=NO_CLOCK)


def places_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text="Leave it empty for no limit.", required=False, min_value=1, max_value=100_000,
        widget=WholeNumberInput,
    )  # fmt: skip


class ForumForm(forms.Form):
    """The whole forum. Times are those of the reader's zone."""

    title = forms.CharField(label="What is it about, in a few words?", max_length=120)
    purpose = area("What do agencies want to learn, and what can vendors expect?", rows=5)
    agenda = area("Agenda", help_text="One point a line.", rows=5)
    topics = area("What should vendors speak about?", help_text="One topic a line, or nothing.", required=False)
    starts_on, starts_clock = day_field("Begins on"), clock_field("Begins at")
    ends_on, ends_clock = day_field("Ends on"), clock_field("Ends at")
    registration_opens_on, registration_opens_clock = day_field("Opens on"), clock_field("Opens at")
    registration_closes_on, registration_closes_clock = day_field("Closes on"), clock_field("Closes at")
    room = forms.CharField(
        label="Room and address", help_text="Empty where nobody meets in person.", required=False, max_length=200
    )
    room_places = places_field("Places in the room")
    remote = forms.BooleanField(label="People can take part remotely", required=False)
    remote_places = places_field("Remote places")
    joining = forms.CharField(
        label="How do people join remotely?", help_text="Only people with a place, and the office, read this.",
        required=False, max_length=500,
    )  # fmt: skip
    needs = area(
        "Which needs is it about?", help_text="One reference a line, such as N-2026-0001.", rows=3, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.known_needs = Need.objects.visible_to(reader)

    def clean_needs(self):
        named = list(dict.fromkeys(self.cleaned_data["needs"].upper().split()))
        found = {need.reference: need for need in self.known_needs.filter(reference__in=named)}
        for reference in named:
            if reference not in found:
                raise forms.ValidationError(f"There is no need {reference[:40]}. Copy its reference from its page")
        return [found[reference] for reference in named]

    @property
    def terms(self) -> ForumTerms:
        answers = self.cleaned_data
        plain = ("title", "purpose", "agenda", "topics", "room", "room_places", "remote", "remote_places", "joining")
        moments = {f"{name}_at": moment_of(answers[f"{name}_on"], answers[f"{name}_clock"]) for name in MOMENTS}
        return ForumTerms(needs=answers["needs"], **{name: answers[name] for name in plain}, **moments)


def moment_of(day: datetime.date, clock: datetime.time) -> datetime.datetime:
    """In the reader's zone."""
    return timezone.make_aware(datetime.datetime.combine(day, clock)).astimezone(datetime.UTC)


def as_answers(forum: Forum) -> dict:
    """What a forum says, as the form shows it."""
    names = ("title", "purpose", "agenda", "topics", "room", "room_places", "remote", "remote_places", "joining")
    answers = {name: getattr(forum, name) for name in (*names, "version")}
    for name in MOMENTS:
        at = timezone.localtime(getattr(forum, f"{name}_at"))
        answers |= {f"{name}_on": at.date(), f"{name}_clock": at.time()}
    answers["needs"] = "\n".join(link.need.reference for link in forum.about.select_related("need"))
    return answers


class VersionForm(forms.Form):
    """A step without answers: only the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why something is called off, turned down or left out."""

    reason = area("Why? Everybody reads this", rows=3, most=2000)

    def __init__(self, *args, label: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label or self.fields["reason"].label


class RegistrationForm(forms.Form):
    """In whose name and how somebody comes."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="For whom?", empty_label=None)
    way = forms.ChoiceField(label="How do you take part?", widget=forms.RadioSelect)
    topic = forms.CharField(
        label="Is there a topic you would like to speak about?", required=False, max_length=300,
        help_text="The office reads it. Who was there is public afterwards.",
    )  # fmt: skip

    def __init__(self, *args, reader, forum: Forum, **kwargs):
        super().__init__(*args, **kwargs)
        own = organisations_for(reader, "rfp.register_for_forum")
        self.fields["organisation"].queryset = Organisation.objects.visible_to(reader).filter(pk__in=own)
        if len(own) == 1:
            self.fields["organisation"].initial = next(iter(own))
            self.fields["organisation"].widget = forms.HiddenInput()
        self.fields["way"].choices = [(way, Way(way).label) for way in forum.ways]
        if len(forum.ways) == 1:
            self.fields["way"].initial = forum.ways[0]
            self.fields["way"].widget = forms.HiddenInput()


class AttendanceForm(forms.Form):
    """Who of those with a place was there."""

    present = forms.MultipleChoiceField(label="Who was there?", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, forum: Forum, **kwargs):
        super().__init__(*args, **kwargs)
        rows = forum.registrations.filter(status="registered").select_related("user", "organisation")
        self.fields["present"].choices = [(row.pk, f"{row.user}, {row.organisation}") for row in rows]

    @property
    def ids(self) -> list[int]:
        return [int(value) for value in self.cleaned_data["present"]]
