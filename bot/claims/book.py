"""Everything the claims functions need, built once at start-up."""

from dataclasses import dataclass
from pathlib import Path

from bot.claims.deadlines import DeadlineRules
from bot.claims.letters.template import Templates, load_templates
from bot.claims.scams import ScamShield, scam_shield
from bot.claims.workdays import Workdays, korean_workdays
from bot.compensation.rules import Rules
from knowledge.claims_store import ClaimsBook, load_claims_book
from knowledge.store import KNOWLEDGE_DIR, Knowledge
from prompts import PROMPTS_DIR, Wording, load_wording


@dataclass(frozen=True)
class Claims:
    """The data, words and calendars behind cases, letters, deadlines and the scam check."""

    knowledge: Knowledge
    rules: Rules
    book: ClaimsBook
    wording: Wording
    templates: Templates
    workdays: Workdays
    deadlines: DeadlineRules
    shield: ScamShield


def load_claims(
    knowledge: Knowledge,
    rules: Rules,
    folder: Path = KNOWLEDGE_DIR,
    prompts: Path = PROMPTS_DIR,
) -> Claims:
    """Read and check everything; raises InvalidKnowledge, InvalidPrompt or InvalidTemplate."""
    book = load_claims_book(knowledge, folder)
    wording = load_wording("claims", prompts)
    workdays = korean_workdays()
    return Claims(
        knowledge=knowledge,
        rules=rules,
        book=book,
        wording=wording,
        templates=load_templates(prompts),
        workdays=workdays,
        deadlines=DeadlineRules(book.periods, book.desks, knowledge, workdays, wording),
        shield=scam_shield(book, knowledge),
    )
