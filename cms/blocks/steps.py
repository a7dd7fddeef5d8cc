"""What happens, in order."""

from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock


class StepBlock(StructBlock):
    """One step: what is done, and what to know about it."""

    heading = CharBlock(max_length=120)
    text = TextBlock(required=False)


class StepsBlock(StructBlock):
    """A process as a numbered list."""

    heading = CharBlock(max_length=120)
    steps = ListBlock(StepBlock(), min_num=2)

    class Meta:
        icon = "list-ol"
        template = "cms/blocks/steps.html"
