"""Tables that leave Stoa: whatever somebody typed, no program that opens the file runs it."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from marketplace.files.tables import csv_lines, safe_cell, workbook_of

NASTY = ["=1+1", "+1 (555)", "-cmd", "@SUM(A1)", "\t=1+1", '=HYPERLINK("http://x")', "plain", "a\x00b"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+1 (555)", "'+1 (555)"),
        ("-cmd", "'-cmd"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-12.50", "-12.50"),
        ("+3", "+3"),
        (-7, "-7"),
        (None, ""),
        ("plain", "plain"),
        ({"b": 1, "a": "="}, '{"a": "=", "b": 1}'),
    ],
)
def test_no_cell_is_a_formula(value, cell):
    assert safe_cell(value) == cell


def test_a_csv_file_reads_back_as_it_was_but_for_the_apostrophes():
    rows = list(csv.reader(io.StringIO("".join(csv_lines([NASTY[:4], ["a,b", 'c"d', "e\nf"]])))))
    assert rows == [["'=1+1", "'+1 (555)", "'-cmd", "'@SUM(A1)"], ["a,b", 'c"d', "e\nf"]]


def test_texts_of_a_workbook_are_texts_and_numbers_are_numbers():
    book = load_workbook(io.BytesIO(workbook_of({"What: it/costs": [NASTY, [7, Decimal("19.50"), None, True]]})))
    sheet = book["What  it costs"]
    assert [cell.data_type for cell in sheet[1]] == ["s"] * len(NASTY)
    assert [cell.value for cell in sheet[1]] == [*NASTY[:-1], "ab"]
    assert [cell.quotePrefix for cell in sheet[1]][:6] == [True] * 6
    assert [(cell.value, cell.data_type) for cell in sheet[2]][:2] == [(7, "n"), (19.5, "n")]
    assert [cell.value for cell in sheet[2]][3] == "True"


def test_a_text_longer_than_a_cell_takes_is_cut():
    sheet = load_workbook(io.BytesIO(workbook_of({"One": [["x" * 40_000]]})))["One"]
    assert len(sheet["A1"].value) == 32_767
