"""The table: action -> rows; one matching row is enough. docs/permissions.md is generated from it."""

from marketplace.permissions import billing, catalog, cms, contracts, organisations, rfp
from marketplace.permissions.roles import Grant

PERMISSIONS: dict[str, tuple[Grant, ...]] = {
    **organisations.ROWS,
    **billing.ROWS,
    **catalog.ROWS,
    **contracts.ROWS,
    **rfp.ROWS,
    **cms.ROWS,
}
