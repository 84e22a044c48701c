"""What the page's own style sheets say of each element: rules, their weight and their order (CSS Cascade, level 4).

tinycss2 parses the sheets, the page's own parser finds what a selector matches. Of media a screen is taken, 1,280
pixels wide. Only the properties that bear on what a person reads are kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from extractors.bounds import too_large
from extractors.document import UnreadableFileError

Style = Mapping[str, str]
"""Declarations: property → value, both in lower case but for what ``content`` quotes."""

_KEPT = frozenset((
    "display", "visibility", "opacity", "position", "left", "right", "top", "text-indent", "transform",
    "font", "font-size", "font-family", "width", "height", "max-width", "max-height", "overflow", "overflow-x",
    "overflow-y", "clip", "clip-path", "color", "background", "background-color", "background-image",
    "text-decoration", "text-decoration-line", "vertical-align", "list-style", "list-style-type", "content",
    "mso-hide", "mso-list", "animation", "animation-name",
))  # fmt: skip
_GENERATED = ("before", "after")
_OPENED = frozenset(("media", "supports", "layer", "container", "scope"))
"""At-rules whose rules count, where a condition (``_is_shown``) does not forbid it."""
_SCREEN = 1280
_DEEPEST = 50
"""Brackets within brackets."""
_BRACKET = re.compile(r"[][(){}]")
_MOST_MATCHED = 2_000_000
"""Elements that the rules of a page say something of, each as often as it is said."""
_COUNTED = re.compile(r":nth-(?:last-)?(?:child|of-type)\(", re.IGNORECASE)
"""What has the parser count through the siblings of each element that it looks at."""
_MOST_STEPS = 800_000_000
"""From sibling to sibling, of all selectors together: ten seconds or so."""
_ELEMENT = 16
"""Steps that looking at an element takes where nothing is counted."""
_FEATURE = re.compile(r"\((min|max)-width:\s*(\d+(?:\.\d*)?|\.\d+)(px|em|rem)?\)")
_NEVER = re.compile(r"\bprint\b|\bspeech\b|\bprefers-|\bhover:|\borientation:\s*portrait")


class Specificity(NamedTuple):
    """How narrowly a selector selects: by identifiers, by classes and the like, by tags."""

    ids: int = 0
    classes: int = 0
    tags: int = 0

    def plus(self, other: Specificity) -> Specificity:
        """Both together."""
        return Specificity(self.ids + other.ids, self.classes + other.classes, self.tags + other.tags)


class _Declaration(NamedTuple):
    name: str
    value: str
    important: bool


@dataclass(frozen=True, slots=True)
class _Selector:
    text: str
    generated: str
    """``before`` or ``after`` where it selects what is generated there, else ""."""
    weight: Specificity


class _Found(NamedTuple):
    """What a rule says of an element: how narrowly it selects it, which rule of the page it is, its declarations."""

    weight: Specificity
    order: int
    declared: Sequence[_Declaration]


class _Costs:
    """The steps that finding all that one selector matches takes, as the parser goes about it."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._parents = [node.parent.mem_id for node in page.css("*") if node.parent]
        self.plain = _ELEMENT * len(self._parents)

    @cached_property
    def counting(self) -> int:
        """For each element as many as it has siblings."""
        return self.plain + sum(number * number for number in Counter(self._parents).values())


class Cascade:
    """The declarations that count for each element of a page."""

    def __init__(self, page: LexborHTMLParser, sheets: Iterable[str]) -> None:
        self._found: defaultdict[tuple[int, str], list[_Found]] = defaultdict(list)
        order = matched = steps = 0
        costs = _Costs(page)
        for sheet in sheets:
            _check_depth(sheet)
            for selectors, declared in _rules(tinycss2.parse_stylesheet(sheet, True, True)):
                order += 1
                for selector in selectors:
                    steps += costs.counting if _COUNTED.search(selector.text) else costs.plain
                    if steps > _MOST_STEPS:
                        raise too_large("the style sheets of the page have it looked through over and over")
                    nodes = _matches(page, selector.text)
                    matched += len(nodes)
                    if matched > _MOST_MATCHED:
                        raise too_large(f"the style sheets of the page say more than {_MOST_MATCHED} things of it")
                    found = _Found(selector.weight, order, declared)
                    for node in nodes:
                        self._found[node.mem_id, selector.generated].append(found)

    def of(self, node: LexborNode, inline: str | None) -> Style:
        """What counts for an element with this ``style`` attribute."""
        _check_depth(inline or "")
        own = _declarations(tinycss2.parse_blocks_contents(inline, True, True)) if inline else []
        found = self._found.get((node.mem_id, ""))
        return _settled(found or [], own)

    def generated(self, node: LexborNode, where: str) -> Style:
        """What counts for the text generated ``before`` or ``after`` an element's own."""
        return _settled(self._found.get((node.mem_id, where)) or [], [])


