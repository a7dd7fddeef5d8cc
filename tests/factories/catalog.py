"""Offerings with what belongs to them. Made past the gate of publication, so that a test starts where it wants to."""

from decimal import Decimal
from typing import Any

import factory
from django.db.models import Model
from django.utils import timezone

from catalog.models import AgencyUse, Assessor, OfferedServiceLevel, Offering, OfferingFacts, Plan, Topic

from .marketplace import OrganisationFactory

PUBLISHED = ["live_revision", "has_unpublished_changes", "first_published_at", "last_published_at"]


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic
        django_get_or_create = ("slug",)

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class AssessorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assessor

    name = factory.Sequence(lambda n: f"Beacon Assessors {n}")


class PlanFactory(factory.django.DjangoModelFactory):
    """$19.50 a user and month. `build()` gives one to put into a draft."""

    class Meta:
        model = Plan

    offering = factory.SubFactory("tests.factories.catalog.OfferingFactory")
    name = "Standard"
    unit = "user"
    price = Decimal("19.50")


class OfferedServiceLevelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfferedServiceLevel

    offering = factory.SubFactory("tests.factories.catalog.OfferingFactory")
    target = Decimal("99.9")
    credit_template = "10/25/100 @99.9/99/95"


class OfferingFactory(factory.django.DjangoModelFactory):
    """Listed with facts only. `orderable=True` adds a plan, a service level and terms; `draft=True` hides it."""

    class Meta:
        model = Offering
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(live=False)
        orderable = factory.Trait(
            on_standard_terms=True,
            delivery_mode="brokered",
            data_location="Virginia, United States",
            exit_terms="All data back in CSV within 20 days.",
        )

    vendor = factory.SubFactory(OrganisationFactory, vendor=True)
    name = factory.Sequence(lambda n: f"Kestrel Desk {n}")
    slug = factory.Sequence(lambda n: f"kestrel-desk-{n}")
    summary = "A service desk for requests and faults."
    service_models = ["saas"]
    deployment = "public_cloud"
    impact_level = "moderate"
    certification = "state_assessment"
    invented = True
    live = True

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Offering:
        """Adds what an orderable one needs, then a first revision, live where the offering is."""
        topics, plans, levels = (kwargs.pop(name, None) for name in ("topics", "plans", "service_levels"))
        offering = model_class(**kwargs)
        if offering.on_standard_terms:
            plans = [PlanFactory.build(offering=None)] if plans is None else plans
            levels = [OfferedServiceLevelFactory.build(offering=None)] if levels is None else levels
        for name, children in (("topics", topics), ("plans", plans), ("service_levels", levels)):
            if children:
                setattr(offering, name, children)
        offering.save()
        revision = offering.save_revision(clean=False)
        if offering.live:
            offering.live_revision, offering.has_unpublished_changes = revision, False
            offering.first_published_at = offering.last_published_at = timezone.now()
            Model.save(offering, update_fields=PUBLISHED)
        return offering


class OfferingFactsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfferingFacts

    offering = factory.SubFactory(OfferingFactory)
    updated_at = factory.LazyFunction(timezone.now)


class AgencyUseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgencyUse

    offering = factory.SubFactory(OfferingFactory)
    agency = factory.SubFactory(OrganisationFactory)
    kind = "initial"
