"""Which pages a report has, and what each is made of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from normalise.lineage.crosswalk import Crosswalk
from pipeline.history.review.threads import Thread
from pipeline.html_report.addresses import Addresses
from pipeline.html_report.chart import score_chart
from pipeline.html_report.contents import Contents, by_kind
from pipeline.html_report.keep import Keep
from pipeline.html_report.originals import Originals
from pipeline.html_report.overview import largest_score, movements, overview_of
from pipeline.html_report.papers import paper_page
from pipeline.html_report.places import Places
from pipeline.html_report.rendering import make_environment, render
from pipeline.html_report.reviewing import review_of
from pipeline.html_report.searching import search_items
from pipeline.html_report.threads import events_after, relations_of, steps_of
from pipeline.store.run import sha256
from pipeline.store.tables import RegisterRow

Page = tuple[str, bytes]
"""The name of a file, and what is in it."""


class Pages:
    """All pages of a report; what takes long is asked for first, and made by others while the rest is written."""

    def __init__(
        self,
        contents: Contents,
        addresses: Addresses,
        originals: Originals,
        keep: Keep,
        crosswalks: Sequence[Crosswalk],
    ) -> None:
        self._contents, self._addresses, self._keep, self._crosswalks = contents, addresses, keep, crosswalks
        self._originals = originals
        self._environment = make_environment(contents, addresses)

    def all(self) -> Iterator[Page]:
        """Every file but pictures and assets."""
        papers = [paper_page(self._contents, self._addresses, row) for row in self._contents.documents.values()]
        reviews = [review_of(self._contents, name, self._crosswalks) for name in self._contents.organisations]
        shown = {str(paper.document.document_id): self._originals.ask(paper.document, paper.pages) for paper in papers}
        yield from self._overviews()
        yield from (self._thread(thread) for thread in self._contents.review.threads)
        yield from (self._edition(row) for row in self._contents.registers.values())
        yield self._page("papers.html", "papers.html")
        yield self._page("search.html", "search.html")
        yield "assets/search-index.js", self._search_index()
        self._originals.wait()
        for paper in papers:
            original = shown[str(paper.document.document_id)]
            name = self._addresses.papers[str(paper.document.document_id)]
            yield self._page("paper.html", name, page=paper, original=original)
        yield self._page(
            "review.html", "review.html", pages=reviews, originals=shown, places=Places(self._contents, self._addresses)
        )

    def _page(self, template: str, name: str, **values: Any) -> Page:
        root = "" if name == "index.html" else "../"
        made = render(self._environment, template, {"here": name if root else "../index.html", "root": root, **values})
        return (f"pages/{name}" if root else name), made

    def _overviews(self) -> Iterator[Page]:
        pages = [overview_of(self._contents, name) for name in self._contents.organisations]
        if len(pages) != 1:
            yield self._page("index.html", "index.html", pages=pages)
        for page in pages:
            name = self._addresses.overviews[page.organisation].removeprefix("../")
            yield self._page("overview.html", name, page=page)

    def _thread(self, thread: Thread) -> Page:
        largest = largest_score(self._contents, thread.row.organisation)
        return self._page(
            "thread.html", self._addresses.threads[thread.lineage_id],
            thread=thread, steps=steps_of(self._contents, thread), later=events_after(thread),
            others=relations_of(self._contents, thread), largest=largest, chart=self._chart(thread, largest),
        )  # fmt: skip

    def _chart(self, thread: Thread, largest: int) -> str:
        scores = [(row.period_end, row.current_score, row.target_score) for row in thread.entries]
        held = [row.period_end for row in self._contents.editions(thread.row.organisation) if row.period_end]
        name = f"chart-{sha256(repr((scores, largest, held)).encode())[:24]}"
        drawn = self._keep.get(name)
        if drawn is None:
            drawn = score_chart([row for row in thread.entries if not row.superseded], largest, held).encode()
            self._keep.put(name, drawn)
        return drawn.decode()

    def _edition(self, register: RegisterRow) -> Page:
        before = self._contents.before(register)
        since = self._contents.comparison(before.register_id, register.register_id) if before else None
        entries = self._contents.entries_of.get(register.register_id, [])
        return self._page(
            "edition.html", self._addresses.editions[register.register_id],
            register=register, entries_by_kind=by_kind(entries, lambda row: row.kind),
            others=[paper for paper in register.sources if paper != register.document_id],
            profile=[row for row in self._contents.rows.profiles if row.register_id == register.register_id],
            since=since, movements=movements(self._contents, since) if since else {},
            largest=largest_score(self._contents, register.organisation),
        )  # fmt: skip

    def _search_index(self) -> bytes:
        """A program, not data: a page that is opened from a disk may load the one and not the other."""
        items = [item for item in search_items(self._contents, self._addresses) if item[3]]
        return f"window.searchIndex = {json.dumps(items, ensure_ascii=True)};\n".encode()
