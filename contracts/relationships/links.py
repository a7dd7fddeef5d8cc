"""Signed links: one survey answered without signing in until it ends, and an end to the digests of an agency."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.organisations.models import Organisation

from .models import Survey

_SIGNER = Signer(sep=".", salt="contracts.relationships.survey")


def survey_link(survey: Survey) -> str:
    """The path of the page with the five answers. It cannot be made by anybody else."""
    return reverse("survey_by_link", args=[_SIGNER.sign(str(survey.pk))])


def survey_of_token(token: str) -> Survey | None:
    """The survey a link is about; None for a link that is not ours."""
    try:
        pk = _SIGNER.unsign(token)
    except BadSignature:
        return None
    return Survey.objects.select_related("organisation", "person", "answer").filter(pk=pk).first()


_REFUSALS = Signer(sep=".", salt="contracts.relationships.digest")


def refusal_token(agency: Organisation, person: User) -> str:
    """Ends one person's digests of one agency. It cannot be made by anybody else."""
    return _REFUSALS.sign(f"{agency.pk}-{person.pk}")


def whose_digest(token: str) -> tuple[Organisation, User] | None:
    """Agency and person of a link; None for one that is not ours."""
    try:
        agency, person = _REFUSALS.unsign(token).split("-")
    except (BadSignature, ValueError):
        return None
    whose, who = Organisation.objects.filter(pk=agency).first(), User.objects.filter(pk=person).first()
    return (whose, who) if whose and who else None
