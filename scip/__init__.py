"""How each school acts. Prescribed and reserved; school improvement plans move in with their own issue."""
