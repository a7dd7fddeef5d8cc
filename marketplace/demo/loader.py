"""Loads the whole demonstration, in the order in which its parts lean on each other. A repeat changes nothing."""

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

from catalog.question_sets.shipped import publish_shipped_sets
from marketplace.clock import Clock, database_now
from marketplace.permissions import SYSTEM

from . import world
from .loader_admissions import load_admissions, load_declaration_in_review
from .loader_bids import load_bids
from .loader_charges import load_charges
from .loader_contract_life import load_drawn_up
from .loader_costs import load_costs
from .loader_deliveries import load_deliveries
from .loader_drafts import load_drafts
from .loader_exits import load_exits
from .loader_forums import load_forums
from .loader_frameworks import load_frameworks
from .loader_goals import load_goals, load_overlaps
from .loader_invoices import load_invoices
from .loader_library import load_library
from .loader_longlists import load_longlists
from .loader_measurements import load_histories
from .loader_offerings import load_offerings
from .loader_order_life import load_order_life
from .loader_orders import load_contracts, load_needs, load_requests
from .loader_people import load_people
from .loader_policies import load_policies
from .loader_portfolio import load_portfolio
from .loader_records import load_records
from .loader_relationships import load_relationships
from .loader_searches import load_saved_searches
from .loader_shortlists import load_shortlists
from .loader_site import index_what_changed, load_facts, load_words, put_notices_away
from .loader_solicitations import load_solicitations
from .loader_sourcing import load_sourcing
from .loader_uses import load_uses
from .loader_vendor_life import load_vendor_life
from .loader_voices import load_voices
from .loader_waiting import load_waiting
from .loader_year import load_year

Say = Callable[[str], object]


def load(*, say: Say = lambda line: None, now: Clock = database_now) -> None:
    """Put everything in place that is not there yet, dated from today on the state's clocks."""
    at = now()
    today: datetime.date = at.astimezone(ZoneInfo(world.state()["time_zone"])).date()
    say(f"{load_facts(now=now)} real offerings listed with what is known about them")
    cast = load_people(at=at)
    say(f"{len(cast.organisations)} invented organisations with {len(cast.users)} people")
    say(f"{load_admissions(cast, at=at)} vendors declared and admitted")
    say(f"{load_offerings(cast, now=now)} invented offerings published")
    say(f"{load_policies(cast, today=today)} buying policies prepared")
    say(f"{load_frameworks(cast, today=today)} framework agreements prepared")
    say(f"{load_contracts(cast, today=today)} contracts concluded")
    say(f"{load_drawn_up(cast, today=today)} contracts drawn up by the office")
    say(f"{load_exits(cast, today=today)} papers of contracts that stood still, are in breach or are left")
    say(f"{load_deliveries(cast, today=today)} contracts with milestones and papers")
    say(f"{load_histories(cast, today=today, now=now)} services measured, their months closed")
    say(f"{load_year(cast, today=today)} things happened to contracts in their year")
    say(f"{load_invoices(cast, today=today, at=at)} invoices issued")
    say(f"{load_costs(cast, today=today)} rates and other records of costs kept")
    say(f"{load_charges(cast, today=today, at=at)} charges and other records of money written")
    say(f"{load_portfolio(cast, today=today)} systems of agencies noted")
    say(f"{load_uses(cast, today=today, at=at)} uses of services noted")
    say(f"{load_requests(cast, today=today)} requests and {load_needs(cast, today=today)} needs under way")
    say(f"{load_order_life(cast, today=today)} orders in the middle of their life")
    say(f"{load_forums(cast, today=today)} market forums planned")
    say(f"{load_solicitations(cast, today=today)} solicitations published")
    say(f"{load_bids(cast, today=today)} bids for an open request")
    say(f"{load_drafts(cast, today=today)} requests being written, with parts of the library")
    say(f"{load_sourcing(cast, today=today)} competitions led to where they stand")
    say(f"{load_records(cast, today=today)} records and requests about them kept")
    say(f"{publish_shipped_sets(by=SYSTEM, now=now)} question sets published")
    say(f"{load_relationships(cast, today=today)} things happened between agencies and the office")
    say(f"{load_voices(cast, today=today, at=at)} threads, reviews and months of agencies written")
    say(f"{load_library(cast, today=today)} documents, agreements and requests in the library")
    say(f"{load_goals(cast, today=today)} goals of agencies set")
    waiting = load_waiting(cast, today=today) + load_declaration_in_review(cast, today=today)
    say(f"{waiting} things put on desks")
    say(f"{load_shortlists(cast, today=today)} shortlists opened")
    say(f"{load_vendor_life(cast, today=today)} offerings moved on by their vendor")
    say(f"{load_words(today=today)} pages of guidance published")
    say(f"{index_what_changed(now=now)} offerings taken into the search index")
    say(f"{load_saved_searches(cast, today=today)} searches saved")
    say(f"{load_longlists(cast, today=today)} longlists started")
    say(f"{load_overlaps(cast)} groups of what may do the same found")
    put_notices_away(now=now)
