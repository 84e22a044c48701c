"""Which column of a table holds what: as its headings say, and where they leave it open, as its cells show.

A heading may take several rows, group names over the names of columns. All columns are settled together: each field has
one column, but for the narrative ones, whose columns go on with each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extractors.assignment import assign
from extractors.document import Cell, Table
from extractors.layouts.content import Told, axis_of, told_by_content
from extractors.layouts.dated import without_period
from extractors.layouts.grid import all_text, columns_of, headed_columns, shared_rows, short
from extractors.records import Axis, Kind
from extractors.vocabulary.headings import (
    asks_for_decision,
    asks_for_movement,
    field_of,
    has_no_field,
    is_decision,
    is_of_risks,
    is_residual,
    said,
    score_side_of,
    wording_field,
)
from extractors.vocabulary.identifiers import ANY, IN_CELL, in_text, shape_of
from extractors.vocabulary.subjects import is_of_something_else
from extractors.vocabulary.wording import OWN_LINES, Meaning, Stage, is_numbered, meanings, with_letter, words_of

NARRATIVE = frozenset(("cause", "consequence", "control", "action", "progress"))
SCORES = frozenset(("inherent_score", "current_score", "target_score"))
_LEVELED = frozenset(("score", "likelihood", "impact"))
_GROUPS = OWN_LINES - {"progress"}
_NAMES_IT = frozenset(("title", "description"))

_TELLS = frozenset(("cause", "consequence", "control", "action", "mitigation", "owner"))
_LONGEST = 120
_LONGEST_HEADING = 60
_MOST_ROWS = 3
_FEWEST_FIELDS = 4
_FEWEST_OF_SUMMARY = 3
_BODY = 60
"""How many rows below a heading tell what its columns hold."""

_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|ongoing|\bq[1-4]\b",
    re.IGNORECASE,
)
_ARROW = re.compile(r"[←-⇿➔-➾⬀-⬏▲▼►◄△▽➡⬆⬇]")
_RESPONSE = re.compile(r"\b(pre|before|post|after)[\s-]+(?:risk )?response\b", re.IGNORECASE)
_BARE_SCORE = re.compile(r"\d{1,3}(?!\s{0,9}[/.%-]?\s{0,9}\d|%)\b")
_WITH_LEVELS = re.compile(r"(?:likelihood|probability|impact|severity|[LI])\b\W*[\d|IL]", re.IGNORECASE)
_SCORE = re.compile(r"[^\d£$€]{0,40}\d{1,3}\b(?![.,]\d|%).{0,60}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a field, or several in each cell.

    ``first`` is the axis that a product in it gives first; ``dated`` tells whether it names dates that the history has
    no field for; ``inferred`` says how the heading was understood where its words alone do not say it; ``period`` is
    the one that it is of, where other columns hold the same of others.
    """

    names: tuple[str, ...]
    wording: str
    numbered: bool = False
    first: Axis | None = None
    dated: bool = False
    inferred: str = ""
    period: str = ""

    def at(self, state: str | None) -> Column:
        """The column in a row of one state: its score is of that; a control of the target is an action."""
        if state is None:
            return self
        names = (re.sub("^current_", f"{state}_", name) for name in self.names)
        if state == "target":
            names = ("action" if name == "control" else name for name in names)
        return replace(self, names=tuple(names))

    @property
    def owner_of(self) -> str | None:
        """The narrative field whose lines have their owners here (``Action owner``)."""
        name, _, owner = self.names[0].rpartition("_")
        return name if owner == "owner" and name else None


