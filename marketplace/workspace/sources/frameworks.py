"""Framework agreements that wait for a signature or a decision, for those of the office who did not ask for it."""

from django.db.models import QuerySet
from django.urls import reverse

from contracts.frameworks.models import Framework, FrameworkProposal
from marketplace.components.formats import money
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step


def frameworks_to_sign(reader: Reader) -> QuerySet[Framework]:
    """Drafts that somebody else prepared; the one that begins first stands on top."""
    mine = Framework.objects.filter(permitted(reader.user, "contracts.sign_framework"), status=Framework.Status.DRAFT)
    return mine.select_related("prepared_by").order_by("starts_on", "pk")


def tell_signature(framework: Framework, reader: Reader) -> Step:
    ceiling = money((framework.ceiling, framework.currency))
    return Step(
        what="Sign, or correct,",
        reference=framework.reference,
        url=framework.get_absolute_url(),
        about=framework.title,
        why=f"{framework.prepared_by} prepared it, with a ceiling of {ceiling}. Nobody can order under it before.",
        button="Review",
        target=reverse("framework_sign", args=[framework.reference]),
        mark="Agreement begins",
        due=framework.starts_on,
    )


FRAMEWORKS_TO_SIGN = Source(
    "agreements-to-sign",
    "framework agreement to sign",
    "framework agreements to sign",
    frozenset({Role.PROCUREMENT_OFFICER, Role.CIO}),
    frameworks_to_sign,
    tell_signature,
)


def proposals_to_decide(reader: Reader) -> QuerySet[FrameworkProposal]:
    """Amendments and ends that somebody else proposed, the oldest on top."""
    waiting = FrameworkProposal.objects.filter(status=FrameworkProposal.Status.PROPOSED)
    mine = waiting.filter(permitted(reader.user, "contracts.approve_framework_proposal"))
    return mine.select_related("framework", "proposed_by").order_by("proposed_at", "pk")


def tell_proposal(proposal: FrameworkProposal, reader: Reader) -> Step:
    framework = proposal.framework
    return Step(
        what=f"Decide on the {'end' if proposal.is_ending else 'amendment'} of",
        reference=framework.reference,
        url=framework.get_absolute_url(),
        about=framework.title,
        why=f"{proposal.proposed_by} proposes it: {proposal.rationale}",
        button="Decide",
        target=proposal.get_absolute_url(),
        since=proposal.proposed_at,
    )


FRAMEWORK_PROPOSALS_TO_DECIDE = Source(
    "agreement-changes-to-decide",
    "change of an agreement to decide on",
    "changes of agreements to decide on",
    frozenset({Role.PROCUREMENT_OFFICER, Role.CIO}),
    proposals_to_decide,
    tell_proposal,
)
