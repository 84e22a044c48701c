"""What a paper costs grows with it: twice the paper takes about twice the calls, not four times as many."""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile

import pytest

from tests.hostile import pdf, sheet, web, word
from tests.hostile.kind import outcome

_PAPERS: dict[str, tuple[Callable[[int], bytes], int]] = {
    "word rows": (lambda n: word.docx(word.register(n)), 200),
    "word rows merged down": (word.merged_down, 200),
    "word paragraphs": (lambda n: word.docx(word.paragraph("It may fail") * n), 300),
    "word runs": (word.many_runs, 500),
    "word raised runs": (lambda n: word.many_runs(n, '<w:vertAlign w:val="superscript"/>'), 500),
    "word fields": (lambda n: word.fields(n, closed=True), 300),
    "word open fields": (lambda n: word.fields(n, closed=False), 300),
    "word paragraphs that run on": (word.carried, 300),
    "web rows": (lambda n: web.page(web.register(n)), 200),
    "web groups of rows": (lambda n: web.page("<table>" + "<tbody><tr><td>x<td>y" * n), 300),
    "web elements one in another": (lambda n: web.nested("span", n, "class=x"), 300),
    "web hidden one in another": (lambda n: web.nested("div", n, "style=display:none"), 300),
    "web runs": (lambda n: web.page("<p>" + "ab<sup>x</sup> " * n), 500),
    "sheet rows": (lambda n: sheet.xlsx(sheet.register(n)), 200),
    "csv rows": (sheet.csv, 300),
    "text rows": (lambda n: b"Risk ID\tDescription\tScore\n" + b"CR1\tIt may fail\t12\n" * n, 300),
    "text lines": (lambda n: b"Corporate risk register\n" + b"It may fail.\n" * n, 500),
    "text tables over page ends": (
        lambda n: b"Risk ID\tDescription\tScore\n" + b"".join(b"CR%d\tIt may fail\t12\n\n" % at for at in range(n)),
        200,
    ),
    "pdf dashes": (lambda n: pdf.one_page(pdf.shapes("{x} {y} m {x}.9 {y} l S", n)), 1000),
    "pdf rows": (lambda n: pdf.one_page(pdf.grid(5, n)), 40),
    "pdf pages": (lambda n: pdf.pdf(pdf.objects([pdf.stream(pdf.words())] * n)), 10),
}


def _calls(content: bytes) -> int:
    """How many functions are called, ours and those of libraries, to read a paper."""
    with Profile() as profile:
        outcome(content)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", _PAPERS)
def test_twice_the_paper_costs_about_twice_the_calls(name: str) -> None:
    build, size = _PAPERS[name]
    outcome(build(size))  # what is done once is done
    once, twice = _calls(build(size)), _calls(build(2 * size))
    assert twice < 2.6 * once
