"""Blueprints, one noun a file: parse what came in, call a service, render what comes out."""
