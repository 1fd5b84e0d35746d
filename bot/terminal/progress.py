"""A progress bar that appears only when there is something to wait for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress


@contextmanager
def progress_bar(description: str) -> Iterator[Callable[[int, int], None]]:
    """Yield `report(done, total)`; the bar is drawn on stderr from the first report on."""
    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(description, start=False)

    def report(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield report
    finally:
        bar.stop()
