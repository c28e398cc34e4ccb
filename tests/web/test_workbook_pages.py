"""The workbook of scores, from its download to what is stored of it."""
