"""Parts of the library, kept the real way."""

from marketplace.permissions import Role
from rfp.clauses.actions import keep_clause
from rfp.clauses.models import Clause
from tests.factories.marketplace import person
from tests.factories.solicitations import block

TEXT = "All data comes back in an open format within 30 days of the end."


def kept_clause(
    *, clause=None, by=None, title="Exit", use="For every running service.", text=TEXT, body=None
) -> Clause:
    """A requirement in its next version."""
    body = body or [block("requirement", text=text, must=True, answer_kind="yes_no")]
    by = by or person(Role.PROCUREMENT_OFFICER)
    return keep_clause(clause=clause or Clause(), title=title, use=use, body=body, by=by)
