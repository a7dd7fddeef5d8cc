"""Gathers what the slices add to Wagtail's admin. The policy comes first: Wagtail remembers the first answer."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .clauses.models import Clause
from .clauses.snippets import ClausePolicy, ClauseViewSet
from .solicitations.models import Solicitation
from .solicitations.permission_policy import SolicitationPolicy
from .solicitations.snippets import SolicitationViewSet

register_permission_policy(Solicitation, SolicitationPolicy(Solicitation))
register_permission_policy(Clause, ClausePolicy(Clause))
register_snippet(SolicitationViewSet)
register_snippet(ClauseViewSet)
