"""Prints the resident memory in MB of a fresh process that has answered questions.

python -m benchmarks.memory DATA_DIR
"""

import sys
from pathlib import Path

from benchmarks.questions import QUESTIONS
from bot.answering.factory import build_answerer
from bot.answering.model import Ask
from bot.clock import now_kst


def main() -> None:
    """Answer every question once and print the peak."""
    answerer = build_answerer(Path(sys.argv[1]), "builtin")
    for question in QUESTIONS:
        answerer.answer_now(Ask(question, now_kst()))
    print(_peak_mb())


def _peak_mb() -> int:
    """Return the peak from Linux's own account: getrusage would count the parent's before exec."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (peak,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) // 1024


if __name__ == "__main__":
    main()
