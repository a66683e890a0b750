"""Staff pages of the measures, one file a subject."""
