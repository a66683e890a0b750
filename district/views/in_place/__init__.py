"""Pages and parts of pages for editing in place (see district.editing)."""
