"""Buying policies that wait for a second person, for those of the broker office who did not draft them."""

from django.db.models import QuerySet
from django.urls import reverse

from contracts.policies.models import BuyingPolicy
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step


def policies_to_enact(reader: Reader) -> QuerySet[BuyingPolicy]:
    """Drafts of somebody else; the one that begins first stands on top."""
    mine = permitted(reader.user, "contracts.enact_policy")
    drafts = BuyingPolicy.objects.filter(mine, status=BuyingPolicy.Status.DRAFT)
    return drafts.select_related("drafted_by").order_by("holds_from", "pk")


def tell_policy(policy: BuyingPolicy, reader: Reader) -> Step:
    return Step(
        what="Put into force, or correct,",
        reference=policy.reference,
        url=policy.get_absolute_url(),
        about="the next buying policy",
        why=f"{policy.drafted_by} drafted it. It judges nothing until a second person puts it into force.",
        button="Review",
        target=reverse("policy_enact", args=[policy.reference]),
        mark="Policy begins",
        due=policy.holds_from,
    )


POLICIES_TO_ENACT = Source(
    "policies-to-enact",
    "buying policy to put into force",
    "buying policies to put into force",
    frozenset({Role.PROCUREMENT_OFFICER, Role.CIO}),
    policies_to_enact,
    tell_policy,
)
