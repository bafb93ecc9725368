"""Texts out to other programs, and their words back: XLIFF, Word, PO.

``rows`` says what goes out, ``taking`` what may come in.  ``xliff``, ``docx`` and
``po`` write and read one format each and ask no database; ``files`` knows them all.
"""
