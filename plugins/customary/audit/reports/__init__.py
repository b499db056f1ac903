"""Findings -> text: one module an output."""
