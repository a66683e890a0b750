"""How people meet the system: htmx helpers, components, charts."""