@dataclass(frozen=True, slots=True)
class TableHeading:
    """A heading of a register: what each column holds, and by column the wordings that are not read.

    ``unknown`` are wordings that name no field, ``again`` those that name a field which a column before has already,
    ``apart`` those of things that the history does not hold, such as the date of a review. ``rows`` is how many rows it
    takes; ``ids`` the shape of its identifiers. A ``brief`` one names too little to be a
    register's wherever it stands. ``entries`` is how many rows below it begin with an identifier. ``stage`` is the
    column that says of which state the scores of a row are, ``states`` its words, as ``said``.
    """

    columns: Mapping[int, Column]
    kind: Kind | None
    unknown: Mapping[int, str]
    again: Mapping[int, str]
    apart: Mapping[int, str] = field(default_factory=dict)
    rows: int = 1
    ids: re.Pattern[str] = IN_CELL
    brief: bool = False
    entries: int = 0
    stage: int | None = None
    states: Mapping[str, str] = field(default_factory=dict)

    def state_of(self, cells: Sequence[Cell]) -> str | None:
        """The state that a row's scores are of, where a column says it row by row."""
        return next((self.states.get(said(cell.text)) for cell in cells if cell.column == self.stage), None)

    @property
    def fields(self) -> dict[int, str]:
        """The first field of each column, but for those of the owners of lines."""
        return {at: column.names[0] for at, column in self.columns.items() if not column.owner_of}

    @property
    def names(self) -> set[str]:
        """The fields that any column holds."""
        return {name for column in self.columns.values() if not column.owner_of for name in column.names}

    @property
    def naming(self) -> str:
        """The field whose cells tell one entry from the next: the identifier, else what the entry is called."""
        return next(name for name in ("id", "title", "description") if name in self.names)

    @property
    def is_scored(self) -> bool:
        """Whether it has a score; or the two levels that make one, and controls, which are had of risks alone."""
        leveled = any(
            {f"{state}_likelihood", f"{state}_impact"} <= self.names for state in ("inherent", "current", "target")
        )
        return bool(self.names & SCORES) or (leveled and "control" in self.names)

    @property
    def unread(self) -> set[int]:
        """The columns that have a heading and yet are not read."""
        return {*self.unused, *self.apart}

    @property
    def unused(self) -> dict[int, str]:
        """The headings that may be of a field of the history and are not read, by their columns."""
        return {**self.unknown, **self.again}


def headings_in(table: Table) -> dict[int, TableHeading]:
    """The headings of a table, each by the row in which it begins."""
    rows = shared_rows(table)
    found: dict[int, TableHeading] = {}
    row = 0
    while row < len(rows):
        heading = heading_at(rows, row)
        if heading is not None:
            found[row] = heading
        row += heading.rows if heading else 1
    return found


def heading_at(rows: Sequence[Sequence[Cell]], row: int) -> TableHeading | None:
    """The heading of a register that begins in a row, or None where none does.

    A row of prose, a score key, a performance table or a list of actions does not have every sign of a register, or
    says more that is unknown than known.
    """
    if not _may_head(rows[row]):
        return None
    count = _depth(rows, row)
    open_columns = list(_headed(rows[row : row + count]))
    if sum(bool(each.meanings) for each in open_columns) < _FEWEST_OF_SUMMARY:
        return None
    body = [cells for cells in rows[row + count : row + count + _BODY] if sum(bool(cell.lines) for cell in cells) > 1]
    for each in open_columns:
        at = each.columns[0]
        each.texts = list(
            {
                id(cell): cell.text or all_text(cell)
                for cells in body
                for cell in cells
                if cell.column == at and (cell.lines or cell.tables)
            }.values()
        )
    return _settled(open_columns, count)


@dataclass(slots=True)
class _Open:
    """A column while it is not yet settled what it holds."""

    columns: list[int]
    wording: str
    meanings: tuple[Meaning, ...]
    texts: list[str] = field(default_factory=list)
    period: str = ""


class _Choice(NamedTuple):
    """Fields that a column may hold, how likely, and why where its words alone do not say so."""

    names: tuple[str, ...]
    weight: float
    inferred: str = ""


def suspected(table: Table) -> str | None:
    """What a table that no layout reads shows of a register of risks: the headings that are understood, and the others.

    None for a table that shows too little of one: it has a score or a level, a risk's narrative or owner, and a word of
    risks; or a likelihood and an impact, and an identifier.
    """
    if (found := _of_cells(table)) is None:
        return None
    known, strange = found
    nouns = {meaning.noun for _, each in known for meaning in each}
    risky = any(is_of_risks(meaning) for _, each in known for meaning in each)
    scored = {"likelihood", "impact"} <= nouns and any(IN_CELL.match(cell.text) for cell in table.cells)
    if not scored and not (risky and nouns & (_LEVELED | {"rag"}) and nouns & _TELLS and len(nouns) >= _FEWEST_FIELDS):
        return None
    understood = ", ".join(dict.fromkeys(text for text, _ in known))
    return f"understood are {short(understood, 160)}; not understood are {short(', '.join(strange), 160) or 'none'}"


def _of_cells(table: Table) -> tuple[list[tuple[str, tuple[Meaning, ...]]], list[str]] | None:
    """The cells of a table that may be headings or labels, with their meanings, and those that say nothing known."""
    if table.rows < 2 or table.columns < 2:
        return None
    heads = [cell for cell in table.cells if cell.lines and (cell.row < _MOST_ROWS or cell.column == 0)]
    texts = [" ".join(cell.text.split()) for cell in heads if len(cell.text) <= _LONGEST_HEADING]
    if is_of_something_else(" ".join(cell.text.split()) for cell in heads if cell.row == 0):
        return None
    known = [(text, found) for text in texts if (found := with_letter(text))]
    strange = [text for text in texts if not with_letter(text) and not re.search(r"\d", text)]
    return known, strange


