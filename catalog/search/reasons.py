"""Why a result stands where it stands, in words, for its row."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .result import MARK_END, MARK_START, Hit, Merit, Part

# Where the stored row leaves room for the reason.
WHY = "<!--why-->"

_PARTS = {
    Part.EXACT_NAME: "that is its name",
    Part.NAME: "its name",
    Part.VENDOR: "its vendor",
    Part.TOPICS: "its topics",
    Part.SUMMARY: "its summary and facts",
    Part.DESCRIPTION: "its description",
}
_MERITS = {
    Merit.ORDERABLE: "it can be ordered here",
    Merit.CERTIFIED: "its security was examined",
    Merit.USED: "agencies use it",
    Merit.MEASURED: "its uptime is measured",
}


def why(hit: Hit) -> SafeString:
    """A line to unfold: which parts hold the words, and what gave it a small head start; empty of neither."""
    said = [sentence for sentence in (_found(hit), _otherwise(hit), _fragment(hit), _ahead(hit)) if sentence]
    if not said:
        return SafeString("")
    words = " ".join(said)
    return mark_safe(  # noqa: S308 escaped in _otherwise and _fragment; all else is ours
        f'<details class="st-result__why"><summary>Why this result</summary><p>{words}</p></details>'
    )


def _found(hit: Hit) -> str:
    if Part.EXACT_NAME in hit.matched:
        return "What you typed is its name."
    places = _listed([_PARTS[part] for part in hit.matched])
    return f"Your words are in {places}." if places else ""


def _otherwise(hit: Hit) -> str:
    typed = _listed([f"“{escape(wording)}”" for wording in hit.other_wordings])
    return f"Found by another wording of {typed}." if typed else ""


def _fragment(hit: Hit) -> str:
    marked = escape(hit.fragment).replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")
    return f"“… {marked} …”" if marked else ""


def _ahead(hit: Hit) -> str:
    merits = _listed([_MERITS[merit] for merit in hit.merits])
    return f"A small head start: {merits}." if merits else ""


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
