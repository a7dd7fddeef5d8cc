"""One thing not to miss."""

from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, TextBlock


class CalloutBlock(StructBlock):
    """A USWDS alert in the flow of the text."""

    kind = ChoiceBlock(choices=[("info", "Good to know"), ("warning", "Take care")], default="info")
    heading = CharBlock(max_length=120)
    text = TextBlock()

    class Meta:
        icon = "warning"
        template = "cms/blocks/callout.html"
