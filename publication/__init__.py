"""How results go out: releases, disclosure control, open data."""
