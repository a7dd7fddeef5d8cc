from importlib import import_module

from django.apps import AppConfig


class RfpConfig(AppConfig):
    name = "rfp"

    def ready(self) -> None:
        # The agency page and threads stand below this app: they know its records by what registers here.
        import_module("rfp.awards.agency_records")
