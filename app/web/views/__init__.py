"""What the pages show: made from what the services answer, and handed to the templates."""
