"""Figures as files that others trust: CSV, JSON Lines, XLSX, Parquet, HXL, and a data package that is a whole ledger.

:mod:`columns` says what each column means, once for all formats; :mod:`files` chooses the format and writes whole
files or nothing; :mod:`package` packs and unpacks ledgers; :mod:`cite` makes sentences and references.
"""
