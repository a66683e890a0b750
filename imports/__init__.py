"""How files come in: upload, mapping, checking, loading, provenance."""
