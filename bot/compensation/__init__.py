"""Turns an outage into what the declared rules grant for it. Pure functions, no I/O."""
