"""`python -m knowledge.check`: validates every data file and says what is wrong."""

import sys

from knowledge.errors import KnowledgeError
from knowledge.store import load_knowledge


def main() -> int:
    """Print a summary and return 0, or print what is wrong and return 1."""
    try:
        knowledge = load_knowledge()
    except KnowledgeError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    sys.stdout.write(
        f"{len(knowledge.facts)} facts, {len(knowledge.providers)} providers, "
        f"{len(knowledge.topics)} topics: all checks passed\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
