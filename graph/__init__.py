"""Onus: articles in, attributed claims out, a graph to ask."""
