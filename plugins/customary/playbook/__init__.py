"""What staff open: page kinds, ownership and review, plays, checklists, readability, cards."""
