"""Finding facts: build the index once, then ask it."""

from knowledge.search.index import IndexReport, update_index
from knowledge.search.model import Found, Hit, Query, Tagger
from knowledge.search.searcher import Searcher, open_searcher

__all__ = [
    "Found",
    "Hit",
    "IndexReport",
    "Query",
    "Searcher",
    "Tagger",
    "open_searcher",
    "update_index",
]
