"""A value is read as its cell shows it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from extractors.sheet.number_format import Value, shown

MORNING = datetime(2022, 3, 1, 9, 5)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (16, "General", "16"),
        (16.0, "General", "16"),
        (0.1 + 0.2, "General", "0.3"),
        (-7, "General", "-7"),
        (True, "General", "TRUE"),
        ("Floods", "General", "Floods"),
        ("Floods", "@", "Floods"),
        ("Floods", '@" (draft)"', "Floods (draft)"),
        ("Floods", "0;-0;0", "Floods"),
        ("Floods", ";;;", ""),
        (16, ";;;", ""),
        (7, '"R"00', "R07"),
        (7, "\\R0", "R7"),
        (12.5, "0", "13"),
        (2.5, "0", "3"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "#,##0.##", "1,234.5"),
        (0, "#", ""),
        (1234567, '£#,##0.0,,"m"', "£1.2m"),
        (1234, "[$£-809]#,##0;[Red]-[$£-809]#,##0", "£1,234"),
        (-1234, "[$£-809]#,##0;[Red]-[$£-809]#,##0", "-£1,234"),
        (-1234, "#,##0_);(#,##0)", "(1,234)"),
        (0, '0;-0;"nil"', "nil"),
        (0.35, "0%", "35%"),
        (0.355, "0.0%", "35.5%"),
        (20, '[>=15]"High";[>=8]"Medium";"Low"', "High"),
        (9, '[>=15]"High";[>=8]"Medium";"Low"', "Medium"),
        (2, '[>=15]"High";[>=8]"Medium";"Low"', "Low"),
        (MORNING, "dd/mm/yyyy", "01/03/2022"),
        (date(2022, 3, 1), "[$-809]d mmmm yyyy;@", "1 March 2022"),
        (MORNING, "dddd, d mmm yyyy", "Tuesday, 1 Mar 2022"),
        (MORNING, "h:mm AM/PM", "9:05 AM"),
        (MORNING, "yyyy-mm-dd hh:mm:ss", "2022-03-01 09:05:00"),
        (time(14, 30), "hh:mm", "14:30"),
        # a year with all its digits, and the settings of a British computer
        (MORNING, "mmm-yy", "Mar-2022"),
        (MORNING, "mm-dd-yy", "01/03/2022"),
        (MORNING, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "1 March 2022"),
    ],
)
def test_a_value_is_read_as_it_shows(value: Value, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


@pytest.mark.parametrize(
    ("value", "number_format"), [(0.5, "# ?/?"), (1e6, "0.00E+00"), (timedelta(hours=30), "[h]:mm"), (5, "0-00")]
)
def test_a_format_that_we_do_not_know_is_not_guessed(value: Value, number_format: str) -> None:
    assert shown(value, number_format) is None
