"""Files as bytes: parsers, stores and scanners, and samples made by code."""
