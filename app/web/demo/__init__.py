"""The demonstration: one click to be anybody, and a clock that can be wound."""
