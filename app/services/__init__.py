"""Use cases: one verb a function, in one transaction, without HTTP and without a clock."""
