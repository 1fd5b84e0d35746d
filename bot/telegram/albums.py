"""Remembers albums for a moment: their pictures arrive as separate messages."""

from collections import OrderedDict
from dataclasses import dataclass, field

KEPT = 256


@dataclass
class Albums:
    """The albums seen lately."""

    _seen: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def is_first(self, album: str | None) -> bool:
        """Return whether a message opens its album; one outside albums always does."""
        if album is None:
            return True
        if album in self._seen:
            return False
        self._seen[album] = None
        while len(self._seen) > KEPT:
            self._seen.popitem(last=False)
        return True