def _check_depth(css: str) -> None:
    """Refuse brackets within brackets deeper than anybody writes; those in strings and comments count with them.

    Raises:
        UnreadableFileError: ``damaged``.
    """
    depth = 0
    for bracket in _BRACKET.findall(css) if len(css) > _DEEPEST else ():
        depth = depth + 1 if bracket in "([{" else max(0, depth - 1)
        if depth > _DEEPEST:
            raise UnreadableFileError("damaged", "a style sheet of the page is damaged; save the page again")


def _settled(found: Iterable[_Found], own: Sequence[_Declaration]) -> dict[str, str]:
    ordered = [one for rule in sorted(found, key=lambda rule: rule[:2]) for one in rule.declared]
    style: dict[str, str] = {}
    for important in (False, True):
        style.update((one.name, one.value) for one in (*ordered, *own) if one.important is important)
    return style


def _matches(page: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return page.css(selector)
    except SelectolaxError:  # newer than the parser, or no selector at all: what it would match is not known
        return []


def _rules(parsed: Iterable[Any]) -> Iterator[tuple[list[_Selector], list[_Declaration]]]:
    """The rules of a sheet that say something of what is read, in order."""
    for rule in parsed:
        if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in _OPENED:
            if rule.lower_at_keyword != "media" or is_shown(tinycss2.serialize(rule.prelude)):
                yield from _rules(tinycss2.parse_rule_list(rule.content, True, True))
        elif rule.type == "qualified-rule":
            declared = _declarations(tinycss2.parse_blocks_contents(rule.content, True, True))
            if declared:
                yield [found for part in _parts(rule.prelude) if (found := _selector(part))], declared


def is_shown(media: str) -> bool:
    """Whether a list of media queries holds for the screen that is taken."""
    return not media.strip() or any(_holds(query) for query in media.lower().split(","))


def _holds(query: str) -> bool:
    for bound, length, unit in _FEATURE.findall(query):
        pixels = float(length) * (16 if unit in {"em", "rem"} else 1)
        if (bound == "min" and pixels > _SCREEN) or (bound == "max" and pixels < _SCREEN):
            return False
    negated = query.strip().startswith("not ")
    return negated == bool(_NEVER.search(query))


def _declarations(parsed: Iterable[Any]) -> list[_Declaration]:
    found = []
    for one in parsed:
        if one.type == "declaration" and one.lower_name in _KEPT:
            quoted = one.lower_name == "content"
            value = "".join(_quoted(one.value)) if quoted else tinycss2.serialize(one.value).strip().lower()
            found.append(_Declaration(one.lower_name, value, one.important))
    return found


def _quoted(tokens: Iterable[Any]) -> Iterator[str]:
    """The text that ``content`` gives; U+FFFC stands for what only a browser can work out, such as a counter."""
    for token in tokens:
        if token.type == "string":
            yield token.value
        elif token.type in {"function", "url"}:
            yield "\ufffc"


def _parts(prelude: Sequence[Any]) -> Iterator[list[Any]]:
    """The selectors of a list."""
    part: list[Any] = []
    for token in [*prelude, None]:
        if token is None or token == ",":
            if part:
                yield part
            part = []
        else:
            part.append(token)


def _selector(tokens: list[Any]) -> _Selector | None:
    """A selector as its tokens give it; None for one of a part of an element that holds no text of its own."""
    generated = ""
    for at, token in enumerate(tokens):
        if token == ":" and at + 1 < len(tokens):
            doubled = tokens[at + 1] == ":"
            name = getattr(tokens[at + 1 + doubled : at + 2 + doubled][-1], "lower_value", "")
            if name in _GENERATED:
                generated, tokens = name, tokens[:at]
                break
            if doubled:
                return None
    text = tinycss2.serialize(tokens).strip()
    return _Selector(text, generated, _specificity(tokens)) if text else None


def _specificity(tokens: Sequence[Any]) -> Specificity:
    total = Specificity()
    before = ""
    for token in tokens:
        if token.type == "hash":
            total = total.plus(Specificity(ids=1))
        elif token.type == "[] block" or (token.type == "ident" and before in {".", ":"}):
            total = total.plus(Specificity(classes=1))
        elif token.type == "ident":
            total = total.plus(Specificity(tags=1))
        elif token.type == "function" and token.lower_name in {"not", "is", "has"}:
            total = total.plus(max(map(_specificity, _parts(token.arguments)), default=Specificity()))
        elif token.type == "function" and token.lower_name != "where":
            total = total.plus(Specificity(classes=1))
        before = token.value if token.type == "literal" else ""
    return total
