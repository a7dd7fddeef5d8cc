"""A company's facts as somebody enters them: read, checked, put into one form."""

import re
from dataclasses import dataclass

from marketplace.errors import InvalidInput

from .models import CompanyDetails

EIN = re.compile(r"\d{2}-?\d{7}")
ZIP = re.compile(r"\d{5}(-\d{4})?")
# The Internal Revenue Service gives out no number that begins with these.
UNUSED_PREFIXES = frozenset("00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97".split())
STATES = {
    code: name
    for code, _, name in (
        line.partition(" ")
        for line in (
            "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,"
            "DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,"
            "KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,"
            "MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,"
            "NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,PR Puerto Rico,"
            "RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,"
            "WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming"
        ).split(",")
    )
}


@dataclass(frozen=True)
class Company:
    """Who the company is in law, where it sits and how large it is."""

    legal_name: str
    tax_number: str
    street: str
    city: str
    state: str
    postal_code: str
    size: str


def read_tax_number(text: str) -> str:
    """The nine digits of an EIN such as 31-4159265. Raises InvalidInput with what is wrong."""
    plain = re.sub(r"\s+", "", text)
    if not (plain.isascii() and EIN.fullmatch(plain)):
        raise InvalidInput("A tax number (EIN) has nine digits, such as 31-4159265. Compare it with the IRS's letter.")
    if plain[:2] in UNUSED_PREFIXES:
        raise InvalidInput(f"No tax number begins with {plain[:2]}. Compare it with the IRS's letter.")
    return plain.replace("-", "")


def check_company(company: Company) -> Company:
    """The same facts, trimmed. Raises InvalidInput for the first that does not fit."""
    plain = {name: value.strip() for name, value in vars(company).items()}
    if not (plain["legal_name"] and plain["street"] and plain["city"]):
        raise InvalidInput("Give the company's legal name, street and city.")
    if plain["state"] not in STATES:
        raise InvalidInput("Choose the state of the company's seat.")
    if not (plain["postal_code"].isascii() and ZIP.fullmatch(plain["postal_code"])):
        raise InvalidInput("A ZIP code has five digits, or nine such as 20500-0003.")
    if plain["size"] not in CompanyDetails.Size:
        raise InvalidInput("Choose how many people work for the company.")
    return Company(**plain | {"tax_number": read_tax_number(plain["tax_number"])})
