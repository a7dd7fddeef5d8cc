"""How plans, promises and sites read on every screen."""

from decimal import Decimal

from marketplace.components.formats import date, money, percent_down, plural

from .credit_steps import plain
from .plans import OfferedServiceLevel, Plan
from .pricing import discount_start, unit_money, usage_rate

_AN = ("a", "e", "i", "o", "hour")


def article(noun: str) -> str:
    """ "an" before agent and hour, "a" before user and device."""
    return "an" if noun.lower().startswith(_AN) and not noun.lower().startswith(("one", "eu")) else "a"


def rate_of(plan: Plan, joined: str = " and ") -> str:
    """What a price is for: "a user and month", "an agent, month", "a move, once"."""
    unit = f"{article(plan.unit)} {plan.unit}"
    return f"{unit}, once" if plan.interval == Plan.Interval.ONCE else f"{unit}{joined}{plan.interval}"


def plan_notes(plan: Plan) -> list[str]:
    """Everything that a plan costs or gives beside its price, a sentence each."""
    once = (("Set-up", plan.setup_charge), ("Moving your data", plan.data_move_charge))
    said = [f"{what} {money((amount, plan.currency))} once." for what, amount in once if amount]
    if plan.support_per_year:
        said.append(f"Support {money((plan.support_per_year, plan.currency))} a year.")
    said += [f"{charge['name']}: {usage_rate(charge, plan.currency)}." for charge in plan.usage_charges]
    said += [
        f"{Decimal(discount['percent']).normalize():f}% off {discount_start(discount, plan.unit)} on."
        for discount in plan.discounts
    ]
    if plan.minimum_term_months > 1:
        said.append(f"At least {plan.minimum_term_months} months.")
    return said


def coming_note(plan: Plan) -> str:
    """What an announced change brings: "From 1 Mar 2027: $21.50; Set-up $900.00 once."; empty where none is."""
    if plan.coming is None:
        return ""
    day, then = plan.coming
    news = [money((then.price, then.currency))] if then.price != plan.price else []
    if then.tiers != plan.tiers:
        news += [f"{unit_money(Decimal(each['price']), then.currency)} from {each['from']:,} on" for each in then.tiers]
    before, after = plan_notes(plan), plan_notes(then)
    news += [note.removesuffix(".") for note in after if note not in before]
    news += [f"no longer “{note.removesuffix('.')}”" for note in before if note not in after]
    return f"From {date(day)}: {'; '.join(news) or 'as before'}."


def coming_notes(plan: Plan) -> list[tuple[str, str]]:
    """Every announced change, with its day as an address holds it."""
    said = []
    while plan.coming is not None:
        day, then = plan.coming
        said.append((day.isoformat(), coming_note(plan)))
        plan = then
    return said


def promise_of(level: OfferedServiceLevel) -> str:
    """A target in words: "at least 99.9%", or "90% within 8 hours" for answers and fixes."""
    share = percent_down(level.target)
    if level.within_minutes is None:
        return f"at least {share}"
    hours, minutes = divmod(level.within_minutes, 60)
    if minutes:
        return f"{share} within {level.within_minutes} minutes"
    return f"{share} within {hours} {plural('hour', hours)}"


def credits_of(level: OfferedServiceLevel) -> list[str]:
    """What a miss earns, a line a step: "10% under 99.9%"; then the most of a month, where that is less."""
    steps = level.credits
    said = [f"{plain(step.percent)}% under {plain(step.below)}%" for step in steps]
    capped = bool(steps) and level.largest_credit is not None and level.largest_credit < steps[-1].percent
    return said + ([f"at most {plain(level.largest_credit)}% a month"] if capped and level.largest_credit else [])


def first_sentence(text: str, longest: int = 240) -> str:
    """The beginning of a description, to the end of its first sentence or, where that is far, of a word."""
    text = " ".join(text.split())
    end = text.find(". ")
    if 0 <= end < longest:
        return text[: end + 1]
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def web_address(website: str) -> str:
    """A published site as a link: with https:// where the listing leaves it out, nothing for any other scheme."""
    if not website or website.startswith(("https://", "http://")):
        return website
    return "" if ":" in website else f"https://{website}"


def site_name(website: str) -> str:
    """The name of a site without scheme and path, for the words of a link."""
    return web_address(website).partition("://")[2].partition("/")[0]
