"""Recipes for what is trained: the language pipeline, and the weights of claims. README.md tells how."""
