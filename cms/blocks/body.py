"""What an article may be made of."""

from wagtail.blocks import StreamBlock

from .callout import CalloutBlock
from .facts import FactsBlock
from .picture import PictureBlock
from .prose import ProseBlock
from .questions import QuestionsBlock
from .steps import StepsBlock


class BodyBlock(StreamBlock):
    prose = ProseBlock()
    steps = StepsBlock()
    callout = CalloutBlock()
    questions = QuestionsBlock()
    facts = FactsBlock()
    picture = PictureBlock()
