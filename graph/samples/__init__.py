"""Sample articles, written for this project; README.md beside this file names their sources."""

from pathlib import Path

ARTICLES = Path(__file__).parent / "articles"
"""Folder of articles, one or more of every format that is read."""
