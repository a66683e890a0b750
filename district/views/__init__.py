"""Staff pages of the district, one file a subject."""
