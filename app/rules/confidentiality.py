"""Confidentiality: which text a juror has to have accepted before anything is opened to her."""

VERSION = 1
"""Of the text in ``app/words/jury/confidentiality.py``: raised when what is promised is another.

Whoever has accepted an earlier one is asked anew.
"""
