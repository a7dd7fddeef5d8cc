"""The form by which answers that came on paper or by telephone are typed in: a row for each survey."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from .actions import Given
from .models import Survey

RATINGS = [("", "No answer"), *((str(number), f"{number} of 5") for number in range(1, 6))]


class AnswersForm(forms.Form):
    """Rows without a rating are left out; one with words alone is asked for its rating."""

    def __init__(self, *args: Any, surveys: Sequence[Survey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.surveys = list(surveys)
        for survey in self.surveys:
            whose = f"of {survey.person}"
            rating = forms.TypedChoiceField(
                label=f"Rating {whose}", choices=RATINGS, coerce=int, empty_value=None, required=False
            )
            words = forms.CharField(label=f"Words {whose}", max_length=2000, required=False)
            self.fields[f"rating-{survey.pk}"], self.fields[f"words-{survey.pk}"] = rating, words

    def rows(self) -> list[tuple[Survey, BoundField, BoundField]]:
        """Each survey with its two fields."""
        return [(one, self[f"rating-{one.pk}"], self[f"words-{one.pk}"]) for one in self.surveys]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        found = []
        for survey in self.surveys:
            rating, words = given.get(f"rating-{survey.pk}"), given.get(f"words-{survey.pk}", "")
            if rating is not None:
                found.append(Given(survey, rating, words))
            elif words and f"rating-{survey.pk}" not in self.errors:
                self.add_error(f"rating-{survey.pk}", "Words without a rating. Choose one, or clear the words.")
        if not found and not self.errors:
            raise forms.ValidationError("No rating was chosen, so there is nothing to keep. Choose at least one.")
        return {**given, "found": found}
