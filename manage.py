"""Django's command line; `manage.py up` starts everything."""

import os
import sys

# Some images set this; every process would then recompile pandas and plotly (3 s of CPU each).
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakeville_planning.settings")
    if sys.argv[1:2] == ["up"]:
        # It starts the servers that the settings name, so it runs before Django reads them.
        from lakeville_planning.management.commands.up import Command

        Command().run_from_argv(sys.argv)
    else:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
