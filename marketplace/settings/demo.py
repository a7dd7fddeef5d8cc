"""The demonstration: plain http on this machine, its persons walk in without a password."""

from .development import *  # noqa: F403
from .development import INSTALLED_APPS

DEBUG = False
DEMO = True
SECOND_FACTOR_REQUIRED = False
INSTALLED_APPS = ["marketplace.demo", *INSTALLED_APPS]
