"""What `manage.py up` does: prepare one instance, start its processes, keep them alive, stop them."""
