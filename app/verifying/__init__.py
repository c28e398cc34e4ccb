"""The verifier of bundles: files in, sentences out. Knows no database and nothing of the product.

It is also put together into one file, ``verify.py``, that runs with Python and NumPy alone
(``assembling.py``). So its modules import nothing but the standard library, each other and the
ranking, and no two of them give a name to different things. See docs/verification.md.
"""
