"""Organisations, and people with roles in them."""

import datetime

import factory

from marketplace.accounts.models import User
from marketplace.organisations.companies import Company
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import AGENCY_ROLES, VENDOR_ROLES, Role

from .admitted import admitted

# The moments of the tests stand still and today moves on: whoever acts in a test held the role before either.
BEFORE_ALL_STORIES = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An agency, unless a trait says otherwise: `OrganisationFactory(vendor=True)`.

    A verified vendor has declared and is admitted to every lot, unless `admitted=False` says otherwise.
    """

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    class Params:
        vendor = factory.Trait(kind="vendor", level="", name=factory.Sequence(lambda n: f"Kestrel Works {n}"))
        broker = factory.Trait(kind="broker", level="", name=factory.Sequence(lambda n: f"Broker Office {n}"))

    kind = "agency"
    level = "state"
    name = factory.Sequence(lambda n: f"Department of Roads {n}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    invented = True

    @factory.post_generation
    def admitted(self, create, wanted, **options):
        if create and wanted is not False and self.kind == "vendor" and self.status == Organisation.Status.VERIFIED:
            admitted(self)


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody without any role. `person` gives one."""

    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Dana Whitcomb {n}")
    email = factory.Sequence(lambda n: f"dana{n}@people.example")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.REQUESTER
    starts_at = BEFORE_ALL_STORIES


def company(**changes) -> Company:
    """What a company states when it registers. The tax number is nobody's: it repeats its digits."""
    facts = {
        "legal_name": "Quill & Mark, Incorporated",
        "tax_number": "31-3131313",
        "street": "12 Canal Street",
        "city": "Millbrook",
        "state": "OH",
        "postal_code": "43001",
        "size": "small",
    }
    return Company(**facts | changes)


def kind_for(role: Role) -> str:
    """The kind of organisation in which this role is held."""
    if role in AGENCY_ROLES:
        return "agency"
    return "vendor" if role in VENDOR_ROLES else "broker"


def organisation_for(role: Role) -> Organisation:
    """A new organisation of the kind in which `role` is held."""
    kind = kind_for(role)
    return OrganisationFactory(**({} if kind == "agency" else {kind: True}))


def person(*roles: Role, of: Organisation | None = None, limit=None, **fields) -> User:
    """Somebody who holds `roles` in `of`, or in a new organisation that fits; `limit` is the delegation limit."""
    organisation = of or organisation_for(roles[0])
    user = UserFactory(**fields)
    for role in roles:
        MembershipFactory(user=user, organisation=organisation, role=role, delegation_limit=limit)
    return user
