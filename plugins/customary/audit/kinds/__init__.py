"""How a rule matches: one module a kind."""
