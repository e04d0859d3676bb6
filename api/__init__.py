"""The HTTP service: SPARQL, REST and pages over one store."""
