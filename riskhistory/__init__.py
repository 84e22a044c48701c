"""A history of risk registers for analysts: ``riskhistory.load()`` opens it, and answers the usual questions.

::

    import riskhistory

    history = riskhistory.load()                       # data/parquet, or another folder
    history.latest()                                   # the register as it is now
    history.timeline("special educational needs")      # one risk through the years, whatever its number was
    history.entries                                    # a whole table, typed
"""

from __future__ import annotations

from riskhistory.history import History, load

__all__ = ["History", "load"]
