"""Names of vendors and products as people write them in a sentence: without the company's form, as one word or more."""

import re
from collections.abc import Iterable
from functools import cache

# What stands in a vendor's name beside the word by which everybody calls it.
_FORMS = set(
    "inc incorporated llc lp llp ltd limited corp corporation co company plc group holdings federal government public "
    "sector systems system technologies technology software solutions services networks network platform platforms "
    "cloud video communications security labs partners international americas america us usa uk the for and of "
    "national global intl saas gov govcloud".split()
)
# Words of every day that are a vendor's name, too: as the first word of a sentence they may be no more than that.
_EVERYDAY = set(
    "absolute bamboo boomi box diligent drift duo elastic gordian island keeper lookout lucid lumen mimic monster "
    "notion oracle persona ramp relativity ripcord scale slack spark tango teams unison unity windows word zoom".split()
)
# Too plain for a name on their own, however somebody writes them.
_NO_NAMES = set(
    "access analytics application bridge business case center central check commerce community complete connect "
    "contracting core cyber data desk digital discovery distributed economic enterprise evidence first gateway health "
    "home hub identity information insight insights iron joint management manager mobile my network one online open "
    "outlook performance point portal project research service signature studio suite support training turning united "
    "valid workspace learning assessment survey collaboration".split()
)
# Those who offer something, and are no vendors: to name them is no brand.
_OFFICES = re.compile(
    r"\b(?:Administration|Department|Agency|Bureau|Institutes?|University|Association|login\.gov)\b", re.I
)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&'’+-]*")
# Known to everybody, whether the catalogue holds them today or not.
WELL_KNOWN = frozenset(
    {
        "Adobe", "Amazon Web Services", "ArcGIS", "Atlassian", "AWS", "Azure", "Cisco", "Citrix", "DocuSign", "Dropbox",
        "Esri", "Genesys", "GitHub", "GitLab", "Google Cloud", "Google Workspace", "iPad", "iPhone", "Microsoft",
        "Microsoft 365", "Microsoft Teams", "New Relic", "Office 365", "Okta", "Oracle", "Qualtrics", "Salesforce",
        "SAP", "ServiceNow", "SharePoint", "Slack", "Smartsheet", "Splunk", "VMware", "Webex", "Workday", "Zendesk",
        "Zoom",
    }
)  # fmt: skip


def called(name: str) -> frozenset[str]:
    """How a vendor or product is called: the whole name without its form, and its first word where that is enough."""
    if _OFFICES.search(name):
        return frozenset()
    name = re.sub(r"\(.*?\)|\bd/?b/?a\b.*", " ", name, flags=re.IGNORECASE)
    words = _WORD.findall(name.replace(",", " "))
    while words and words[-1].rstrip(".").lower() in _FORMS:
        words.pop()
    if not words or (len(words) == 1 and (len(words[0]) < 3 or words[0].lower() in _NO_NAMES | _FORMS)):
        return frozenset()
    whole = " ".join(words)
    first, rest = words[0], words[1:]
    alone = not rest or all(word.lower() in _FORMS for word in rest)
    if alone and first.lower() not in _NO_NAMES | _FORMS and len(first) >= 3:
        return frozenset({whole, first})
    return frozenset({whole}) if len(words) <= 4 else frozenset()


@cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w@.-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w@-])")


def patterns_of(names: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these names, written as they write themselves or in capitals."""
    known = {spelling for name in names for spelling in called(name)} | WELL_KNOWN
    return _pattern(frozenset(known | {name.upper() for name in known if len(name) > 3}))


def named_in(sentence: str, known: re.Pattern[str]) -> list[str]:
    """The names in a sentence. A word of every day at its beginning, or written small, is none."""
    return [
        match[0]
        for match in known.finditer(sentence)
        if match[0][0].isupper() or not match[0].islower()
        if match.start() or match[0].lower() not in _EVERYDAY
    ]
