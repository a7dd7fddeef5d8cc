"""What others do with a document: adopt, adapt, rate, ask; and the owner's answer."""

from functools import partial

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from marketplace.permissions import require

from ..actions import adapt_document, adopt_document, answer_question, ask_question, give_up_document, rate_document
from ..asking import Question, ask, sent
from ..forms import AdoptForm, AnswerForm, InNameOf, QuestionForm, RateForm
from ..queries.bodies import acting_for, named, writing_for
from .reading import current_version, visible_document


def _own(ids: set[int], row: str, *, but: int) -> set[int]:
    """Raises PermissionDenied where nobody is left in whose name somebody may."""
    if not ids - {but}:
        raise PermissionDenied(row)
    return ids - {but}


@login_required
def library_adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """An agency works by it from now on."""
    version = current_version(request, slug)
    own = _own(acting_for(request.user, "cms.adopt_document"), "cms.adopt_document", but=version.document.owner_id)
    lines = (
        f"Everybody reads that your agency works by version {version.number}.",
        "You are told of each new version.",
        "Your agency can give it up at any time.",
    )
    question = Question("Adopt this document?", "Adopt it", "It is adopted.", lines, about=version.title)
    form = AdoptForm(sent(request), bodies=named(own))

    def act(organisation, note):
        return adopt_document(version=version, agency=organisation, note=note, by=request.user)

    return ask(request, question, form, act, back=version.document.get_absolute_url())


@login_required
def library_give_up(request: HttpRequest, slug: str) -> HttpResponse:
    """An agency works by it no more."""
    document = visible_document(request, slug)
    own = _own(acting_for(request.user, "cms.adopt_document"), "cms.adopt_document", but=document.owner_id)
    lines = ("Your agency is not named on its page any more.", "That it was stays in the trail.")
    question = Question("Give this document up?", "Give it up", "It is given up.", lines, about=document.title)
    form = InNameOf(sent(request), bodies=named(own))

    def act(organisation):
        return give_up_document(document=document, agency=organisation, by=request.user)

    return ask(request, question, form, act, back=document.get_absolute_url())


@login_required
def library_adapt(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft of one's own that begins with its words."""
    version = current_version(request, slug)
    own = _own(writing_for(request.user), "cms.write_document", but=version.document.owner_id)
    lines = (
        "A draft of your own begins with its text and file.",
        f"It says that it comes from version {version.number} of {version.document.owner}.",
        f"Its licence: {version.get_licence_display()}.",
    )
    question = Question("Adapt this document?", "Make my own copy", "The copy is yours to change.", lines)
    form = InNameOf(sent(request), bodies=named(own))

    def act(organisation):
        return adapt_document(version=version, owner=organisation, by=request.user)

    back = version.document.get_absolute_url()
    return ask(request, question, form, act, back=back, leads=lambda made: made)


@login_required
def library_rate(request: HttpRequest, slug: str) -> HttpResponse:
    """How well it served."""
    document = current_version(request, slug).document
    own = _own(acting_for(request.user, "cms.rate_document"), "cms.rate_document", but=document.owner_id)
    lines = ("Whoever reads the document reads your rating and your agency.", "You can change it later.")
    question = Question("Rate this document", "Give my rating", "Your rating is given.", lines, about=document.title)
    form = RateForm(sent(request), bodies=named(own))
    act = partial(rate_document, document=document, by=request.user)
    return ask(request, question, form, act, back=document.get_absolute_url())


@login_required
def library_question(request: HttpRequest, slug: str) -> HttpResponse:
    """A question to the owner."""
    document = current_version(request, slug).document
    own = _own(acting_for(request.user, "cms.ask_about_document"), "cms.ask_about_document", but=document.owner_id)
    lines = ("Its owner is told, and you are once it is answered.", "Whoever reads the document reads both.")
    question = Question("Ask about this document", "Ask", "Your question is sent.", lines, about=document.title)
    form = QuestionForm(sent(request), bodies=named(own))
    act = partial(ask_question, document=document, by=request.user)
    return ask(request, question, form, act, back=document.get_absolute_url())


@login_required
def library_answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The owner's answer."""
    document = visible_document(request, slug)
    asked = get_object_or_404(document.questions.select_related("document"), pk=pk)
    require(request.user, "cms.answer_document_question", document)
    lines = (f"{asked.organisation} asks: {asked.words}", "Whoever reads the document reads your answer.")
    question = Question("Answer this question", "Answer", "It is answered.", lines, about=document.title)
    act = partial(answer_question, question=asked, by=request.user)
    form: forms.Form = AnswerForm(sent(request))
    return ask(request, question, form, act, back=document.get_absolute_url())
