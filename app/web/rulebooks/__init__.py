"""The rules of judging, and amending them."""
