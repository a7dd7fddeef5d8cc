"""The steps with which a plan of an exit begins."""

from .models import ExitStep, Owner

Kind = ExitStep.Kind
# What, by whom, days after the end (before it where negative), and what it does to the agency's data.
STANDARD_STEPS = (
    ("Name who leads the exit on each side, and list what is to be handed over", Owner.BROKER, -60, Kind.OTHER),
    ("Export all data in an open format, with a description of its fields", Owner.VENDOR, -30, Kind.OTHER),
    ("Read a first export and say what is missing", Owner.AGENCY, -20, Kind.OTHER),
    ("Close accounts, keys and connections", Owner.VENDOR, 1, Kind.OTHER),
    ("Confirm that all data came back and can be read", Owner.AGENCY, 10, Kind.DATA_RETURN),
    ("Delete all copies, backups with them, and certify it", Owner.VENDOR, 40, Kind.DELETION),
)
