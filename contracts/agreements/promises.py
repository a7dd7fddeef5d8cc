"""The service levels that an offering's revision promises, ready to become terms of a contract."""

from wagtail.models import Revision

from .templates_of_terms import PromisedLevel


def promised_by(revision: Revision) -> list[PromisedLevel]:
    """The service levels of one version of an offering, whatever became of it since."""
    return [
        PromisedLevel(
            code=level.code,
            title=level.title,
            target=level.target,
            convention=level.convention,
            within_minutes=level.within_minutes,
            minimum_outage_minutes=level.minimum_outage_minutes,
            degraded_counts_as_down=level.degraded_counts_as_down,
            template=level.credit_template,
            credit_cap=level.credit_cap_percent,
        )
        for level in revision.as_object().service_levels.all()
    ]