def _may_head(cells: Sequence[Cell]) -> bool:
    """Whether a row may be a heading: several short cells, of which most say something."""
    filled = [cell for cell in cells if cell.lines]
    if not filled or any(len(cell.text) > _LONGEST or _labels_an_entry(cell.text) for cell in filled):
        return False
    return sum(map(_says_something, filled)) * 2 >= len(filled)


def _labels_an_entry(text: str) -> bool:
    """Whether a cell is the label of an identifier with its value, as the top of a card: ``Code Corp 2 – Floods``."""
    number = in_text().search(text)
    before = text[: number.start()].strip() if number else ""
    return bool(before) and any(meaning.noun == "id" for meaning in meanings(before))


def _says_something(cell: Cell) -> bool:
    """Whether a cell names something that a heading may, or a period."""
    wording, period = without_period(" ".join(cell.text.split()))
    return bool(period or with_letter(wording))


def _depth(rows: Sequence[Sequence[Cell]], row: int) -> int:
    """How many rows a heading takes: as its tall cells say, and one more where names stand below its wide cells."""
    count = max((cell.row_span for cell in rows[row] if cell.lines and cell.row == row), default=1)
    count = min(count, _MOST_ROWS, len(rows) - row - 1) or 1
    filled = [cell for cell in rows[row] if cell.lines]
    wide = [cell for cell in filled if cell.column_span > 1]
    below = rows[row + 1] if row + 1 < len(rows) else ()
    if count == 1 and wide and (len(filled) > 1 or _is_group(wide[0].text)):
        covered = {column for cell in wide for column in columns_of(cell)}
        names = [cell for cell in below if cell.lines]
        under = [cell for cell in names if cell.column in covered]
        entry = any(ANY.match(cell.text) and not without_period(cell.text)[1] for cell in names)
        if len(under) > 1 and _may_head(under) and _may_head(names) and not entry:
            return 2
    return count


def _is_group(text: str) -> bool:
    """Whether a text alone in its row says of the columns below: their stage, that they score, whose lines they are."""
    return any(
        each.known and (each.stage or each.noun in _GROUPS | _LEVELED) for each in meanings(" ".join(text.split()))
    )


def _headed(rows: Sequence[Sequence[Cell]]) -> Iterator[_Open]:
    """The columns of a heading, with what stands over each from the top down."""
    for columns, (*groups, leaf) in headed_columns(rows):
        wording = " ".join(word for cell in (*groups, leaf) for word in cell.text.split())
        plain = [without_period(" ".join(cell.text.split()))[0] for cell in (*groups, leaf)]
        yield _Open(columns, wording, _grouped(plain[:-1], plain[-1]), period=without_period(wording)[1])


def _grouped(groups: Sequence[str], leaf: str) -> tuple[Meaning, ...]:
    """What the name of a column means under the names of its groups, which may say the stage or the kind."""
    found = with_letter(leaf)
    for group in reversed(groups):
        over = with_letter(group)
        if not over:
            continue
        stage, kind, known = over[0].stage, over[0].kind, all(each.known for each in over)
        if not found and leaf.strip(" .:"):
            return ()  # what nobody knows is not what its group is called
        if not found or (len(found) == 1 and not found[0].noun):
            found = tuple(replace(each, stage=(found[0].stage if found else None) or each.stage) for each in over)
        elif len(found) == 1 and over[0].noun in _GROUPS and found[0].of is None and found[0].noun not in _LEVELED:
            found = (_of_lines(found[0], over[0]),)
        elif len(found) == 1 and found[0].noun == "score" and over[0].noun in ("likelihood", "impact"):
            found = (replace(over[0], stage=found[0].stage or stage),)
        else:
            found = tuple(
                replace(each, stage=each.stage or stage, kind=each.kind or kind, known=each.known and known)
                for each in found
            )
    return found


def _of_lines(leaf: Meaning, group: Meaning) -> Meaning:
    """A column of a group of the actions, or the controls: what they are, or who owns them, their numbers and dates."""
    if leaf.noun in ("description", "title", "", group.noun):
        return group
    return replace(leaf, of=group.noun, noun=leaf.noun if leaf.noun == "owner" else "review")


