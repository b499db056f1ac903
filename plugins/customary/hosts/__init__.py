"""Thin adapters between the core and its hosts: the command line and MkDocs."""
