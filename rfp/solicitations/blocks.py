"""The blocks of which a solicitation is written in Wagtail. What vendors answer or are judged by has a code."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from catalog.taxonomy.models import Lot
from contracts.agreements.objectives import MeasuringParty, ObjectiveKind
from contracts.agreements.templates_of_terms import TEMPLATES

CODE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,11}"


def lot_field() -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        required=False, min_value=1, max_value=99, help_text="The number of the lot it belongs to. Empty: every lot."
    )


def code_field() -> blocks.RegexBlock:
    return blocks.RegexBlock(
        regex=rf"^{CODE}$", required=False, help_text="Answers name it. Empty: it gets the next number."
    )


def category_choices() -> list[tuple[str, str]]:
    """The parts of the market, read when the form is drawn."""
    return list(Lot.objects.values_list("code", "name"))


class OutcomeBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(max_length=4000, help_text="What is different afterwards, for whom, measured how.")

    class Meta:
        icon = "pick"
        label_format = "{title}"
        template = "rfp/solicitations/blocks/titled.html"


class BackgroundBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, default="Background")
    text = blocks.TextBlock(max_length=12_000)

    class Meta:
        icon = "doc-full"
        label_format = "{title}"
        template = "rfp/solicitations/blocks/titled.html"


class LotBlock(blocks.StructBlock):
    """Without any, there is one lot that bears the title of the solicitation."""

    number = blocks.IntegerBlock(min_value=1, max_value=99)
    title = blocks.CharBlock(max_length=160)
    category = blocks.ChoiceBlock(choices=category_choices, required=False, label="Part of the market")
    estimated_value = blocks.DecimalBlock(required=False, min_value=0, max_digits=14, decimal_places=2)
    max_awards = blocks.IntegerBlock(min_value=1, max_value=50, default=1, label="How many vendors win")

    class Meta:
        icon = "list-ul"
        label_format = "Lot {number}: {title}"


class RequirementBlock(blocks.StructBlock):
    lot = lot_field()
    code = code_field()
    text = blocks.TextBlock(max_length=4000)
    must = blocks.BooleanBlock(required=False, default=True, label="A must: without it, an answer is not considered")
    answer_kind = blocks.ChoiceBlock(
        choices=[("yes_no", "Yes or no"), ("text", "Text"), ("file", "File")], default="yes_no", label="Answered by"
    )
    word_limit = blocks.IntegerBlock(required=False, min_value=1, max_value=20_000, help_text="For text only.")

    class Meta:
        icon = "tick"
        label_format = "{code} {text}"


class QuestionBlock(blocks.StructBlock):
    """Asked of vendors and answered in words."""

    lot = lot_field()
    code = code_field()
    text = blocks.TextBlock(max_length=4000)
    must = blocks.BooleanBlock(required=False, default=True, label="Has to be answered")
    word_limit = blocks.IntegerBlock(required=False, min_value=1, max_value=20_000, default=500)

    class Meta:
        icon = "help"
        label_format = "{code} {text}"


class DeliverableBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160)
    text = blocks.TextBlock(max_length=4000)
    when = blocks.CharBlock(max_length=120, help_text="By when, or how often.")

    class Meta:
        icon = "date"
        label_format = "{title}"
        template = "rfp/solicitations/blocks/deliverable.html"


class ServiceLevelBlock(blocks.StructBlock):
    lot = lot_field()
    code = code_field()
    title = blocks.CharBlock(max_length=120)
    kind = blocks.ChoiceBlock(choices=ObjectiveKind.choices, default=ObjectiveKind.AVAILABILITY)
    target = blocks.DecimalBlock(min_value=0, max_value=100, max_digits=7, decimal_places=4, label="Target in percent")
    within_minutes = blocks.IntegerBlock(required=False, min_value=1, help_text="For answers and fixes.")
    threshold = blocks.IntegerBlock(required=False, min_value=1, help_text="Milliseconds, or the least rating.")
    template = blocks.ChoiceBlock(choices=[(key, key) for key in TEMPLATES], required=False, label="Credits")
    measuring_party = blocks.ChoiceBlock(
        choices=[choice for choice in MeasuringParty.choices if choice[0] != MeasuringParty.MONITOR],
        default=MeasuringParty.OFFICE,
    )

    class Meta:
        icon = "time"
        label_format = "{code} {title}"


class PriceLineBlock(blocks.StructBlock):
    code = code_field()
    title = blocks.CharBlock(max_length=200)
    unit = blocks.CharBlock(max_length=60, help_text="Such as: user and month, hour, once.")
    quantity = blocks.DecimalBlock(min_value=0, max_digits=14, decimal_places=3, default=1)


class PriceScheduleBlock(blocks.StructBlock):
    lot = lot_field()
    lines = blocks.ListBlock(PriceLineBlock(), min_num=1)

    class Meta:
        icon = "table"


class CriterionBlock(blocks.StructBlock):
    lot = lot_field()
    code = code_field()
    title = blocks.CharBlock(max_length=160)
    description = blocks.TextBlock(max_length=4000, required=False, label="What earns full points")
    kind = blocks.ChoiceBlock(
        choices=[("quality", "Quality"), ("price", "Price"), ("pass_fail", "Passed or failed")], default="quality"
    )
    weight = blocks.DecimalBlock(
        required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2, label="Weight in percent"
    )
    minimum_score = blocks.DecimalBlock(required=False, min_value=0, max_digits=5, decimal_places=2)
    scale_max = blocks.IntegerBlock(min_value=1, max_value=100, default=5, label="Most points")

    class Meta:
        icon = "order"
        label_format = "{code} {title}"


class DocumentBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160)
    document = DocumentChooserBlock()

    class Meta:
        icon = "doc-empty"
        label_format = "{title}"


class BodyBlock(blocks.StreamBlock):
    """The whole text, in the order in which it is read."""

    outcome = OutcomeBlock(group="What is wanted")
    background = BackgroundBlock(group="What is wanted")
    deliverable = DeliverableBlock(group="What is wanted")
    lot = LotBlock(group="What is asked")
    requirement = RequirementBlock(group="What is asked")
    question = QuestionBlock(group="What is asked")
    service_level = ServiceLevelBlock(group="What is asked")
    price_schedule = PriceScheduleBlock(group="How it is judged")
    criterion = CriterionBlock(group="How it is judged")
    document = DocumentBlock(group="What is wanted")
