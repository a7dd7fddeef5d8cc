"""Questions people ask, each with its answer."""

from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock


class QuestionBlock(StructBlock):
    question = CharBlock(max_length=200)
    answer = RichTextBlock(features=["bold", "ul", "link"])


class QuestionsBlock(StructBlock):
    """Opens one by one, without script."""

    heading = CharBlock(max_length=120)
    questions = ListBlock(QuestionBlock(), min_num=1)

    class Meta:
        icon = "help"
        template = "cms/blocks/questions.html"
