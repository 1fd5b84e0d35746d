"""`make bench`: prints every report. Run it on an idle machine."""

from benchmarks import answering


def main() -> None:
    """Print the reports line by line, as they are measured."""
    for line in answering.report():
        print(line, flush=True)


if __name__ == "__main__":
    main()
