"""Countries in what an offering says about where its data is kept: free text, so its words are looked for."""

import re

from django.db import models


class Place(models.TextChoices):
    """Where data is kept, as far as a filter tells places apart."""

    UNITED_STATES = "us", "United States"
    CANADA = "ca", "Canada"
    UNITED_KINGDOM = "uk", "United Kingdom"
    EUROPEAN_UNION = "eu", "European Union"
    AUSTRALIA = "au", "Australia"
    OTHER = "other", "Another country"
    NOT_STATED = "none", "Not stated"


_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|"
    "Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|"
    "Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|"
    "Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "Wisconsin|Wyoming"
)
_UNION = (
    r"European Union|EU\b|EEA\b|Austria|Belgium|Bulgaria|Croatia|Cyprus|Czechia|Denmark|Estonia|Finland|France|Germany|"
    "Greece|Hungary|Ireland|Italy|Latvia|Lithuania|Luxembourg|Malta|Netherlands|Poland|Portugal|Romania|Slovakia|"
    "Slovenia|Spain|Sweden"
)
# Capitals count: “us” is a word, “US” a country.
_WORDS = {
    Place.UNITED_STATES: rf"(?i:United States)|USA?\b|U\.S\.|CONUS|{_STATES}",
    Place.CANADA: r"(?i:Canada)",
    Place.UNITED_KINGDOM: r"(?i:United Kingdom)|UK\b|Great Britain|England|Scotland|(?<!South )Wales|London",
    Place.EUROPEAN_UNION: _UNION,
    Place.AUSTRALIA: r"(?i:Australia)|New South Wales",
}
_PATTERNS = {place: re.compile(rf"\b(?:{words})") for place, words in _WORDS.items()}


def places_of(text: str) -> tuple[Place, ...]:
    """Every place that the text names; another where it names none that is known, not stated where it is empty."""
    if not text.strip():
        return (Place.NOT_STATED,)
    return tuple(place for place, pattern in _PATTERNS.items() if pattern.search(text)) or (Place.OTHER,)
