"""Customary: choose the right customers, speak of them as customers, and serve them well."""

__version__ = "0.1.0"
