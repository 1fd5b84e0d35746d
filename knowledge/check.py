"""`python -m knowledge.check`: validates every data file and says what is wrong."""

import sys

from knowledge.claims_store import load_claims_book
from knowledge.errors import InvalidKnowledge, KnowledgeError
from knowledge.rule_check import find_rule_problems
from knowledge.rule_store import load_rulebook
from knowledge.store import load_knowledge


def main() -> int:
    """Print a summary and return 0, or print what is wrong and return 1."""
    try:
        knowledge = load_knowledge()
        rulebook = load_rulebook()
        claims = load_claims_book(knowledge)
        problems = list(find_rule_problems(rulebook, knowledge))
        if problems:
            raise InvalidKnowledge("\n".join(problems))
    except KnowledgeError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    sys.stdout.write(
        f"{len(knowledge.facts)} facts, {len(knowledge.providers)} providers, "
        f"{len(knowledge.topics)} topics, "
        f"{len(rulebook.rules)} rules, {len(claims.desks)} desks: all checks passed\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
