"""Sheets on paper, entered by the secretariat."""
