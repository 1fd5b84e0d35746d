"""Everything the claims functions need, built once at start-up."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.claims.deadlines import DeadlineRules, deadlines_of
from bot.claims.desks import route
from bot.claims.evidence import evidence_checklist
from bot.claims.letters.template import Templates, load_templates
from bot.claims.model import Case, Checklist, Deadline, Route
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

    def route(self, case: Case, today: date) -> Route:
        """Return the path of a case with the next act on top."""
        return route(case, self.book.desks, today, self.deadlines.reply_by)

    def deadlines_of(self, case: Case, today: date) -> tuple[Deadline, ...]:
        """Return the days of an open case that are not over, soonest first."""
        return deadlines_of(case, today, self.deadlines)

    def checklist(self, case: Case, *, down: bool) -> Checklist:
        """Return the evidence this case needs."""
        return evidence_checklist(case, self.book.evidence, down=down)


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
