from importlib import import_module

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "contracts"

    def ready(self) -> None:
        # What stands on an agency's timeline, and what threads can be about: each kind registers itself.
        for kinds in ("history_sources", "record_kinds"):
            import_module(f"contracts.relationships.{kinds}")
        import_module("contracts.portfolio.overlap.agency_figure")  # and what stands among an agency's figures
        import_module("contracts.frameworks.levies")