def _settled(opened: Sequence[_Open], count: int) -> TableHeading | None:
    """What the columns hold, settled together; None where they are no register's."""
    staged = next((each for each in opened if _is_of_stages(each)), None)
    opened = _with_stages([each for each in opened if each is not staged])
    of_periods = _of_periods(opened)
    opened = [each for each in opened if not any(each is other for others in of_periods for other in others[1:])]
    choices, taken = _chosen(opened)
    columns: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    again: dict[int, str] = {}
    apart: dict[int, str] = {}
    kinds: Counter[Kind] = Counter()
    for each, options, choice in zip(opened, choices, taken, strict=True):
        if choice is None:
            into = apart if _is_apart(each) else again if options else unknown
            into.update(dict.fromkeys(each.columns, each.wording))
            continue
        first = next((meaning.first for meaning in each.meanings if meaning.first), None)
        dated = any(meaning.noun == "review" for meaning in each.meanings)
        column = Column(choice.names, each.wording, is_numbered(each.wording), first, dated, choice.inferred)
        columns |= dict.fromkeys(each.columns, column)
        for other in next((others for others in of_periods if others[0] is each), ()):
            columns |= dict.fromkeys(other.columns, replace(column, wording=other.wording, period=other.period))
        kinds.update(meaning.kind for meaning in each.meanings if meaning.kind)
    ids = _with_ids(opened, columns)
    kind = kinds.most_common(1)[0][0] if kinds else None
    entries = max((len(each.texts) for each in opened if "id" in _names(columns, each)), default=0) if ids else 0
    heading = TableHeading(columns, kind, unknown, again, apart, count, ids or IN_CELL, entries=entries)
    if staged is not None:
        heading = replace(heading, stage=staged.columns[0], states=_states_in(staged.texts))
    named = [each for each, choice in zip(opened, taken, strict=True) if choice and each.meanings]
    of_risks = any(is_of_risks(meaning) for each in named for meaning in each.meanings)
    if len(named) < len(unknown) or not of_risks or is_of_something_else(each.wording for each in opened):
        return None
    return _accepted(heading)


def _chosen(opened: Sequence[_Open]) -> tuple[list[list[_Choice]], list[_Choice | None]]:
    """What each column may hold, and what it does; of one that no word explains, its cells and the others tell."""
    choices = [list(_choices(each, opened)) for each in opened]
    taken = _assigned(choices)
    told = [
        Told(each.texts, choice.names if choice else (), closed=bool(options) or _is_apart(each))
        for each, options, choice in zip(opened, choices, taken, strict=True)
    ]
    of_risks = any(meaning.kind for each in opened for meaning in each.meanings)
    for at, name in told_by_content(told, of_risks=of_risks).items():
        taken[at] = _Choice((name,), 0.2, "by what its cells hold and what the other columns leave open")
    return choices, taken


def label_fields(labels: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[tuple[str, ...], str]]:
    """What labels hold that stand together, each with its values, as the columns of a table do; and how it is known."""
    opened = [_Open([at], wording, with_letter(wording), list(texts)) for at, (wording, texts) in enumerate(labels)]
    _, taken = _chosen(_with_stages(opened))
    return [(choice.names, choice.inferred) if choice else ((), "") for choice in taken]


def _accepted(heading: TableHeading) -> TableHeading | None:
    """A heading whose columns are enough for a register, or for a brief list of one; None where they are not."""
    if len(heading.names) >= _FEWEST_FIELDS and heading.is_scored and heading.names & NARRATIVE:
        plain = "id" in heading.names or (heading.names & SCORES and _is_named_first(heading))
        return heading if plain else None
    if "id" not in heading.names:
        return None
    tells = heading.names & (SCORES | NARRATIVE) and heading.names & _NAMES_IT
    return replace(heading, brief=True) if tells and len(heading.names) >= _FEWEST_OF_SUMMARY else None


def _is_named_first(heading: TableHeading) -> bool:
    """Whether rows without identifiers begin with what they are about, not with a level, as a key to scores does."""
    names = (name for at in sorted(heading.columns) for name in heading.columns[at].names)
    telling = (name for name in names if name in _NAMES_IT or name.rpartition("_")[2] in _LEVELED)
    return next(telling, "") in _NAMES_IT


def _names(columns: Mapping[int, Column], each: _Open) -> tuple[str, ...]:
    column = columns.get(each.columns[0])
    return column.names if column else ()


def _is_apart(each: _Open) -> bool:
    """Whether a heading is of something that the history has no field for, and every word of it is known."""
    if each.texts and _decides(each.texts):
        return True
    words = bool(each.texts) and not any(re.search(r"\d", text) for text in each.texts)
    appetite = words and all(meaning.known and meaning.stage == "target" for meaning in each.meanings)
    return bool(each.meanings) and (appetite or all(map(has_no_field, each.meanings)))


