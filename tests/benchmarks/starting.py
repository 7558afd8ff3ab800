"""How long the program takes to say what it can do."""

from tests.benchmarks.timing import in_turns, run, tell


def main() -> None:
    """``tracker --help`` against the import of the library that prints it."""
    ours, theirs = in_turns(lambda: run("-m", "tracker", "--help"), lambda: run("-c", "import typer"))
    tell(f"tracker --help: {ours * 1000:.0f} ms", "python -c 'import typer'", ours / theirs)


if __name__ == "__main__":
    main()
