"""The overlap of an agency's systems as a figure of its page."""

import datetime
from typing import Any

from contracts.portfolio.models import System
from contracts.relationships.added_figures import AgencyFigure, add_figure
from marketplace.clock import office_day
from marketplace.organisations.models import Organisation

from .queries import overlapping


def overlap_of(agency: Organisation, user: Any, at: datetime.datetime) -> AgencyFigure:
    """Its systems in use that are strongly like something else. One statement."""
    in_use = System.objects.visible_to(user).in_use(on=office_day(at)).filter(agency=agency)
    address = f"/portfolio/systems/?agency={agency.slug}&state=in_use&alike=yes"
    return AgencyFigure("Overlap", f"{overlapping(in_use).count():,}", "systems that may do what others do", address)


add_figure("overlap", overlap_of)
