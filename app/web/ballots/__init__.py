"""The juror's ballot, and what the ballots come to."""
