"""The sheet of a workbook that was read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0005_what_a_file_is_for")]

    operations = [
        migrations.AddField(
            "importbatch",
            "read_sheet",
            models.CharField(blank=True, help_text="The sheet the last check read.", max_length=120),
        )
    ]
