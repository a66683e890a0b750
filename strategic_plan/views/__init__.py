"""Staff pages of the plan."""
