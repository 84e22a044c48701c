"""Spreadsheets as Documents: Excel workbooks (.xlsx) and tables of separated values (.csv)."""
