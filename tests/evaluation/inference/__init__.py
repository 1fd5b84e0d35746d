"""Trains the transformer that reads a claim beside its sources, and writes it as a graph."""