def _with_stages(opened: Sequence[_Open]) -> list[_Open]:
    """A residual score is the target beside a current one, and the current one beside an inherent or a target."""
    opened = _around_responses(_with_colours(_with_bare_stages(_with_levels(opened))))
    opened = _by_elimination(list(_of_runs(_with_magnitudes(_with_severity(opened)))))
    stage = "target" if {None, "current"} & _score_stages(opened) else "current"
    return [
        replace(each, meanings=tuple(
            replace(meaning, stage=stage if meaning.stage == "residual" else meaning.stage)  # type: ignore[arg-type]
            for meaning in each.meanings
        ))
        for each in opened
    ]  # fmt: skip


def _is_of_stages(each: _Open) -> bool:
    """Whether a column says of which state each row's scores are: ``Gross``, ``Current`` and ``Target`` in turn."""
    sides = [score_side_of(text) for text in each.texts]
    states = {side.name for side in sides if side and side.kind == "state"}
    return len(states) > 1 and all(side and side.kind == "state" for side in sides) and not _decides(each.texts)


def _states_in(texts: Sequence[str]) -> dict[str, str]:
    """The states that the words of such a column say; a residual one beside an inherent one alone is the current."""
    states = {said(text): side.name for text in texts if (side := score_side_of(text))}
    if "inherent" in states.values() and "current" not in states.values():
        states |= {said(text): "current" for text in texts if is_residual(text)}
    return states


def _of_periods(opened: Sequence[_Open]) -> list[list[_Open]]:
    """Columns that hold one thing at several times, by what they hold: ``Q1``, ``Q2`` and so on of the score."""
    groups: dict[tuple[str, Stage | None], list[_Open]] = {}
    for each in opened:
        if each.period and len(each.meanings) == 1 and each.meanings[0].noun in (*_LEVELED, "direction"):
            groups.setdefault((each.meanings[0].noun, each.meanings[0].stage), []).append(each)
    return [group for group in groups.values() if len({each.period for each in group}) > 1]


def _with_levels(opened: Sequence[_Open]) -> list[_Open]:
    """A column of a stage, or a score, whose cells name the levels of an axis is that axis."""
    made = list(opened)
    for at, each in enumerate(opened):
        axis = axis_of(each.texts)
        if axis and len(each.meanings) == 1 and each.meanings[0].noun in ("", "entry", "score"):
            made[at] = replace(each, meanings=(replace(each.meanings[0], noun=axis),))
    return made


def _with_bare_stages(opened: Sequence[_Open]) -> list[_Open]:
    """A column that is headed by a stage alone (``Inherent``) is of the scores of that stage, if it holds scores."""
    return [
        replace(each, meanings=(replace(each.meanings[0], noun="score"),)) if _is_bare_stage(each) else each
        for each in opened
    ]


def _around_responses(opened: Sequence[_Open]) -> list[_Open]:
    """Scores before and after the response to a risk: the current one and the target, where it is still to come.

    It is where the controls in place, or what has been done, stand before both. Else they stay as their words are.
    """
    when = {at: found[1] for at, each in enumerate(opened) if (found := _RESPONSE.search(each.wording))}
    done = [at for at, each in enumerate(opened) if any(map(_is_in_place, each.meanings))]
    if not when or not done or min(done) > min(when):
        return list(opened)
    made = list(opened)
    for at, word in when.items():
        meant = with_letter(_RESPONSE.sub(" ", opened[at].wording))
        if len(meant) == 1 and meant[0].noun in _LEVELED:
            stage: Stage = "target" if word.casefold() in ("post", "after") else "current"
            made[at] = replace(opened[at], meanings=(replace(meant[0], stage=stage),))
    return made


def _is_in_place(meaning: Meaning) -> bool:
    return meaning.noun in ("control", "progress") or (meaning.noun == "mitigation" and meaning.stage == "current")


def _with_colours(opened: Sequence[_Open]) -> list[_Open]:
    """A colour of some stage (``RAG before controls``) is the score, in a table that has no other."""
    if any(meaning.noun in _LEVELED for each in opened for meaning in each.meanings):
        return list(opened)
    return [
        replace(each, meanings=(replace(each.meanings[0], noun="score"),))
        if len(each.meanings) == 1 and each.meanings[0].noun == "rag" and each.meanings[0].stage
        else each
        for each in opened
    ]


