"""A contract of our own for import-linter: the web layer of a slice is nobody else's business."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PrivateWebLayer(Contract):
    """Modules of the given names are imported from their own slice and from the composition alone.

    A slice is a package below a root package; layers alone would let one slice's actions import another's views.
    """

    names = fields.ListField(subfield=fields.StringField())
    composition = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Kept when no import crosses from elsewhere into a slice's web layer."""
        illegal = [
            (importer, imported)
            for imported in sorted(filter(self._is_private, graph.modules))
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if _slice_of(importer) != _slice_of(imported) and not self._composes(importer)
        ]
        return ContractCheck(kept=not illegal, metadata={"illegal": illegal})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name every import that crosses."""
        for importer, imported in check.metadata["illegal"]:
            output.print_error(f"{importer} imports {imported}, which belongs to {_slice_of(imported)} alone.")

    def _is_private(self, module: str) -> bool:
        parts = module.split(".")
        names: Any = self.names
        return len(parts) > 2 and parts[2] in names

    def _composes(self, module: str) -> bool:
        composition: Any = self.composition
        return any(module == name or module.startswith(f"{name}.") for name in composition)


def _slice_of(module: str) -> str:
    return ".".join(module.split(".")[:2])
