"""A written history in the forms that others take: a workbook, comma-separated values (a database: ``history``)."""
