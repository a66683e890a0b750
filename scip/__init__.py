"""How each school acts. The room is prescribed and reserved; school improvement plans move in with their own issue."""
