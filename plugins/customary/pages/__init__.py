"""What the site shows from all three: coverage, customer share, self-assessments."""
