"""The model behind the fair average: variances, severity, chances."""
