"""Every case of every table, read."""

import pytest

from tests.case_tables import FOLDER, Case, check, load_cases

TABLES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("case", [case for table in TABLES for case in load_cases(table)])
def test_a_careful_reader_finds_the_same(case: Case) -> None:
    check(case)
