"""Arrow tables as DataFrames of pandas: Arrow's types for numbers and words, dates that compare, lists of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def frame(table: pa.Table) -> pd.DataFrame:
    """A table as a DataFrame.

    Whole numbers are ``int64[pyarrow]``, null where there is none. A date is ``datetime64``: pandas compares Arrow's
    dates neither with texts nor with its own. A list is a list of Python, or None, where Arrow's would be an array
    that no condition can be asked of.
    """
    import pandas as pd
    import pyarrow as pa

    columns = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_list(column.type):
            columns[name] = pd.Series(column.to_pylist(), dtype=object)
        elif pa.types.is_date(column.type):
            columns[name] = pd.Series(column.cast(pa.timestamp("s")).to_pandas())
        else:
            columns[name] = column.to_pandas(types_mapper=pd.ArrowDtype)
    return pd.DataFrame(columns, columns=table.column_names)
