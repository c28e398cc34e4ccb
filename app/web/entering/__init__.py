"""Tables that are entered: sent as a file, shown with what is wrong, and stored as a whole."""
