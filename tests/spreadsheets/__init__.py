"""The reader and the writer of spreadsheets, with files as they are and as they should not be."""