def _is_bare_stage(each: _Open) -> bool:
    """Whether a column's heading says no more than a stage, or of which quarter it is, and its cells hold scores.

    Some cells may be of a list of actions between the rows.
    """
    scores = sum(
        bool(_WITH_LEVELS.match(text) or (_BARE_SCORE.match(text) and not _DATE.search(text))) for text in each.texts
    )
    plain = len(each.meanings) == 1 and each.meanings[0].noun in ("", "review") and each.meanings[0].stage is not None
    most = 4 if all(meaning.known for meaning in each.meanings) else 1
    return plain and scores * most >= max(len(each.texts), 5 if most > 1 else 1)


def _with_severity(opened: Sequence[_Open]) -> list[_Open]:
    """An ``S`` is the score, unless it stands where the impact does beside a likelihood."""
    if any(meaning.noun == "impact" for each in opened for meaning in each.meanings):
        return list(opened)
    return [
        replace(each, meanings=(replace(each.meanings[0], noun="impact"),))
        if each.meanings and re.search(r"\bS$", each.wording)
        else each
        for each in opened
    ]


def _with_magnitudes(opened: Sequence[_Open]) -> list[_Open]:
    """Of two scores of one state beside its likelihood alone, the one that holds no product is the impact."""
    made = list(opened)
    states = [_state(each) for each in opened]
    for state in {state for state in states if state}:
        of_state = [at for at, each in enumerate(states) if each == state]
        nouns = {at: opened[at].meanings[0].noun for at in of_state}
        scores = [at for at in of_state if nouns[at] == "score"]
        levels = [at for at in scores if not _most_figures(opened[at].texts)]
        if "likelihood" in nouns.values() and "impact" not in nouns.values() and len(scores) == 2 and len(levels) == 1:
            (at,) = levels
            made[at] = replace(opened[at], meanings=(replace(opened[at].meanings[0], noun="impact"),))
    return made


def _state(each: _Open) -> str | None:
    """The state that a column of a score or level is of by its words; None for any other column."""
    leveled = len(each.meanings) == 1 and each.meanings[0].noun in _LEVELED
    name = field_of(each.meanings[0]) if leveled else None
    return name.partition("_")[0] if name else None


def _by_elimination(opened: list[_Open]) -> list[_Open]:
    """Scores of a stage in words nobody knows, where the two other stages are known and the numbers lie between them.

    They are told by where they stand: the score before any control, the current one, the target.
    """
    order: tuple[Stage, ...] = ("inherent", "current", "target")
    groups: dict[str | None, list[int]] = {}
    for at, each in enumerate(opened):
        if len(each.meanings) == 1 and each.meanings[0].noun in _LEVELED:
            meaning = each.meanings[0]
            groups.setdefault(meaning.stage if meaning.known or meaning.stage else "", []).append(at)
    unscored = [
        stage for stage in order
        if (found := {opened[at].meanings[0].noun for at in groups.get(stage, ())}) and "score" not in found
    ]  # fmt: skip
    strange = groups.get("", [])
    if len(strange) == len(unscored) == 1 and opened[strange[0]].meanings[0].noun == "score":
        meaning = opened[strange[0]].meanings[0]
        opened[strange[0]] = replace(opened[strange[0]], meanings=(replace(meaning, stage=unscored[0]),))
        return opened  # the score of the stage that has its levels alone
    missing = [stage for stage in order if stage not in groups]
    if set(groups) != {*order, ""} - set(missing) or len(missing) != 1 or "" not in groups:
        return opened
    groups[missing[0]] = groups.pop("")
    if not _fall([[opened[at] for at in groups[stage]] for stage in order]):
        return opened
    for at in groups[missing[0]]:
        meaning = opened[at].meanings[0]
        opened[at] = replace(opened[at], meanings=(replace(meaning, stage=missing[0]),))
    return opened


def _fall(stages: Sequence[Sequence[_Open]]) -> bool:
    """Whether the numbers of each kind of level do not rise from one stage to the next, taken together."""
    for noun in _LEVELED:
        means = []
        for each in (each for stage in stages for each in stage if each.meanings[0].noun == noun):
            numbers = [int(found[0]) for text in each.texts if (found := re.search(r"\d{1,9}", text))]
            means += [sum(numbers) / len(numbers)] if numbers else []
        if means != sorted(means, reverse=True):
            return False
    return True


def _of_runs(opened: Sequence[_Open]) -> Iterator[_Open]:
    """Levels beside a score whose heading alone says the stage are of its stage: ``Likelihood, Gross score``."""
    run: list[_Open] = []
    for each in opened:
        noun = each.meanings[0].noun if len(each.meanings) == 1 else ""
        if noun in _LEVELED:
            run.append(each)
        if noun == "score" or noun not in _LEVELED:
            yield from _of_one_stage(run)
            run = []
        if noun not in _LEVELED:
            yield each
    yield from _of_one_stage(run)


