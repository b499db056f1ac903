"""Verdicts -> text: one module an output."""
