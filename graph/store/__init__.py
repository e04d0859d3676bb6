"""Stores: one contract, an embedded engine and any SPARQL 1.1 endpoint."""
