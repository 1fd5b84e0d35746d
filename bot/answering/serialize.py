"""An answer as the JSON object other tools rely on."""

from collections.abc import Mapping

from pydantic import JsonValue

from bot.answering.layout import plain_text
from bot.answering.model import Answer, Citation
from bot.compensation.serialize import assessment_json
from prompts import Wording


def answer_json(answer: Answer, wording: Wording) -> dict[str, JsonValue]:
    """Return the answer's fields as JSON values; `text` is all that the user would see."""
    assessment = answer.assessment
    return {
        "question": answer.question,
        "language": answer.language.value,
        "intent": answer.intent.value,
        "as_of": answer.as_of.isoformat(),
        "answered": answer.answered,
        "headline": answer.headline.text,
        "text": plain_text(answer, wording),
        "citations": [_citation_json(citation) for citation in answer.citations],
        "retrieved": list(answer.retrieved),
        "assessment": assessment_json(assessment, answer.language) if assessment else None,
        "next_steps": [step.text for step in answer.next_steps],
        "timing_ms": _plain(answer.timing_ms),
    }


def _citation_json(citation: Citation) -> dict[str, JsonValue]:
    start, end = citation.effective_from, citation.effective_to
    return {
        "n": citation.n,
        "fact": citation.fact,
        "title": citation.title,
        "source": citation.source,
        "url": citation.url,
        "effective_from": start.isoformat() if start else None,
        "effective_to": end.isoformat() if end else None,
        "support": citation.support.value,
    }


def _plain(timing: Mapping[str, float]) -> dict[str, JsonValue]:
    return dict(timing)
