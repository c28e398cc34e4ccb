"""Statements of support: asked for by nominators, written by a personal link."""
