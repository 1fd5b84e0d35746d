"""Lays an answer out for a terminal: bold headline, bullets, clickable sources."""

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from bot.answering.layout import Block, BlockKind, blocks_of
from bot.answering.model import Answer
from prompts import Wording

_BULLETED = frozenset({BlockKind.POINTS, BlockKind.CALCULATION, BlockKind.THEN_NOW})
_STYLES = {
    BlockKind.HEADLINE: "bold",
    BlockKind.CORRECTION: "yellow",
    BlockKind.FOLLOW_UP: "cyan",
    BlockKind.SOURCES: "dim",
    BlockKind.CAVEATS: "dim italic",
}


def show_answer(answer: Answer, wording: Wording, console: Console) -> None:
    """Print one answer."""
    parts = [_block(block) for block in blocks_of(answer, wording)]
    console.print(Panel(Group(*parts), border_style="blue" if answer.answered else "dim"))


def _block(block: Block) -> RenderableType:
    text = Text(style=_STYLES.get(block.kind, ""))
    if block.title:
        text.append(f"{block.title}\n", style="bold")
    for n, line in enumerate(block.lines, start=1):
        mark = _mark(block.kind, n)
        style = Style(link=line.url) if line.url else ""
        text.append(mark)
        text.append(line.text, style=style)
        text.append("\n")
    return Padding(text, 0)


def _mark(kind: BlockKind, n: int) -> str:
    if kind is BlockKind.NEXT_STEPS:
        return f"{n}. "
    return "• " if kind in _BULLETED else ""
