"""Gathers the pages for Django; each kind lives in its own module."""

from .pages.guidance import GuidanceIndexPage, GuidancePage
from .pages.home import HomePage
from .pages.news import NewsIndexPage, NewsPage

__all__ = ["GuidanceIndexPage", "GuidancePage", "HomePage", "NewsIndexPage", "NewsPage"]
