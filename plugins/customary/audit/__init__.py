"""The language audit: finds words that stand for a customer, and says what to write instead."""
