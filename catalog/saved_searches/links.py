"""The signed link that ends the alerts of one search, for whoever holds the mail."""

from django.core.signing import BadSignature, Signer

from .models import SavedSearch

_SIGNER = Signer(sep=".", salt="catalog.saved_searches.unsubscribe")


def unsubscribe_token(search: SavedSearch) -> str:
    """Names the search, and cannot be made by anybody else."""
    return _SIGNER.sign(str(search.pk))


def search_of_token(token: str) -> SavedSearch | None:
    """The search that a link is about; None for a link that is not ours, or whose search is gone."""
    try:
        pk = _SIGNER.unsign(token)
    except BadSignature:
        return None
    return SavedSearch.objects.select_related("user").filter(pk=pk).first()