def _of_one_stage(run: Sequence[_Open]) -> Iterator[_Open]:
    stages = {each.meanings[0].stage for each in run if each.meanings[0].noun == "score"} - {None}
    stage = stages.pop() if len(stages) == 1 else None
    for each in run:
        meaning = each.meanings[0]
        prose = bool(each.texts) and not _fits("current_impact", each.texts, sure=True)
        yield each if prose else replace(each, meanings=(replace(meaning, stage=meaning.stage or stage),))


def _score_stages(opened: Sequence[_Open]) -> set[str | None]:
    return {
        meaning.stage
        for each in opened
        for meaning in each.meanings
        if meaning.noun in _LEVELED
        or (meaning.noun == "entry" and meaning.stage and _fits("current_score", each.texts))
    }


def _choices(each: _Open, opened: Sequence[_Open]) -> Iterator[_Choice]:
    """What a column may hold, the likeliest first."""
    if (exact := wording_field(each.wording)) is not None and not (each.texts and _moves(each.texts)):
        yield _Choice((exact,), 2.0)
        return
    if asks_for_decision(each.wording):
        if each.texts and not _decides(each.texts):
            yield _Choice(("action",), 0.5, "by what its cells say besides how risks are dealt with")
        return
    names: list[str] = []
    why = ""
    for meaning in each.meanings:
        name, how = _field(meaning, each, opened)
        if name and name not in names:
            names.append(name)
            why = why or how
    unsure = any(not meaning.known for meaning in each.meanings)
    if names:
        sure = not unsure and not any(meaning.noun in ("", "entry") for meaning in each.meanings)
        fitting = tuple(name for name in names if len(names) > 1 or _fits(name, each.texts, sure=sure))
        if fitting:
            why = why or (f"by the words known in it ({', '.join(fitting)})" if unsure else "")
            staged = 0.1 * any(meaning.stage in ("current", "target") for meaning in each.meanings)
            yield _Choice(fitting, staged + (0.6 if unsure else 0.8 if why else 1.0), why)
    if "member" in (meaning.noun for meaning in each.meanings) and _fits("owner", each.texts, sure=False):
        yield _Choice(("owner",), 0.3, "as the owner, since no other column is")
    moves = bool(each.texts) and _moves(each.texts)
    if not names and (moves or asks_for_movement(each.wording)):
        yield _Choice(("direction",), 0.5, "by what its cells say" if moves else "by the words for movements in it")
    if not names and shape_of(each.texts, alone=True) is not None and each.columns[0] == 0:
        yield _Choice(("id",), 0.5, "by what its cells hold")


def _field(meaning: Meaning, each: _Open, opened: Sequence[_Open]) -> tuple[str | None, str]:
    """The field that a meaning is in its table, and how that was understood where its words leave it open."""
    if meaning.noun == "owner" and meaning.of:
        return f"{'action' if meaning.of == 'mitigation' else meaning.of}_owner", ""
    others = {other.noun for column in opened if column is not each for other in column.meanings}
    if meaning.noun == "entry" and meaning.stage:
        meaning = replace(meaning, noun="score")
    if meaning.noun == "entry":
        if shape_of(each.texts, alone=True) is not None and "id" not in others:
            return "id", "by what its cells hold"
        return ("description" if "title" in others else "title" if "description" in others else "description"), ""
    prose = bool(each.texts) and (not _fits("current_impact", each.texts, sure=True) or _beside_levels(each, opened))
    if prose and meaning.noun == "impact" and meaning.stage in (None, "current"):
        return "consequence", "since its cells hold sentences"
    if meaning.noun == "consequence" and "likelihood" in others and each.texts and _fits("current_impact", each.texts):
        return field_of(replace(meaning, noun="score" if "impact" in others else "impact")), ""
    if meaning.noun == "mitigation" and meaning.stage is None:
        if "control" in others:
            return "action", ""
        if "action" in others or _between(each, opened):
            return "control", "by where it stands among the scores and the actions"
    distinct = len(set(each.texts)) == len(each.texts) > 1 and re.search(r"\barea\b", each.wording, re.IGNORECASE)
    if meaning.noun == "types" and distinct and not others & {*_NAMES_IT, "entry", "event"}:
        return "title", "since no other column says what the risk is"
    if meaning.noun == "event" and others & {"description", "title", "entry"} and "consequence" not in others:
        return "consequence", "since another column says what the risk is"
    return field_of(meaning), ""


def _beside_levels(each: _Open, opened: Sequence[_Open]) -> bool:
    """Whether a column without figures stands beside another that is called the same and holds figures."""
    alike = [other for other in opened if other is not each and _nouns(other) == _nouns(each)]
    figures = [_most_figures(other.texts) for other in alike]
    return any(figures) and not any(re.search(r"\d", text) for text in each.texts)


