"""The pages about who shares one nomination."""
