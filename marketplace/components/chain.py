"""The chain rail: what came before a record, where it stands, what comes next."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from marketplace.components import formats


class Stage(StrEnum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True)
class ChainStep:
    """One record of the chain. `when` is a date or words ("180 seats", "by 30 Nov 2026"); no `url` for now and next."""

    kind: str
    reference: str = ""
    url: str = ""
    when: datetime.date | str = ""
    stage: Stage = Stage.DONE

    @property
    def when_text(self) -> str:
        """The date in the house's short form, or the words as they are."""
        if isinstance(self.when, datetime.date):
            return formats.date(self.when)
        return self.when
