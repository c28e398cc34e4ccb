"""Coming in: registering, and choosing whom one nominates for."""
