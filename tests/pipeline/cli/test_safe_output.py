"""Nothing that a paper or a file's name holds commands a terminal or a spreadsheet, and controls are never stored."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from extractors.lines.characters import clean
from normalise.values.text import visible
from pipeline.cli.main import main
from pipeline.cli.screens.terminal import open_console, print_rows

ESCAPE, TURN = "\x1b[2J", "\u202e"


def test_control_and_direction_characters_are_written_out() -> None:
    assert visible(f"a{ESCAPE}b{TURN}c\x9b\r\n\té") == "a\\x1b[2Jb\\u202ec\\x9b\\r\n\té"


def test_a_console_prints_them_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    open_console().print(f"[bold]{ESCAPE}{TURN}")
    assert capsys.readouterr().out == "[bold]\\x1b[2J\\u202e\n"


def test_a_cell_of_comma_separated_values_is_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    values = ("=1+1", "+44", "-1", "@x", "\tx", "-", "=", "CR1", -1, None)
    print_rows("csv", ["v"], [{"v": value} for value in values])
    lines = capsys.readouterr().out.splitlines()[1:]
    assert lines == ["'=1+1", "'+44", "'-1", "'@x", "'\tx", "-", "=", "CR1", "-1", '""']


def test_text_keeps_no_control_and_no_direction() -> None:
    assert clean(f"C{TURN}R1\u2066 a\x1bb\x85c") == "CR1 a\ufffdb c"


@pytest.mark.parametrize("kind", ["html", "txt", "csv"])
def test_escape_sequences_of_a_paper_reach_neither_terminal_nor_history(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    head, row = ("Risk ID", "Risk title", "Current score"), ("CR1", f"Money{ESCAPE} runs {TURN}out", "12")
    if kind == "html":
        cells = ["".join(f"<td>{text}</td>" for text in line) for line in (head, row)]
        body = "".join(f"<tr>{line}</tr>" for line in cells)
        text = f"<title>Kent County Council risk register{ESCAPE}</title><table>{body}</table>"
    else:
        text = "\n".join(("," if kind == "csv" else "\t").join(line) for line in (head, row))
    (raw / f"a{ESCAPE}{TURN}.{kind}").write_text(text, "utf-8")
    main(["ingest", str(raw), "--out", str(out)])
    main(["findings", str(out), "--severity", "info"])
    main(["findings", str(out), "--csv", "--severity", "info"])
    printed = capsys.readouterr()
    assert "\x1b" not in printed.out + printed.err
    assert TURN not in printed.out + printed.err
    for table in out.glob("*.parquet"):
        held = pd.read_parquet(table).to_csv()
        assert "\x1b" not in held, table.name
        assert TURN not in held, table.name
