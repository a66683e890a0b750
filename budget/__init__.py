"""With what. The room is prescribed and reserved; budget alignment moves in with its own issue."""
