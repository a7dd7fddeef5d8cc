"""The information marketplace: documents that public bodies share, the register of who shares data with whom, and
what is still missing."""
