"""How contracts stand still and end early: suspensions, notices to cure, terminations, and the plan of the exit."""

from .cure import CureNotice
from .plan import DATA_STEPS, ExitPlan, ExitStep, Owner
from .suspension import Suspension
from .termination import Cause, Termination

__all__ = ["DATA_STEPS", "Cause", "CureNotice", "ExitPlan", "ExitStep", "Owner", "Suspension", "Termination"]