def _nouns(each: _Open) -> list[tuple[str, Stage | None]]:
    return [(meaning.noun, meaning.stage) for meaning in each.meanings]


def _most_figures(texts: Sequence[str]) -> bool:
    return bool(texts) and sum(bool(_BARE_SCORE.match(text)) for text in texts) * 2 > len(texts)


def _between(each: _Open, opened: Sequence[_Open]) -> bool:
    """Whether a column stands between the score before any control and the current one."""
    before = opened[: opened.index(each)]
    after = opened[len(before) + 1 :]
    return "inherent" in _score_stages(before) and bool({None, "current"} & _score_stages(after))


def _fits(name: str, texts: Sequence[str], *, sure: bool = False) -> bool:
    """Whether a column's cells may be of a field. Where the heading is ``sure``, only an axis over prose is not."""
    if not texts:
        return True
    if name.rpartition("_")[2] in _LEVELED:
        fitting = sum(bool(_SCORE.fullmatch(text)) or (sure and len(text) <= 20) for text in texts)
        return fitting * 2 >= len(texts) or (sure and name.endswith("score"))
    if name in ("action", "progress") and _decides(texts):
        return False
    if sure:
        return True
    if name.endswith("owner"):
        return sum(len(text) <= 80 for text in texts) * 2 >= len(texts)
    if name == "target_date":
        return sum(bool(_DATE.search(text)) for text in texts) * 2 >= len(texts)
    if name == "direction":
        return _moves(texts)
    if name == "id":
        return shape_of(texts, alone=True) is not None
    return sum(bool(re.search(r"[^\W\d_]{3}", text)) for text in texts) * 2 >= len(texts)


def _decides(texts: Sequence[str]) -> bool:
    """Whether cells only tell how risks are dealt with (``Treat``), or that they are open."""
    return all(map(is_decision, texts))


def _moves(texts: Sequence[str]) -> bool:
    """Whether cells tell how something moves: by arrows, or by words for nothing else."""
    words = set(map(said, words_of("movement")))
    moving = sum(bool(_ARROW.search(text)) or said(text) in words for text in texts)
    return moving * 5 >= len(texts) * 4


def _assigned(choices: Sequence[Sequence[_Choice]]) -> list[_Choice | None]:
    """For each column the choice that makes all of them together likeliest, where a field has no more than one column.

    Columns of narrative go on with each other, and of two that are equally likely the first has the field.
    """
    single = [[each for each in options if not set(each.names) <= NARRATIVE] for options in choices]
    names = sorted({name for options in single for each in options for name in each.names})
    taken: list[_Choice | None] = [next((each for each in options if set(each.names) <= NARRATIVE), None)
                                   for options in choices]  # fmt: skip
    open_at = [at for at, options in enumerate(single) if options and taken[at] is None]
    contested = Counter(name for at in open_at for each in single[at] for name in each.names)
    if all(count == 1 for count in contested.values()):
        for at in open_at:
            taken[at] = single[at][0]
        return taken
    gains: dict[tuple[int, int], float] = {}
    for row, at in enumerate(open_at):
        gains |= {(at, names.index(_key(each))): each.weight - 0.001 * row for each in single[at]}
    for at, name in assign({pair: gain for pair, gain in gains.items() if gain > 0}):
        taken[at] = next(each for each in single[at] if _key(each) == names[name])
    for at in open_at:  # Action – owner – date, beside a column of owners
        first = single[at][0].names[0]
        if taken[at] is None and first in NARRATIVE:
            taken[at] = _Choice((first,), 0.5, "since other columns hold what else it names")
    return taken


def _key(choice: _Choice) -> str:
    """The field that a choice contends for."""
    return next(name for name in choice.names if name not in NARRATIVE)


def _with_ids(opened: Sequence[_Open], columns: dict[int, Column]) -> re.Pattern[str] | None:
    """The shape of the identifiers; where no column is of them alone, they stand before the titles of one."""
    for each in opened:
        column = columns.get(each.columns[0])
        if column and column.names[0] == "id":
            return shape_of(each.texts, alone=len(column.names) == 1, headed=True)
    if any("id" in column.names for column in columns.values()):
        return None
    for name in ("title", "description"):
        for each in opened:
            column = columns.get(each.columns[0])
            shape = shape_of(each.texts, alone=False) if column and name in column.names else None
            if column and shape:
                named = replace(column, names=("id", *column.names))
                columns |= dict.fromkeys(each.columns, named)
                return shape
    return None
