"""Every finding there can be: what it says about a paper, its severity, and what to do about it.

A finding is made where the fact is known, and belongs to what it is about (a line, a cell, an entry, a register, a
paper); nobody looks one up by its position afterwards.

- ``error``: something the paper says is not in the history, or the history has something the paper may not say.
- ``warning``: the history has what the paper prints, and a person should check the paper.
- ``info``: the history is right; this is how it came to be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, Self

from extractors.places import Place

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The highest first."""


class Code(StrEnum):
    """One kind of finding: name in the history, severity, what several are called, meaning, what a person should do."""

    severity: Severity
    counted: tuple[str, str]
    meaning: str
    remedy: str

    def __new__(cls, name: str, severity: Severity, counted: str, meaning: str, remedy: str) -> Self:
        """A code whose value is its name in the history.

        ``counted`` is what a number of them are, after the number: of one, a bar, of several.
        """
        code = str.__new__(cls, name)
        code._value_ = name
        code.severity, code.meaning, code.remedy = severity, meaning, remedy
        one, several = counted.split("|")
        code.counted = one, several
        return code

    # The file.
    UNREADABLE_FILE = (
        "unreadable_file",
        "error",
        "file cannot be read|files cannot be read",
        "The file is damaged, locked, empty or of a format that no reader knows; nothing of it was read.",
        "Ask for the file again, unlocked, or as PDF, Word, Excel or a saved web page.",
    )
    UNREADABLE_PAGE = (
        "unreadable_page",
        "error",
        "page is damaged, and what it says is missing|pages are damaged, and what they say is missing",
        "A page of a PDF is damaged; the other pages were read, and what is on this one is missing.",
        "Ask for the file again, and compare the entries around the page with the paper.",
    )
    NO_TEXT_LAYER = (
        "no_text_layer",
        "error",
        "page is a picture of text, and is not read|pages are pictures of text, and are not read",
        "A page is a picture of text, so there is no text to read.",
        "Find the file the scan was printed from, or have it read by text recognition"
        " (`--ocr`, or `make ingest ARGS=--ocr`).",
    )
    READ_BY_OCR = (
        "read_by_ocr",
        "warning",
        "page is a picture, read by text recognition|pages are pictures, read by text recognition",
        "A page is a picture; its words were recognised, not read from the file.",
        "Check its values against the page.",
    )
    NOT_UNDERSTOOD = (
        "not_understood",
        "error",
        "paper speaks of a risk register that is not understood|papers speak of a risk register that is not understood",
        "The paper mentions a risk register, but no layout recognised one in it.",
        "Look at the paper. If it holds a register, its shape is new to this program: CONTRIBUTING.md says how to "
        "add it.",
    )
    DUPLICATE_FILE = (
        "duplicate_file",
        "info",
        "file is the same as another|files are the same as another",
        "The same file, byte for byte, was already offered under another path; it was read once.",
        "Nothing, or remove one of the two.",
    )
    FALLBACK_READER = (
        "fallback_reader",
        "info",
        "page was read by the slower reader|pages were read by the slower reader",
        "The fast reader gave no certain result for a page, so the slower one read it.",
        "Nothing; compare the page with the history if a value looks odd.",
    )
    UNDECODABLE_CHARACTERS = (
        "undecodable_characters",
        "warning",
        "place has characters that the file does not explain|places have characters that the file does not explain",
        "The file holds characters that its own font or encoding does not explain; they are given as U+FFFD, or bytes "
        "that are no UTF-8 where they should be; they are read as windows-1252.",
        "Read the words on the page and, if a value is affected, ask for the file the PDF was made from.",
    )
    UNKNOWN_SYMBOL = (
        "unknown_symbol",
        "warning",
        "sign of a symbol font is unknown|signs of symbol fonts are unknown",
        "A letter of a symbol font, such as a bullet or an arrow, is not in the list of symbols; it is given as it is.",
        "Look at the page. For the maintainer: the symbol goes into `extractors/lines/symbols.toml`.",
    )
    # The page.
    UNREAD_PART = (
        "unread_part",
        "warning",
        "part of a file is not read|parts of files are not read",
        "A part of the file that can hold text (a text box, a frame, a drawing) was not read.",
        "Look at the part in the file; if it belongs to the register, its format's reader has to be extended.",
    )
    UNREAD_TEXT = (
        "unread_text",
        "error",
        "piece of text in a register is not read|pieces of text in registers are not read",
        "There is text within the register that is in no cell, card or heading that a layout could use.",
        "Look at the place; a row or a column may have been cut differently from how it was printed.",
    )
    FORMULA_WITHOUT_RESULT = (
        "formula_without_result",
        "error",
        "formula has no result in its file|formulas have no result in their file",
        "A cell of a workbook holds a formula, and the file does not keep what it comes to; the cell is blank.",
        "Open the workbook in Excel or LibreOffice, save it and offer that.",
    )
    UNKNOWN_NUMBER_FORMAT = (
        "unknown_number_format",
        "warning",
        "number is in a format that is not known|numbers are in formats that are not known",
        "A cell of a workbook shows its value in a number format that we do not know; it is given as it is kept.",
        "Compare the value with what the workbook shows.",
    )
    HIDDEN_TEXT = (
        "hidden_text",
        "info",
        "text is hidden, and is not read|texts are hidden, and are not read",
        "The file holds words that the page does not show (hidden, in the colour of their ground, of no size, outside "
        "the page); they were not read.",
        "Nothing, unless they should be seen: the finding quotes them.",
    )
    HIDDEN_ROWS = (
        "hidden_rows",
        "warning",
        "part of a file is hidden, and is not read|parts of files are hidden, and are not read",
        "Whole rows, columns, a table or a longer part of the file are there but not shown; they were not read.",
        "Look at the file: if a click shows them, save the page with them shown and offer that.",
    )
    PARTLY_HIDDEN = (
        "partly_hidden",
        "warning",
        "text is shown in part only|texts are shown in part only",
        "A page shows only a part of some words: something covers or cuts off the rest. They were read as far as it "
        "shows them, or whole where they are the value of a form field.",
        "Look at the page; where the words are cut off by mistake, ask for the file it was made from.",
    )
    STRUCK_TEXT = (
        "struck_text",
        "info",
        "text is struck out, and is not read|texts are struck out, and are not read",
        "Words are struck out on the page, so they are not current; they were not read.",
        "Nothing; the finding quotes them.",
    )
    NOTE_MARK = (
        "note_mark",
        "info",
        "mark of a note was left out|marks of notes were left out",
        "A small raised figure, letter or sign refers to a note; it was kept out of the text it stands behind.",
        "Nothing, unless the finding quotes a power or a number that belongs to the text.",
    )
    CHOICE_NOT_TAKEN = (
        "choice_not_taken",
        "info",
        "cell offers choices that are not ticked|cells offer choices that are not ticked",
        "A cell offers several choices with boxes; those whose box is not ticked were not read.",
        "Nothing; the finding names them.",
    )
    CHOICE_UNCLEAR = (
        "choice_unclear",
        "warning",
        "cell has boxes that do not say what is ticked|cells have boxes that do not say what is ticked",
        "Boxes in a cell, some of them ticked, cannot be paired with its words for certain; all of it was read.",
        "Look at the cell.",
    )
    DRAWN_SYMBOL = (
        "drawn_symbol",
        "info",
        "drawn sign was read|drawn signs were read",
        "An arrow is drawn, pictured or an icon; it was read as the sign that its shape or description says it is.",
        "Nothing, unless the page shows another one.",
    )
    NESTED_TABLE = (
        "nested_table",
        "warning",
        "table inside a cell was read as lines|tables inside cells were read as lines",
        "A cell of the register contains a table; its text was read as lines of the cell.",
        "Look at the cell: the order of the lines may not be the order a reader would choose.",
    )
    MERGED_CELL = (
        "merged_cell",
        "warning",
        "cell stands under several headings|cells stand under several headings",
        "One cell is under the headings of several fields; it was read as the first of them.",
        "Look at the cell: the words of the other fields may be in it.",
    )
    HEALED_WORD = (
        "healed_word",
        "info",
        "word cut in two was joined|words cut in two were joined",
        "A narrow column had cut a word in two; it was joined.",
        "Nothing; the message names the word.",
    )
    IGNORED_ROW = (
        "ignored_row",
        "info",
        "row was left out on purpose|rows were left out on purpose",
        "A row of the register was left out on purpose: a spacer, a repeated heading, a key or a note.",
        "Nothing, unless the message shows a row that is an entry.",
    )
    # The text rendering: its damage is repaired where the file itself shows how.
    MENDED_CELL = (
        "mended_cell",
        "warning",
        "cell of a text rendering was mended|cells of text renderings were mended",
        "A cell of a text rendering was in the wrong column, or repeated after a page end; it was moved, or read once.",
        "Compare the entry with the paper, or find the PDF or Word file the text was made from.",
    )
    MENDED_ROW = (
        "mended_row",
        "warning",
        "row of a text rendering was mended|rows of text renderings were mended",
        "A row of a text rendering had too few or too many cells; they were put where they fit best.",
        "Look at the row; the message names the columns.",
    )
    DOUBTFUL_CELL = (
        "doubtful_cell",
        "warning",
        "cell of a text rendering may be in the wrong column|cells of text renderings may be in the wrong column",
        "It is not clear which column a cell of a text rendering belongs to; it was read as the message says.",
        "Read the place in the paper.",
    )
    LOST_LIST = (
        "lost_list",
        "warning",
        "list has lost its bullets|lists have lost their bullets",
        "A list of a text rendering has lost the marks of its items, so it is one statement.",
        "Prefer the PDF or Word file the text was made from.",
    )
    MENDED_TEXT = (
        "mended_text",
        "warning",
        "run of words was joined or moved|runs of words were joined or moved",
        "Words of a text rendering were joined or moved, by evidence in the file itself.",
        "Compare with the paper.",
    )
    UNSURE_PARAGRAPHS = (
        "unsure_paragraphs",
        "warning",
        "cell may have its paragraphs parted in other places|cells may have their paragraphs parted in other places",
        "A table has no rules; where a paragraph of a cell ends was taken from the longest lines of its column.",
        "Compare the paragraphs of this cell with those on the page.",
    )
    CUT_TEXT = (
        "cut_text",
        "error",
        "text is cut off in the file|texts are cut off in the file",
        "Words at a cut of a text rendering are lost or uncertain; they are as the file gives them.",
        "Find the PDF or Word file the text was made from.",
    )
    UNREADABLE_VALUE = (
        "unreadable_value",
        "error",
        "value is too damaged to be read|values are too damaged to be read",
        "Damage to a text rendering makes a value uncertain; it is null.",
        "Find the PDF or Word file the text was made from.",
    )
    IGNORED_TEXT = (
        "ignored_text",
        "info",
        "text was left out as noise|texts were left out as noise",
        "Text of a rendering was left out as noise, a repeat, or what frames a page.",
        "Nothing, unless the message shows words of the register.",
    )
    LOST_COLOUR = (
        "lost_colour",
        "warning",
        "text rendering has lost its colours|text renderings have lost their colours",
        "A text rendering gives no colours, so the confidence of its profile is null.",
        "Find the PDF the text was made from.",
    )
    # The cards.
    SECTION_BY_OWNER = (
        "section_by_owner",
        "info",
        "section was named by the heading of its owners|sections were named by the heading of their owners",
        "The heading of a card's section and that of its column of owners disagree; the owners' heading was used.",
        "Nothing; the message names both headings.",
    )
    # The headings.
    UNKNOWN_HEADING = (
        "unknown_heading",
        "error",
        "heading is unknown; what is under it is not read|headings are unknown; what is under them is not read",
        "A column or a label has a heading that means no known field; what is under it was not used.",
        "If a field of the history is meant, add the heading with it under `[wordings]` in "
        "`extractors/vocabulary/headings.toml` (docs/confirm-a-heading.md).",
    )
    NOT_KEPT = (
        "not_kept",
        "info",
        "column or label has no field in the history|columns or labels have no field in the history",
        "A column or a label is of something that the history has no field for, such as the date of a review.",
        "Nothing; what is printed there is in the paper alone.",
    )
    INFERRED_HEADING = (
        "inferred_heading",
        "warning",
        "heading was understood by more than its words|headings were understood by more than their words",
        "A heading in words of its own was understood by some of them, or by what stands under it.",
        "Look at the page; if it was understood right, add it under `[wordings]` in "
        "`extractors/vocabulary/headings.toml` (docs/confirm-a-heading.md).",
    )
    MISSING_HEADING = (
        "missing_heading",
        "warning",
        "register is without some of the usual headings|registers are without some of the usual headings",
        "A heading that this layout always has is not there; the field is null in every entry of the register.",
        "Look at the page. Where the field is not there either, nothing is to be done; else its heading has new words.",
    )
    # The edition.
    UNKNOWN_PERIOD = (
        "unknown_period",
        "error",
        "paper does not say of which quarter it is|papers do not say of which quarter they are",
        "The paper does not say which quarter it is of, in any known wording.",
        "Find out which it is, and state it in `papers.toml` beside the paper (docs/state-a-period.md).",
    )
    PERIOD_CONFLICT = (
        "period_conflict",
        "warning",
        "paper names two periods|papers name two periods",
        "Two places in one paper name different periods; the register's own title was used.",
        "Check the date of the meeting: a title is sometimes left over from the edition before.",
    )
    ORGANISATION_ASSUMED = (
        "organisation_assumed",
        "info",
        "paper names no organisation|papers name no organisation",
        "The paper does not name the organisation it belongs to; the one of the settings was used.",
        "Nothing, unless papers of another organisation are in the folder.",
    )
    ORGANISATION_UNNAMED = (
        "organisation_unnamed",
        "warning",
        "paper does not say whose it is|papers do not say whose they are",
        "The paper does not name the organisation it belongs to, and its register may be another's than that of the "
        "settings; it is kept apart, as of an organisation of its own.",
        "Say whose it is: in `papers.toml` beside it, by `--organisation`, or in `riskhistory.toml`.",
    )
    ORGANISATION_CONFLICT = (
        "organisation_conflict",
        "warning",
        "paper names several organisations|papers name several organisations",
        "Places of a paper that say whose it is name different organisations, or only a sentence names one; the one "
        "nearest to the title was used, or the usual one.",
        "See whose register it is; if it is not the one that was used, keep the paper out of the folder.",
    )
    STATED_BESIDE = (
        "stated_beside",
        "info",
        "statement beside a paper was used|statements beside papers were used",
        "`papers.toml` beside the paper, or `--period`, says of which quarter or whose it is; that was used.",
        "Nothing; if the paper is right after all, remove its line from `papers.toml`.",
    )
    STATED_OF_NONE = (
        "stated_of_none",
        "warning",
        "line of papers.toml names no paper|lines of papers.toml name no paper",
        "A line of `papers.toml` names a file that is not in its folder; it has no effect.",
        "Correct the name in the line, or remove the line.",
    )
    UNEXPECTED_COUNT = (
        "unexpected_count",
        "warning",
        "edition has more or fewer entries than it should|editions have more or fewer entries than they should",
        "An edition has more or fewer entries than its organisation's folder says that it has.",
        "Count them on the page: an entry was lost or read twice, or the number in organisation.toml is wrong.",
    )
    REVISED_EDITION = (
        "revised_edition",
        "warning",
        "edition was revised by a later paper|editions were revised by later papers",
        "A later paper gives this edition again with other values; both are kept, the later one as a revision.",
        "Nothing; rows of the earlier issue are marked as superseded.",
    )
    # The lineage.
    CROSSWALK_UNMATCHED = (
        "crosswalk_unmatched",
        "error",
        "line of the crosswalk fits no entry, and is not applied|"
        "lines of the crosswalk fit no entry, and are not applied",
        "A line of the crosswalk is about an entry that its edition does not have, could mean several, or contradicts "
        "another line; it is not applied.",
        "Correct the edition, the identifier or the title in the line, or remove it.",
    )
    CROSSWALK_RETITLED = (
        "crosswalk_retitled",
        "error",
        "line of the crosswalk has a former title, and is not applied|"
        "lines of the crosswalk have a former title, and are not applied",
        "A line of the crosswalk was written for another title than the entry has now; the line is not applied.",
        "Look at the entry: correct the title in the line if it is still the same risk, or remove the line.",
    )
    CROSSWALK_EDITION_ABSENT = (
        "crosswalk_edition_absent",
        "warning",
        "line of the crosswalk is of an edition that no paper here holds|"
        "lines of the crosswalk are of editions that no paper here holds",
        "The crosswalk names editions of this council that are in no paper here; those lines have no effect.",
        "Add the papers, or correct the edition in the lines.",
    )
    LINEAGE_JOINED = (
        "lineage_joined",
        "info",
        "risk has a new lineage_id|risks have a new lineage_id",
        "Some entries had another lineage_id in this history before; a later paper or the crosswalk made them one "
        "thread with others, and that name is no longer used.",
        "Replace the old lineage_id wherever you use it; `threads.former_ids` has it too.",
    )
    LINEAGE_DOUBTFUL = (
        "lineage_doubtful",
        "warning",
        "link between editions is doubtful|links between editions are doubtful",
        "Two entries are followed as one risk although only the titles are similar, or another entry is as similar.",
        "Read both (`riskhistory lineage --explain`); a line of the crosswalk confirms or refuses the link "
        "(docs/review-lineage.md).",
    )
    LINEAGE_NOT_COMPARED = (
        "lineage_not_compared",
        "error",
        "edition is too large to be compared|editions are too large to be compared",
        "An edition and one before it have too many entries, or too many words, to compare each with each; its entries "
        "are followed from that one only where the crosswalk or a paper says so.",
        "See whether the file is a register; if it is, offer its parts one by one, or link "
        "entries in the crosswalk (docs/review-lineage.md).",
    )
    LINEAGE_CONTRADICTED = (
        "lineage_contradicted",
        "warning",
        "stated change is contradicted by the entries|stated changes are contradicted by the entries",
        "A paper states that an entry was added or removed, but one of the edition before or after is very similar.",
        "Read both (`riskhistory lineage --explain`) and add a line to the crosswalk if they are the same risk "
        "(docs/review-lineage.md).",
    )
    SOURCE_CONFLICT = (
        "source_conflict",
        "warning",
        "value differs between two papers of its edition|values differ between two papers of their edition",
        "Two papers hold the same edition and disagree on a value; the better source was used.",
        "Compare the two; the message names both values.",
    )
    # The identifier.
    UNKNOWN_ID = (
        "unknown_id",
        "error",
        "row has no identifier that can be read, and is left out|"
        "rows have no identifier that can be read, and are left out",
        "A row has no identifier, or one in no known spelling; it was left out.",
        "Look at the page; new letters of identifiers are a line in the organisation.toml of its organisation.",
    )
    ID_SPELLING = (
        "id_spelling",
        "info",
        "identifier is printed in an unusual way|identifiers are printed in an unusual way",
        "An identifier is printed in an unusual way, such as a zero for the letter O; it was read as its usual form.",
        "Nothing; id_raw keeps what is printed.",
    )
    ID_GAP = (
        "id_gap",
        "warning",
        "edition skips a number|editions skip numbers",
        "The numbers of an edition skip one.",
        "Check whether the entry was removed or missed: a row cut by a page end can hide one.",
    )
    DUPLICATE_ID = (
        "duplicate_id",
        "error",
        "identifier is given twice|identifiers are given twice",
        "Two entries of one edition have the same identifier; the message says what became of the second.",
        "Look at both and ask the author of the register which is misnumbered.",
    )
    ROW_WITHOUT_ID = (
        "row_without_id",
        "warning",
        "row has no identifier|rows have no identifier",
        "A row of the register has words but no identifier; it was read as the rest of the entry above.",
        "Look at the page: if it is an entry of its own, ask the author of the register for its number.",
    )
    # The scores.
    SCORE_MISMATCH = (
        "score_mismatch",
        "warning",
        "score is not its likelihood times its impact|scores are not their likelihood times their impact",
        "A score is not its printed likelihood times impact, or cannot be such a product; it is given as printed.",
        "Ask the risk's owner which is meant.",
    )
    SWAPPED_SCORES = (
        "swapped_scores",
        "warning",
        "entry has current and target exchanged|entries have current and target exchanged",
        "The printed likelihood and impact fit the other score of the entry: current and target are exchanged.",
        "Ask the risk's owner; the history keeps what is printed.",
    )
    AMBIGUOUS_SCORE = (
        "ambiguous_score",
        "error",
        "score could be one of several|scores could be one of several",
        "A cell holds more than one number or word that could be the score; what is unclear is null.",
        "Read the cell, and ask the risk's owner which is meant. For the maintainer: a wording that says so goes into "
        "`normalise/values/scores.toml`.",
    )
    AXES_UNKNOWN = (
        "axes_unknown",
        "warning",
        "score does not say which level is which|scores do not say which level is which",
        "A score prints its two levels without saying which is the likelihood and which the impact; neither is read.",
        "Say which comes first in the organisation's folder (`first` under `[scale]`).",
    )
    UNREADABLE_SCORE = (
        "unreadable_score",
        "error",
        "score cannot be read|scores cannot be read",
        "A score cell holds words that are no score of the organisation's scale; the score is null.",
        "Read the cell, and ask the risk's owner where it leaves the score open. For the maintainer: a wording that "
        "states one goes into `normalise/values/scores.toml`.",
    )
    DOUBTFUL_SCORE = (
        "doubtful_score",
        "warning",
        "score has a question mark beside it|scores have a question mark beside them",
        "There is a question mark beside a score; the number is given as printed.",
        "Ask the risk's owner.",
    )
    # The other values.
    MISSING_VALUE = (
        "missing_value",
        "warning",
        "value is missing|values are missing",
        "A field that every entry of this layout has is empty in this one; it is null.",
        "Look at the page; where it is empty there too, nothing is to be done.",
    )
    NO_VALUE = (
        "no_value",
        "warning",
        "cell gives no value of its field|cells give no value of their field",
        "A cell holds words or a sign, and they give no value of its field in any wording we know; the value is null.",
        "Read the cell; where it states no value, nothing is to be done. For the maintainer: a wording that does goes "
        "into `normalise/values/` (CONTRIBUTING.md).",
    )
    OPEN_ENDED_DATE = (
        "open_ended_date",
        "info",
        "target date is open-ended|target dates are open-ended",
        "A target date is open-ended, such as 'ongoing', and names no day; the date is null.",
        "Nothing.",
    )
    DIRECTION_UNCLEAR = (
        "direction_unclear",
        "warning",
        "direction of travel is unclear|directions of travel are unclear",
        "The direction of travel is in no known wording or drawing, and direction is null; or its cell begins with one "
        "and the words after it say another (`Level – however it increased`), and direction is the one it begins with.",
        "Read the cell, and ask the risk's owner where it leaves the direction open. For the maintainer: a wording "
        "that states one goes into `normalise/values/directions.toml`.",
    )
    OWNER_UNCLEAR = (
        "owner_unclear",
        "warning",
        "owner is unclear|owners are unclear",
        "An owner cell holds more than roles, such as a remark; owners is null.",
        "Read the cell; where it names no role, nothing is to be done. For the maintainer: the wording of a role goes "
        "into `normalise/values/owners.toml`.",
    )
    DATE_UNCLEAR = (
        "date_unclear",
        "warning",
        "date is unclear|dates are unclear",
        "A date is in no known wording; the date is null.",
        "Read the cell; its words are in the history as printed. For the maintainer: a wording that states a date goes "
        "into `normalise/values/target_dates.toml`.",
    )
    UNKNOWN_TYPE = (
        "unknown_type",
        "warning",
        "type of risk is unknown|types of risk are unknown",
        "A risk type is not in the list of types; it is given as printed.",
        "If it is a misprint, nothing can be done. For the maintainer: a type goes into `types` in "
        "`normalise/values/types.toml`.",
    )
    UNREADABLE_LEVEL = (
        "unreadable_level",
        "error",
        "likelihood or impact cannot be read|likelihoods or impacts cannot be read",
        "A likelihood or an impact is no level of the organisation's scale, in words or number; it is null.",
        "Read the cell; the words of the levels are in the organisation.toml of its organisation.",
    )
    CONFIDENCE_UNCLEAR = (
        "confidence_unclear",
        "warning",
        "confidence is unclear|confidences are unclear",
        "A confidence is not clearly red, amber or green: another word, another colour, or a word and a colour that "
        "differ (then the word is used).",
        "Look at the cell; a new word or shade is a line in the organisation.toml of its organisation.",
    )
    # The profile and the reports.
    PROFILE_CONFLICT = (
        "profile_conflict",
        "warning",
        "value differs between the register and its summary profile|"
        "values differ between the register and its summary profile",
        "The summary profile and the risk's own card disagree; each table keeps what its page prints.",
        "Ask the risk's owner; the message names both values.",
    )
    SUMMARY_NOT_USED = (
        "summary_not_used",
        "info",
        "list of entries was not used, since the register itself is here|"
        "lists of entries were not used, since the registers themselves are here",
        "A covering report or a profile lists the entries of an edition whose register was read and used.",
        "Nothing; the report's own words are in the paper.",
    )
    NARRATIVE_CUT = (
        "narrative_cut",
        "warning",
        "report goes on on a page that is not read|reports go on on a page that is not read",
        "What a report or minutes say about the register continues on a page that was not read.",
        "Look at the page: what it states is not in the history. For the maintainer: words of such pages go into "
        "`page` in `extractors/layouts/narrative/phrases.toml`.",
    )
    EVENT_UNCLEAR = (
        "event_unclear",
        "warning",
        "sentence speaks of a change, and not clearly of which|sentences speak of a change, and not clearly of which",
        "A sentence mentions a change, but not clearly of which entry, or into which: it is no event.",
        "Read the sentence; if it concerns the lineage of a risk, add a line to the crosswalk "
        "(docs/review-lineage.md).",
    )
    NO_CHANGE_STATED = (
        "no_change_stated",
        "info",
        "mention of an entry states no change|mentions of entries state no change",
        "A report or decision mentions an entry and states no change of it.",
        "Nothing, unless the sentence does state one. For the maintainer: its wording goes into "
        "`normalise/events/changes.toml`.",
    )
    EVENT_MATCHED = (
        "event_matched",
        "info",
        "stated change was matched by its title|stated changes were matched by their title",
        "A stated change has no identifier; its title is that of one entry, whose identifier was used.",
        "Nothing, unless the message shows another entry than you would have chosen.",
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a careful reader would query: what, where, and which field of an entry.

    ``field`` is the entry's field it is about, ``value`` what the paper prints there. One cause is one finding:
    ``also`` are further places of the same cause. ``unread`` is how many values under a heading are not read.
    """

    code: Code
    message: str
    place: Place | None = None
    field: str | None = None
    value: str | None = None
    also: tuple[Place, ...] = ()
    unread: int | None = None

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return self.code.severity

    @property
    def cause(self) -> tuple[Code, str, Place | None]:
        """What it says and where, whatever it is attached to."""
        return self.code, self.message, self.place


def gathered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding for each cause: those that say the same of the same field become one, with the further places."""
    first: dict[tuple[Code, str, str | None], Finding] = {}
    for finding in findings:
        key = finding.code, finding.message, finding.field
        if (known := first.get(key)) is None:
            first[key] = finding
        else:
            places = (finding.place,) if finding.place else ()
            first[key] = replace(known, also=(*known.also, *places, *finding.also))
    return tuple(first.values())
