"""The people of the installation: who has which office, and who is invited to one."""
