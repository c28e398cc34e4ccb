"""The verifier of bundles, part by part: without a database."""
