"""How fast claims are read out of texts: ``python -m tests.benchmarks.extracting [FILE.jsonl …]``.

The files hold a text a line (the key ``text``), as ``tracker extract`` takes them. Without any, the sample
reports are read, which are dense with numbers: the hardest prose there is for the extractor.
"""

import json
import re
import sys
from pathlib import Path

from tests.benchmarks.timing import in_turns, run, seconds, tell
from tracker.extract import extract_claims
from tracker.ingest.readers import read_file

REPORTS = Path(__file__).parents[2] / "data" / "reports"

_NUMBER = re.compile(r"\b(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s(?:million|thousand|hundred))?\b", re.IGNORECASE)
_KEYWORDS = [
    re.compile(words, re.IGNORECASE)
    for words in (
        r"kill|dead|died|death",
        r"injur|wound|hurt",
        r"missing",
        r"displac|fled",
        r"homes|houses",
        r"arrest|detain",
    )
]


def main(files: list[Path]) -> None:
    """Measure through the library, through the command line, and how the time grows with the text."""
    samples = [reading.report.text for path in sorted(REPORTS.glob("*.txt")) for reading in read_file(path)]
    extract_claims(samples[0])  # the grammar is built once, and not measured
    library("the sample reports, ten times", samples * 10)
    for file in files:
        library(file.name, [json.loads(line)["text"] for line in file.open(encoding="utf-8")])
        command(file)
    growth(samples)


def library(name: str, texts: list[str]) -> None:
    """Extraction against a scan by regular expressions that finds numbers and the keywords near them."""
    size = sum(map(len, texts)) / 1e6
    ours, theirs = in_turns(
        lambda: [extract_claims(text) for text in texts], lambda: [regex_scan(text) for text in texts]
    )
    tell(
        f"extract claims of {name}, {size:.2f} MB: {size / ours:.2f} MB/s",
        "a scan by regular expressions",
        ours / theirs,
    )


def command(file: Path) -> None:
    """``tracker extract FILE`` against a process that does nothing but the scan."""
    scan = (
        "import json, sys; from tests.benchmarks.extracting import regex_scan; "
        "[regex_scan(json.loads(line)['text']) for line in open(sys.argv[1], encoding='utf-8')]"
    )
    ours, theirs = in_turns(lambda: run("-m", "tracker", "extract", str(file)), lambda: run("-c", scan, str(file)))
    tell(f"tracker extract {file.name}: {ours:.2f} s", "a process that scans by regular expressions", ours / theirs)


def growth(samples: list[str]) -> None:
    """One text ten times as long against ten texts: 1.00 where the time grows with the text, not faster."""
    text = "\n\n".join(samples)
    few, many = (
        seconds(lambda: [extract_claims(text) for _ in range(10)]),
        seconds(lambda: extract_claims("\n\n".join([text] * 10))),
    )
    tell(f"extract claims of one text of {len(text) / 1e5:.1f} MB", "ten texts of a tenth", many / few)


def regex_scan(text: str) -> list[tuple[int, int]]:
    """What a short script does: numbers, and the keywords near them."""
    keys = [found.start() for pattern in _KEYWORDS for found in pattern.finditer(text)]
    return [
        (found.start(), min((abs(key - found.start()) for key in keys), default=0)) for found in _NUMBER.finditer(text)
    ]


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
