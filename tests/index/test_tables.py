"""Tables as cells with lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.tables import Table, read_table
from index.types import Block

CELL = st.text(st.characters(codec="utf-8", exclude_characters="|\\\n\r`<"), min_size=1, max_size=12).filter(str.strip)


def table(*lines: str, start: int = 10) -> Table:
    text = "\n".join(lines)
    return read_table(Block(kind="table", start_line=start, end_line=start + len(lines) - 1, text=text))


def test_cells_are_trimmed_and_rows_know_their_line() -> None:
    read = table("| Region | Base |", "|:--|---:|", "| Leeds |  £61K |", "| York | £58K|")
    assert (read.header, read.line) == (("Region", "Base"), 10)
    assert [(row.cells, row.line, row.missing) for row in read.rows] == [
        (("Leeds", "£61K"), 12, 0),
        (("York", "£58K"), 13, 0),
    ]


def test_outer_pipes_may_be_left_out() -> None:
    assert table("Region | Base", "---|---", "Leeds | £61K").rows[0].cells == ("Leeds", "£61K")


def test_an_escaped_pipe_is_part_of_its_cell() -> None:
    read = table("| Region | Base |", "|---|---|", r"| Leeds \| York | £61K \|")
    assert read.rows[0].cells == ("Leeds | York", "£61K |")


def test_missing_cells_are_empty_and_counted() -> None:
    row = table("| A | B | C |", "|---|---|---|", "| 1 |").rows[0]
    assert (row.cells, row.missing) == (("1", "", ""), 2)


def test_surplus_cells_are_left_out_and_counted() -> None:
    row = table("| A | B |", "|---|---|", "| 1 | 2 | 3 | 4 |").rows[0]
    assert (row.cells, row.missing) == (("1", "2"), -2)


def test_an_empty_cell_is_not_a_missing_one() -> None:
    row = table("| A | B | C |", "|---|---|---|", "| 1 | | 3 |").rows[0]
    assert (row.cells, row.missing) == (("1", "", "3"), 0)


def test_an_empty_row_is_none_and_shifts_no_line() -> None:
    assert [row.line for row in table("| A | B |", "|---|---|", "| | |", "| 1 | 2 |").rows] == [13]


def test_a_line_right_below_without_pipes_is_a_note_not_a_row() -> None:
    read = table("| A | B |", "|---|---|", "| 1 | 2 |", "*All cells are base salary.*")
    assert ([row.line for row in read.rows], read.note) == ([12], "*All cells are base salary.*")


def test_a_table_of_one_column_needs_no_pipes() -> None:
    read = table("| A |", "|---|", "one", "| two |")
    assert ([row.cells for row in read.rows], read.note) == ([("one",), ("two",)], "")


def test_a_comment_in_a_cell_is_not_read() -> None:
    assert table("| A | B |", "|---|---|", "| 1 | <!-- $99K --> 2 |").rows[0].cells == ("1", "2")


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_every_cell_comes_back_from_its_own_line(rows: list[list[str]]) -> None:
    lines = ["| A | B | C |", "|---|---|---|", *(f"| {' | '.join(cells)} |" for cells in rows)]
    read = table(*lines, start=1)
    assert [list(row.cells) for row in read.rows] == [[cell.strip() for cell in cells] for cells in rows]
    assert [row.line for row in read.rows] == list(range(3, 3 + len(rows)))
