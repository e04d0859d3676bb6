"""Visitors' SPARQL: the protocol at /sparql and /graphs, evaluated in sandboxed readers."""
