"""Document -> passages with source offsets: one module a format."""
