"""The whole job in a new installation: commands, mail, and the browser."""
