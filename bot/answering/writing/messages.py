"""What the model is given: its rules, and the case fenced as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answering.model import Answer, Ask
from bot.answering.writing.checking.case import assessment_text
from bot.answering.writing.sentences import Sentence
from bot.privacy import mask
from knowledge.language import Language
from knowledge.schema import DATED_KINDS, Fact
from knowledge.store import Knowledge
from prompts.templates import Template, load_template

MAX_FACTS = 9
MAX_FACT = 700
MAX_QUESTION = 800
MAX_HISTORY = 300

Message = tuple[str, str]
Messages = tuple[Message, ...]

_BRACKETS = str.maketrans("<>{}", "()()")


@dataclass(frozen=True)
class Prompts:
    """The files of one pass: its rules and the task that holds the data."""

    rules: Template
    task: Template

    def instructions(self, language: Language) -> str:
        """Return the text that must never come back in an answer."""
        return f"{self.rules.texts[language]}\n{self.task.texts[language]}"


def load_writing_prompts() -> Prompts:
    """Load what the writing pass needs; raises InvalidPrompt."""
    variables = frozenset({"as_of", "assessment", "facts", "history", "question"})
    return Prompts(
        load_template("write_rules", frozenset()), load_template("write_task", variables)
    )


def load_proofreading_prompts() -> Prompts:
    """Load what the proofreading pass needs; raises InvalidPrompt."""
    variables = frozenset({"as_of", "assessment", "facts", "question", "sentences"})
    return Prompts(
        load_template("proof_rules", frozenset()), load_template("proof_task", variables)
    )


def load_rephrasing_prompts() -> Prompts:
    """Load what the rephrasing pass needs; raises InvalidPrompt."""
    variables = frozenset({"history", "question"})
    return Prompts(
        load_template("rephrase_rules", frozenset()), load_template("rephrase_task", variables)
    )


def offered_facts(answer: Answer, knowledge: Knowledge) -> dict[int, Fact]:
    """Return the facts a model may cite, numbered: the cited ones, then the best retrieved."""
    cited = {citation.n: knowledge.fact(citation.fact) for citation in answer.citations}
    known = {fact.id for fact in cited.values()}
    further = (knowledge.fact(fact_id) for fact_id in answer.retrieved if fact_id not in known)
    usable = [fact for fact in further if usable_on(fact, answer.as_of)]
    first = max(cited, default=0) + 1
    room = max(0, MAX_FACTS - len(cited))
    return {**cited, **dict(enumerate(usable[:room], start=first))}


def usable_on(fact: Fact, as_of: date) -> bool:
    """Return whether a fact nobody cited yet may be offered for the as-of date."""
    return fact.kind not in DATED_KINDS or fact.in_force(as_of)


def writing_messages(
    prompts: Prompts, ask: Ask, answer: Answer, facts: Mapping[int, Fact]
) -> Messages:
    """Return the messages of the writing pass; personal data is masked, everything is capped."""
    language = answer.language
    material = _material(ask, answer, facts)
    task = prompts.task.fill(language, **material, history=_history(ask, language))
    return (("system", prompts.rules.fill(language)), ("user", task))


def proofreading_messages(
    prompts: Prompts,
    ask: Ask,
    answer: Answer,
    facts: Mapping[int, Fact],
    sentences: Sequence[Sentence],
) -> Messages:
    """Return the messages of the proofreading pass: the same material, and what was made of it."""
    language = answer.language
    material = _material(ask, answer, facts)
    task = prompts.task.fill(language, **material, sentences="\n".join(_sentence_lines(sentences)))
    return (("system", prompts.rules.fill(language)), ("user", task))


def _material(ask: Ask, answer: Answer, facts: Mapping[int, Fact]) -> dict[str, object]:
    """Return what a sentence may rest on, as the variables of a task."""
    return {
        "as_of": answer.as_of,
        "assessment": as_data(assessment_text(answer)) or "-",
        "facts": "\n".join(_fact_lines(facts, answer.language)),
        "question": user_words(ask.question, answer.language, MAX_QUESTION),
    }


def rephrasing_messages(prompts: Prompts, ask: Ask, language: Language) -> Messages:
    """Return the messages of the rephrasing pass."""
    task = prompts.task.fill(
        language,
        history=_history(ask, language),
        question=user_words(ask.question, language, MAX_QUESTION),
    )
    return (("system", prompts.rules.fill(language)), ("user", task))


def user_words(text: str, language: Language, limit: int) -> str:
    """Return what a user wrote as data: masked, capped, unable to close its fence."""
    return as_data(mask(text, language).text[:limit])


def as_data(text: str) -> str:
    """Return a text that cannot be taken for a fence or a citation mark of ours."""
    return text.translate(_BRACKETS)


def _history(ask: Ask, language: Language) -> str:
    last = ask.memory.last
    return user_words(last.question, language, MAX_HISTORY) if last else "-"


def _fact_lines(facts: Mapping[int, Fact], language: Language) -> Iterable[str]:
    for n, fact in facts.items():
        caveat = fact.caveat(language)
        says = " ".join((fact.headline(language), fact.statement(language), caveat or ""))
        source = " ".join(part for part in (fact.source.name, fact.source.article) if part)
        period = f"{fact.effective_from or ''}~{fact.effective_to or ''}"
        yield f"[{n}] {as_data(f'{says.strip()[:MAX_FACT]} ({source}; {period})')}"


def _sentence_lines(sentences: Sequence[Sentence]) -> Iterable[str]:
    for number, sentence in enumerate(sentences, start=1):
        marks = "".join(f" [{n}]" for n in sentence.cites)
        yield f"{number}. {as_data(sentence.text)}{marks}"


def masked(ask: Ask, language: Language) -> Ask:
    """Return the question without personal data."""
    return replace(ask, question=mask(ask.question, language).text)
