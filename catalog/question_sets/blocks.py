"""The blocks of which editors build a version in Wagtail: sections, and in them a block for each kind of question."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from .questions import KEY, LONGEST_TEXT, Kind, faults_of, read_sections


class ChoiceBlock(blocks.StructBlock):
    """One answer to choose."""

    value = blocks.RegexBlock(regex=r"[a-z0-9][a-z0-9_-]{0,59}", help_text="Kept in answers; never change it.")
    label = blocks.CharBlock(max_length=200)


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    key = blocks.RegexBlock(regex=KEY, help_text="Its name in answers, such as support_hours; keep it in new versions.")
    label = blocks.CharBlock(max_length=200, label="Question")
    hint = blocks.CharBlock(max_length=400, required=False)
    required = blocks.BooleanBlock(required=False, default=True, label="Must be answered")
    public = blocks.BooleanBlock(required=False, default=True, label="Everybody may read the answer")
    asked_when = blocks.CharBlock(
        max_length=60, required=False, help_text="The key of an earlier question, where this one follows it."
    )
    asked_answers = blocks.ListBlock(
        blocks.CharBlock(max_length=60), default=[], help_text="Asked after one of these answers: yes, no, a value."
    )

    class Meta:
        icon = "help"
        label_format = "{label}"


class JudgedQuestionBlock(QuestionBlock):
    """A question some of whose answers call for a person, or shut out."""

    review_answers = blocks.ListBlock(
        blocks.CharBlock(max_length=60), default=[], help_text="Answers that a person looks at: yes, no, a value."
    )
    failing_answers = blocks.ListBlock(
        blocks.CharBlock(max_length=60), default=[], help_text="Answers that shut out: yes, no, a value."
    )
    why = blocks.CharBlock(
        max_length=300, required=False, help_text="Why such an answer matters. The vendor reads it with the outcome."
    )


class YesNoBlock(JudgedQuestionBlock):
    pass


class ChoiceQuestionBlock(JudgedQuestionBlock):
    choices = blocks.ListBlock(ChoiceBlock(), min_num=2)


class NumberBlock(QuestionBlock):
    unit = blocks.CharBlock(max_length=40, required=False, help_text="Such as: days, percent")
    lowest = blocks.DecimalBlock(required=False)
    highest = blocks.DecimalBlock(required=False)
    places = blocks.IntegerBlock(min_value=0, max_value=6, default=0, label="Decimal places")


class MoneyBlock(QuestionBlock):
    lowest = blocks.DecimalBlock(required=False)
    highest = blocks.DecimalBlock(required=False)


class DateBlock(QuestionBlock):
    pass


class TextBlock(QuestionBlock):
    longest = blocks.IntegerBlock(min_value=1, max_value=20_000, default=LONGEST_TEXT, label="Most characters")
    most_words = blocks.IntegerBlock(min_value=1, required=False)
    most_lines = blocks.IntegerBlock(min_value=1, max_value=50, required=False, help_text="For lists: one a line.")


class EvidenceBlock(QuestionBlock):
    expires = blocks.BooleanBlock(required=False, default=True, label="The document has a last day")


class QuestionsBlock(blocks.StreamBlock):
    """One block for each kind of question."""

    yes_no = YesNoBlock(label=Kind.YES_NO.label)
    choice = ChoiceQuestionBlock(label=Kind.CHOICE.label)
    choices = ChoiceQuestionBlock(label=Kind.CHOICES.label)
    number = NumberBlock(label=Kind.NUMBER.label)
    money = MoneyBlock(label=Kind.MONEY.label)
    date = DateBlock(label=Kind.DATE.label)
    text = TextBlock(label=Kind.TEXT.label)
    evidence = EvidenceBlock(label=Kind.EVIDENCE.label)


class SectionBlock(blocks.StructBlock):
    """One page of the form, one heading of the listing."""

    code = blocks.RegexBlock(regex=r"[a-z][a-z0-9-]{1,59}", help_text="Part of addresses, such as data-protection.")
    title = blocks.CharBlock(max_length=100)
    about = blocks.CharBlock(max_length=400, required=False)
    questions = QuestionsBlock()

    class Meta:
        icon = "list-ul"
        label_format = "{title}"


class SectionsBlock(blocks.StreamBlock):
    """A whole version: keys once, follow-ups of earlier questions, limits that can be met."""

    section = SectionBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if faults := faults_of(read_sections(self.get_prep_value(cleaned))):
            raise ValidationError(" ".join(faults))
        return cleaned
