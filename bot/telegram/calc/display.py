"""What the form looks like: what was said so far, the question, and the buttons."""

from collections.abc import Iterator

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.model import Understanding
from bot.clock import KST
from bot.telegram.buttons import Action, button, in_rows
from bot.telegram.calc.choices import choices, length_text, service_name
from bot.telegram.calc.form import ORDER, Step
from bot.telegram.deps import Deps
from bot.telegram.markup import Paragraph, Span, plain, to_messages


def question_page(
    deps: Deps, step: Step, draft: Understanding, note: str | None = None
) -> list[str]:
    """Return what was said so far and the question of the step, as HTML messages."""
    said = deps.say(draft.language, note) if note else ""
    ask = plain(deps.say(draft.language, f"calc_ask_{step}"))
    return to_messages([_title(deps, draft, step), *_summary(deps, draft), plain(said), ask])


def summary_page(deps: Deps, draft: Understanding) -> list[str]:
    """Return everything that was said, as HTML messages."""
    return to_messages([_title(deps, draft), *_summary(deps, draft)])


def keyboard(deps: Deps, step: Step, draft: Understanding) -> InlineKeyboardMarkup:
    """Return the choices of the step, and back, skip and stop."""
    offered = [
        button(choice.label, Action.FORM, step, choice.value)
        for choice in choices(step, draft, deps)
    ]
    say = deps.say
    controls: list[InlineKeyboardButton] = []
    if step is not ORDER[0]:
        controls.append(button(say(draft.language, "calc_back"), Action.FORM_BACK, step))
    controls.append(button(say(draft.language, "calc_skip"), Action.FORM_SKIP, step))
    controls.append(button(say(draft.language, "calc_cancel"), Action.FORM_CANCEL, step))
    return InlineKeyboardMarkup([*in_rows(offered), controls])


def _title(deps: Deps, draft: Understanding, step: Step | None = None) -> Paragraph:
    title = deps.say(draft.language, "calc_title")
    count = f" ({ORDER.index(step) + 1}/{len(ORDER)})" if step else ""
    return Paragraph(((Span(title + count, bold=True),),))


def _summary(deps: Deps, draft: Understanding) -> Iterator[Paragraph]:
    """Yield what was said so far, on one line each."""
    lines = tuple((Span(f"• {said}"),) for said in _said(deps, draft) if said)
    if lines:
        yield Paragraph(lines)


def _said(deps: Deps, draft: Understanding) -> Iterator[str]:
    language = draft.language
    if draft.category:
        yield service_name(draft.category, deps, language)
    for provider in draft.providers:
        yield deps.knowledge.providers[provider].name(language)
    yield _when(draft)
    if draft.minutes is not None:
        yield length_text(draft.minutes, deps, language)
    yield _fee(deps, draft)
    if draft.announced is not None:
        key = "calc_announced" if draft.announced else "calc_not_announced"
        yield deps.say(language, key)


def _when(draft: Understanding) -> str:
    if draft.start:
        return f"{draft.start.astimezone(KST):%Y-%m-%d %H:%M}"
    return str(draft.day_from or "")


def _fee(deps: Deps, draft: Understanding) -> str:
    if draft.monthly_fee_krw is not None:
        return deps.say(draft.language, "calc_fee", amount=f"{draft.monthly_fee_krw:,}")
    return deps.say(draft.language, "calc_free") if draft.paid is False else ""
