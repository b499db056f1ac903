"""The decision model: both sides are data, and every verdict has its reasons."""
