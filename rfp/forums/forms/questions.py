"""Forms of questions: shapes only; the rules are in actions/."""

from django import forms

from marketplace.organisations.models import Organisation
from marketplace.permissions import organisations_for

from ..models import ForumQuestion
from .planning import area


class AskForm(forms.Form):
    """A question, in the name of an organisation that only the moderator reads."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="For whom?", empty_label=None)
    words = area("Your question", rows=4, most=1000)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        own = organisations_for(reader, "rfp.ask_question")
        self.fields["organisation"].queryset = Organisation.objects.visible_to(reader).filter(pk__in=own)
        if len(own) == 1:
            self.fields["organisation"].initial = next(iter(own))
            self.fields["organisation"].widget = forms.HiddenInput()


class ModerationForm(forms.Form):
    """What becomes of a question; each verb wants its own answer."""

    VERBS = {
        "approve": "Show it to everybody, for votes",
        "merge": "Merge it into another question",
        "answer": "Answer it; the answer is read from the release on",
        "dismiss": "Leave it out",
    }
    OPEN = {
        ForumQuestion.Status.PENDING: ("approve", "merge", "dismiss"),
        ForumQuestion.Status.APPROVED: ("answer", "merge", "dismiss"),
        ForumQuestion.Status.ANSWERED: ("answer",),
    }

    verb = forms.ChoiceField(
        label="What becomes of it?", widget=forms.RadioSelect, error_messages={"required": "Choose what becomes of it"}
    )
    into = forms.ModelChoiceField(
        ForumQuestion.objects.none(), label="Into which?", required=False, empty_label="Choose where you merge"
    )
    answer = area("Answer", rows=5, required=False)
    reason = area("Why is it left out? Whoever asked reads this", rows=2, required=False, most=500)

    def __init__(self, *args, question: ForumQuestion, **kwargs):
        super().__init__(*args, **kwargs)
        verbs = self.OPEN.get(question.status, ())
        self.fields["verb"].choices = [(verb, self.VERBS[verb]) for verb in verbs]
        others = question.forum.questions.filter(status__in=ForumQuestion.PUBLIC).exclude(pk=question.pk)
        self.fields["into"].queryset = others
        self.fields["into"].label_from_instance = lambda other: other.words[:100]
        self.initial["answer"] = question.answer
        for name, verb in {"into": "merge", "answer": "answer", "reason": "dismiss"}.items():
            if verb not in verbs:
                del self.fields[name]
        if question.status == ForumQuestion.Status.ANSWERED:
            self.initial["verb"] = "answer"

    def clean(self):
        told = super().clean()
        if told.get("verb") == "merge" and not told.get("into"):
            self.add_error("into", "Choose the question into which it is merged")
        return told
