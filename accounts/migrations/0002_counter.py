from django.db import migrations


class Migration(migrations.Migration):
    """The table of the cache that counts tries; as `createcachetable` makes it."""

    dependencies = [("accounts", "0001_accounts")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE accounts_counter (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, "
            "expires timestamp with time zone NOT NULL); "
            "CREATE INDEX accounts_counter_expires ON accounts_counter (expires);",
            "DROP TABLE accounts_counter;",
        )
    ]
