"""A contract runs on: a person exercises an option in time, or it renews itself where nobody refuses in time."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from contracts.agreements.durations import months_after
from contracts.agreements.models import Contract, ExtensionOption, Grounds
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day
from marketplace.errors import DomainError
from marketplace.permissions import require

from .amending import Amended, lock_running, make_amendment
from .signing import Approval, check_limit


class OptionGone(DomainError):
    """The option was exercised, or its last day has passed."""

    def __init__(self, option: ExtensionOption) -> None:
        gone = "was exercised already" if option.exercised_at else f"could be exercised until {day(option.exercise_by)}"
        super().__init__(f"This option {gone}. Nothing was changed. To go on, agree on an amendment or order anew.")


class NotYetItsTurn(DomainError):
    sentence = "The option before this one is not exercised. Nothing was changed. Exercise them in their order."


class RenewsNotByItself(DomainError):
    sentence = "This contract does not renew itself at this moment. Nothing was changed."


class TooLateToRefuse(DomainError):
    """The last day on which the renewal could be refused has passed."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(
            f"The renewal could be refused until {day(contract.refuse_by)}, so the contract renews itself. "
            "Nothing was changed. To end it all the same, agree with the vendor on an amendment."
        )


def today_in(contract: Contract, at: datetime.datetime) -> datetime.date:
    """The calendar day in the contract's zone at that moment."""
    return at.astimezone(ZoneInfo(contract.time_zone)).date()


@transaction.atomic
def exercise_option(*, option: ExtensionOption, by: Any, now: Clock = database_now) -> ExtensionOption:
    """Lets the contract run on as agreed. The vendor agreed when it signed.

    Raises PermissionDenied, NotRunning, OptionGone from the midnight after its last day on, NotYetItsTurn,
    AboveYourLimit.
    """
    require(by, "contracts.exercise_option", option)
    contract, at = lock_running(option.contract), now()
    option = contract.options.get(pk=option.pk)
    if not option.is_open(on=today_in(contract, at)):
        raise OptionGone(option)
    if contract.options.filter(number__lt=option.number, exercised_at__isnull=True).exists():
        raise NotYetItsTurn
    value = contract.value + option.value_added
    check_limit(contract, by, value=value)
    option.exercised_at, option.exercised_by = at, by
    option.save(update_fields=["exercised_at", "exercised_by"])
    terms = Amended(value, max(option.ends_on, contract.ends_on))
    said = {"grounds": Grounds.OPTION, "rationale": f"Option {option.number} of the contract"}
    make_amendment(contract, terms, approval=Approval(by, at), by=by, at=at, **said)
    return option


@transaction.atomic
def refuse_renewal(*, contract: Contract, by: Any, now: Clock = database_now) -> Contract:
    """The contract ends on its last day instead of renewing itself.

    Raises PermissionDenied, NotRunning, RenewsNotByItself, TooLateToRefuse.
    """
    require(by, "contracts.refuse_renewal", contract)
    contract, at = lock_running(contract), now()
    if contract.refuse_by is None:
        raise RenewsNotByItself
    if today_in(contract, at) > contract.refuse_by:
        raise TooLateToRefuse(contract)
    contract.renewal_refused_at = at
    contract.save(update_fields=["renewal_refused_at"])
    data = {"ends_on": contract.ends_on}
    record(action="contracts.contract.renewal_refused", obj=contract, by=by, at=at, data=data)
    return contract


@transaction.atomic
def renew_contract(*, contract: Contract, by: Any, now: Clock = database_now) -> Contract:
    """Records that a contract renewed itself because nobody refused in time. Safe to repeat.

    Raises PermissionDenied, NotRunning, RenewsNotByItself before that day.
    """
    require(by, "contracts.end_contract", contract)
    contract, at = lock_running(contract), now()
    if contract.refuse_by is None or today_in(contract, at) <= contract.refuse_by:
        raise RenewsNotByItself
    terms = Amended(contract.value + contract.renewal_cost, months_after(contract.ends_on, contract.renews_for_months))
    rationale = f"Nobody refused by {day(contract.refuse_by)}"
    make_amendment(contract, terms, grounds=Grounds.RENEWAL, rationale=rationale, approval=None, by=by, at=at)
    return contract
